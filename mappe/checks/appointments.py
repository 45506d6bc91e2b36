"""Slots that nobody can keep: two at once, or at a time that no clock shows."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from mappe.checks.permissions import is_allowed
from mappe.checks.subject import Subject
from mappe.diagnostics import Diagnostic, Severity
from mappe.model.audience import Audience
from mappe.model.dates import WallTime
from mappe.model.document import Document
from mappe.model.sections import Day, Delegation, Member, Programme, Slot

EVERYBODY = "*"
"""Who has a slot for which nobody is named; no id looks so."""

NAMED = 3
"""How many people a message names at most."""


@dataclass(frozen=True, eq=False)
class Appointment:
    """A slot at its moments, and the ids of those whom it takes.

    It lasts from `start` till just before `end`; one whose end is not known ends when the next begins, and is
    a mere moment here.
    """

    slot: Slot
    start: datetime.datetime
    end: datetime.datetime
    people: frozenset[str]

    def clashes_with(self, later: "Appointment") -> bool:
        return later.start < self.end or later.start == self.start


def overlaps(subject: Subject) -> Iterator[Diagnostic]:
    """Two slots at once for one person, told at the later one; of several, the one that lasts longest."""
    for dossier in subject.project.dossiers:
        latest: dict[str, Appointment] = {}
        for later in sorted(_appointments(dossier.document), key=lambda one: one.start):
            clashes: dict[Appointment, list[str]] = {}
            for person in sorted(later.people):
                before = latest.get(person)
                if before and before.clashes_with(later):
                    clashes.setdefault(before, []).append(person)
                if not before or before.end <= later.end:
                    latest[person] = later
            for earlier, people in clashes.items():
                yield from _clash(earlier, later, people)


def impossible_times(subject: Subject) -> Iterator[Diagnostic]:
    """Times that the clocks skip or show twice on the night on which they are changed."""
    for dossier in subject.project.dossiers:
        for programme, day, slot in _slots(dossier.document):
            for key, time in (("start", slot.start), ("end", slot.end)):
                if time and (fault := _impossible(time, day, programme.zone)):
                    yield Diagnostic(fault, slot.where(key), "write another time", Severity.WARNING)


def _impossible(time: WallTime, day: Day, zone: ZoneInfo) -> str:
    """Why there is not exactly one such moment, or nothing."""
    try:
        time.on(day.date, zone)
    except ValueError as fault:
        return str(fault)
    return ""


def _clash(earlier: Appointment, later: Appointment, people: Sequence[str]) -> Iterator[Diagnostic]:
    place, other = later.slot.where("start"), earlier.slot
    if not is_allowed("overlap", place):
        time = f"{other.start}–{other.end}" if other.end else f"from {other.start}"
        line = f" in line {other.written_at.line}" if other.written_at else ""
        message = f"{_named(people)} another slot at this time: {time}{line}"
        hint = "change time or people, or write '# allow: overlap' behind it"
        yield Diagnostic(message, place, hint, Severity.WARNING)


def _named(people: Sequence[str]) -> str:
    """Those who have it, as the subject of a sentence."""
    if EVERYBODY in people:
        return "everybody has"
    shown = ", ".join(f"'{person}'" for person in people[:NAMED])
    more = f" and {len(people) - NAMED} more" if len(people) > NAMED else ""
    return f"{shown}{more} {'has' if len(people) == 1 else 'have'}"


def _appointments(document: Document) -> Iterator[Appointment]:
    for programme, day, slot in _slots(document):
        if slot.kind != "free":
            start, end = (_moment(time, day, programme.zone) for time in (slot.start, slot.end or slot.start))
            yield Appointment(slot, start, end, frozenset(_people(slot, day, programme, document)))


def _moment(time: WallTime, day: Day, zone: ZoneInfo) -> datetime.datetime:
    """The first of two, where clocks are put back; any, where they are put forward."""
    return datetime.datetime.combine(day.date.first_day, datetime.time(time.hour, time.minute), zone)


def _slots(document: Document) -> Iterator[tuple[Programme, Day, Slot]]:
    programmes = (section for section in document.sections if isinstance(section, Programme))
    return (
        (programme, day, slot) for programme in programmes for day in programme.days for slot in day.slots
    )


def _people(slot: Slot, day: Day, programme: Programme, document: Document) -> Iterator[str]:
    """Whoever is named, and the members of its groups; without groups and participants, all guests."""
    yield from (person.id for person in slot.participants)
    yield from (person.id for person in (slot.host, slot.interpreting and slot.interpreting.person) if person)
    if slot.groups:
        for _, member in _members(document):
            if not set(slot.groups).isdisjoint(member.groups):
                yield member.person.id
    elif not slot.participants and not _is_of_the_house(slot, day, programme):
        yield EVERYBODY
        yield from (member.person.id for side, member in _members(document) if side == "guest")


def _is_of_the_house(slot: Slot, day: Day, programme: Programme) -> bool:
    """Whether guests who get the programme do not get this slot."""
    inner = max(day.lowest_reader, slot.lowest_reader)
    return inner is Audience.INTERNAL and programme.lowest_reader is not Audience.INTERNAL


def _members(document: Document) -> Iterator[tuple[str, Member]]:
    lists = (section for section in document.sections if isinstance(section, Delegation))
    return ((section.side, member) for section in lists for member in section.members)
