"""YAML with places: every scalar as the string that was typed, and nothing that surprises its author."""

import codecs
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from mappe.content.characters import unreadable_lines
from mappe.content.files import UnreadableError, own
from mappe.content.grammar import composed
from mappe.content.lines import Lines, whole
from mappe.content.values import value_of
from mappe.diagnostics import Diagnostic, Place
from mappe.errors import ContentError
from mappe.model.located import Keys

LARGEST = 500_000
"""Bytes of one file."""

BYTE_ORDER_MARKS: Mapping[bytes, str] = MappingProxyType(
    {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
)


def read(root: Path, name: Path, shown: Path) -> Keys:
    """The mapping in a YAML file below `root`, every value with its place; messages call the file `shown`.

    Raises `ContentError` with the first fault of form, or with all faults of values.
    """
    try:
        content = own(root / name, root, LARGEST)
    except UnreadableError as error:
        raise whole(shown, f"the file {error}", error.hint) from None
    text = _decoded(content, shown)
    source = Lines(shown, tuple(text.split("\n")))
    if unreadable := tuple(unreadable_lines(source)):
        raise ContentError(unreadable)
    node = composed(text, source)
    faults: list[Diagnostic] = []
    value = value_of(node, source, faults)
    if faults:
        raise ContentError(faults)
    if not isinstance(value, Keys):
        raise source.fault("keys and values are expected here", node.start_mark, "begin with 'key: value'")
    return value


def _decoded(content: bytes, shown: Path) -> str:
    encoding = next((name for mark, name in BYTE_ORDER_MARKS.items() if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_utf8(content, error.start, shown) from None
    if "\0" in text:  # UTF-16 without its mark, or UTF-32
        raise _not_utf8(content, content.index(b"\0"), shown)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf8(content: bytes, start: int, shown: Path) -> ContentError:
    before = content[:start].decode(errors="replace").split("\n")
    line = content.decode(errors="replace").split("\n")[len(before) - 1]
    place = Place(shown, len(before), len(before[-1]) + 1, line)
    return ContentError([Diagnostic("the file is not UTF-8 text", place, "save it as UTF-8")])
