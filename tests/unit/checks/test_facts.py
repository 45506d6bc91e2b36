"""Facts that say too little of where they come from, or are too old."""

import datetime
from pathlib import Path

import pytest

from mappe.checks.facts import outdated, unfounded
from mappe.diagnostics import Severity
from tests.subjects import TODAY, subject_of, written

HEAD = """\
title: Besuch
kind: Mappe
version: 1.0
as_of: {as_of}
issuer: stadt
sections:
"""
FIGURE = """\
  - type: city_profile
    cities:
      - city: hannover
        figures:
          - label: Fläche
            value: 204
"""
PROJECT = """\
  - type: projects
    items:
      - title: Austausch
        status: running
        as_of: {}
"""
PLACES = "hannover: {name: Hannover}\n"
SOURCES = "amt: {title: Amt, date: 2018}\n"
LISTED = "  - type: sources\n"


def document(sections: str, as_of: str = "2018-06-04") -> str:
    return HEAD.format(as_of=as_of) + sections


def unfounded_in(figure: str, folder: Path) -> list[tuple[str, int]]:
    """What is said of a figure, and in which line."""
    files = {
        "visit/document.yaml": document(figure + LISTED),
        "places.yaml": PLACES,
        "sources.yaml": SOURCES,
    }
    found = [*unfounded(subject_of(written(files, folder)))]
    assert all(fault.severity is Severity.WARNING for fault in found)
    return [(fault.message, fault.place.line) for fault in found if fault.place]


@pytest.mark.parametrize(
    ("more", "messages"),
    [
        ("            as_of: 2017\n            source: amt\n", []),
        ("            source: amt\n", ["this figure has no year"]),
        ("            as_of: 2017\n", ["this figure has no source"]),
        ("", ["this figure has no year", "this figure has no source"]),
    ],
)
def test_a_figure_tells_its_year_and_its_source(tmp_path: Path, more: str, messages: list[str]) -> None:
    assert unfounded_in(FIGURE + more, tmp_path) == [(message, 12) for message in messages]


def test_an_author_may_allow_a_figure_without_them(tmp_path: Path) -> None:
    allowing = FIGURE.replace("204", "204  # allow: no year")
    assert unfounded_in(allowing, tmp_path) == [("this figure has no source", 12)]


@pytest.mark.parametrize(
    ("source", "is_found"),
    [
        ("title: Amt", True),
        ("title: Amt  # allow: no date", False),
        ("title: Amt  # allow: no year", True),
        ("title: Amt\n  date: 2018", False),
        ("title: Amt\n  accessed: 2018-06-04", False),
    ],
)
def test_a_source_tells_its_date(tmp_path: Path, source: str, is_found: bool) -> None:  # noqa: FBT001  # a table's column
    root = written({"sources.yaml": f"amt:\n  {source}\n"}, tmp_path)
    found = [(fault.message, str(fault.place)) for fault in unfounded(subject_of(root))]
    assert found == ([("this source has no date", "content/sources.yaml:2:3")] if is_found else [])


def outdated_in(
    sections: str, limits: str, folder: Path, as_of: str = "2018-06-04", today: datetime.date = TODAY
) -> list[str]:
    office = f"languages: [de, en]\nsource: de\noutdated_after: {limits}\n"
    files = {"visit/document.yaml": document(sections, as_of), "places.yaml": PLACES, "office.yaml": office}
    return [fault.message for fault in outdated(subject_of(written(files, folder), today))]


@pytest.mark.parametrize(
    ("as_of", "message"),
    [
        ("2018-06-05", ""),
        ("2018-05-06", ""),
        ("2018-05-05", "as of 2018-05-05 is 31 days ago: the office wants 30 at most"),
        ("2018-05", ""),
        ("2018-04", "as of 2018-04 is 36 days ago: the office wants 30 at most"),
        ("2018-05-05  # allow: outdated", ""),
        ("2019", ""),
    ],
)
def test_a_document_is_not_older_than_the_office_wants(tmp_path: Path, as_of: str, message: str) -> None:
    found = outdated_in("  - {type: prose, text: Wort}\n", "{documents: 30}", tmp_path, as_of)
    assert found == ([message] if message else [])


def test_projects_and_figures_have_limits_of_their_own(tmp_path: Path) -> None:
    sections = PROJECT.format("2018-04-30") + FIGURE + "            as_of: 2016-02\n"
    found = outdated_in(sections, "{projects: 30, figures: 800}", tmp_path, "2000")
    assert found == [
        "as of 2018-04-30 is 36 days ago: the office wants 30 at most",
        "as of 2016-02 is 827 days ago: the office wants 800 at most",
    ]
    assert outdated_in(sections, "{projects: 36, figures: 827}", tmp_path, "2000") == []


def test_without_a_limit_nothing_is_too_old(tmp_path: Path) -> None:
    root = written({"visit/document.yaml": document("  - {type: prose, text: Wort}\n", "1900")}, tmp_path)
    assert [*outdated(subject_of(root))] == []


def test_it_is_said_where_the_day_stands(tmp_path: Path) -> None:
    office = "languages: [de, en]\nsource: de\noutdated_after: {documents: 0}\n"
    (fault,) = outdated(subject_of(written({"office.yaml": office}, tmp_path)))
    assert str(fault.place) == "content/visit/document.yaml:4:8"
    assert fault.message == "as of 2018-06-04 is 1 day ago: the office wants 0 at most"
    assert fault.severity is Severity.WARNING
