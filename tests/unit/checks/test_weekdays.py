"""Weekdays in words that do not fit the date beside them."""

from pathlib import Path

import pytest

from mappe.checks.weekdays import wrong_weekdays
from tests.subjects import subject_of, written

DOCUMENT = """\
title: Besuch
kind: Mappe
version: 1.0
as_of: 2018-06-04
issuer: stadt
visit: {visit}
sections:
  - type: prose
    text: {text}
"""


def told(text: str, folder: Path, visit: str = "2018-06-12/2018-06-15") -> list[str]:
    root = written({"visit/document.yaml": DOCUMENT.format(visit=visit, text=text)}, folder)
    found = wrong_weekdays(subject_of(root))
    return [f"{fault.place}: {fault.message} ({fault.hint})".partition("yaml:")[2] for fault in found]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("{de: 'Dienstag, 12. Juni 2018', en: 'Tuesday, 12 June 2018'}", []),
        (
            "{de: 'Am Montag, 12. Juni 2018, um 9', en: 'Wednesday 12 June'}",
            [
                "9:20: 'Montag' does not fit 2018-06-12 (that day is Dienstag)",
                "9:55: 'Wednesday' does not fit 2018-06-12 (that day is Tuesday)",
            ],
        ),
        ("Montag, 12. Juni", ["9:11: 'Montag' does not fit 2018-06-12 (that day is Dienstag)"]),
        (">-\n      Am Montag, 12. Juni", ["9:11: 'Montag' does not fit 2018-06-12 (that day is Dienstag)"]),
        ("Montag, 12. Juni  # allow: Montag", []),
    ],
)
def test_a_weekday_that_does_not_fit_is_told_in_its_language(
    tmp_path: Path, text: str, messages: list[str]
) -> None:
    assert told(text, tmp_path) == messages


@pytest.mark.parametrize(("visit", "count"), [("2018", 1), ("2017", 0), ("2017/2018", 0)])
def test_a_date_without_a_year_is_of_that_of_the_visit(tmp_path: Path, visit: str, count: int) -> None:
    assert len(told("Montag, 12. Juni", tmp_path, visit)) == count


def test_a_register_has_no_visit(tmp_path: Path) -> None:
    name = "{de: 'Haus (Montag, 12. Juni)', en: 'House (Monday, 12 June 2018)'}"
    root = written({"organisations.yaml": f"stadt:\n  name: {name}\n"}, tmp_path)
    assert [fault.message for fault in wrong_weekdays(subject_of(root))] == [
        "'Monday' does not fit 2018-06-12"
    ]
