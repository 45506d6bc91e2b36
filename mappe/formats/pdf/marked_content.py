"""Marked content in the drawing instructions of a page, as WeasyPrint and pydyf write them.

Source: ISO 32000-1, 14.6 (marked content), 9.4.3 (showing text).
"""

import re
from collections.abc import Mapping
from typing import Any

import pydyf

from mappe.formats.pdf.line_ends import SOFT_HYPHEN, Ending
from mappe.formats.pdf.reading import Reading
from mappe.formats.pdf.structure import Content

LAST_GLYPH = re.compile(rb"^\[(.*?)<?([0-9a-f]{4})>([-.0-9]*)\] TJ$", re.DOTALL)
"""Text before the last glyph, that glyph, and the room behind it."""

READ_AS_SOFT_HYPHEN = (b"/Span", pydyf.Dictionary({"ActualText": pydyf.String(SOFT_HYPHEN)}), b"BDC")


def mark(stream: list[Any], page: int, reading: Reading, spaces: Mapping[bytes, bytes]) -> int:
    """Write into a page's stream what is no part of the text, and how its lines go on; gives the marks met.

    `spaces` are {name of a font: its glyph of a space}. Such a glyph draws nothing.
    """
    met = 0
    font = b""
    ends: list[tuple[int, Ending, bytes]] = []
    open_end: tuple[Ending | None, int] = (None, 0)
    for position, item in enumerate(stream):
        if type(item) is pydyf.Dictionary and "MCID" in item:
            met += 1
            content = Content(page, item["MCID"])
            if content in reading.artifacts:
                _as_artifact(stream, position, reading.artifacts[content])
            open_end = (reading.endings.get(content), 0)
        elif type(item) is not bytes:
            continue
        elif item.endswith(b" Tf"):
            font = item[1:].split()[0]
        elif item.endswith(b" TJ"):
            open_end = (open_end[0], position)
        elif item == b"EMC" and open_end[0] and open_end[1]:
            ends.append((open_end[1], open_end[0], font))
            open_end = (None, 0)
    for position, ending, face in reversed(ends):
        stream[position : position + 1] = _ended(stream[position], ending, spaces.get(face))
    return met


def _as_artifact(stream: list[Any], position: int, properties: Mapping[str, str]) -> None:
    stream[position - 1] = "/Artifact"
    stream[position] = pydyf.Dictionary(properties) if properties else b""
    stream[position + 1] = b"BDC" if properties else b"BMC"


def _ended(shown: bytes, ending: Ending, space: bytes | None) -> tuple[Any, ...]:
    found = LAST_GLYPH.match(shown)
    if found is None:
        return (shown,)
    before, glyph, room = found.groups()
    if ending is Ending.SPACE:
        return (b"[%b<%b%b>%b] TJ" % (_closed(before), glyph, space, room) if space else shown,)
    hyphen = b"[<%b>%b] TJ" % (glyph, room)
    return (b"[%b] TJ" % _closed(before), *READ_AS_SOFT_HYPHEN, hyphen, b"EMC")


def _closed(text: bytes) -> bytes:
    """The text with its last string closed, where it was cut open."""
    return text + b">" if text.rpartition(b"<")[2].isalnum() else text
