"""What follows from two cities: their names for each other, distance, hours."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from mappe.locales import Locale, Own
from mappe.model.choose import Chosen
from mappe.model.dates import WallTime
from mappe.model.text import Wording
from mappe.render.graphics import Point, great_circle_distance


@dataclass(frozen=True)
class SharedHours:
    """When both offices are staffed, on one city's clocks."""

    name: Wording
    time: str


@dataclass(frozen=True)
class Pair:
    """Two cities as words of one language; a fact that the places do not give is empty."""

    distance: str
    difference: str
    hours: tuple[SharedHours, ...]


def side(city: Chosen | None, cities: tuple[Chosen, ...]) -> str:
    """The class of what belongs to the first or to the second city of a document; nothing for a third."""
    names = {place.id: name for place, name in zip(cities, ("city-a", "city-b"), strict=False)}
    if city is None:
        return ""
    return names.get(city.id) or (names.get(city.city.id, "") if city.city else "")


def pair(cities: tuple[Chosen, ...], year: int, locale: Locale) -> Pair | None:
    """The facts on two cities in one year; None for any other number of them."""
    if len(cities) != 2:  # noqa: PLR2004  # two make a pair
        return None
    a, b = cities
    return Pair(_distance(a, b, locale), _difference(a, b, year, locale), _shared(a, b, year))


def point(city: Chosen) -> Point | None:
    """Where it lies on the globe, when the register says so."""
    if city.coordinates is None:
        return None
    return Point(float(city.coordinates.longitude), float(city.coordinates.latitude))


def ahead(a: Chosen, b: Chosen, day: datetime.date) -> int:
    """How many minutes the clocks of `b` are ahead of those of `a` at noon of that day."""
    return _offset(b.zone, day) - _offset(a.zone, day)


def _distance(a: Chosen, b: Chosen, locale: Locale) -> str:
    ends = point(a), point(b)
    if ends[0] is None or ends[1] is None:
        return ""
    # The coordinates are those of a city's middle: more than ten kilometres would be a false exactness.
    return locale.quantity(round(great_circle_distance(ends[0], ends[1]) / 10) * 10, "length-kilometer")


def _difference(a: Chosen, b: Chosen, year: int, locale: Locale) -> str:
    if a.zone is None or b.zone is None:
        return ""
    winter, summer = (_hours(ahead(a, b, datetime.date(year, month, 15)), locale) for month in (1, 7))
    if winter == summer:
        return winter
    return locale.words(Own.SEASONS) % {
        "summer": summer,
        "winter": winter,
        "year": year,
    }


def _shared(a: Chosen, b: Chosen, year: int) -> tuple[SharedHours, ...]:
    if not (a.zone and b.zone and a.office_hours and b.office_hours):
        return ()
    offset = ahead(a, b, datetime.date(year, 7, 15))
    start = max(minutes(a.office_hours.start), minutes(b.office_hours.start) - offset)
    end = min(minutes(a.office_hours.end), minutes(b.office_hours.end) - offset)
    if start >= end:
        return ()
    return tuple(
        SharedHours(city.name, _span(start + ahead_, end + ahead_)) for city, ahead_ in ((a, 0), (b, offset))
    )


def minutes(time: WallTime) -> int:
    """After midnight."""
    return time.hour * 60 + time.minute


def clock(minute: int) -> str:
    """Minutes after midnight as a clock on the wall shows them."""
    return str(WallTime(minute // 60 % 24, minute % 60))


def _span(start: int, end: int) -> str:
    return f"{clock(start)}–{clock(end)}"


def _hours(difference: int, locale: Locale) -> str:
    return locale.quantity(abs(difference) // 60, "duration-hour", "long")


def _offset(zone: ZoneInfo, day: datetime.date) -> int:
    offset = datetime.datetime.combine(day, datetime.time(12), zone).utcoffset()
    return 0 if offset is None else int(offset.total_seconds()) // 60
