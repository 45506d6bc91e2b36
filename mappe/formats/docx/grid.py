"""Which cell of a table stands where, when cells reach over columns and down into other rows."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from mappe.formats.docx.ooxml import Element


class Slot(NamedTuple):
    """What a row has at a column and `across` columns on; no `cell` where one from above reaches down."""

    cell: Element | None
    column: int
    across: int
    merge: Literal["", "restart", "continue"] = ""


def grid(table: Element) -> Iterator[tuple[Element, list[Slot]]]:
    """Every row with its slots from left to right; no cell reaches out of the head or the body it is in."""
    below: dict[int, tuple[int, int]] = {}
    group = None
    for row in rows(table):
        if row.getparent() is not group:
            group, below = row.getparent(), {}
        yield row, [*_slots(row, below)]


def rows(table: Element) -> Iterator[Element]:
    """Its own rows, and not those of a table in one of its cells."""
    for child in table:
        yield from (child,) if child.tag == "tr" else child.iterchildren("tr")


def _slots(row: Element, below: dict[int, tuple[int, int]]) -> Iterator[Slot]:
    """`below` are {column: columns and rows that are reached from there on}, and are brought up to date."""
    cells = [*reversed(row)]
    column = 0
    while cells or column in below:
        if column in below:
            across, down = below.pop(column)
            yield Slot(None, column, across, "continue")
        else:
            cell = cells.pop()
            across, down = span(cell, "colspan"), span(cell, "rowspan")
            yield Slot(cell, column, across, "restart" if down > 1 else "")
        if down > 1:
            below[column] = across, down - 1
        column += across


def span(cell: Element, name: str) -> int:
    return int(cell.get(name, "1"))
