"""What one edition says, all its files say: the same words in the same order."""

import dataclasses
import re
from pathlib import Path

import pytest

from mappe.formats import FORMATS
from mappe.model.page import Page, Part
from tests.editions import SAMPLE, pages_of
from tests.words import characters, docx_words, edge_words, holds_in_order, page_words, pdf_characters

PAGES = pages_of(SAMPLE)
SURPLUS = 0.08
"""What a PDF adds besides the edges of its pages: numbers, marks, hours of drawings, repeated heads."""


@pytest.fixture(params=PAGES, ids=str)
def page(request: pytest.FixtureRequest) -> Page:
    return PAGES[request.param]


def test_the_word_file_says_what_the_page_says(page: Page) -> None:
    assert docx_words(FORMATS["docx"].write(page).content) == page_words(page)


def test_the_pdf_says_what_the_page_says(page: Page, tmp_path: Path) -> None:
    written = FORMATS["pdf"].write(page)
    printed = pdf_characters(written.content, tmp_path)
    said = characters(" ".join(page_words(page)))
    assert holds_in_order(printed, said)
    assert written.pages
    edges = written.pages * len(characters(" ".join(edge_words(page))))
    assert len(printed) - len(said) - edges < SURPLUS * len(said)


def test_the_html_file_holds_the_page(page: Page) -> None:
    written = re.sub(r'"data:image[^"]*"', "", FORMATS["html"].write(page).content.decode())
    for part in page.parts:
        assert re.sub(r'"asset:[^"]*"', "", part.markup) in written


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
