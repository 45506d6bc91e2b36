"""The names of Russians in Latin letters."""

from pathlib import Path

import pytest

from mappe.checks.romanised import romanised_names
from mappe.diagnostics import Severity
from tests.subjects import subject_of, written

OFFICE = "languages: [de, en, ru]\nsource: de\nfallback: de\n"
OWN = "ru: {given: Пётр, patronymic: Николаевич, family: Соловьёв}"
EN = "en: {given: Pyotr, family: Solovyov}"
DE = "de: {given: Pjotr, family: Solowjow}"
NO_GERMAN = "no German form of this name: Duden would write 'Pjotr Solowjow'"
NO_ENGLISH = "no English form of this name: Wikipedia would write 'Pyotr Solovyov'"
NOT_DUDEN = "the German name is not the Duden form of the Russian name, 'Pjotr Solowjow': intended?"
PASSPORT = "ICAO Doc 9303 would write 'Petr Solovev': the passport decides"
NO_PASSPORT = "no passport form of this name: ICAO Doc 9303 would write 'Petr Solovev'"
DELEGATION = """\
title: Besuch
kind: Mappe
version: 1.0
as_of: 2018-06-04
issuer: stadt
sections:
  - {type: delegation, side: SIDE, members: [{person: pjotr}]}
"""


def told(folder: Path, *lines: str, native: str = "ru", **files: str) -> list[tuple[str, str, int]]:
    """Message, hint and line; the first line is the third of the file."""
    named = "".join(f"    {line}\n" for line in lines)
    people = f"pjotr:\n  name:\n{named}  native: {native}\n"
    root = written({"people.yaml": people, "office.yaml": OFFICE, **files}, folder)
    found = [*romanised_names(subject_of(root))]
    assert all(fault.severity is Severity.NOTICE for fault in found)
    return [(fault.message, fault.hint, fault.place.line if fault.place else 0) for fault in found]


def test_a_name_whose_forms_are_there_is_not_spoken_of(tmp_path: Path) -> None:
    assert told(tmp_path, OWN, DE, EN) == []


def test_a_missing_form_is_proposed_and_how_to_write_it(tmp_path: Path) -> None:
    assert sorted(told(tmp_path, OWN)) == [
        (NO_ENGLISH, "write en: {given: Pyotr, family: Solovyov}", 3),
        (NO_GERMAN, "write de: {given: Pjotr, family: Solowjow}", 3),
    ]


def test_a_name_that_is_written_whole_is_proposed_whole(tmp_path: Path) -> None:
    assert told(tmp_path, "ru: Пётр Соловьёв", EN) == [(NO_GERMAN, "write de: Pjotr Solowjow", 3)]


def test_a_language_that_the_office_does_not_have_is_not_proposed(tmp_path: Path) -> None:
    files = {
        "office.yaml": "languages: [de, ru]\nsource: de\n",
        "organisations.yaml": "stadt: {name: Stadt}\n",
        "visit/document.yaml": DELEGATION.replace("SIDE", "host"),
    }
    assert told(tmp_path, OWN, DE, **files) == []


@pytest.mark.parametrize(
    ("german", "odd"),
    [
        ("{given: Pjotr, family: Solowjow}", ""),
        ("{given: Petr, family: Solowjew}", ""),
        ("{given: Pjotr, patronymic: Nikolajewitsch, family: Solowjow}", ""),
        ("Pjotr Solowjow", ""),
        ("Pjotr Nikolajewitsch Solowjow", ""),
        ("{given: Pyotr, family: Solowjow}", "Pyotr"),
        ("{given: Pyotr, family: Solovyov}", "Pyotr, Solovyov"),
        ("{given: Pjotr, patronymic: Nikolayevich, family: Solowjow}", "Nikolayevich"),
        ("Pyotr Solovyov", "Pyotr Solovyov"),
        ("Solowjow", "Solowjow"),
        ("{given: Pyotr, family: Solowjow}  # allow: Pyotr", ""),
        ("{given: Pyotr, family: Solovyov}  # allow: Pyotr", "Solovyov"),
        ("{given: Pyotr, family: Solovyov}  # allow: Solovyov, Pyotr", ""),
        ("Pyotr Solovyov  # allow: Pyotr Solovyov", ""),
    ],
)
def test_a_german_form_that_is_unusual_is_asked_about_once(tmp_path: Path, german: str, odd: str) -> None:
    question = [(NOT_DUDEN, f"if so, write '# allow: {odd}' behind it", 4)]
    assert told(tmp_path, OWN, f"de: {german}", EN) == (question if odd else [])


@pytest.mark.parametrize(
    ("german", "odd"),
    [
        ("{given: Pjotr, family: Solowjow}", ""),
        ("{given: Pyotr, family: Solowjow}", "Pyotr"),
        ("{given: Pyotr, family: Solowjow}  # allow: Pyotr", ""),
        ("Pjotr Solowjow", ""),
        ("Pyotr Solowjow", "Pyotr Solowjow"),
    ],
)
def test_an_own_name_that_is_written_whole_is_compared_too(tmp_path: Path, german: str, odd: str) -> None:
    question = [(NOT_DUDEN, f"if so, write '# allow: {odd}' behind it", 4)]
    assert told(tmp_path, "ru: Пётр Соловьёв", f"de: {german}", EN) == (question if odd else [])


def test_an_english_form_is_the_persons_own(tmp_path: Path) -> None:
    assert told(tmp_path, OWN, DE, "en: {given: Peter, family: Solowioff}") == []


@pytest.mark.parametrize("own", ["Соловьев", "Соловьёв"])
def test_the_own_name_may_be_written_without_dots(tmp_path: Path, own: str) -> None:
    assert told(tmp_path, f"ru: {{given: Петр, family: {own}}}", DE, EN) == []


@pytest.mark.parametrize(
    ("native", "line"),
    [("de", "ru: {given: Карстен, family: Браунс}"), ("ru", "ru: Carsten Brauns"), ("ru", "de: Pyotr")],
)
def test_only_names_that_are_russian_are_looked_at(tmp_path: Path, native: str, line: str) -> None:
    assert told(tmp_path, line, native=native) == []


@pytest.mark.parametrize(
    ("passport", "is_told"),
    [
        ("Petr Solovev", False),
        ("SOLOVEV PETR", False),
        ("SOLOVEV, PETR NIKOLAEVICH", False),
        ("Petr Nikolaevich Solovev", False),
        ("Petr Solovyev", True),
        ("Pjotr Solowjow", True),
        ("Petr Solovyev  # allow: Petr Solovyev", False),
        ("SOLOVYEV, PETR  # allow: SOLOVYEV, PETR", False),
    ],
)
def test_a_passport_that_is_unusual_is_asked_about(tmp_path: Path, passport: str, is_told: bool) -> None:  # noqa: FBT001  # a table's column
    found = told(tmp_path, OWN, DE, EN, native=f"ru\n  passport: {passport}")
    hint = f"if it says so, write '# allow: {passport}' behind it"
    assert found == ([(PASSPORT, hint, 7)] if is_told else [])


@pytest.mark.parametrize(("side", "is_told"), [("guest", True), ("host", False)])
def test_a_guest_without_a_passport_gets_a_proposal(tmp_path: Path, side: str, is_told: bool) -> None:  # noqa: FBT001  # as above
    files = {"visit/document.yaml": DELEGATION.replace("SIDE", side)}
    found = told(tmp_path, OWN, DE, EN, **files)
    assert found == ([(NO_PASSPORT, "write passport: as the passport has it", 3)] if is_told else [])
