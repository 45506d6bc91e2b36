"""Dates and times in the forms of a language, as CLDR's patterns give them."""

import datetime
import re
from collections.abc import Sequence

from babel import Locale as CldrLocale
from babel.dates import format_date, format_time, get_timezone_name

from mappe.locales.spaces import NO_BREAK, unbroken
from mappe.model.dates import DateRange, PartialDate, Precision, WallTime

_YEAR = re.compile(r"y(?:'[^']*'|[^LM'])*")
"""The year in a pattern, with the words and points that belong to it."""


def date(value: PartialDate, cldr: CldrLocale) -> str:
    """In words, as exact as the date is known."""
    return in_pattern(value, _full(value.precision, cldr), cldr)


def in_pattern(value: PartialDate, pattern: str, cldr: CldrLocale) -> str:
    """In a CLDR pattern; a line cannot end after the day, or between the year and its word."""
    return format_date(value.first_day, _bound(pattern), cldr)


def date_range(value: DateRange, last_of_two_years: str, cldr: CldrLocale) -> str:
    """What both ends share is said once: 12–15 June 2018; two years end in the pattern given."""
    start, end = value.start, value.end
    if start == end:
        return date(start, cldr)
    if start.precision is end.precision is Precision.YEAR:
        return f"{in_pattern(start, 'y', cldr)}–{in_pattern(end, last_of_two_years, cldr)}"
    short = _without_what_follows(start, end, cldr)
    first = in_pattern(start, short or _full(start.precision, cldr), cldr)
    dash = "–" if short and not re.search(r"\s", first) else f"{NO_BREAK}– "
    return f"{first}{dash}{date(end, cldr)}"


def time(value: WallTime, pattern: str, cldr: CldrLocale) -> str:
    return unbroken(format_time(datetime.time(value.hour, value.minute), pattern, locale=cldr))


def local_time(moment: datetime.datetime, zone: datetime.tzinfo) -> WallTime:
    """What the clocks in the zone show at that moment."""
    if moment.utcoffset() is None:
        message = f"{moment} has no zone, so nobody knows when it is"
        raise ValueError(message)
    there = moment.astimezone(zone)
    return WallTime(there.hour, there.minute)


def _full(precision: Precision, cldr: CldrLocale) -> str:
    if precision is Precision.DAY:
        return str(cldr.date_formats["long"].pattern)
    month_and_year = str(cldr.datetime_skeletons["yMMMM"].pattern)
    if precision is Precision.MONTH:
        return month_and_year
    # CLDR's own pattern for a year alone lacks the word that belongs to it: 2018 г.
    return next(_YEAR.finditer(month_and_year))[0].strip()


def _without_what_follows(start: PartialDate, end: PartialDate, cldr: CldrLocale) -> str:
    """The pattern of a start that shares its year or month with the end; empty where it must stand in full.

    That is also so in languages which put the year or the month first.
    """
    if start.precision is not end.precision or start.year != end.year:
        return ""
    shared = without_year(_full(start.precision, cldr))
    return _cut(shared, "LM") if start.month == end.month else shared


def without_year(pattern: str) -> str:
    """A CLDR pattern as far as its year; nothing where that comes first."""
    return _cut(pattern, "y")


def _cut(pattern: str, fields: str) -> str:
    """The pattern up to the field, and without the comma or the word (Spanish 'de') that leads to it."""
    return re.sub(rf"[\s,]*(?:'[^']*'\s*)?[{fields}].*$", "", pattern)


def _bound(pattern: str) -> str:
    return re.sub(r"(?<=[dy]) |(?<=d\.) |[\u2009\u202f]", NO_BREAK, pattern)


def zone_name(zone: datetime.tzinfo, day: PartialDate, cldr: CldrLocale) -> str:
    """CLDR's name for the zone's time at noon of that day, with the hours from UTC."""
    noon = datetime.datetime.combine(day.first_day, datetime.time(12), zone)
    minutes = int((noon.utcoffset() or datetime.timedelta()).total_seconds()) // 60
    sign = "+" if minutes >= 0 else "−"
    rest = f":{abs(minutes) % 60:02}" if minutes % 60 else ""
    return f"{get_timezone_name(noon, 'long', locale=cldr)} (UTC{sign}{abs(minutes) // 60}{rest})"


def months(cldr: CldrLocale) -> Sequence[str]:
    """Their names behind a day, in full and short."""
    widths = (cldr.months["format"][width] for width in ("wide", "abbreviated"))
    return tuple(dict.fromkeys(name for names in widths for name in names.values()))
