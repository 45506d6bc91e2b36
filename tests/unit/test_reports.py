"""Diagnostics as other programs read them."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from mappe.diagnostics import Diagnostic, Place, Severity
from mappe.reports import REPORTS, in_github, in_json, totals

PLACE = Place(Path("content/visit/document.yaml"), 41, 11, "  - type: programm", 8)
ERROR = Diagnostic("'programm' is no type", PLACE, "did you mean 'programme'?")
WARNING = Diagnostic("'Ёлка' is old", Place(Path("content/people.yaml"), 2), severity=Severity.WARNING)
NOTICE = Diagnostic("nobody needs it", severity=Severity.NOTICE)
HERE = Path()


def test_json_has_one_object_each_with_the_same_keys() -> None:
    assert json.loads(in_json([ERROR, WARNING, NOTICE], HERE)) == [
        {
            "file": "content/visit/document.yaml",
            "line": 41,
            "column": 11,
            "length": 8,
            "severity": "error",
            "message": "'programm' is no type",
            "hint": "did you mean 'programme'?",
        },
        {
            "file": "content/people.yaml",
            "line": 2,
            "column": 1,
            "length": 1,
            "severity": "warning",
            "message": "'Ёлка' is old",
            "hint": None,
        },
        {
            "file": None,
            "line": None,
            "column": None,
            "length": None,
            "severity": "notice",
            "message": "nobody needs it",
            "hint": None,
        },
    ]


def test_json_of_nothing_is_an_empty_array() -> None:
    assert in_json([], HERE) == "[]\n"


def test_json_can_be_read_by_people_too() -> None:
    assert "'Ёлка' is old" in in_json([WARNING], HERE)


def test_github_gets_a_command_each() -> None:
    place = "file=content/visit/document.yaml,line=41,col=11"
    assert in_github([ERROR, WARNING, NOTICE], HERE).splitlines() == [
        f"::error {place},title=mappe::'programm' is no type%0Adid you mean 'programme'?",
        "::warning file=content/people.yaml,line=2,col=1,title=mappe::'Ёлка' is old",
        "::notice title=mappe::nobody needs it",
    ]


@pytest.mark.parametrize(
    "text", ["100 % a,b:c", "%0A", "a\nb\r\nc", "::error::forged", "\n::set-output name=x::y", "%25"]
)
def test_no_text_can_end_a_command_or_begin_another(text: str) -> None:
    written = in_github([Diagnostic(text, Place(Path(f"content/{text}"), 1), text)], HERE)
    (line,) = written.splitlines()
    file, message = re.fullmatch(r"::error file=([^:,]*),line=1,col=1,title=mappe::(.*)", line).groups()  # type: ignore[union-attr]  # else the test fails
    assert _read(message) == f"{text}\n{text}"
    assert _read(file) == f"content/{text}"


def _read(written: str) -> str:
    """As GitHub's runner does it."""
    for escape, character in {"%3A": ":", "%2C": ",", "%0D": "\r", "%0A": "\n", "%25": "%"}.items():
        written = written.replace(escape, character)
    return written


@pytest.mark.parametrize("name", REPORTS)
def test_files_are_named_as_seen_from_the_current_folder(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "offices/hannover/content/people.yaml" in REPORTS[name]([WARNING], Path("offices/hannover"))
    assert "offices/hannover/content/people.yaml" in REPORTS[name]([WARNING], tmp_path / "offices/hannover")
    assert str(tmp_path) not in REPORTS[name]([WARNING], tmp_path / "offices/hannover")


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([ERROR], "1 error."),
        ([NOTICE, NOTICE], "2 notices."),
        ([NOTICE, ERROR, WARNING, ERROR], "2 errors, 1 warning, 1 notice."),
    ],
)
def test_the_last_line_counts_them_worst_first(found: Sequence[Diagnostic], said: str) -> None:
    assert totals(found) == said
