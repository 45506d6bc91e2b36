"""The grid of a table: how many columns each row takes, with the cells that reach down into it."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

SPAN = re.compile(r"[1-9][0-9]?")
"""How many columns or rows a cell may span."""


class Row(NamedTuple):
    """`columns` are those that it fills; `fault` is what is wrong with its cells, if anything."""

    columns: int
    fault: str = ""


def rows(table: Element) -> Iterator[Row]:
    """The rows in order; no cell reaches out of the head or the body that it stands in."""
    for group in table:
        if group.tag in ("thead", "tbody"):
            yield from _rows(group)


def columns(cells: Element, span: str) -> int:
    """How many columns these cells take side by side, or these `<col>`."""
    return sum(spanned(cell, span) for cell in cells)


def spanned(cell: Element, span: str) -> int:
    value = cell.get(span, "1")
    return int(value) if SPAN.fullmatch(value) else 1


def _rows(group: Element) -> Iterator[Row]:
    reaching: dict[int, int] = {}  # {column: how many more rows a cell above takes of it}
    left = len(group)
    for row in group:
        if reaching or any("rowspan" in cell.attrib for cell in row):
            found, reaching = _filled(row, reaching, left)
            yield found
        else:
            yield Row(columns(row, "colspan"))
        left -= 1


def _filled(row: Element, reaching: dict[int, int], left: int) -> tuple[Row, dict[int, int]]:
    """A row with the cells from above, and what reaches into the next one; `left` are the rows from here."""
    below = {column: more - 1 for column, more in reaching.items() if more > 1}
    taken, fault, column = set(reaching), "", 0
    for cell in row:
        while column in taken:
            column += 1
        places, deep = range(column, column + spanned(cell, "colspan")), spanned(cell, "rowspan")
        if not taken.isdisjoint(places):
            fault = "has cells that stand on each other"
        elif deep > left:
            fault = f"has a cell of {deep} rows, but only {left} {'is' if left == 1 else 'are'} left"
        taken.update(places)
        below.update((place, deep - 1) for place in places if deep > 1)
    return Row(len(taken), fault), below
