"""Weekdays that stand beside a date in running text, as CLDR names them."""

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from babel import Locale as CldrLocale

from mappe.locales.dates import without_year

BEFORE_DATE = re.compile(r"[.*_]*,?[*_]*[^\S\n]*[(*_]*|,[^\S\n]\w{3}[^\S\n]")
"""What may stand between a weekday and its date; a comma may lead to a word such as `dem` or `the`."""

BEHIND_DATE = re.compile(r"[.*_]*(?:,[^\S\n]*|[^\S\n]?\()[*_]*")
"""What may stand between a date and its weekday: a comma or a bracket."""

ENDED = re.compile(r"[.*_]*(?:[),.;:!?]|[^\S\n]*(?:\n|$))")
"""What must follow a weekday that stands behind its date."""

IN_A_ROW = re.compile(r"\.?[^\d\n.;:!?]{1,12}")
"""What stands between the weekdays of a list or a range, which are not those of one date."""

WRAPPED = re.compile(r"(?<!\n)\n(?!\n)")
"""The end of a line inside of a paragraph."""

ORDINAL = r"(?:-?[^\W\d_]{1,2}(?!\w))?"
"""What may make a number an ordinal: 12th, 12-го."""

NEW_STYLE = 1919
"""The first whole year in which Russia counted days as others do; an earlier one may be of either style."""

FIELD = re.compile(r"'([^']*)'|([A-Za-z])\2*|\s+|.")
"""A part of a CLDR pattern: quoted words, a field, space, a sign."""


@dataclass(frozen=True)
class DatedWeekday:
    """A weekday in words (0 is Monday) and the date that stands beside it; `start` counts from 0."""

    start: int
    length: int
    weekday: int
    date: datetime.date

    @property
    def fits(self) -> bool:
        return self.date.weekday() == self.weekday


@dataclass(frozen=True)
class WeekdayReader:
    """What finds the names of weekdays, and dates, in one language."""

    weekdays: re.Pattern[str]
    dates: Sequence[re.Pattern[str]]

    def dated(self, words: str, year: int | None) -> Iterator[DatedWeekday]:
        """Each weekday beside a date, or the one that fits of two; `year` is that of dates without one."""
        words = WRAPPED.sub(" ", words)
        alone = [*self._alone(words)]
        dates = [*self._dates(words, year)] if alone else []
        for weekday in alone:
            number = _number(weekday)
            if near := [*_near(weekday, dates, words)]:
                day = next((day for day in near if day.weekday() == number), near[0])
                yield DatedWeekday(weekday.start(), len(weekday[0]), number, day)

    def _alone(self, words: str) -> Iterator[re.Match[str]]:
        """The weekdays that stand in no list or range."""
        found = [None, *self.weekdays.finditer(words), None]
        for before, weekday, after in zip(found, found[1:], found[2:], strict=False):
            if weekday and not (_in_a_row(before, weekday, words) or _in_a_row(weekday, after, words)):
                yield weekday

    def _dates(self, words: str, year: int | None) -> Iterator[tuple[int, int, datetime.date]]:
        """Start, end and day of each date; of two that begin or lie in one place, the longer one."""
        found = (match for pattern in self.dates for match in pattern.finditer(words))
        reached = 0
        for match in sorted(found, key=lambda match: (match.start(), -match.end())):
            if match.start() >= reached:
                reached = match.end()
                if day := _day(match, year):
                    yield *match.span(), day


def reader(cldr: CldrLocale) -> WeekdayReader:
    """For dates as CLDR writes them, long or short, with or without the year, and as ISO 8601 does."""
    forms = dict.fromkeys(str(cldr.date_formats[length].pattern) for length in ("long", "medium", "short"))
    patterns = [pattern for form in forms for pattern in (form, without_year(form)) if _is_plain(pattern)]
    iso = r"(?<![\w-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\w-])"
    dates = (
        re.compile(iso),
        *(re.compile(_expression(pattern, cldr)) for pattern in dict.fromkeys(patterns)),
    )
    days = {number: _weekday_forms(number, cldr) for number in range(7)}
    return WeekdayReader(re.compile(rf"(?<!\w)(?:{_alternatives(days, 'weekday')})(?!\w)"), dates)


