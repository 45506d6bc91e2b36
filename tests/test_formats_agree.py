"""What one edition says, all its files say: the same words in the same order."""

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from mappe.formats import FORMATS
from mappe.formats.pdf import spread
from mappe.model.audience import Audience
from mappe.model.document import Layout
from mappe.model.page import Page, Part
from tests.editions import SAMPLE, file_of, page_in, pages_of
from tests.unit.formats.docx.word_files import W, WordFile, empty_paragraphs
from tests.words import (
    characters,
    docx_words,
    edge_words,
    holds_in_order,
    note_words,
    page_words,
    pdf_characters,
)

PAIRS: dict[str, tuple[tuple[str, str], Layout]] = {
    "de beside ru": (("de", "ru"), "columns"),
    "de beside en": (("de", "en"), "columns"),
    "en facing ru": (("en", "ru"), "facing"),
    "ru after de": (("de", "ru"), "sequence"),
}
"""What is asked of a document in two languages, besides the pages in one."""

PAGES = {
    **pages_of(SAMPLE),
    **{
        name: spread(page_in(SAMPLE, "delegation-visit", languages, layout, Audience.GUEST))
        for name, (languages, layout) in PAIRS.items()
    },
}
"""Languages that face each other are on their sheets, as all formats but HTML have them."""

SURPLUS = 0.08
"""What a PDF adds besides the edges of its pages: numbers, marks, hours of drawings, repeated heads."""


@pytest.fixture(params=PAGES, ids=str)
def page(request: pytest.FixtureRequest) -> Page:
    return PAGES[request.param]


def test_the_word_file_says_what_the_page_says(page: Page) -> None:
    assert docx_words(file_of(page, "docx").content) == page_words(page)


def test_the_pdf_says_what_the_page_says(page: Page, tmp_path: Path) -> None:
    written = file_of(page, "pdf")
    printed = pdf_characters(written.content, tmp_path)
    said = characters(" ".join(page_words(_without_pair_numbers(page), notes=False)))
    assert holds_in_order(printed, said)
    notes = [characters(" ".join(note)) for note in note_words(page)]
    assert holds_in_order(printed, "".join(notes))
    said += "".join(notes)
    assert written.pages
    edges = written.pages * len(characters(" ".join(edge_words(page))))
    assert len(printed) - len(said) - edges < SURPLUS * len(said)


def _without_pair_numbers(page: Page) -> Page:
    """The page without numbers that hang beside their lines: a PDF draws some of them after the line."""
    numbers = re.compile(r'<span class="pair-number">\d+</span>')
    return replaced(page, lambda markup: numbers.sub("", markup))


def replaced(page: Page, change: Callable[[str], str]) -> Page:
    return dataclasses.replace(
        page, parts=tuple(dataclasses.replace(part, markup=change(part.markup)) for part in page.parts)
    )


def test_the_html_file_holds_the_page(page: Page) -> None:
    written = re.sub(r'"data:image[^"]*"', "", FORMATS["html"].write(page).content.decode())
    for part in page.parts:
        assert re.sub(r'"asset:[^"]*"', "", part.markup) in written


def test_footnotes_are_read_where_they_are_called() -> None:
    page = with_section('<p>eins<span class="footnote">klein <em>und</em> fein</span>, zwei</p>')
    said = ["Titel", "eins", "klein", "und", "fein", ",", "zwei"]
    assert page_words(page) == docx_words(FORMATS["docx"].write(page).content) == said
    assert page_words(page, notes=False) == ["Titel", "eins,", "zwei"]
    assert note_words(page) == [["klein", "und", "fein"]]


def test_no_paragraph_of_a_word_file_is_empty_but_where_it_must_be(page: Page) -> None:
    """Where a sheet ends; with pairs, also between two tables."""
    found = [*empty_paragraphs(WordFile(file_of(page, "docx").content).root())]
    needless = [each for each in found if each.find(f"{W}pPr/{W}sectPr") is None]
    assert all(page.layout == "columns" and _parts_tables(each) for each in needless)


def _parts_tables(paragraph: etree._Element) -> bool:
    above, below = paragraph.getprevious(), paragraph.getnext()
    return above is not None and below is not None and above.tag == below.tag == f"{W}tbl"


def with_section(markup: str) -> Page:
    """A page that consists of one section."""
    section = f'<section id="a" class="prose"><h2>Titel</h2>{markup}</section>'
    return dataclasses.replace(next(iter(PAGES.values())), parts=(Part("section", "a", section),))


def test_a_lost_word_would_be_noticed(tmp_path: Path) -> None:
    page = next(iter(PAGES.values()))
    printed = pdf_characters(FORMATS["pdf"].write(_without_a_word(page)).content, tmp_path)
    assert not holds_in_order(printed, characters(" ".join(page_words(page))))


def test_a_turned_order_would_be_noticed() -> None:
    page = next(iter(PAGES.values()))
    turned = dataclasses.replace(page, parts=(*page.parts[:-2], page.parts[-1], page.parts[-2]))
    assert docx_words(FORMATS["docx"].write(turned).content) != page_words(page)


def _without_a_word(page: Page) -> Page:
    """The page with the longest word of its last section taken out."""
    *before, last = page.parts
    word = max(re.findall(r">([^<>\s]{6,})<", last.markup), key=len)
    return dataclasses.replace(
        page, parts=(*before, Part(last.kind, last.name, last.markup.replace(word, "", 1)))
    )
