"""The grid of a table: no row has a hole, and no cell stands on another one or reaches out of its part."""

import pytest

from mappe.model.vocabulary import read

HEAD = '<thead><tr><th scope="col">1</th><th scope="col">2</th><th scope="col">3</th></tr></thead>'


def cells(*spans: tuple[int, int]) -> str:
    """A row of cells, each so many columns wide and rows deep."""
    return "".join(f'<td colspan="{wide}" rowspan="{deep}">x</td>' for wide, deep in spans)


def faults(*rows: str, head: str = HEAD) -> tuple[str, ...]:
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return read(f"<table>{head}<tbody>{body}</tbody></table>").faults


ONE, DEEP = (1, 1), (1, 2)


@pytest.mark.parametrize(
    "rows",
    [
        (cells(DEEP, ONE, ONE), cells(ONE, ONE)),
        (cells(ONE, (2, 3)), cells(ONE), cells(ONE), cells(ONE, ONE, ONE)),
        (cells(ONE, DEEP, ONE), cells(DEEP, ONE), cells(ONE, ONE)),
        (cells((3, 2)), "", cells(ONE, ONE, ONE)),
        (cells(DEEP, DEEP, DEEP), ""),
        (cells(DEEP, (2, 1)), cells(ONE, ONE)),
    ],
)
def test_cells_that_reach_down_fill_the_rows_below(rows: tuple[str, ...]) -> None:
    assert faults(*rows) == ()


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (
            (cells(DEEP, ONE, ONE), cells(ONE, ONE, ONE)),
            "row 3 of <table> has 4 columns, but the first one 3",
        ),
        ((cells(DEEP, ONE, ONE), cells(ONE)), "row 3 of <table> has 2 columns, but the first one 3"),
        ((cells((2, 2), ONE), cells(ONE), cells(ONE)), "row 4 of <table> has 1 column, but the first one 3"),
        ((cells(ONE, DEEP, ONE), cells((2, 1))), "row 3 of <table> has cells that stand on each other"),
        (
            (cells((1, 3), ONE, ONE), cells(ONE, ONE)),
            "row 2 of <table> has a cell of 3 rows, but only 2 are left",
        ),
        ((cells(ONE, ONE, DEEP),), "row 2 of <table> has a cell of 2 rows, but only 1 is left"),
    ],
)
def test_a_row_with_too_much_or_too_little_is_told(rows: tuple[str, ...], fault: str) -> None:
    (told,) = faults(*rows)
    assert told.partition(": write ")[0] == fault


def test_no_cell_of_a_head_reaches_into_the_body() -> None:
    head = HEAD.replace('scope="col">1', 'scope="col" rowspan="2">1')
    (told,) = faults(cells(ONE, ONE), head=head)
    assert told.startswith("row 1 of <table> has a cell of 2 rows, but only 1 is left")


def test_ten_thousand_rows_are_looked_at_in_passing() -> None:
    rows = [cells((1, 2), ONE, ONE), cells(ONE, ONE)] * 5_000
    assert faults(*rows) == ()
