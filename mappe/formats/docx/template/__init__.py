"""The office's own Word file as the house that our content moves into."""

from collections.abc import Mapping
from types import MappingProxyType

from mappe.formats.docx.looks import LOOKS, WORD_LOOKS
from mappe.formats.docx.styles import TABLE_STYLE
from mappe.formats.docx.template.look import housed
from mappe.formats.docx.template.moving import moved
from mappe.model.word import StyleKind

__all__ = ["STYLES", "housed", "moved"]

STYLES: Mapping[str, StyleKind] = MappingProxyType(
    {
        **dict.fromkeys(LOOKS, "paragraph"),
        **dict.fromkeys(WORD_LOOKS, "character"),
        TABLE_STYLE: "table",
    }
)
"""The styles of our Word files that an office may exchange for its own."""