def _is_plain(pattern: str) -> bool:
    """Whether it says a day of a month, and nothing that is not known here."""
    fields = {found[2] for found in FIELD.finditer(pattern)} - {None}
    return {"d", "M"} <= fields <= {"d", "M", "y"}


def _weekday_forms(number: int, cldr: CldrLocale) -> Iterator[str]:
    """What a weekday may be called; where CLDR inflects months, the end of its name may be another."""
    inflects = cldr.months["format"]["wide"] != cldr.months["stand-alone"]["wide"]
    for use in ("format", "stand-alone"):
        wide = cldr.days[use]["wide"][number]
        yield from (re.escape(wide), re.escape(cldr.days[use]["abbreviated"][number].rstrip(".")))
        if inflects:
            yield re.escape(wide[:-1]) + r"\w{1,2}"


def _month_forms(number: int, cldr: CldrLocale) -> Iterator[str]:
    for use in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            yield re.escape(cldr.months[use][width][number].rstrip("."))


def _alternatives(forms: Mapping[int, Iterator[str]], name: str) -> str:
    """One named group for each number; a name may begin with a capital where CLDR has none."""
    return "|".join(
        f"(?P<{name}{number}>{'|'.join(sorted({*_capitalised(words)}, key=len, reverse=True))})"
        for number, words in forms.items()
    )


def _capitalised(words: Iterator[str]) -> Iterator[str]:
    for word in words:
        yield from (word, word[:1].upper() + word[1:])


def _expression(pattern: str, cldr: CldrLocale) -> str:
    """What finds dates in a CLDR pattern."""
    in_words = "MMM" in pattern
    months = _alternatives({number: _month_forms(number, cldr) for number in range(1, 13)}, "month")
    fields = {
        "d": r"(?P<day>\d{1,2})" + (ORDINAL if in_words else ""),
        "M": rf"(?:{months})(?!\w)\.?" if in_words else r"(?P<month>\d{1,2})",
        "y": r"(?P<year>\d{4})" if in_words else r"(?P<year>\d{4}|\d{2})",
    }
    parts = (_part(found, fields, "?" if in_words else "") for found in FIELD.finditer(pattern))
    return rf"(?<!\d)(?<!\d[.,/]){''.join(parts)}(?!\d)"


def _part(found: re.Match[str], fields: Mapping[str, str], times: str) -> str:
    quoted, field = found[1], found[2]
    if quoted:
        return rf"(?:{re.escape(quoted)}\w{{0,3}})?"
    if field:
        return fields[field]
    return r"\s*" if found[0].isspace() else re.escape(found[0]) + times


def _day(match: re.Match[str], year: int | None) -> datetime.date | None:
    """The day that is meant, if there is such a day, and its year and calendar are known."""
    parts = match.groupdict()
    written = parts.get("year")
    if written:
        year = int(written) if len(written) == len("2018") else 2000 + int(written)
    month = int(parts["month"]) if "month" in parts else _number(match)
    try:
        return datetime.date(year, month, int(parts["day"])) if year and year >= NEW_STYLE else None
    except ValueError:
        return None


def _number(match: re.Match[str]) -> int:
    """Which weekday or month a name is: the number at the end of its group's name."""
    return next(
        int(re.sub(r"\D", "", name))
        for name, words in match.groupdict().items()
        if words and name[-1].isdigit()
    )


def _near(
    weekday: re.Match[str], dates: Sequence[tuple[int, int, datetime.date]], words: str
) -> Iterator[datetime.date]:
    """The date behind a weekday, then the one before it."""
    behind = bisect_left(dates, (weekday.end(),))  # a shorter tuple comes first
    for start, _, day in dates[behind : behind + 1]:
        if BEFORE_DATE.fullmatch(words, weekday.end(), start):
            yield day
    for _, end, day in dates[max(0, behind - 1) : behind]:
        if BEHIND_DATE.fullmatch(words, end, weekday.start()) and ENDED.match(words, weekday.end()):
            yield day


def _in_a_row(one: re.Match[str] | None, other: re.Match[str] | None, words: str) -> bool:
    return bool(one and other and IN_A_ROW.fullmatch(words, one.end(), other.start()))
