"""Slots that nobody can keep."""

from pathlib import Path

import pytest

from mappe.checks.appointments import impossible_times, overlaps
from mappe.diagnostics import Severity
from tests.subjects import subject_of, written

HEAD = """\
title: Besuch
kind: Mappe
version: 1.0
as_of: 2018-06-04
issuer: stadt
sample: true
sections:
  - type: delegation
    groups: [{id: tourism, name: Tourismus}, {id: schools, name: Schule}]
    members:
      - {person: anna, groups: [tourism]}
      - {person: boris, groups: [schools]}
      - {person: clara, groups: [schools, tourism]}
  - type: delegation
    id: hosts
    side: host
    members: [{person: dora}]
"""
PEOPLE = "".join(
    f"{name}: {{name: {name.title()}, fictitious: true}}\n" for name in ("anna", "boris", "clara", "dora")
)

DORA = "{mode: whispered, languages: [de, en], person: dora}"


def programme(*slots: str, zone: str = "Europe/Berlin", date: str = "2018-06-12") -> str:
    lines = [f"          - {{title: Termin, {slot}}}" for slot in slots]
    head = f"  - type: programme\n    zone: {zone}\n    days:\n      - date: {date}\n        slots:"
    return "\n".join([head, *lines, ""])


def told(folder: Path, *programmes: str) -> list[str]:
    root = written({"visit/document.yaml": HEAD + "".join(programmes), "people.yaml": PEOPLE}, folder)
    found = [*overlaps(subject_of(root))]
    assert all(fault.severity is Severity.WARNING for fault in found)
    return [fault.message.replace(" another slot at this time:", ":") for fault in found]


@pytest.mark.parametrize(
    ("earlier", "later", "messages"),
    [
        # Nobody is named: everybody has both.
        ("kind: meal, start: 10:00, end: 11:00", "kind: talks, start: 10:30, end: 12:00", ["everybody has"]),
        ("kind: meal, start: 10:00, end: 12:00", "kind: talks, start: 10:30, end: 11:00", ["everybody has"]),
        ("kind: meal, start: 10:00, end: 11:00", "kind: talks, start: 11:00, end: 12:00", []),
        ("kind: free, start: 10:00, end: 12:00", "kind: talks, start: 10:30, end: 11:00", []),
        ("kind: talks, start: 10:00, end: 12:00", "kind: free, start: 10:30, end: 11:00", []),
        # An end that is not known is when the next begins.
        ("kind: meal, start: 10:00", "kind: talks, start: 10:30, end: 11:00", []),
        ("kind: meal, start: 10:00", "kind: talks, start: 10:00", ["everybody has"]),
        ("kind: meal, start: 10:00", "kind: talks, start: 10:00, end: 11:00", ["everybody has"]),
        ("kind: meal, start: 10:00, end: 11:00", "kind: talks, start: 10:30", ["everybody has"]),
        # Groups.
        (
            "kind: talks, start: 10:00, end: 11:00, groups: [tourism]",
            "kind: talks, start: 10:00, end: 11:00, groups: [schools]",
            ["'clara' has"],
        ),
        (
            "kind: talks, start: 10:00, end: 11:00, groups: [tourism]",
            "kind: talks, start: 10:00, end: 11:00",
            ["'anna', 'clara' have"],
        ),
        (
            "kind: talks, start: 10:00, end: 11:00, groups: [tourism], host: dora",
            "kind: talks, start: 10:00, end: 11:00, groups: [schools], participants: [anna]",
            ["'anna', 'clara' have"],
        ),
        # Those who are named are the ones.
        (
            "kind: talks, start: 10:00, end: 11:00, participants: [anna]",
            "kind: talks, start: 10:00, end: 11:00, participants: [boris]",
            [],
        ),
        (
            "kind: talks, start: 10:00, end: 11:00, participants: [anna], host: dora",
            "kind: talks, start: 10:00, participants: [boris], interpreting: " + DORA,
            ["'dora' has"],
        ),
        (
            "kind: talks, start: 10:00, end: 11:00, participants: [anna, boris, clara, dora]",
            "kind: talks, start: 10:00, end: 11:00, participants: [dora, clara, boris, anna]",
            ["'anna', 'boris', 'clara' and 1 more have"],
        ),
        # What the guests do not get is no slot of theirs.
        ("kind: meal, start: 10:00, end: 11:00", "kind: talks, start: 10:00, audience: internal", []),
        (
            "kind: meal, start: 10:00, end: 11:00, host: dora",
            "kind: talks, start: 10:00, audience: internal, host: dora",
            ["'dora' has"],
        ),
    ],
)
def test_two_slots_at_once_are_told_with_those_who_have_both(
    tmp_path: Path, earlier: str, later: str, messages: list[str]
) -> None:
    time = "10:00–12:00" if "end: 12:00" in earlier else "10:00–11:00" if "end" in earlier else "from 10:00"
    expected = [f"{message}: {time} in line 23" for message in messages]
    assert told(tmp_path, programme(earlier, later)) == expected


