"""Weekdays that stand beside a date in running text; 12 June 2018 was a Tuesday."""

import time
from collections.abc import Mapping

import babel
import pytest

from mappe.locales import Locale
from mappe.locales.weekdays import reader

TUESDAY, MONDAY = 1, 0


def wrong(words: str, locale: Locale, year: int | None = None) -> list[str]:
    """What is said of the weekdays of a text that do not fit, each as it is written."""
    found = [one for one in locale.dated_weekdays(words, year) if not one.fits]
    return [f"{words[one.start : one.start + one.length]} {one.date}" for one in found]


@pytest.mark.parametrize(
    ("tag", "right", "wrong_weekday"),
    [
        ("de", "Dienstag, 12. Juni 2018", "Montag"),
        ("de", "am Dienstag, dem 12. Juni 2018, um 9 Uhr", "Montag"),
        ("de", "Dienstag, den\n12. Juni 2018", "Montag"),
        ("de", "Di., 12.06.2018", "Mo"),
        ("de", "Di 12.6.18", "Mo"),
        ("de", "12.06.2018 (Dienstag)", "Montag"),
        ("de", "12. Juni 2018, Dienstag", "Montag"),
        ("de", "12.06.2018 (Di.)", "Mo"),
        ("de", "**Dienstag**, 12. Juni 2018", "Montag"),
        ("de", "Dienstag (12. Juni 2018)", "Montag"),
        ("de", "Dienstag, 2018-06-12", "Montag"),
        ("de", "Dienstag, 12. Jun. 2018", "Montag"),
        ("en", "Tuesday 12 June 2018", "Monday"),
        ("en", "Tuesday, 12 June 2018", "Monday"),
        ("en", "on Tuesday, the 12th June 2018", "Monday"),
        ("en", "Tue 12/06/2018", "Mon"),
        ("en", "12 Jun 2018 (Tue)", "Mon"),
        ("ru", "вторник, 12 июня 2018 г.", "понедельник"),
        ("ru", "во вторник 12 июня 2018 года", "понедельник"),
        ("ru", "12 июня 2018 г., вторник", "понедельник"),
        ("ru", "12 июня 2018 года (вторник)", "понедельник"),
        ("ru", "Вторник, 12.06.2018", "Понедельник"),
        ("ru", "вт, 12.06.2018", "пн"),
        ("ru", "вторник, 12-го июня 2018 г.", "понедельник"),
        ("ru", "вторник, 12 июня 2018 г.", "в среду"),
        ("ru", "вторник, 12 июня 2018 г.", "в пятницу"),
        ("ru", "вторник, 12 июня 2018 г.", "субботу"),
        ("ru", "вторник, 12 июня 2018 г.", "понедельника"),
        ("ru", "вторник, 12 июня 2018 г.", "воскресенью"),
    ],
)
def test_a_weekday_that_does_not_fit_its_date_is_found(
    locales: Mapping[str, Locale], tag: str, right: str, wrong_weekday: str
) -> None:
    names = ("Dienstag", "Di", "Tuesday", "Tue", "вторник", "Вторник", "вт")
    name = next(name for name in names if name in right)
    assert [one.weekday for one in locales[tag].dated_weekdays(right)] == [TUESDAY]
    assert wrong(right, locales[tag]) == []
    told = wrong(right.replace(name, wrong_weekday, 1), locales[tag])
    assert told == [f"{wrong_weekday.rpartition(' ')[2]} 2018-06-12"]


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("de", "Montag bis Freitag, 12. Juni 2018"),
        ("de", "Montag–Freitag, 12. Juni 2018"),
        ("de", "Mo.–Fr., 12.06.2018"),
        ("de", "Montag\nund Donnerstag, 12. Juni 2018"),
        ("de", "Ab 12. Juni 2018, Montag bis Freitag"),
        ("de", "Ab 12. Juni 2018, Montag ist Ruhetag"),
        ("de", "Freitag, 12.–15. Juni 2018"),
        ("de", "Montag und 12. Juni 2018"),
        ("de", "von Montag bis 12. Juni 2018"),
        ("de", "Montag\n\n12. Juni 2018"),
        ("de", "Montag, 31. Juni 2018"),
        ("de", "Montag, 12. Juni"),
        ("de", "Mittwoch, 25. Oktober 1917"),
        ("de", "Montag, 12.30 Uhr"),
        ("de", "Montagen, 12. Juni 2018"),
        ("de", "Dienstag, 12. Juni 2018, Mittwoch, 13. Juni 2018"),
        ("de", "12. Juni 2018, Dienstag, 13. Juni 2018, Mittwoch"),
        ("de", "12. Juni 2018 (Dienstag), 13. Juni 2018 (Mittwoch)"),
        ("de", "Termine: 12. Juni 2018, Mittwoch, 13. Juni 2018"),
        ("de", "112.06.2018 (Montag)"),
        ("en", "Monday to 12 June 2018"),
        ("en", "Monday: 12 June 2018 minutes"),
        ("ru", "среди 12 июля и 12 июня 2018 года"),
        ("ru", "с понедельника по 12 июня 2018 года"),
    ],
)
def test_nothing_is_said_where_weekday_and_date_may_be_of_two_days(
    locales: Mapping[str, Locale], tag: str, words: str
) -> None:
    assert wrong(words, locales[tag]) == []


def test_a_date_without_a_year_is_of_the_year_that_is_known(locales: Mapping[str, Locale]) -> None:
    for words in ("Montag, 12. Juni", "Mo., 12.06.", "12. Juni (Montag)"):
        (found,) = locales["de"].dated_weekdays(words, 2018)
        assert (found.weekday, found.fits, str(found.date)) == (MONDAY, False, "2018-06-12")
    assert [one.fits for one in locales["de"].dated_weekdays("Montag, 12. Juni", 2017)] == [True]


def test_each_of_several_is_found_where_it_stands(locales: Mapping[str, Locale]) -> None:
    words = "Erst Montag, 12. Juni 2018, dann Mittwoch, 13. Juni 2018, dann Sonntag, 14. Juni 2018."
    found = [*locales["de"].dated_weekdays(words)]
    assert [(one.start, one.length, one.fits) for one in found] == [
        (words.index(name), len(name), name == "Mittwoch") for name in ("Montag", "Mittwoch", "Sonntag")
    ]


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("fr", "lundi 12 juin 2018"),
        ("pl", "w środę, 12 czerwca 2018"),
        ("uk", "у середу, 12 червня 2018 р."),
        ("it", "lunedì 12 giugno 2018"),
        ("es", "lunes, 12 de junio de 2018"),
        ("cs", "ve středu 12. června 2018"),
        ("kk", "2018 ж. 12 маусым, дүйсенбі"),
        ("tr", "12 Haziran 2018, Pazartesi"),
    ],
)
def test_another_language_needs_no_python(tag: str, words: str) -> None:
    found = [*reader(babel.Locale.parse(tag)).dated(words, None)]
    assert [(one.fits, str(one.date)) for one in found] == [(False, "2018-06-12")]


def test_a_long_text_is_read_in_no_time(locales: Mapping[str, Locale]) -> None:
    for words in ("Montag, 12. Juni 2018, " * 2_000, "Montag, " * 6_000, "12. " * 12_000, "Mo" * 25_000):
        begun = time.process_time()
        assert len(wrong(words, locales["de"])) in {0, 2_000}
        assert time.process_time() - begun < 2
