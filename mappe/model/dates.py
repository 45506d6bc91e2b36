"""Dates as exact as they are known, and times as a clock on the wall shows them."""

import calendar
import datetime
import re
from dataclasses import dataclass
from enum import Enum
from functools import total_ordering
from typing import Protocol, Self, TypeVar
from zoneinfo import ZoneInfo

from pydantic_core import CoreSchema, core_schema


class Precision(Enum):
    """How exactly a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A day, a month or a year; a less exact date comes before what lies within it."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if fault := _fault(self.year, self.month, self.day):
            message = f"'{self}' is no date: {fault}"
            raise ValueError(message)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises `ValueError`, which says what would be right."""
        parts = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
        if not parts:
            message = f"'{text}' is no date: write YYYY, YYYY-MM or YYYY-MM-DD"
            raise ValueError(message)
        return cls(*(int(part) for part in parts.groups() if part))

    @property
    def precision(self) -> Precision:
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    @property
    def first_day(self) -> datetime.date:
        """The day itself, or the first one of the month or year."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> datetime.date:
        """The day itself, or the last one of the month or year."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        lesser = [f"-{part:02}" for part in (self.month, self.day) if part is not None]
        return f"{self.year:04}{''.join(lesser)}"

    def __lt__(self, other: "PartialDate") -> bool:
        return self._rank < other._rank

    @property
    def _rank(self) -> tuple[int, int, int]:
        return self.year, self.month or 0, self.day or 0

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        return _from_yaml(cls, "a date")


@dataclass(frozen=True)
class DateRange:
    """From one date to another, both included; a single date is a range that ends where it starts."""

    start: PartialDate
    end: PartialDate

    def __post_init__(self) -> None:
        if self.end < self.start:
            message = f"{self.start} – {self.end} ends before it begins"
            raise ValueError(message)

    @classmethod
    def parse(cls, text: str) -> Self:
        """One date, or two with a slash between them (ISO 8601); raises `ValueError`."""
        start, slash, end = text.partition("/")
        return cls(PartialDate.parse(start), PartialDate.parse(end if slash else start))

    def __str__(self) -> str:
        return f"{self.start}/{self.end}" if self.end != self.start else f"{self.start}"

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        return _from_yaml(cls, "a date, or two with a slash between them,")


@dataclass(frozen=True, order=True)
class WallTime:
    """Hour and minute on the 24-hour clock, in whatever zone the clock hangs."""

    hour: int
    minute: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises `ValueError`, which says what would be right."""
        parts = re.fullmatch(r"([01][0-9]|2[0-3]):([0-5][0-9])", text)
        if not parts:
            message = f"'{text}' is no time: write HH:MM, from 00:00 to 23:59"
            raise ValueError(message)
        return cls(*map(int, parts.groups()))

    def on(self, day: PartialDate, zone: ZoneInfo) -> datetime.datetime:
        """When clocks in the zone show this time; raises `ValueError` unless there is exactly one moment."""
        if day.precision is not Precision.DAY:
            message = f"{self} on {day} is no moment: the day is missing"
            raise ValueError(message)
        wall = datetime.datetime.combine(day.first_day, datetime.time(self.hour, self.minute), zone)
        try:
            again = wall.astimezone(datetime.UTC).astimezone(zone)
        except OverflowError:
            message = f"{self} on {day} in {zone} is outside the years that there are"
            raise ValueError(message) from None
        if again.replace(tzinfo=None) != wall.replace(tzinfo=None):
            message = f"{self} does not exist on {day} in {zone}: the clocks are put forward past it"
            raise ValueError(message)
        if wall.utcoffset() != wall.replace(fold=1).utcoffset():
            message = f"{self} comes twice on {day} in {zone}: the clocks are put back over it"
            raise ValueError(message)
        return wall

    def __str__(self) -> str:
        return f"{self.hour:02}:{self.minute:02}"

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        return _from_yaml(cls, "a time")


def _fault(year: int, month: int | None, day: int | None) -> str:
    if year not in range(datetime.MINYEAR, datetime.MAXYEAR + 1):
        return "the first year is 0001"
    if month is None:
        return ""
    if month not in range(1, 13):
        return "the months are 01 to 12"
    days = calendar.monthrange(year, month)[1]
    if day is not None and day not in range(1, days + 1):
        return f"{calendar.month_name[month]} {year} has {days} days"
    return ""


class _Parsed(Protocol):
    @classmethod
    def parse(cls, text: str) -> Self: ...


_Kind = TypeVar("_Kind", bound=_Parsed)


def _from_yaml(kind: type[_Kind], noun: str) -> CoreSchema:
    def read(value: object) -> _Kind:
        if isinstance(value, kind):
            return value
        if isinstance(value, str):
            return kind.parse(value)
        message = f"{noun} is expected here"
        raise ValueError(message)

    return core_schema.no_info_plain_validator_function(read)
