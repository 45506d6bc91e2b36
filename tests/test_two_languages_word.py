"""Two languages in Word: the words of the page in their order, each in its language."""

import dataclasses

import pytest

from mappe.formats import FORMATS
from mappe.formats.pdf import spread
from mappe.model.audience import Audience
from mappe.model.document import Layout
from mappe.model.page import Page
from tests.editions import EVERY_SECTION, SAMPLE, page_in
from tests.unit.formats.docx.word_files import W, WordFile
from tests.words import docx_words, page_words

LAYOUTS: list[Layout] = ["columns", "facing", "sequence"]
CYRILLIC = range(0x400, 0x500)


def pages() -> list[Page]:
    """Everything that a section can hold, and the two sheets that are handed out."""
    every = [page_in(EVERY_SECTION, "visit", ("de", "ru"), layout, Audience.INTERNAL) for layout in LAYOUTS]
    return [*every, page_in(SAMPLE, "handout", ("de", "en"), "columns", Audience.GUEST)]


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_the_word_file_says_what_the_page_says(page: Page) -> None:
    assert docx_words(FORMATS["docx"].write(page).content) == page_words(spread(page))


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_no_russian_word_is_tagged_as_another_language(page: Page) -> None:
    root = WordFile(FORMATS["docx"].write(page).content).root()
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
    file = WordFile(FORMATS["docx"].write(page).content)
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
    file = WordFile(FORMATS["docx"].write(page).content)
    starts = [start.get(f"{W}val") for start in file.root().iter(f"{W}type") if start.getparent() is not None]
    assert starts == ["evenPage", "oddPage"] * (len(starts) // 2)
    assert len(starts) >= 6


def test_a_title_without_a_cover_has_no_sheet_of_its_own() -> None:
    page = page_in(SAMPLE, "handout", ("de", "ru"), "columns", Audience.GUEST)
    assert len([*WordFile(FORMATS["docx"].write(page).content).root().iter(f"{W}sectPr")]) == 1
    cover = dataclasses.replace(page_in(SAMPLE, "partnership", ("de", "ru"), "columns", Audience.GUEST))
    assert len([*WordFile(FORMATS["docx"].write(cover).content).root().iter(f"{W}sectPr")]) > 1
