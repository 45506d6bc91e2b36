"""Which header cells speak for which cells of a table."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pydyf

from mappe.formats.pdf.structure import Element


@dataclass(frozen=True, slots=True)
class _Cell:
    element: Element
    row: int
    columns: range
    rows: range


def name_headers(document: Element) -> None:
    """Give each header cell an id, and each cell the ids of its headers where their scopes cannot say it.

    Source: ISO 14289-1, 7.5: scope is enough in a table of plain columns.
    """
    for number, table in enumerate(document.all("Table"), 1):
        cells = list(_cells(table))
        heads = [cell for cell in cells if cell.element.type == "TH"]
        for head in heads:
            head.element.id = f"table-{number}-{head.row + 1}-{head.columns.start + 1}"
        if any(_is_more_than_a_column(cell) for cell in cells):
            _refer(cells, heads)


def _is_more_than_a_column(cell: _Cell) -> bool:
    return len(cell.columns) > 1 or len(cell.rows) > 1 or _is_for_rows(cell)


def _refer(cells: list[_Cell], heads: list[_Cell]) -> None:
    of_columns = [head for head in heads if not _is_for_rows(head)]
    of_row: dict[int, list[_Cell]] = defaultdict(list)
    for head in heads:
        if _is_for_rows(head):
            for row in head.rows:
                of_row[row].append(head)
    for cell in cells:
        across = (
            head for row in cell.rows for head in of_row[row] if head.columns.start < cell.columns.start
        )
        above = (head for head in of_columns if head.row < cell.row and _meet(head.columns, cell.columns))
        ids = list(dict.fromkeys(head.element.id for head in (*across, *above)))
        if cell.element.type == "TD" and ids:
            cell.element.attributes["Headers"] = pydyf.Array(pydyf.String(identifier) for identifier in ids)


def _is_for_rows(cell: _Cell) -> bool:
    return cell.element.attributes.get("Scope") == "/Row"


def _meet(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _cells(table: Element) -> Iterator[_Cell]:
    """The cells with the places that they take; a cell of several rows pushes those below it aside."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(table.all("TR")):
        column = 0
        for cell in row.elements:
            while (number, column) in taken:
                column += 1
            columns = range(column, column + cell.attributes.get("ColSpan", 1))
            rows = range(number, number + cell.attributes.get("RowSpan", 1))
            taken.update((line, place) for line in rows for place in columns if len(rows) > 1)
            yield _Cell(cell, number, columns, rows)
            column = columns.stop
