"""Names, lists, plurals (localisation.md, sections 1 and 5), and a language that no Python has heard of."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from mappe.locales import Locale, locale_of
from mappe.model.dates import DateRange, PartialDate, WallTime

Locales = Mapping[str, Locale]


@pytest.mark.parametrize(
    ("tag", "html", "word", "script"),
    [("de", "de", "de-DE", "Latn"), ("en", "en-GB", "en-GB", "Latn"), ("ru", "ru", "ru-RU", "Cyrl")],
)
def test_a_language_has_its_tags(locales: Locales, tag: str, html: str, word: str, script: str) -> None:
    locale = locales[tag]
    assert (locale.tag, locale.html_lang, locale.word_lang, locale.script) == (tag, html, word, script)


@pytest.mark.parametrize(
    ("tag", "items", "expected"),
    [
        ("de", "", ""),
        ("de", "A", "A"),
        ("de", "AB", "A und B"),
        ("de", "ABC", "A, B und C"),
        ("en", "AB", "A and B"),
        ("en", "ABC", "A, B and C"),
        ("ru", "AB", "A и B"),
        ("ru", "ABC", "A, B и C"),
    ],
)
def test_a_list_ends_in_and(locales: Locales, tag: str, items: str, expected: str) -> None:
    assert locales[tag].listing(list(items)) == expected


@pytest.mark.parametrize(
    ("tag", "expected"), [("de", "A, B oder C"), ("en", "A, B or C"), ("ru", "A, B или C")]
)
def test_alternatives_end_in_or(locales: Locales, tag: str, expected: str) -> None:
    assert locales[tag].alternatives(["A", "B", "C"]) == expected


@pytest.mark.parametrize(
    ("tag", "language", "territory"),
    [("de", "Deutsch", "Deutschland"), ("en", "German", "Germany"), ("ru", "немецкий", "Германия")],
)
def test_languages_and_countries_have_names(
    locales: Locales, tag: str, language: str, territory: str
) -> None:
    assert (locales[tag].language_name("de"), locales[tag].territory_name("DE")) == (language, territory)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("апрель 2017 г.", "Апрель 2017 г."), ("12 июня", "12 июня"), ("немецкий", "Немецкий"), ("", "")],
)
def test_only_the_first_letter_is_raised(locales: Locales, text: str, expected: str) -> None:
    assert locales["ru"].capitalised(text) == expected


@pytest.mark.parametrize(
    ("count", "word"),
    [
        (0, "встреч"),
        (1, "встреча"),
        (2, "встречи"),
        (5, "встреч"),
        (11, "встреч"),
        (21, "встреча"),
        (22, "встречи"),
        (25, "встреч"),
        (111, "встреч"),
        (1001, "встреча"),
    ],
)
def test_russian_counts_in_three_forms(extended: Callable[[str, str], Path], count: int, word: str) -> None:
    entries = """
msgid "meeting"
msgid_plural "meetings"
msgstr[0] "встреча"
msgstr[1] "встречи"
msgstr[2] "встреч"

msgctxt "in a table"
msgid "meeting"
msgid_plural "meetings"
msgstr[0] "встреча"
msgstr[1] "встречи"
msgstr[2] "встреч"
"""
    locale = locale_of(extended("ru", entries))
    assert locale.ngettext("meeting", "meetings", count) == word
    assert locale.npgettext("in a table", "meeting", "meetings", count) == word


FRENCH = r"""
msgid ""
msgstr ""
"Language: fr\n"
"Content-Type: text/plain; charset=UTF-8\n"

msgid "Programme"
msgstr "Programme de la visite"

msgctxt "date pattern"
msgid "weekday and day"
msgstr "EEEE d MMMM y"

msgctxt "date pattern"
msgid "day in a table"
msgstr "dd/MM/y"

msgctxt "date pattern"
msgid "last of two years"
msgstr "y"

msgctxt "time pattern"
msgid "among words"
msgstr "H 'h' mm"
"""


def test_a_catalog_alone_makes_a_language(tmp_path: Path) -> None:
    catalog = tmp_path / "fr.po"
    catalog.write_text(FRENCH, "utf-8")
    french = locale_of(catalog)
    june = DateRange.parse("2018-06-12/2018-06-15")
    assert (french.tag, french.html_lang, french.word_lang) == ("fr", "fr", "fr-FR")
    assert french.gettext("Programme") == "Programme de la visite"
    assert french.weekday_date(june.start) == "mardi 12\u00a0juin 2018"
    assert french.short_date(june.start) == "12/06/2018"
    assert french.date_range(june) == "12–15\u00a0juin 2018"
    assert french.date_range(DateRange.parse("2017/2018")) == "2017–2018"
    assert french.prose_time(WallTime(9, 0)) == "9\u00a0h\u00a000"
    assert french.number(1493749) == "1\u00a0493\u00a0749"
    assert french.group_symbol == "\u00a0"
    assert french.listing(["A", "B", "C"]) == "A, B et C"
    assert french.money(12500, "EUR") == "12\u00a0500\u00a0€"
    assert sorted(["Яшин", "Zola", "Émile"], key=french.sort_key) == ["Émile", "Zola", "Яшин"]


@pytest.mark.parametrize(
    ("language", "days", "months", "year"),
    [
        # The year leads, so nothing can be left out of the first date.
        ("hu", "2018. június 12.~– 2018. június 15.", "2018. április~– 2018. június", "2018."),
        # So does the month, within a day.
        ("en_US", "June 12, 2018~– June 15, 2018", "April–June 2018", "2018"),
        ("es", "12–15~de junio de 2018", "abril–junio de 2018", "2018"),
        ("uk", "12–15~червня 2018~р.", "квітень–червень 2018~р.", "2018~р."),
    ],
)
def test_ranges_are_right_where_dates_are_put_together_otherwise(
    tmp_path: Path, language: str, days: str, months: str, year: str
) -> None:
    catalog = tmp_path / "xx.po"
    catalog.write_text(FRENCH.replace("Language: fr", f"Language: {language}"), "utf-8")
    locale = locale_of(catalog)
    assert locale.date_range(DateRange.parse("2018-06-12/2018-06-15")).replace("\u00a0", "~") == days
    assert locale.date_range(DateRange.parse("2018-04/2018-06")).replace("\u00a0", "~") == months
    assert locale.date(PartialDate(2018)).replace("\u00a0", "~") == year
