"""A page's calendar as iCalendar, RFC 5545; the only home of icalendar."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import icalendar

from mappe.diagnostics import Diagnostic
from mappe.errors import FormatError
from mappe.model.calendar import Appointment, Calendar, Words
from mappe.model.content_lines import PRODUCT
from mappe.model.page import Page

DAY = datetime.timedelta(days=1)
MINUTE = datetime.timedelta(minutes=1)


def write_ics(page: Page) -> bytes:
    """The whole file. Raises `FormatError` for a page without calendar, since none may be empty (3.4)."""
    if page.calendar is None:
        message = "its readers see no appointment, and a calendar without any is none"
        raise FormatError([Diagnostic(message, None, "leave ics out of the formats")])
    return bytes(_calendar(page.calendar).to_ical())


def _calendar(calendar: Calendar) -> icalendar.Calendar:
    made = icalendar.Calendar()
    made.add("VERSION", "2.0")
    made.add("PRODID", PRODUCT)
    made.add("METHOD", "PUBLISH")
    made.add("X-WR-CALNAME", _searchable(calendar.name))
    made.add("X-WR-TIMEZONE", calendar.appointments[0].zone.key)
    for zone, years in _years(calendar).items():
        made.add_component(_timezone(zone, *years))
    for appointment in calendar.appointments:
        made.add_component(_event(appointment, calendar))
    return made


def _event(appointment: Appointment, calendar: Calendar) -> icalendar.Event:
    """Without an end it takes no time (3.6.1), and nothing is made up."""
    event = icalendar.Event()
    stamp = datetime.datetime.combine(calendar.modified, datetime.time(), datetime.UTC)
    event.add("UID", appointment.uid)
    event.add("DTSTAMP", stamp)
    event.add("LAST-MODIFIED", stamp)
    event.add("SEQUENCE", calendar.sequence)
    event.add("DTSTART", appointment.start)
    if appointment.end:
        event.add("DTEND", appointment.end)
    if appointment.tentative:
        event.add("STATUS", "TENTATIVE")
    for name, words in _words(appointment):
        event.add(name, _searchable(words.text), {"LANGUAGE": words.language} if words.language else {})
    event.add("CATEGORIES", [appointment.category.text], {"LANGUAGE": appointment.category.language})
    if geo := appointment.geo:
        event.add("GEO", (geo.latitude, geo.longitude))
    if calendar.confidential:
        event.add("CLASS", "CONFIDENTIAL")
    return event


def _searchable(text: str) -> str:
    """With the spaces that people type when they search a calendar."""
    return text.replace("\u00a0", " ")


def _words(appointment: Appointment) -> Iterator[tuple[str, Words]]:
    yield "SUMMARY", appointment.summary
    if appointment.location:
        yield "LOCATION", appointment.location
    if appointment.description:
        yield "DESCRIPTION", appointment.description


def _years(calendar: Calendar) -> Mapping[ZoneInfo, tuple[int, int]]:
    """Zones, and the first and last year of what happens in each."""
    years: dict[ZoneInfo, tuple[int, int]] = {}
    for one in calendar.appointments:
        first, last = years.get(one.zone, (one.start.year, one.start.year))
        years[one.zone] = min(first, one.start.year), max(last, one.start.year)
    return years


@dataclass(frozen=True)
class Onset:
    """From when (in UTC) clocks are that far from UTC, and how far they were before."""

    moment: datetime.datetime
    offset: datetime.timedelta
    before: datetime.timedelta


def _timezone(zone: ZoneInfo, first: int, last: int) -> icalendar.Timezone:
    """What clocks show from one year to another, each change by itself (3.6.5)."""
    # icalendar's own begins summer time an hour late: it gives that onset in the new time, not in the old.
    made = icalendar.Timezone()
    made.add("TZID", zone.key)
    for onset in _onsets(zone, first, last):
        made.add_component(_observance(onset, zone))
    return made


def _onsets(zone: ZoneInfo, first: int, last: int) -> Iterator[Onset]:
    begin = datetime.datetime(max(first, 2), 1, 1, tzinfo=datetime.UTC) - DAY  # Python's years begin with 1
    yield Onset(begin, _offset(begin, zone), _offset(begin, zone))
    for number in range((datetime.datetime(last, 12, 31, tzinfo=datetime.UTC) - begin).days):
        day = begin + number * DAY
        if _offset(day, zone) != _offset(day + DAY, zone):
            change = _change(day, zone)
            yield Onset(change, _offset(change, zone), _offset(day, zone))


def _change(day: datetime.datetime, zone: ZoneInfo) -> datetime.datetime:
    """The minute within the next 24 hours at which clocks are changed."""
    minutes = (day + number * MINUTE for number in range(1, DAY // MINUTE + 1))
    return next(moment for moment in minutes if _offset(moment, zone) != _offset(day, zone))


def _offset(moment: datetime.datetime, zone: ZoneInfo) -> datetime.timedelta:
    return moment.astimezone(zone).utcoffset() or datetime.timedelta()


def _observance(onset: Onset, zone: ZoneInfo) -> icalendar.TimezoneStandard | icalendar.TimezoneDaylight:
    there = onset.moment.astimezone(zone)
    made = icalendar.TimezoneDaylight() if there.dst() else icalendar.TimezoneStandard()
    made.add("DTSTART", (onset.moment + onset.before).replace(tzinfo=None))
    made.add("TZOFFSETFROM", onset.before)
    made.add("TZOFFSETTO", onset.offset)
    made.add("TZNAME", there.tzname())
    return made
