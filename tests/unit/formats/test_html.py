"""The HTML file stands alone: nothing in it is fetched from anywhere."""

import re
from pathlib import Path

import pytest
from weasyprint import HTML

from mappe.formats.html import document, font_faces, stylesheet, write_html
from mappe.model.page import Page
from tests.editions import EVERY_SECTION, pages_of
from tests.pdf import text
from tests.words import note_words

PAGES = pages_of(EVERY_SECTION)


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> Page:
    return PAGES[request.param]


def test_images_are_inside(page: Page) -> None:
    written = write_html(page).decode()
    assert page.assets
    assert "asset:" not in written
    assert len(set(re.findall(r"data:image/(?:png|svg\+xml);base64,([^\"]+)", written))) == len(page.assets)


def test_nothing_is_fetched_and_nothing_runs(page: Page) -> None:
    written = write_html(page).decode()
    assert re.findall(r"<(?:script|link|iframe|object|embed|base)\b", written) == []
    assert re.findall(r"url\((?!\"data:)[^)]*\)|@import", written) == []
    assert re.findall(r"\bsrc=\"(?!data:)[^\"]*\"", written) == []


def test_the_head_says_title_language_author_and_date(page: Page) -> None:
    head = document(page).split("<body>")[0]
    assert f'<html lang="{page.language}">' in head
    assert f"<title>{page.title}</title>" in head
    assert f'<meta name="author" content="{page.author}"/>' in head
    assert '<meta name="dcterms.modified" content="2018-06-04"/>' in head


def test_every_token_is_a_custom_property(page: Page) -> None:
    styles = stylesheet(page.theme)
    tokens = page.theme.tokens
    for name in (*tokens.colours, *tokens.measures, *(f"{style}-type" for style in tokens.type)):
        assert f"--{name}:" in styles


def test_every_custom_property_that_is_used_is_a_token(page: Page) -> None:
    styles = stylesheet(page.theme)
    used = set(re.findall(r"var\(--([a-z-]+)\)", styles))
    declared = set(re.findall(r"--([a-z-]+):", styles))
    assert len(used) > 40
    assert used - declared == set()


def test_every_font_file_has_its_rule(page: Page) -> None:
    rules = font_faces(page.theme, "font")
    assert rules.count("@font-face") == len(page.theme.fonts) == 15
    assert all(f'url("font:{name}")' in rules for name in page.theme.fonts)


def test_on_a_screen_a_note_stands_numbered_where_it_is_called(page: Page, tmp_path: Path) -> None:
    shown = HTML(string=write_html(page).decode(), media_type="screen").write_pdf()
    said = _squeezed(text(shown, tmp_path))
    notes = note_words(page)
    assert len(notes) == 2
    for number, words in enumerate(notes, 1):
        assert _squeezed(f"[{number}: {' '.join(words[:2])}") in said


def _squeezed(words: str) -> str:
    """Without spaces and hyphens: lines end where the screen is full."""
    return re.sub(r"[\s\u00ad\u2010-]", "", words)


def test_every_reference_leads_to_a_place_in_the_file(page: Page) -> None:
    written = write_html(page).decode()
    led = re.findall(r'class="reference" href="#([^"]+)"', written)
    assert sorted(set(led)) == ["glossary", "square", "table"]
    assert all(f'<section id="{name}"' in written for name in led)
