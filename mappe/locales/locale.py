"""What a language does with the values and phrases of a page."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

import babel
from babel.core import get_global, parse_locale
from babel.lists import format_list
from babel.numbers import get_decimal_symbol, get_group_symbol
from babel.support import Translations

from mappe.locales import dates, numbers, sorting, typography
from mappe.locales.catalogs import read_translations
from mappe.locales.phrases import Own
from mappe.locales.spaces import unbroken
from mappe.locales.typography import listed
from mappe.locales.weekdays import DatedWeekday, WeekdayReader, reader
from mappe.model.dates import DateRange, PartialDate, Precision, WallTime


def locale_of(catalog: Path) -> "Locale":
    """The locale of the language that `<tag>.po` speaks; raises `LanguageError`."""
    translations = read_translations(catalog)
    return Locale(catalog.stem, babel.Locale.parse(translations.info()["language"]), translations)


@dataclass(frozen=True)
class Locale:
    """Forms of single values, not sentences: German and Russian inflect around a value in running text."""

    tag: str
    cldr: babel.Locale = field(repr=False)
    translations: Translations = field(repr=False)

    @property
    def html_lang(self) -> str:
        """For HTML and PDF: en-GB, but de."""
        return str(self.cldr).replace("_", "-")

    @property
    def word_lang(self) -> str:
        """For Word, which wants a region: en-GB, de-DE."""
        return f"{self.cldr.language}-{self.cldr.territory or self._likely[0]}"

    @property
    def own_name(self) -> str:
        """What the language calls itself, to stand alone: Русский."""
        return self.capitalised(self.language_name(self.tag))

    @property
    def script(self) -> str:
        """ISO 15924: Latn, Cyrl."""
        return self.cldr.script or self._likely[1]

    def date(self, value: PartialDate) -> str:
        """12 June 2018, June 2018 or 2018."""
        return dates.date(value, self.cldr)

    def weekday_date(self, value: PartialDate) -> str:
        """Tuesday 12 June 2018; a month or a year as in `date`."""
        return self._day(value, self.words(Own.WEEKDAY_AND_DAY))

    def short_date(self, value: PartialDate) -> str:
        """For tables: 12 Jun 2018; a month or a year as in `date`."""
        return self._day(value, self.words(Own.DAY_IN_A_TABLE))

    def date_range(self, value: DateRange) -> str:
        """12–15 June 2018."""
        return dates.date_range(value, self.words(Own.LAST_OF_TWO_YEARS), self.cldr)

    def time(self, value: WallTime) -> str:
        """For tables, the same in all languages: 09:00."""
        return str(value)

    def time_range(self, start: WallTime, end: WallTime) -> str:
        """For tables, the same in all languages: 09:00–10:30."""
        return f"{start}–{end}"

    def prose_time(self, value: WallTime) -> str:
        """Among words: 09:00 Uhr."""
        return dates.time(value, self.words(Own.TIME_AMONG_WORDS), self.cldr)

    def local_time(self, moment: datetime.datetime, zone: datetime.tzinfo) -> str:
        """What clocks in the zone show at that moment; raises `ValueError` for a moment without a zone."""
        return self.time(dates.local_time(moment, zone))

    def zone_name(self, zone: ZoneInfo, day: PartialDate) -> str:
        """The zone's time on that day: Central European Summer Time (UTC+2)."""
        return dates.zone_name(zone, day, self.cldr)

    def dated_weekdays(self, words: str, year: int | None = None) -> Iterator[DatedWeekday]:
        """The weekdays in a text that stand beside a date; `year` is that of dates which name none."""
        return self._weekday_reader.dated(words, year)

    def weekday(self, day: datetime.date) -> str:
        """To stand alone: вторник."""
        return str(self.cldr.days["stand-alone"]["wide"][day.weekday()])

    def number(self, value: Decimal | int) -> str:
        """Grouped from five digits: 1234, but 12,345. Never for a year, a room or a telephone number."""
        return numbers.number(value, self.cldr)

    def percent(self, share: Decimal | int) -> str:
        """The share is of 1: 0.125 is 12.5%."""
        return numbers.percent(share, self.cldr)

    def money(self, amount: Decimal | int, currency: str) -> str:
        """The currency is an ISO 4217 code: €12,500."""
        return numbers.money(amount, currency, self.cldr)

    def quantity(self, value: Decimal | int, unit: str, length: numbers.Length = "short") -> str:
        """The unit is CLDR's: area-square-kilometer is km². Raises `ValueError` for an unknown one."""
        return numbers.quantity(value, unit, length, self.cldr)

    def listing(self, items: Sequence[str]) -> str:
        """A, B and C."""
        return format_list(items, "standard", self.cldr)

    def alternatives(self, items: Sequence[str]) -> str:
        """A, B or C."""
        return format_list(items, "or", self.cldr)

    def language_name(self, tag: str) -> str:
        """As in running text: немецкий. Raises `KeyError` for a language that CLDR does not know."""
        return str(self.cldr.languages[tag])

    def territory_name(self, code: str) -> str:
        """The code is from ISO 3166: DE is Germany. Raises `KeyError` for one that CLDR does not know."""
        return str(self.cldr.territories[code])

    @property
    def decimal_symbol(self) -> str:
        return get_decimal_symbol(self.cldr)

    @property
    def group_symbol(self) -> str:
        return unbroken(get_group_symbol(self.cldr))

    @property
    def endings(self) -> tuple[str, ...]:
        """What words may have behind their stems."""
        return listed(self.words(Own.ENDINGS))

    @property
    def hyphenation(self) -> tuple[str, ...]:
        """Words that patterns break wrongly, with a hyphen wherever they may break: Kinder-tages-stätte."""
        return listed(self.words(Own.HYPHENATION))

    def typeset(self, words: str) -> str:
        """Prose as this language sets it: its quotation marks, dashes and spaces at which no line ends."""
        return self._typography.typeset(words)

    def sort_key(self, text: str) -> sorting.SortKey:
        """For a list of names: those in the language's own script first."""
        return sorting.sort_key(text, self.script)

    def capitalised(self, text: str) -> str:
        """For the beginning of a line or heading: Апрель 2017 г."""
        return text[:1].upper() + text[1:]

    def words(self, own: Own) -> str:
        """The catalog's words for a phrase of Mappe's own; placeholders stay.

        This and the four below raise `MissingPhrase` where the catalog has none.
        """
        phrase = own.value
        return self.pgettext(phrase.context, phrase.words) if phrase.context else self.gettext(phrase.words)

    def gettext(self, phrase: str) -> str:
        return self.translations.gettext(phrase)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The words for that many; never for fractions, whose form gettext does not have."""
        return self.translations.ngettext(one, many, count)

    def pgettext(self, context: str, phrase: str) -> str:
        return str(self.translations.pgettext(context, phrase))

    def npgettext(self, context: str, one: str, many: str, count: int) -> str:
        return str(self.translations.npgettext(context, one, many, count))

    def _day(self, value: PartialDate, pattern: str) -> str:
        if value.precision is not Precision.DAY:
            return self.date(value)
        return dates.in_pattern(value, pattern, self.cldr)

    @cached_property
    def _typography(self) -> typography.Typography:
        return typography.typography(
            self.words,
            dates.months(self.cldr),
            numbers.percent_sign(self.cldr),
        )

    @cached_property
    def _weekday_reader(self) -> WeekdayReader:
        return reader(self.cldr)

    @cached_property
    def _likely(self) -> tuple[str, str]:
        """Region and script that go without saying."""
        likely = get_global("likely_subtags")
        language = self.cldr.language
        _, region, script, *_ = parse_locale(likely.get(f"{language}_{self.cldr.script}") or likely[language])
        return region or "", script or ""
