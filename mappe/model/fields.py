"""The kinds of single values that YAML fields hold, each with the message for what is not one."""

import re
from decimal import Decimal, InvalidOperation
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import BeforeValidator, Field, ValidationInfo
from pydantic_core import CoreSchema, core_schema

from mappe.diagnostics import Place, did_you_mean
from mappe.model.located import place_of


def matching(pattern: str, message: str) -> BeforeValidator:
    """A string of this form, or the message about it."""
    form = re.compile(pattern)

    def check(value: object) -> object:
        if isinstance(value, str) and not form.fullmatch(value):
            raise ValueError(message.format(value))
        return value

    return BeforeValidator(check)


CODES = "codes"
"""Where the validation context holds {what a code means: the codes that have a name}."""


def _named(what: str) -> BeforeValidator:
    """A code that can be printed as a name."""

    def check(value: object, info: ValidationInfo) -> object:
        known = (info.context or {}).get(CODES, {}).get(what)
        if isinstance(value, str) and known is not None and value not in known:
            message = f"no {what} has the code '{value}'"
            raise ValueError(message)
        return value

    return BeforeValidator(check)


def _number(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        number = Decimal(value) if re.fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,9})?", value) else None
    except InvalidOperation:
        number = None
    if number is None:
        message = f"'{value}' is no number: write digits with a point, such as 1142.89"
        raise ValueError(message)
    return number


def _whole(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{1,9}", value):
        message = f"'{value}' is no whole number"
        raise ValueError(message)
    return value


def _flag(value: object) -> object:
    if isinstance(value, str) and value not in ("true", "false"):
        message = f"'{value}' is neither true nor false"
        raise ValueError(message)
    return value == "true" if isinstance(value, str) else value


def _zone(value: object) -> object:
    try:
        return ZoneInfo(value) if isinstance(value, str) else value
    except (ZoneInfoNotFoundError, ValueError, OSError):
        hint = did_you_mean(str(value), available_timezones()) or "write one such as Europe/Berlin"
        message = f"no time zone '{value}': {hint}"
        raise ValueError(message) from None


class ImagePath:
    """The path of an image, relative to the folder of the document that shows it."""

    __slots__ = ("path", "place")

    def __init__(self, path: str, place: Place | None = None) -> None:
        self.path = path
        self.place = place

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        def from_yaml(value: object) -> ImagePath:
            if isinstance(value, str):
                return cls(str(value), place_of(value))
            message = "the path of an image is expected here"
            raise ValueError(message)

        return core_schema.no_info_plain_validator_function(from_yaml)


String = Annotated[str, Field(min_length=1, max_length=200)]
Identifier = Annotated[
    str, matching(r"[a-z][a-z0-9-]{0,60}", "'{}' is no id: write lower-case letters, digits and hyphens")
]
Flag = Annotated[bool, BeforeValidator(_flag)]
Number = Annotated[Decimal, BeforeValidator(_number)]
Whole = Annotated[int, BeforeValidator(_whole)]
Zone = Annotated[ZoneInfo, BeforeValidator(_zone)]
Phone = Annotated[
    str,
    matching(
        r"\+[1-9][0-9 ()/\u00a0\u2011-]{5,24}[0-9]|[0-9]{2,5}",
        "'{}' is no telephone number: write it with the country code, such as +49 511 168-36520",
    ),
]
Email = Annotated[
    str,
    Field(max_length=254),
    matching(r"[^@\s<>\"']+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", "'{}' is no e-mail address"),
]
Web = Annotated[
    str,
    Field(max_length=500),
    matching(r"https://[A-Za-z0-9.-]+(:[0-9]+)?(/[^\s<>\"']*)?", "'{}' is no web address: write https://…"),
]
Country = Annotated[
    str,
    _named("country"),
    matching(r"[A-Z]{2}", "'{}' is no country: write two capitals, such as DE (ISO 3166)"),
]
Currency = Annotated[
    str,
    _named("currency"),
    matching(r"[A-Z]{3}", "'{}' is no currency: write three capitals, such as EUR (ISO 4217)"),
]
LanguageTag = Annotated[
    str,
    _named("language"),
    matching(r"[a-z]{2,3}", "'{}' is no language: write a tag such as de, en or ru"),
]
