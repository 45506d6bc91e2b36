import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from pydantic import BaseModel, ValidationError

from mappe.model.dates import DateRange, PartialDate, Precision, WallTime

BERLIN = ZoneInfo("Europe/Berlin")


class Typed(str):
    """As a YAML reader gives it: a string that knows more."""

    __slots__ = ()


class Stay(BaseModel):
    day: PartialDate
    dates: DateRange
    start: WallTime


STAY = {"day": "2018-06-12", "dates": "2018-06-12/2018-06-15", "start": "09:00"}


@pytest.mark.parametrize(
    ("text", "precision"),
    [("2018", Precision.YEAR), ("2018-06", Precision.MONTH), ("2018-06-12", Precision.DAY)],
)
def test_a_date_keeps_its_precision_and_its_form(text: str, precision: Precision) -> None:
    date = PartialDate.parse(text)
    assert (date.precision, str(date)) == (precision, text)


def test_the_year_900_keeps_its_zero() -> None:
    assert str(PartialDate.parse("0900-06")) == "0900-06"


WRITE = "write YYYY, YYYY-MM or YYYY-MM-DD"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("2018-13", "the months are 01 to 12"),
        ("2018-00", "the months are 01 to 12"),
        ("2018-06-31", "June 2018 has 30 days"),
        ("2018-06-00", "June 2018 has 30 days"),
        ("2019-02-29", "February 2019 has 28 days"),
        ("0000", "the first year is 0001"),
        ("2018-6-1", WRITE),
        ("18", WRITE),
        ("", WRITE),
        (" 2018", WRITE),
        ("2018-06 ", WRITE),
        ("2018-06-12\n", WRITE),
        ("12.06.2018", WRITE),
        ("٢٠١٨", WRITE),
    ],
)
def test_what_is_no_date_is_refused_with_what_would_be_right(text: str, fault: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011  # the whole message is compared below
        PartialDate.parse(text)
    assert str(refusal.value) == f"'{text}' is no date: {fault}"


def test_a_leap_day_is_a_date() -> None:
    assert PartialDate.parse("2020-02-29").first_day == datetime.date(2020, 2, 29)


def test_a_less_exact_date_comes_before_what_lies_within_it() -> None:
    in_order = ["2017-12-31", "2018", "2018-01", "2018-01-01", "2018-06", "2018-06-12", "2018-07", "2019"]
    dates = [PartialDate.parse(text) for text in in_order]
    assert all(earlier < later for earlier, later in pairwise(dates))


def test_a_range_has_two_ends_and_a_single_date_is_one() -> None:
    first, last = PartialDate(2018, 6, 12), PartialDate(2018, 6, 15)
    assert DateRange.parse("2018-06-12/2018-06-15") == DateRange(first, last)
    assert DateRange.parse("2018-06-12") == DateRange(first, first)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2018-06-15/2018-06-12", "2018-06-15 – 2018-06-12 ends before it begins"),
        ("2018-06-12/15", f"'15' is no date: {WRITE}"),
        ("2018-06-12/", f"'' is no date: {WRITE}"),
        ("2018/2019/2020", f"'2019/2020' is no date: {WRITE}"),
    ],
)
def test_what_is_no_range_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011  # the whole message is compared below
        DateRange.parse(text)
    assert str(refusal.value) == message


@pytest.mark.parametrize("text", ["00:00", "09:05", "23:59"])
def test_a_time_keeps_its_form(text: str) -> None:
    assert str(WallTime.parse(text)) == text


def test_times_are_in_the_order_of_the_day() -> None:
    assert WallTime(9, 30) < WallTime(10, 0) < WallTime(10, 15)


@pytest.mark.parametrize("text", ["24:00", "9:00", "12.30", "12:60", "12:30 ", "12:30:00", "9:00 am", ""])
def test_what_is_no_time_is_refused_with_what_would_be_right(text: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011  # the whole message is compared below
        WallTime.parse(text)
    assert str(refusal.value) == f"'{text}' is no time: write HH:MM, from 00:00 to 23:59"


@pytest.mark.parametrize(("day", "hours"), [("2018-06-12", 2), ("2018-01-12", 1)])
def test_a_time_on_a_day_in_a_zone_is_a_moment(day: str, hours: int) -> None:
    moment = WallTime(9, 0).on(PartialDate.parse(day), BERLIN)
    assert moment.isoformat() == f"{day}T09:00:00+0{hours}:00"


@pytest.mark.parametrize(
    ("time", "day", "message"),
    [
        (
            "02:30",
            "2018-03-25",
            "02:30 does not exist on 2018-03-25 in Europe/Berlin: the clocks are put forward past it",
        ),
        (
            "02:30",
            "2018-10-28",
            "02:30 comes twice on 2018-10-28 in Europe/Berlin: the clocks are put back over it",
        ),
        ("09:00", "2018-06", "09:00 on 2018-06 is no moment: the day is missing"),
    ],
)
def test_a_time_that_is_not_one_moment_is_refused(time: str, day: str, message: str) -> None:
    with pytest.raises(ValueError) as refusal:  # noqa: PT011  # the whole message is compared below
        WallTime.parse(time).on(PartialDate.parse(day), BERLIN)
    assert str(refusal.value) == message


def test_the_minutes_around_a_change_of_the_clocks_are_moments() -> None:
    for day, time in [("2018-03-25", "01:59"), ("2018-03-25", "03:00"), ("2018-10-28", "03:00")]:
        assert WallTime.parse(time).on(PartialDate.parse(day), BERLIN).strftime("%H:%M") == time


@pytest.mark.parametrize("kind", [str, Typed])
def test_a_model_reads_dates_and_times_from_strings(kind: type[str]) -> None:
    stay = Stay.model_validate({name: kind(text) for name, text in STAY.items()})
    assert stay.day == PartialDate(2018, 6, 12)
    assert stay.dates == DateRange(stay.day, PartialDate(2018, 6, 15))
    assert stay.start == WallTime(9, 0)


def test_a_model_takes_dates_and_times_as_they_are() -> None:
    stay = Stay.model_validate(STAY)
    assert Stay.model_validate({"day": stay.day, "dates": stay.dates, "start": stay.start}) == stay


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("day", "2018-06-31", "'2018-06-31' is no date: June 2018 has 30 days"),
        ("day", 2018, "a date is expected here"),
        ("dates", "2018/2017", "2018 – 2017 ends before it begins"),
        ("dates", [], "a date, or two with a slash between them, is expected here"),
        ("start", "9:00", "'9:00' is no time: write HH:MM, from 00:00 to 23:59"),
        ("start", 540, "a time is expected here"),
    ],
)
def test_a_model_passes_the_message_on(field: str, value: object, message: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        Stay.model_validate(STAY | {field: value})
    assert [(error["loc"], error["msg"]) for error in refusal.value.errors()] == [
        ((field,), f"Value error, {message}")
    ]
