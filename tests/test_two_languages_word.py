"""Two languages in Word: the words of the page in their order, each in its language."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from mappe.builder import Wanted, finished, prepare
from mappe.cli import template_folders
from mappe.formats import FORMATS
from mappe.formats.docx import written
from mappe.formats.docx.redline import Changes, redline
from mappe.formats.pagination import Pagination
from mappe.formats.pdf import spread
from mappe.model.audience import Audience
from mappe.model.document import Layout
from mappe.model.page import Page, Part
from mappe.model.project import Edition
from mappe.model.word import WordFiles
from mappe.verify.word import verdict
from tests.editions import EVERY_SECTION, SAMPLE, file_of, page_in
from tests.letterheads import letterhead, packed
from tests.tracked_changes import accepted, meaning, rejected
from tests.unit.formats.docx.word_files import W, WordFile, words_of
from tests.words import docx_words, page_words

LAYOUTS: list[Layout] = ["columns", "facing", "sequence"]
CYRILLIC = range(0x400, 0x500)


def pages() -> list[Page]:
    """Everything that a section can hold, and the two sheets that are handed out."""
    every = [page_in(EVERY_SECTION, "visit", ("de", "ru"), layout, Audience.INTERNAL) for layout in LAYOUTS]
    return [*every, page_in(SAMPLE, "handout", ("de", "en"), "columns", Audience.GUEST)]


def made(page: Page) -> bytes:
    return file_of(page, "docx").content


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_the_word_file_says_what_the_page_says(page: Page) -> None:
    assert docx_words(made(page)) == page_words(spread(page))


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_our_own_judge_finds_no_fault_in_it(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "judged.docx"
    file.write_bytes(made(page))
    assert verdict(file).conforms


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_no_russian_word_is_tagged_as_another_language(page: Page) -> None:
    root = WordFile(made(page)).root()
    tagged = {
        (language.get(f"{W}val", ""), "".join(run.itertext()))
        for run in root.iter(f"{W}r")
        for language in run.iter(f"{W}lang")
    }
    assert tagged
    wrong = {
        words for tag, words in tagged if tag != "ru-RU" and any(ord(sign) in CYRILLIC for sign in words)
    }
    assert wrong == set()


def test_pairs_are_rows_of_a_table_of_two_columns_with_a_head() -> None:
    page = page_in(SAMPLE, "handout", ("de", "ru"), "columns", Audience.GUEST)
    file = WordFile(made(page))
    tables = [
        table for table in file.root().iter(f"{W}tbl") if len(table.findall(f"{W}tblGrid/{W}gridCol")) == 2
    ]
    assert len(tables) >= 5
    for table in tables:
        first, *others = table.findall(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert others
        assert all(len(row.findall(f"{W}tc")) == 2 for row in table.findall(f"{W}tr"))


def test_sheets_that_face_each_other_begin_on_even_and_odd_pages() -> None:
    page = page_in(EVERY_SECTION, "visit", ("de", "ru"), "facing", Audience.GUEST)
    file = WordFile(made(page))
    starts = [start.get(f"{W}val") for start in file.root().iter(f"{W}type") if start.getparent() is not None]
    assert starts == ["evenPage", "oddPage"] * (len(starts) // 2)
    assert len(starts) >= 6


def test_a_title_without_a_cover_has_no_sheet_of_its_own() -> None:
    page = page_in(SAMPLE, "handout", ("de", "ru"), "columns", Audience.GUEST)
    assert len([*WordFile(made(page)).root().iter(f"{W}sectPr")]) == 1
    cover = page_in(SAMPLE, "partnership", ("de", "ru"), "columns", Audience.GUEST)
    assert len([*WordFile(made(cover)).root().iter(f"{W}sectPr")]) > 1


def test_no_rule_parts_the_lines_of_one_record_and_no_page_does() -> None:
    page = page_in(SAMPLE, "handout", ("de", "ru"), "columns", Audience.GUEST)
    found = 0
    for table in WordFile(made(page)).root().iter(f"{W}tbl"):
        for above, below in pairwise(table.findall(f"{W}tr")):
            together = below.find(f".//{W}tcBorders/{W}top") is not None
            found += together
            assert together == (above.find(f".//{W}tcBorders/{W}bottom") is not None)
            if together:
                assert all(line.find(f"{W}pPr/{W}keepNext") is not None for line in above.iter(f"{W}p"))
    assert found > 10


def test_contents_of_sheets_that_face_each_other_come_from_fields_that_say_both_languages() -> None:
    root = WordFile(made(page_in(EVERY_SECTION, "visit", ("de", "ru"), "facing", Audience.INTERNAL))).root()
    told = "".join(piece.text or "" for piece in root.iter(f"{W}instrText"))
    said = re.findall(r' TC "([^"]+)" \\f C \\l 1 ', told)
    entries = ["".join(link.itertext()) for link in root.findall(f".//{W}sdt//{W}hyperlink")]
    assert len(said) == len(entries) > 10
    assert all(entry.endswith(title) or title in entry for entry, title in zip(entries, said, strict=True))
    assert " · " in said[0]
    assert re.search(r" TOC \\f C ", told)


def test_a_wording_that_changes_in_one_cell_is_one_tracked_change() -> None:
    page = page_in(EVERY_SECTION, "visit", ("de", "ru"), "columns", Audience.GUEST)
    before, now = (
        _unpaged(one)
        for one in (page, _with(page, "Ein <strong>Ziel</strong> mit", "Ein <strong>Plan</strong> mit"))
    )
    shown = redline(before, now, "Büro", "2018-06-04T00:00:00Z")
    assert shown.changes == Changes(0, 1, 0)
    assert meaning(accepted(shown.content)) == meaning(now)
    assert meaning(rejected(shown.content)) == meaning(before)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_office_s_own_template_takes_two_languages(layout: Layout, project: Callable[[str], Path]) -> None:
    root = project("every-section")
    (root / "content/briefkopf.dotx").write_bytes(packed(letterhead()))
    with (root / "content/office.yaml").open("a", encoding="utf-8") as office:
        office.write("word_template: briefkopf.dotx\n")
    workshop = prepare(root, template_folders(root), Wanted())
    page = finished(workshop, Edition("visit", ("de", "ru"), Audience.INTERNAL, layout))
    file = WordFile(FORMATS["docx"].write(page).content)
    assert docx_words(file.content) == page_words(spread(page))
    assert any(b"Stadt Musterhausen" in file.part(f"word/header{number}.xml") for number in (1, 2, 3))
    line = [*file.root("footer1").iter(f"{W}p")][-1]
    marks = [" ".join(words_of(run).split()) or len(run.findall(f"{W}br")) for run in line.iter(f"{W}r")]
    assert marks == [
        "Intern – nicht weitergeben · Muster",
        1,
        "Внутренняя версия — не передавать · Образец",
    ]


def _unpaged(page: Page) -> bytes:
    """The page as a Word file, all of it on page 3; no layout is needed for that."""
    pages = defaultdict[str, str](lambda: "3")
    return written(replace(page, word=WordFiles(embed_fonts=False)), Pagination(pages, 20))


def _with(page: Page, before: str, now: str) -> Page:
    """The page with another wording in one place."""
    parts = tuple(Part(part.kind, part.name, part.markup.replace(before, now)) for part in page.parts)
    assert sum(part.markup.count(before) for part in page.parts) == 1
    return replace(page, parts=parts)
