"""The tables of localisation.md, section 4; `~` stands for U+00A0."""

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from mappe.locales import Locale

Locales = Mapping[str, Locale]
Expected = tuple[str, str, str]


def forms(locales: Locales, form: Callable[[Locale], str]) -> Expected:
    de, en, ru = (form(locales[tag]).replace("\u00a0", "~") for tag in ("de", "en", "ru"))
    return de, en, ru


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1234, ("1234", "1234", "1234")),
        (9999, ("9999", "9999", "9999")),
        (10000, ("10.000", "10,000", "10~000")),
        (12345, ("12.345", "12,345", "12~345")),
        (1493749, ("1.493.749", "1,493,749", "1~493~749")),
        (Decimal("1142.89"), ("1142,89", "1142.89", "1142,89")),
        (Decimal("0.123456"), ("0,123456", "0.123456", "0,123456")),
        (-3, ("−3", "−3", "−3")),
        (-9999, ("−9999", "−9999", "−9999")),
        (-12345, ("−12.345", "−12,345", "−12~345")),
    ],
)
def test_a_number_is_grouped_from_five_digits_and_never_rounded(
    locales: Locales, value: Decimal | int, expected: Expected
) -> None:
    assert forms(locales, lambda locale: locale.number(value)) == expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (Decimal("0.125"), ("12,5~%", "12.5%", "12,5~%")),
        (1, ("100~%", "100%", "100~%")),
        (99, ("9900~%", "9900%", "9900~%")),
        (100, ("10.000~%", "10,000%", "10~000~%")),
    ],
)
def test_a_share_is_printed_in_per_cent(locales: Locales, share: Decimal | int, expected: Expected) -> None:
    assert forms(locales, lambda locale: locale.percent(share)) == expected


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        (12500, "EUR", ("12.500~€", "€12,500", "12~500~€")),
        (12500, "RUB", ("12.500~RUB", "12,500~RUB", "12~500~₽")),
        (Decimal("12500.00"), "EUR", ("12.500~€", "€12,500", "12~500~€")),
        (Decimal("1250.5"), "EUR", ("1250,50~€", "€1250.50", "1250,50~€")),
        (Decimal("1250.5"), "RUB", ("1250,50~RUB", "1250.50~RUB", "1250,50~₽")),
        (-3, "EUR", ("−3~€", "−€3", "−3~€")),
    ],
)
def test_money_has_decimals_only_where_the_amount_has_some(
    locales: Locales, amount: Decimal | int, currency: str, expected: Expected
) -> None:
    assert forms(locales, lambda locale: locale.money(amount, currency)) == expected


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (495, "area-square-kilometer", ("495~km²", "495~km²", "495~км²")),
        (10, "duration-minute", ("10~Min.", "10~mins", "10~мин")),
        (1, "duration-hour", ("1~Std.", "1~hr", "1~ч")),
        (1142, "area-square-kilometer", ("1142~km²", "1142~km²", "1142~км²")),
        (17125191, "area-square-kilometer", ("17.125.191~km²", "17,125,191~km²", "17~125~191~км²")),
        (Decimal("0.12345"), "length-kilometer", ("0,12345~km", "0.12345~km", "0,12345~км")),
        (-3, "length-kilometer", ("−3~km", "−3~km", "−3~км")),
    ],
)
def test_a_quantity_stays_on_the_line_of_its_unit(
    locales: Locales, value: Decimal | int, unit: str, expected: Expected
) -> None:
    assert forms(locales, lambda locale: locale.quantity(value, unit)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, "1~квадратный~километр"),
        (2, "2~квадратных~километра"),
        (5, "5~квадратных~километров"),
        (21, "21~квадратный~километр"),
        (Decimal("204.3"), "204,3~квадратного~километра"),
    ],
)
def test_a_long_unit_is_declined(locales: Locales, value: Decimal | int, expected: str) -> None:
    text = locales["ru"].quantity(value, "area-square-kilometer", "long")
    assert text.replace("\u00a0", "~") == expected


def test_a_hyphen_in_the_name_of_a_unit_is_no_minus_sign(locales: Locales) -> None:
    assert locales["en"].quantity(-10, "kilowatt-hour", "long") == "−10\u00a0kilowatt-hours"
    assert locales["en"].quantity(10, "kilowatt-hour", "long") == "10\u00a0kilowatt-hours"


def test_an_unknown_unit_is_refused(locales: Locales) -> None:
    with pytest.raises(ValueError, match=r"^furlong-per-week is not a known unit in de$"):
        locales["de"].quantity(1, "furlong-per-week")


def test_the_symbols_are_the_ones_that_numbers_are_printed_with(locales: Locales) -> None:
    assert forms(locales, lambda locale: locale.decimal_symbol) == (",", ".", ",")
    assert forms(locales, lambda locale: locale.group_symbol) == (".", ",", "~")
