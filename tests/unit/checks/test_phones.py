"""Telephone numbers that nobody can have."""

from pathlib import Path

import pytest

from mappe.checks.phones import fault_of, wrong_numbers
from mappe.diagnostics import Severity
from tests.subjects import subject_of, written

TOO_SHORT, TOO_LONG = "it is too short", "it is too long"
AT_HOME = "behind the code of the country stands what is dialled at home alone"


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("+49 511 168-36520", ""),
        ("+49 511 168\u201136520", ""),
        ("+49\u00a0511\u00a0168-0", ""),
        ("+49 30 23125 118", ""),
        ("+49 152 28817386", ""),
        ("+44 20 7946 0958", ""),
        ("+7 343 304-33-04", ""),
        ("+7 (343) 304-33-04", ""),
        ("+800 1234 5678", ""),
        ("+49 511 1", "there is no such number in DE"),
        ("+49 115", TOO_SHORT),
        ("+7 343 304-33", TOO_SHORT),
        ("+49 511 16836520123456", TOO_LONG),
        ("+7 343 304-33-04-05", "none has so many digits"),
        ("+999 123456789", "no country has this code"),
        ("+49 999 1234567", "there is no such number in DE"),
        ("+7 000 123-45-67", "there is no such number in RU"),
        ("+49 (0)511 168-36520", AT_HOME),
        ("+49 0511 168-36520", AT_HOME),
        ("+7 8 343 304-33-04", AT_HOME),
    ],
)
def test_a_number_is_one_that_somebody_may_have(number: str, fault: str) -> None:
    assert fault_of(number, []) == fault


@pytest.mark.parametrize(
    ("number", "countries", "fault"),
    [
        *((number, ["DE"], "") for number in ("112", "110", "115")),
        *((number, ["RU"], "") for number in ("101", "102", "103", "112")),
        ("103", ["DE"], "there is none in DE"),
        ("110", ["RU", "DE"], ""),
        ("999", ["RU", "DE"], "there is none in DE, RU"),
        ("999", ["GB"], ""),
        ("999", [], ""),
        ("112", ["AQ", "DE"], ""),
        ("112", ["AQ"], "there is none in AQ"),
        ("00000", [], "no country has it"),
        ("01", ["US", "DE"], "there is none in DE, US"),
    ],
)
def test_a_short_number_is_one_of_the_countries_that_are_named(
    number: str, countries: list[str], fault: str
) -> None:
    assert fault_of(number, countries) == fault


def test_every_field_that_holds_a_number_is_looked_at(tmp_path: Path) -> None:
    files = {
        "people.yaml": "anna: {name: Anna, fictitious: true, mobile: +49 999 1, phone: +49 999 2222222}\n",
        "organisations.yaml": "stadt:\n  name: Stadt\n  phone: +49 1\n"
        "  address: {street: Weg 1, city: Jekaterinburg, country: RU}\n",
        "visit/document.yaml": """\
title: Besuch
kind: Mappe
version: 1.0
as_of: 2018-06-04
issuer: stadt
sections:
  - {type: summary, duty_phone: +49 999 3333333}
  - type: emergency
    numbers:
      - {number: 110, label: Polizei}
      - {number: 102, label: Polizei}
      - {number: 01, label: Feuerwehr}  # allow: 01
""",
    }
    text = files["organisations.yaml"].replace("+49 1", "+49 1234567890123456")
    found = [*wrong_numbers(subject_of(written({**files, "organisations.yaml": text}, tmp_path)))]
    assert [(str(fault.place), fault.message.partition("'")[2].partition("'")[0]) for fault in found] == [
        ("content/visit/document.yaml:7:33", "+49 999 3333333"),
        ("content/visit/document.yaml:10:18", "110"),
        ("content/people.yaml:1:46", "+49 999 1"),
        ("content/people.yaml:1:64", "+49 999 2222222"),
        ("content/organisations.yaml:3:10", "+49 1234567890123456"),
    ]
    assert {fault.severity for fault in found} == {Severity.WARNING}
    assert found[1].message == "'110' is no telephone number: there is none in RU"
    assert found[1].hint == "dial it, or write '# allow: 110' behind it"
