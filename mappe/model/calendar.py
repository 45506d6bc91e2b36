"""A programme as calendars keep it; the names are those of RFC 5545."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Words:
    """Plain text and its language (BCP 47)."""

    text: str
    language: str


@dataclass(frozen=True)
class Geo:
    """Degrees, north and east positive."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Appointment:
    """A VEVENT (RFC 5545, 3.6.1).

    `start` and `end` are wall times of `zone`; without an end nobody said how long it lasts.
    `uid` stays the same for as long as it is the same appointment, whatever else is said of it.
    """

    uid: str
    zone: ZoneInfo
    start: datetime.datetime
    end: datetime.datetime | None
    summary: Words
    category: Words
    location: Words | None
    description: Words | None
    tentative: bool = False
    """Otherwise nothing is said of how certain it is: not every reader may know."""
    geo: Geo | None = None


@dataclass(frozen=True)
class Calendar:
    """A VCALENDAR (RFC 5545, 3.4) with one appointment at least.

    `sequence` grows from one state of the programme to the next, and `modified` is the day of this one. A
    `confidential` one is for the own house only.
    """

    name: str
    appointments: tuple[Appointment, ...]
    modified: datetime.date
    sequence: int
    confidential: bool = False
