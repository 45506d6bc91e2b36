"""Which page a section seems to be on: a guess, for what Word shows until it counts by itself."""

from collections.abc import Mapping, Sequence
from math import ceil

from mappe.formats.docx.faces import text_width
from mappe.formats.docx.ooxml import Element, W, twips
from mappe.model.theme import Tokens

_LETTERS = 0.45
"""Letters of body text that a millimetre holds."""

_LINE = 5.8
"""Millimetres from line to line, with the space between paragraphs shared out."""

_HEAD = 34.0
"""Millimetres that the title of a section takes."""

_ENTRY = 9.0
"""Millimetres that a line of the contents takes."""


def pages(sections: Mapping[str, Sequence[Element]], tokens: Tokens) -> tuple[Mapping[str, int], int]:
    """{id of a section: its page} behind a cover and the contents, and how many pages there are."""
    room = float(tokens.sheet.height - tokens.sheet.top - tokens.sheet.bottom)
    used = room + _HEAD + _ENTRY * len(sections)
    found = {}
    for identifier, written in sections.items():
        if any(True for block in written for _ in block.iter(f"{{{W}}}pageBreakBefore")):
            used = ceil(used / room) * room
        found[identifier] = int(used / room) + 1
        used += _HEAD + sum(_height(block, text_width(tokens)) for block in written)
    return found, ceil(used / room)


def _height(block: Element, width: float) -> float:
    """Millimetres, of a paragraph or of a table whose columns are `width` wide together."""
    rows = [*block.iter(f"{{{W}}}tr")]
    if rows:
        return sum(max(_cell(cell) for cell in row.iter(f"{{{W}}}tc")) for row in rows)
    letters = sum(len(text.text or "") for text in block.iter(f"{{{W}}}t"))
    return ceil(letters / (width * _LETTERS)) * _LINE


def _cell(cell: Element) -> float:
    width = int(next(cell.iter(f"{{{W}}}tcW")).get(f"{{{W}}}w", "0")) / twips(1)
    return sum(_height(paragraph, width) for paragraph in cell.iter(f"{{{W}}}p"))