def test_each_of_several_is_told_with_the_one_that_lasts_longest(tmp_path: Path) -> None:
    slots = [
        ("10:00", "14:00"),
        ("11:00", "12:00"),
        ("11:30", "13:00"),
        ("13:30", "15:00"),
        ("14:30", "15:00"),
    ]
    lines = [f"kind: talks, start: {start}, end: {end}, participants: [anna]" for start, end in slots]
    first, fourth = "10:00–14:00 in line 23", "13:30–15:00 in line 26"
    assert told(tmp_path, programme(*lines)) == [f"'anna' has: {other}" for other in (first,) * 3 + (fourth,)]


@pytest.mark.parametrize(("start", "count"), [("12:59", 1), ("13:00", 1), ("13:59", 1), ("14:00", 0)])
def test_two_time_zones_are_one_time(tmp_path: Path, start: str, count: int) -> None:
    here = programme("kind: talks, start: 10:00, end: 11:00")
    there = programme(f"kind: talks, start: {start}, end: 15:00", zone="Asia/Yekaterinburg")
    assert len(told(tmp_path, here, there)) == count


def test_another_day_is_another_time(tmp_path: Path) -> None:
    slot = "kind: talks, start: 10:00, end: 11:00"
    assert told(tmp_path, programme(slot), programme(slot, date="2018-06-13")) == []


def test_it_is_said_where_the_later_one_begins_unless_an_author_allows_it(tmp_path: Path) -> None:
    slots = ("kind: talks, start: 10:00, end: 11:00", "kind: press, start: 10:30")
    root = written({"visit/document.yaml": HEAD + programme(*slots), "people.yaml": PEOPLE}, tmp_path)
    (fault,) = overlaps(subject_of(root))
    assert str(fault.place) == "content/visit/document.yaml:24:49"
    path = root / "content/visit/document.yaml"
    path.write_text(path.read_text("utf-8").replace("10:30}", "10:30}  # allow: overlap"), "utf-8")
    assert [*overlaps(subject_of(root))] == []


@pytest.mark.parametrize(
    ("date", "slot", "messages"),
    [
        ("2018-03-24", "start: 02:30", []),
        ("2018-03-25", "start: 03:00", []),
        (
            "2018-03-25",
            "start: 02:30",
            ["02:30 does not exist on 2018-03-25 in Europe/Berlin: the clocks are put forward past it"],
        ),
        (
            "2018-10-28",
            "start: 01:30, end: 02:30",
            ["02:30 comes twice on 2018-10-28 in Europe/Berlin: the clocks are put back over it"],
        ),
        (
            "0001-01-01",
            "start: 00:00",
            ["00:00 on 0001-01-01 in Europe/Berlin is outside the years that there are"],
        ),
    ],
)
def test_a_time_that_no_clock_shows_is_told(
    tmp_path: Path, date: str, slot: str, messages: list[str]
) -> None:
    document = HEAD + programme(f"kind: talks, {slot}", date=date)
    root = written({"visit/document.yaml": document, "people.yaml": PEOPLE}, tmp_path)
    assert [fault.message for fault in impossible_times(subject_of(root))] == messages
    assert [*overlaps(subject_of(root))] == []
