"""Numbers of captions run through what a reader sees, figures and tables each."""

import re
from pathlib import Path

import pytest

from mappe.model.page import Page
from tests.editions import EVERY_SECTION, pages_of
from tests.projects_of import page_of

LABEL = re.compile(
    r'<span class="caption-label">([^<]+)<span class="(?:figure|table)-number">(\d+)</span></span>'
)
TABLE = "  - {type: table, audience: %s, %s columns: [{title: A}], rows: [[b]]}\n"
"""Audience, and a caption or nothing."""


def labels(page: Page) -> list[str]:
    return [word + number for word, number in LABEL.findall(page.markup_of("section"))]


def test_numbers_count_the_captions_that_a_reader_sees(tmp_path: Path) -> None:
    kinds = [("guest", "caption: x,"), ("internal", "caption: x,"), ("guest", ""), ("guest", "caption: x,")]
    sections = "\n" + "".join(TABLE % kind for kind in kinds)
    assert labels(page_of(sections, tmp_path)) == ["Tabelle\u00a01", "Tabelle\u00a02"]
    assert len(labels(page_of(sections, tmp_path, "visit.de.internal"))) == 3


@pytest.mark.parametrize(
    ("name", "figure", "table"),
    [
        ("visit.de", "Abbildung\u00a01: Das Quadrat", "Tabelle\u00a01: Zahlen"),
        ("visit.en", "Figure\u00a01: The square", "Table\u00a01: Numbers"),
        ("visit.ru", "Рисунок\u00a01\u00a0— Это квадрат", "Таблица\u00a01\u00a0— Числа"),
    ],
)
def test_a_label_and_its_words_stand_as_each_language_sets_them(name: str, figure: str, table: str) -> None:
    plain = re.sub("<[^>]+>", "", pages_of(EVERY_SECTION)[name].markup_of("section"))
    assert figure in plain
    assert table in plain


def test_figures_and_tables_count_apart_and_ornaments_not_at_all() -> None:
    page = pages_of(EVERY_SECTION)["visit.de"]
    assert labels(page) == ["Abbildung\u00a01", "Tabelle\u00a01"]
    assert page.markup_of("section").count("<figure>") == 2
