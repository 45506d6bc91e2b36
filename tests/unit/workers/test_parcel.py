"""A page arrives in another process as it left."""

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from mappe.diagnostics import Diagnostic, Place
from mappe.errors import FormatError
from mappe.model.located import Scalar
from mappe.model.page import Page
from mappe.model.word import TemplatePart, WordFiles, WordTemplate
from mappe.workers.parcel import Common, as_bytes, opened, packed
from tests.editions import EVERY_SECTION, pages_of


@pytest.fixture(scope="module")
def page() -> Page:
    template = WordTemplate(
        "house.docx", "/word/document.xml", {"/word/document.xml": TemplatePart(b"<w/>", "")}
    )
    return replace(pages_of(EVERY_SECTION)["visit.de.internal"], word=WordFiles(template=template))


def _arrived(page: Page) -> Page:
    return opened(packed(page).content, _arrived_common(page))


def _arrived_common(page: Page) -> dict[str, Common]:
    common = packed(page).common
    return {digest: pickle.loads(as_bytes(one)) for digest, one in common.items()}  # noqa: S301  # our own


def test_a_page_says_the_same_where_it_arrives(page: Page) -> None:
    arrived = _arrived(page)
    assert arrived is not page
    # Digests are remembered and travel: what arrived is counted anew.
    assert arrived.word.template
    theme, template = replace(arrived.theme), replace(arrived.word.template)
    again = replace(arrived, theme=theme, word=replace(arrived.word, template=template))
    assert "digest" not in vars(again) | vars(theme) | vars(template)
    assert again.digest == page.digest
    assert arrived == replace(page, theme=arrived.theme, word=arrived.word)


def test_fonts_and_the_office_s_word_file_are_not_in_the_parcel(page: Page) -> None:
    parcel = packed(page)
    assert {type(one).__name__ for one in parcel.common.values()} == {"Theme", "WordTemplate"}
    assert page.theme.fonts
    assert [name for name, font in page.theme.fonts.items() if font in parcel.content] == []


def test_two_pages_of_a_theme_arrive_with_the_same_one(page: Page) -> None:
    common = _arrived_common(page)
    first, second = (opened(packed(each).content, common) for each in (page, replace(page, title="Zweite")))
    assert first.theme is second.theme
    assert first.word.template is second.word.template


def test_a_page_whose_theme_never_arrived_is_refused(page: Page) -> None:
    with pytest.raises(KeyError, match=page.theme.digest):
        opened(packed(page).content, {})


def test_what_the_theme_says_keeps_its_place(page: Page) -> None:
    assert page.theme.tokens.where("fonts", 0, "file")
    assert _arrived(page).theme.tokens.where("fonts", 0, "file") == page.theme.tokens.where(
        "fonts", 0, "file"
    )


def test_an_error_arrives_with_all_its_places() -> None:
    place = Place(Path("content/visit/document.yaml"), 3, 5, Scalar("title: x", Place(Path("a"), 1)), 5)
    error = FormatError([Diagnostic("too wide", place, "make it narrower"), Diagnostic("no place")])
    arrived = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own
    assert type(arrived) is FormatError
    assert arrived.diagnostics == error.diagnostics
    assert str(arrived) == str(error)
