"""How templates print values: the filters of one language."""

from collections.abc import Callable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from mappe.diagnostics import Diagnostic
from mappe.errors import ContentError
from mappe.locales import Locale, Own
from mappe.model.choose import Chosen
from mappe.model.dates import DateRange, PartialDate, WallTime
from mappe.model.text import Mark, Wording
from mappe.render import inline_markup

NO_BREAK_SPACE, NO_BREAK_HYPHEN = "\u00a0", "\u2011"


def filters(locale: Locale, locales: Mapping[str, Locale]) -> Mapping[str, Callable[..., object]]:
    """Name in templates → function; `locales` are those of all languages of the project."""
    return {
        **_dates(locale),
        **_numbers(locale),
        **_names(locale),
        **_words(locale, locales),
        **_addresses(locale),
    }


def marked(value: Wording, locales: Mapping[str, Locale], words: Markup | None = None) -> str:
    """A wording, with a mark that a reader sees where there is something to be told of it."""
    printed = escape(str(value)) if words is None else words
    if value.mark is Mark.NONE:
        return printed
    return Markup('<span class="{}"{}>{} [{}]</span>').format(
        value.mark.value, _foreign(value, locales), printed, remark(value, locales)
    )


def remark(value: Wording, locales: Mapping[str, Locale]) -> str:
    """What a reader is told of a marked wording: its language, if that is not theirs, or that it is old."""
    if value.mark is Mark.FALLBACK:
        return value.language.upper()
    return locales[value.language].words(Own.OUT_OF_DATE)


def _foreign(value: Wording, locales: Mapping[str, Locale]) -> Markup:
    if value.mark is not Mark.FALLBACK:
        return Markup("")
    return Markup(' lang="{}"').format(locales[value.language].html_lang)


def _dates(locale: Locale) -> Mapping[str, Callable[..., object]]:
    def hours(slot: Chosen) -> str:
        return locale.time_range(slot.start, slot.end) if slot.end else locale.time(slot.start)

    def period(value: DateRange) -> str:
        return locale.capitalised(locale.date_range(value))

    def weekday(value: PartialDate) -> str:
        return locale.capitalised(locale.weekday_date(value))

    def zone(value: ZoneInfo, day: PartialDate) -> str:
        return locale.zone_name(value, day)

    def time(value: WallTime) -> str:
        return locale.time(value)

    return {
        "date": locale.date,
        "short_date": locale.short_date,
        "weekday": weekday,
        "period": period,
        "time": time,
        "hours": hours,
        "zone": zone,
        "bare_year": lambda value: str(value.year),
    }


def _numbers(locale: Locale) -> Mapping[str, Callable[..., object]]:
    def figure_value(figure: Chosen) -> str:
        if figure.unit == "percent":
            return locale.percent(figure.value / 100)
        return locale.quantity(figure.value, figure.unit) if figure.unit else locale.number(figure.value)

    return {
        "figure_value": figure_value,
        "money": lambda sum_: locale.money(sum_.amount, sum_.currency),
        "minutes": lambda count: locale.quantity(count, "duration-minute"),
    }


def _names(locale: Locale) -> Mapping[str, Callable[..., object]]:
    def language(tag: str) -> str:
        return locale.capitalised(locale.language_name(tag))

    return {
        "language": language,
        "languages": lambda spoken, between=", ": locale.capitalised(
            between.join(map(locale.language_name, spoken))
        ),
        "country": locale.territory_name,
        "abroad": lambda country: not locale.word_lang.endswith(f"-{country}"),
    }


def _words(locale: Locale, locales: Mapping[str, Locale]) -> Mapping[str, Callable[..., object]]:
    def prose(value: Wording) -> Markup:
        words = inline_markup.blocks(value)
        if value.mark is Mark.NONE:
            return words
        return Markup('<div class="{}"{}>{}<p>[{}]</p></div>').format(
            value.mark.value, _foreign(value, locales), words, remark(value, locales)
        )

    def plain(value: str) -> Markup:
        if isinstance(value, Wording):
            inline_markup.refuse_notes(value)
        return escape(str(value))

    def inline(value: Wording, *, notes: bool = True) -> str:
        return marked(value, locales, inline_markup.line(value, notes=notes))

    def lang(value: Any) -> Markup:  # noqa: ANN401  # a wording, or a record that names its language
        tag = getattr(value, "language", None) or locale.tag
        return Markup("") if tag == locale.tag else Markup(' lang="{}"').format(locales[tag].html_lang)

    def in_language(value: Wording, tag: str) -> Wording:
        if tag not in value.elsewhere:
            raise ContentError([Diagnostic(f"no wording in '{tag}'", value.place, f"add {tag}:")])
        return value.elsewhere[tag]

    return {
        "prose": prose,
        "inline": inline,
        "plain": plain,
        "lang": lang,
        "in_language": in_language,
    }


def _addresses(_locale: Locale) -> Mapping[str, Callable[..., object]]:
    def telephone(number: str) -> str:
        return number.replace(" ", NO_BREAK_SPACE).replace("-", NO_BREAK_HYPHEN)

    return {
        "telephone": telephone,
        "tel": lambda number: f"tel:{dialled(number)}",
        "bare": lambda address: address.removeprefix("https://").removeprefix("www.").rstrip("/"),
    }


def dialled(number: str) -> str:
    """A telephone number without what only helps to read it: +4951116836520."""
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")
