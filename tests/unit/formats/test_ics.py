"""A calendar means the same moments wherever it is read."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

import icalendar
import pytest

from mappe.errors import FormatError
from mappe.formats.ics import write_ics
from mappe.model.calendar import Appointment, Calendar, Geo, Words
from mappe.model.page import Page
from tests.calendars import events, instants
from tests.editions import ROOT, pages_of

PAGE = pages_of(ROOT / "tests/projects/calendar")["visit.de"]
MOMENTS = (
    ("Europe/Berlin", "2018-06-12 09:00", "2018-06-12 07:00"),
    ("Europe/Berlin", "2018-12-03 09:00", "2018-12-03 08:00"),
    ("Europe/Berlin", "2018-03-25 01:59", "2018-03-25 00:59"),
    ("Europe/Berlin", "2018-03-25 03:00", "2018-03-25 01:00"),
    ("Europe/Berlin", "2018-03-25 03:30", "2018-03-25 01:30"),
    ("Europe/Berlin", "2018-10-28 01:59", "2018-10-27 23:59"),
    ("Europe/Berlin", "2018-10-28 03:00", "2018-10-28 02:00"),
    ("Europe/Berlin", "2019-01-01 00:00", "2018-12-31 23:00"),
    ("Asia/Yekaterinburg", "2018-06-12 09:00", "2018-06-12 04:00"),
    ("Asia/Yekaterinburg", "2018-01-01 00:00", "2017-12-31 19:00"),
    # Clocks had been put back for good on 26 October 2014.
    ("Asia/Yekaterinburg", "2014-10-27 09:00", "2014-10-27 04:00"),
    ("America/New_York", "2018-12-31 23:30", "2019-01-01 04:30"),
)
"""Zone, what clocks show there, and when that is in UTC: worked out by hand."""


def _appointment(zone: str, wall: str, **changes: object) -> Appointment:
    start = datetime.datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone))
    title = Words(f"{zone} {wall}", "en-GB")
    made = Appointment(f"uid {wall}", ZoneInfo(zone), start, None, title, Words("Talks", "en-GB"), None, None)
    return replace(made, **changes)  # type: ignore[arg-type]  # fields of an appointment


def _written(*appointments: Appointment, **changes: object) -> bytes:
    calendar = Calendar("Visit", appointments, datetime.date(2018, 6, 4), 7)
    return write_ics(replace(PAGE, calendar=replace(calendar, **changes)))  # type: ignore[arg-type]  # as above


def _properties(content: bytes) -> Mapping[str, object]:
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    return {name: event.decoded(name) for name in event}


@pytest.mark.parametrize(("zone", "wall", "utc"), MOMENTS)
def test_a_wall_time_is_the_moment_that_it_is_there(zone: str, wall: str, utc: str) -> None:
    assert instants(_written(_appointment(zone, wall))) == {f"{zone} {wall}": (utc, "")}


def test_zones_of_one_calendar_do_not_mix() -> None:
    content = _written(*(_appointment(zone, wall) for zone, wall, _ in MOMENTS))
    assert instants(content) == {f"{zone} {wall}": (utc, "") for zone, wall, utc in MOMENTS}
    assert content.count(b"BEGIN:VTIMEZONE") == 3


def test_a_change_for_good_is_no_summer_time() -> None:
    content = _written(_appointment("Asia/Yekaterinburg", "2014-10-25 09:00"))
    assert b"DAYLIGHT" not in content
    # vobject knows one standard time a zone.
    (event,) = icalendar.Calendar.from_ical(content.replace(b"Asia/", b"own-")).walk("VEVENT")
    assert event.decoded("DTSTART").astimezone(datetime.UTC).isoformat() == "2014-10-25T03:00:00+00:00"


def test_summer_time_begins_in_the_time_that_it_ends() -> None:
    content = _written(_appointment("Europe/Berlin", "2018-06-12 09:00"))
    assert b"DTSTART:20180325T020000\r\nTZNAME:CEST\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200" in content
    assert b"DTSTART:20181028T030000\r\nTZNAME:CET\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100" in content


def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut() -> None:
    words = Words("Приём 🎻 делегации, ёлка; «Образец»\nи \\ ещё " * 20, "ru")
    content = _written(_appointment("Europe/Berlin", "2018-06-12 09:00", description=words))
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)
    (event,) = events(content).values()
    assert event.description.value == words.text


def test_words_add_no_line_of_their_own() -> None:
    evil = Words("Talks\r\nATTENDEE:mailto:a@example.org\nEND:VEVENT", 'en";X=1')
    made = _appointment("Europe/Berlin", "0001-06-12 09:00", summary=evil, location=evil, category=evil)
    content = _written(made)
    assert not [line for line in content.split(b"\r\n") if line.startswith((b"ATTENDEE", b"X="))]
    assert content.count(b"\r\nEND:VEVENT") == 1


def test_what_calendars_sort_and_replace_by_is_there() -> None:
    made = _appointment("Europe/Berlin", "2018-06-12 09:00", geo=Geo(52.3674, 9.7382), tentative=True)
    said = _properties(_written(made))
    assert said["UID"] == "uid 2018-06-12 09:00"
    assert said["SEQUENCE"] == 7
    assert said["DTSTAMP"] == said["LAST-MODIFIED"] == datetime.datetime(2018, 6, 4, tzinfo=datetime.UTC)
    assert said["STATUS"] == "TENTATIVE"
    assert said["GEO"] == (52.3674, 9.7382)
    assert "DTEND" not in said
    assert "CLASS" not in said


def test_the_calendar_of_the_own_house_is_confidential() -> None:
    made = _appointment("Europe/Berlin", "2018-06-12 09:00")
    assert _properties(_written(made, confidential=True))["CLASS"] == "CONFIDENTIAL"


def test_a_page_without_appointments_makes_no_calendar() -> None:
    with pytest.raises(FormatError, match="its readers see no appointment"):
        write_ics(replace(PAGE, calendar=None))


def test_a_calendar_is_part_of_what_a_page_says() -> None:
    assert PAGE.calendar is not None
    later: Page = replace(PAGE, calendar=replace(PAGE.calendar, sequence=PAGE.calendar.sequence + 1))
    assert later.digest != PAGE.digest
