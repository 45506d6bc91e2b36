"""Two languages on paper: what says the same stands at the same height, or on the sheet beside."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from mappe.formats.pdf import pagination, spread, write_pdf
from mappe.formats.pdf.print import write_booklet
from mappe.model.audience import Audience
from mappe.model.markup import body
from mappe.model.page import Page, Part
from tests.baselines import Line, Row, pairs
from tests.editions import EVERY_SECTION, SAMPLE, file_of, page_in
from tests.pdf import text

NAMES = {"de": "Deutsch", "en": "English", "ru": "Русский"}

NEAR = 1.0
"""Points between two base lines that an eye takes for one."""

EDITIONS = [
    ("sample", ("de", "ru"), Audience.GUEST),
    ("sample", ("de", "en"), Audience.INTERNAL),
    ("every section", ("de", "ru"), Audience.INTERNAL),
    ("every section", ("en", "ru"), Audience.GUEST),
]


def page_of(project: str, languages: tuple[str, str], layout: str, audience: Audience) -> Page:
    if project == "sample":
        return page_in(SAMPLE, "delegation-visit", languages, layout, audience)
    return page_in(EVERY_SECTION, "visit", languages, layout, audience)


@cache
def rows_of(project: str, languages: tuple[str, str], audience: Audience) -> list[Row]:
    page = page_of(project, languages, "columns", audience)
    return rows_in(page, languages)


def rows_in(page: Page, languages: tuple[str, str]) -> list[Row]:
    first, second = languages
    return [*pairs(file_of(page, "pdf").content, (NAMES[first], NAMES[second]))]


def apart(rows: list[Row]) -> list[Row]:
    """Rows whose sides do not begin on one line of one sheet, or have their numbers on two."""
    return [
        row
        for row in rows
        if not (are_level(row.left.first, row.right.first) and are_level(row.left.number, row.right.number))
    ]


def are_level(one: Line | None, other: Line | None) -> bool:
    if one and other:
        return one.sheet == other.sheet and abs(one.base - other.base) <= NEAR
    return True


@pytest.mark.parametrize(("project", "languages", "audience"), EDITIONS)
def test_both_sides_of_a_pair_begin_on_one_line_of_one_sheet(
    project: str, languages: tuple[str, str], audience: Audience
) -> None:
    rows = rows_of(project, languages, audience)
    assert apart(rows) == []
    assert len({row.left.first.sheet for row in rows if row.left.first}) > 2


@pytest.mark.parametrize(("project", "languages", "audience"), EDITIONS)
def test_every_row_of_the_page_is_on_paper_with_its_number(
    project: str, languages: tuple[str, str], audience: Audience
) -> None:
    page = page_of(project, languages, "columns", audience)
    tables = (
        table for part in page.parts for table in body(part.markup).iterfind(".//table[@class='pairs']")
    )
    written = [[*map(number_of, row)] for table in tables for row in table.iterfind("tbody/tr")]
    printed = [
        [side.number.text.strip() if side.number else "" for side in row]
        for row in rows_of(project, languages, audience)
    ]
    assert printed == written
    assert any(number for row in printed for number in row)


def number_of(cell: Element) -> str:
    return next((span.text or "" for span in cell.iterfind(".//span[@class='pair-number']")), "")


def test_a_side_that_stands_lower_is_found() -> None:
    page = page_of("every section", ("de", "ru"), "columns", Audience.GUEST)
    lower = "table.pairs td { vertical-align: top } table.pairs td:last-child > p { padding-top: 2pt }"
    theme = replace(page.theme, stylesheet=f"{page.theme.stylesheet}\n{lower}")
    assert apart(rows_in(replace(page, theme=theme), ("de", "ru")))


@pytest.mark.parametrize("project", ["sample", "every section"])
def test_facing_sheets_hold_the_same_things(project: str) -> None:
    page = page_of(project, ("de", "ru"), "facing", Audience.GUEST)
    sheets = [part for part in spread(page).parts if part.kind == "section"]
    numbers = pagination(page).numbers
    left = [int(numbers[part.name]) for part in sheets if 'lang="de"' in opening(part)]
    right = [int(numbers[part.name]) for part in sheets if 'lang="ru"' in opening(part)]
    assert all(number % 2 == 0 for number in left)
    assert sorted({number + 1 for number in left}) == sorted(set(right))


@pytest.mark.parametrize("project", ["sample", "every section"])
def test_no_sheet_of_a_spread_flows_over(project: str) -> None:
    page = page_of(project, ("de", "ru"), "facing", Audience.GUEST)
    spreads = sum(" verso" in opening(part) for part in spread(page).parts)
    first = min(int(number) for number in pagination(page).numbers.values() if int(number) > 3)
    assert file_of(page, "pdf").pages == first - 1 + 2 * spreads


def test_the_numbers_of_pairs_are_the_same_on_both_sheets_of_a_spread() -> None:
    page = page_of("every section", ("de", "ru"), "facing", Audience.GUEST)
    found: dict[str, list[list[str]]] = {"verso": [], "recto": []}
    side = "verso"
    for part in spread(page).parts:
        for name in found:
            if f" {name}" in opening(part):
                side = name
                found[side].append([])
        if part.kind == "section":
            found[side][-1].extend(numbers_in(part.markup))
    assert found["verso"] == found["recto"]


def test_each_of_two_languages_in_sequence_counts_its_own_sections(tmp_path: Path) -> None:
    page = page_of("every section", ("de", "ru"), "sequence", Audience.GUEST)
    headings = [title.text for part in page.parts for title in body(part.markup).iterfind("section/h2")]
    half = len(headings) // 2
    said = " ".join(text(file_of(page, "pdf").content, tmp_path).split())
    counted = [f"{number % half + 1} {' '.join(str(title).split())}" for number, title in enumerate(headings)]
    assert len(set(counted)) == 2 * half > 20
    assert [line for line in counted if line not in said] == []
    assert f"{half + 1} {headings[half]}" not in said


def opening(part: Part) -> str:
    return part.markup[: part.markup.index(">")]


def numbers_in(markup: str) -> list[str]:
    return [piece.split("<")[0] for piece in markup.split('<span class="pair-number">')[1:]]


def test_a_page_of_one_language_is_no_spread() -> None:
    page = page_of("every section", ("de", "ru"), "columns", Audience.GUEST)
    assert spread(page) is page


@pytest.mark.parametrize("layout", ["columns", "facing"])
def test_both_languages_fit_into_a_booklet(layout: str) -> None:
    assert write_booklet(page_of("sample", ("de", "ru"), layout, Audience.GUEST)).pages


def test_a_record_taller_than_a_sheet_flows_on_before_the_other_language() -> None:
    page = page_of("every section", ("de", "ru"), "facing", Audience.GUEST)
    parts = [
        part if part.kind != "section" else replace(part, markup=swollen(part.markup)) for part in page.parts
    ]
    long = replace(page, parts=(*parts,))
    numbers = pagination(long).numbers
    grown = next(part.name for part in page.parts if "pair-number" in part.markup)
    assert int(numbers[f"{grown}-ru"]) > int(numbers[grown]) + 1
    assert (write_pdf(long).pages or 0) > (file_of(page, "pdf").pages or 0)


def swollen(markup: str) -> str:
    """The markup with far too many words in the first paragraph that has the number 1."""
    return markup.replace(
        '<span class="pair-number">1</span>', f'<span class="pair-number">1</span>{" lang" * 3000}', 1
    )
