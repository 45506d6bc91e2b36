"""Numbers, percentages, money and quantities in the forms of a language."""

from decimal import Decimal
from typing import Literal

from babel import Locale as CldrLocale
from babel.numbers import format_currency, format_decimal, format_percent, get_currency_symbol
from babel.units import format_unit

from mappe.locales.spaces import unbroken

Length = Literal["short", "long"]

_AMOUNT_AND_CODE = "#,##0.00\u00a0¤"


def number(value: Decimal | int, cldr: CldrLocale) -> str:
    text = format_decimal(value, None, cldr, decimal_quantization=False, group_separator=_grouped(value))
    return _typeset(value, text)


def percent(share: Decimal | int, cldr: CldrLocale) -> str:
    """Of 1: 0.125 is 12.5 per cent."""
    grouped = _grouped(share * 100)
    text = format_percent(share, None, cldr, decimal_quantization=False, group_separator=grouped)
    return _typeset(share, text)


def percent_sign(cldr: CldrLocale) -> str:
    """What stands behind the digits, with its space where the language has one."""
    return unbroken(str(cldr.percent_formats[None].pattern).rpartition("0")[2])


def money(amount: Decimal | int, currency: str, cldr: CldrLocale) -> str:
    """With decimals only where the amount has some; a currency without a sign stands behind, as its code."""
    has_sign = get_currency_symbol(currency, cldr) != currency
    pattern = str(cldr.currency_formats["standard"].pattern) if has_sign else _AMOUNT_AND_CODE
    if amount == int(amount):
        pattern = pattern.replace(".00", "")
    text = format_currency(
        amount,
        currency,
        pattern,
        cldr,
        currency_digits=False,
        decimal_quantization=False,
        group_separator=_grouped(amount),
    )
    return _typeset(amount, text)


def quantity(value: Decimal | int, unit: str, length: Length, cldr: CldrLocale) -> str:
    # Left to itself, format_unit groups from four digits and rounds to three places.
    pattern = str(cldr.decimal_formats[None].pattern).replace(".###", f".{'#' * 12}")
    if not _grouped(value):
        pattern = pattern.replace(",", "")
    return _typeset(value, format_unit(value, unit, length, pattern, cldr))


def _grouped(value: Decimal | int) -> bool:
    # Babel groups from four digits; Russian usage begins at five, and the other languages keep in step.
    return not -10_000 < value < 10_000  # noqa: PLR2004  # said in the line above


def _typeset(value: Decimal | int, text: str) -> str:
    # Babel writes a hyphen for the minus sign; a later hyphen belongs to the name of a unit.
    return unbroken(text.replace("-", "−", 1) if value < 0 else text)
