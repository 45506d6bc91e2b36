"""How a verdict reads."""

from pathlib import Path

from mappe.verify.report import lines
from mappe.verify.verdict import Finding, Verdict

FILE = Path("output/visit.pdf")


def _finding(places: int, *, is_remark: bool = False) -> Finding:
    where = tuple(f"page {number}" for number in range(1, places + 1))
    return Finding("name", "it is wrong", "ISO 1, 2", where, places, "mend it", is_remark=is_remark)


def _read(*findings: Finding, extent: str | None = "3 pages") -> list[str]:
    verdict = Verdict(FILE, ("PDF/A-2a", "PDF/UA-1"), extent, findings)
    return [str(line) for line in lines(verdict)]


def test_a_good_file_is_one_line() -> None:
    assert _read() == ["conforms  output/visit.pdf  PDF/A-2a, PDF/UA-1, 3 pages"]


def test_a_failure_says_what_where_and_how_to_mend_it() -> None:
    assert _read(_finding(1)) == [
        "fails     output/visit.pdf  PDF/A-2a, PDF/UA-1, 3 pages",
        "",
        "  it is wrong",
        "    rule  ISO 1, 2",
        "    where page 1",
        "    mend  mend it",
    ]


def test_many_places_are_counted() -> None:
    told = _read(_finding(8))
    assert told[2] == "  it is wrong (8 times)"
    assert told[-2:] == ["          and 3 more places", "    mend  mend it"]
    assert len([line for line in told if "page " in line]) == 5


def test_a_remark_fails_no_file() -> None:
    assert _read(_finding(4, is_remark=True)) == [
        "conforms  output/visit.pdf  PDF/A-2a, PDF/UA-1, 3 pages",
        "  remark: it is wrong (4 times): page 1; page 2; page 3; …: mend it",
    ]


def test_remarks_come_behind_failures() -> None:
    assert _read(_finding(1, is_remark=True), _finding(1))[-1].startswith("  remark: ")


def test_a_file_that_cannot_be_read_says_nothing_of_itself() -> None:
    assert _read(_finding(1), extent=None)[0] == "fails     output/visit.pdf  cannot be read"
