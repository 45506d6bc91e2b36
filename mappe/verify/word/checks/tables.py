"""Tables: whoever hears a cell must be told its column, and Word must be able to draw it.

Source: ISO/IEC 29500-1, 17.4.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from mappe.verify.word.exhibit import Exhibit
from mappe.verify.word.ooxml import W, find, is_on, nearest, number, owned, value
from mappe.verify.words import quoted

TBL, TR, TC, P = (f"{W}{tag}" for tag in ("tbl", "tr", "tc", "p"))
BLOCKS = frozenset((P, TBL, f"{W}sdt"))
WORDS_OR_PICTURES = tuple(f"{W}{tag}" for tag in ("t", "drawing", "pict", "object", "sym", "sdt"))


@dataclass(frozen=True, eq=False)
class Cell:
    """`column` is that of the grid, from 0; `merge` is `restart`, `continue` or nothing."""

    element: etree._Element
    column: int
    span: int
    merge: str


@dataclass(frozen=True, eq=False)
class Row:
    """`width` is the number of columns of the grid that it takes, gaps before and after included."""

    element: etree._Element
    cells: tuple[Cell, ...]
    width: int

    def has(self, switch: str) -> bool:
        return is_on(find(self.element, f"w:trPr/w:{switch}"))


@dataclass(frozen=True, eq=False)
class Table:
    element: etree._Element
    rows: tuple[Row, ...]
    columns: int


def header_row(exhibit: Exhibit) -> Iterator[str]:
    for table in _tables(exhibit):
        if len(table.rows) > 1 and not table.rows[0].has("tblHeader"):
            yield _place(exhibit, table)


def table_grid(exhibit: Exhibit) -> Iterator[str]:
    for table in _tables(exhibit):
        for count, row in enumerate(table.rows, 1):
            if row.width != table.columns:
                yield _place(exhibit, table, f"row {count} has {row.width} columns of {table.columns}")


def merged_cells(exhibit: Exhibit) -> Iterator[str]:
    for table in _tables(exhibit):
        open_above: dict[int, int] = {}
        for count, row in enumerate(table.rows, 1):
            for cell in row.cells:
                if cell.merge == "continue" and open_above.get(cell.column) != cell.span:
                    yield _place(exhibit, table, f"row {count}, column {cell.column + 1}")
            open_above = {cell.column: cell.span for cell in row.cells if cell.merge}


def cell_ends(exhibit: Exhibit) -> Iterator[str]:
    for table in _tables(exhibit):
        for count, row in enumerate(table.rows, 1):
            for cell in row.cells:
                blocks = [child.tag for child in cell.element if child.tag in BLOCKS]
                if not blocks or blocks[-1] == TBL:
                    yield _place(exhibit, table, f"row {count}, column {cell.column + 1}")


def rows_split(exhibit: Exhibit) -> Iterator[str]:
    for table in _tables(exhibit):
        if not all(row.has("cantSplit") for row in table.rows):
            yield _place(exhibit, table)


def nested_table(exhibit: Exhibit) -> Iterator[str]:
    for table in _tables(exhibit):
        if nearest(table.element, TC) is not None:
            yield _place(exhibit, table)


def table_words(exhibit: Exhibit) -> Iterator[str]:
    for table in _tables(exhibit):
        said = (value(find(table.element, f"w:tblPr/w:{tag}")) for tag in ("tblCaption", "tblDescription"))
        if not any(text.strip() for text in said):
            yield _place(exhibit, table)


def blank_row(exhibit: Exhibit) -> Iterator[str]:
    for table in _tables(exhibit):
        for count, row in enumerate(table.rows, 1):
            if not any(_says_something(cell.element) for cell in row.cells):
                yield _place(exhibit, table, f"row {count}")


def _tables(exhibit: Exhibit) -> Iterator[Table]:
    for _, element in exhibit.all(TBL):
        rows = tuple(_row(row) for row in owned(element, TR, TBL))
        if rows:
            yield Table(element, rows, len(element.findall(f"{W}tblGrid/{W}gridCol")))


def _row(element: etree._Element) -> Row:
    cells, column = [], _columns(element, "w:trPr/w:gridBefore", 0)
    for cell in owned(element, TC, TR):
        span = _columns(cell, "w:tcPr/w:gridSpan", 1)
        cells.append(Cell(cell, column, span, _merge(cell)))
        column += span
    return Row(element, tuple(cells), column + _columns(element, "w:trPr/w:gridAfter", 0))


def _columns(element: etree._Element, path: str, otherwise: int) -> int:
    return number(value(find(element, path)), otherwise)


def _merge(cell: etree._Element) -> str:
    merged = find(cell, "w:tcPr/w:vMerge")
    return "" if merged is None else value(merged) or "continue"


def _says_something(cell: etree._Element) -> bool:
    return any(piece.tag != f"{W}t" or (piece.text or "").strip() for piece in cell.iter(*WORDS_OR_PICTURES))


def _place(exhibit: Exhibit, table: Table, remark: str = "") -> str:
    cells = (cell.element.iter(f"{W}t") for cell in table.rows[0].cells)
    words = " ".join("".join(text.text or "" for text in cell) for cell in cells)
    return exhibit.spot(table.element, f"table{quoted(words)}", remark)
