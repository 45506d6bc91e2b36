"""The tables of localisation.md, sections 2 and 3; `~` stands for U+00A0."""

import datetime
from collections.abc import Mapping
from zoneinfo import ZoneInfo

import pytest

from mappe.locales import Locale
from mappe.model.dates import DateRange, PartialDate, WallTime

Locales = Mapping[str, Locale]

BERLIN, YEKATERINBURG = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Yekaterinburg")

DATES = [
    ("2018-06-12", "12.~Juni 2018", "12~June 2018", "12~июня 2018~г."),
    ("2018-03-04", "4.~März 2018", "4~March 2018", "4~марта 2018~г."),
    ("2018-05-01", "1.~Mai 2018", "1~May 2018", "1~мая 2018~г."),
    ("2017-04", "April 2017", "April 2017", "апрель 2017~г."),
    ("2016", "2016", "2016", "2016~г."),
]
WEEKDAY_DATES = [
    ("2018-06-12", "Dienstag, 12.~Juni 2018", "Tuesday 12~June 2018", "вторник, 12~июня 2018~г."),
    ("2018-03-04", "Sonntag, 4.~März 2018", "Sunday 4~March 2018", "воскресенье, 4~марта 2018~г."),
]
SHORT_DATES = [
    ("2018-06-02", "02.06.2018", "2~Jun 2018", "02.06.2018"),
    ("2018-09-02", "02.09.2018", "2~Sept 2018", "02.09.2018"),
]
RANGES = [
    ("2018-06-12/2018-06-12", "12.~Juni 2018", "12~June 2018", "12~июня 2018~г."),
    ("2018-06-12/2018-06-15", "12.–15.~Juni 2018", "12–15~June 2018", "12–15~июня 2018~г."),
    ("2018-06-28/2018-07-02", "28.~Juni~– 2.~Juli 2018", "28~June~– 2~July 2018", "28~июня~– 2~июля 2018~г."),
    (
        "2018-12-30/2019-01-03",
        "30.~Dezember 2018~– 3.~Januar 2019",
        "30~December 2018~– 3~January 2019",
        "30~декабря 2018~г.~– 3~января 2019~г.",
    ),
    ("2018-04/2018-04", "April 2018", "April 2018", "апрель 2018~г."),
    ("2018-04/2018-06", "April–Juni 2018", "April–June 2018", "апрель–июнь 2018~г."),
    (
        "2017-06/2018-09",
        "Juni 2017~– September 2018",
        "June 2017~– September 2018",
        "июнь 2017~г.~– сентябрь 2018~г.",
    ),
    ("2017/2018", "2017–2018", "2017–2018", "2017–2018~гг."),
    ("2018/2018", "2018", "2018", "2018~г."),
    (
        "2018-04/2018-06-15",
        "April 2018~– 15.~Juni 2018",
        "April 2018~– 15~June 2018",
        "апрель 2018~г.~– 15~июня 2018~г.",
    ),
    ("2017/2018-06", "2017~– Juni 2018", "2017~– June 2018", "2017~г.~– июнь 2018~г."),
]

Row = tuple[str, str, str, str]


def expected(row: Row) -> dict[str, str]:
    return {tag: text.replace("~", "\u00a0") for tag, text in zip(("de", "en", "ru"), row[1:], strict=True)}


@pytest.mark.parametrize("row", DATES)
def test_a_date_is_printed_as_exactly_as_it_is_known(locales: Locales, row: Row) -> None:
    date = PartialDate.parse(row[0])
    assert {tag: locale.date(date) for tag, locale in locales.items()} == expected(row)


@pytest.mark.parametrize("row", WEEKDAY_DATES)
def test_a_day_of_the_programme_has_its_weekday(locales: Locales, row: Row) -> None:
    date = PartialDate.parse(row[0])
    assert {tag: locale.weekday_date(date) for tag, locale in locales.items()} == expected(row)


@pytest.mark.parametrize("row", SHORT_DATES)
def test_a_day_in_a_table_is_short(locales: Locales, row: Row) -> None:
    date = PartialDate.parse(row[0])
    assert {tag: locale.short_date(date) for tag, locale in locales.items()} == expected(row)


@pytest.mark.parametrize("row", RANGES)
def test_a_range_says_once_what_both_ends_share(locales: Locales, row: Row) -> None:
    dates = DateRange.parse(row[0])
    assert {tag: locale.date_range(dates) for tag, locale in locales.items()} == expected(row)


@pytest.mark.parametrize("text", ["2018-06", "2018"])
def test_no_form_invents_a_day(locales: Locales, text: str) -> None:
    date = PartialDate.parse(text)
    for locale in locales.values():
        assert locale.weekday_date(date) == locale.short_date(date) == locale.date(date)


def test_the_last_days_of_december_stay_in_their_year(locales: Locales) -> None:
    # The week of 30 December 2024 belongs to 2025, which is what a pattern with Y would print.
    date = PartialDate(2024, 12, 30)
    for locale in locales.values():
        for text in (locale.date(date), locale.weekday_date(date), locale.short_date(date)):
            assert "2024" in text


@pytest.mark.parametrize(
    ("day", "there"),
    [("2018-06-12", "12:00"), ("2018-01-12", "13:00")],
)
def test_nine_in_berlin_is_shown_as_the_clocks_of_yekaterinburg_show_it(
    locales: Locales, day: str, there: str
) -> None:
    moment = WallTime(9, 0).on(PartialDate.parse(day), BERLIN)
    assert [locale.local_time(moment, YEKATERINBURG) for locale in locales.values()] == [there] * 3


def test_a_moment_without_a_zone_is_refused(locales: Locales) -> None:
    naive = datetime.datetime(2018, 6, 12, 9, 0)  # noqa: DTZ001  # which is the mistake
    with pytest.raises(ValueError, match=r"^2018-06-12 09:00:00 has no zone, so nobody knows when it is$"):
        locales["de"].local_time(naive, YEKATERINBURG)


def test_times_in_a_table_are_the_same_in_all_languages(locales: Locales) -> None:
    for locale in locales.values():
        assert locale.time(WallTime(9, 0)) == "09:00"
        assert locale.time_range(WallTime(9, 0), WallTime(10, 30)) == "09:00–10:30"


def test_a_time_among_words_has_the_word_that_its_language_wants(locales: Locales) -> None:
    times = {tag: locale.prose_time(WallTime(9, 0)) for tag, locale in locales.items()}
    assert times == {"de": "09:00\u00a0Uhr", "en": "09:00", "ru": "09:00"}
