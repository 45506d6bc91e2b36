"""`# allow:` behind a value."""

from pathlib import Path

import pytest

from mappe.checks.permissions import allowed, is_allowed
from mappe.diagnostics import Place


def behind(line: str, value: str) -> set[str]:
    return {*allowed(Place(Path("people.yaml"), 1, line.index(value) + 1, line, len(value)))}


@pytest.mark.parametrize(
    ("line", "value", "words"),
    [
        ("de: Dokuchaev  # allow: Dokuchaev", "Dokuchaev", {"Dokuchaev"}),
        ("de: {given: Maxim, family: Dokuchaev}  # allow: Dokuchaev", "Maxim", {"Dokuchaev"}),
        ('de: "CeBIT"  #allow: CeBIT , Swerdlowsk,', '"CeBIT"', {"CeBIT", "Swerdlowsk"}),
        ("value: 204 # measured # allow: no year", "204", {"no year"}),
        ("de: Dokuchaev", "Dokuchaev", set()),
        ("de: Dokuchaev  # allowed: Dokuchaev", "Dokuchaev", set()),
        ("de: Dokuchaev  # allow:", "Dokuchaev", set()),
        ("de: 'nicht # allow: CeBIT'", "'nicht # allow: CeBIT'", set()),
        ('de: "nicht # allow: CeBIT', '"', set()),
        ('de: {given: A, family: "nicht # allow: CeBIT"}', "A", set()),
        ("de: C#allow: x", "C#allow:", set()),
    ],
)
def test_a_comment_behind_a_value_allows_words(line: str, value: str, words: set[str]) -> None:
    assert behind(line, value) == words


def test_a_text_of_several_lines_has_its_comment_where_it_begins() -> None:
    line = "de: >-  # allow: CeBIT"
    assert allowed(Place(Path("document.yaml"), 1, 5, line)) == {"CeBIT"}


def test_a_value_without_a_place_allows_nothing() -> None:
    assert allowed(None) == frozenset()


@pytest.mark.parametrize(
    ("words", "comment", "is_so"),
    [
        ("SOLOVEV, PETR", "SOLOVEV, PETR", True),
        ("SOLOVEV, PETR", "PETR,SOLOVEV", True),
        ("SOLOVEV, PETR", "SOLOVEV", False),
        ("SOLOVEV", "SOLOVEV, PETR", True),
        ("SOLOVEV", "SOLOVE", False),
    ],
)
def test_words_with_a_comma_are_allowed_part_by_part(words: str, comment: str, is_so: bool) -> None:  # noqa: FBT001  # a table's column
    line = f"passport: x  # allow: {comment}"
    assert is_allowed(words, Place(Path("people.yaml"), 1, 11, line)) is is_so
