"""Telephone numbers that nobody can have. The only home of phonenumbers."""

import re
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, ValidationResult, shortnumberinfo

from mappe.checks.permissions import is_allowed
from mappe.checks.subject import Subject
from mappe.diagnostics import Diagnostic, Severity
from mappe.model.fields import Country, Phone
from mappe.model.record import fields_of_kind, records_in


def wrong_numbers(subject: Subject) -> Iterator[Diagnostic]:
    """Numbers that are too long or too short, or that their country gives to nobody."""
    records = [inner for _, record in subject.records() for inner in records_in(record)]
    countries = {code for record in records for _, code in fields_of_kind(record, Country)}
    for record in records:
        for key, written in fields_of_kind(record, Phone):
            place = record.where(key)
            fault = fault_of(written, countries)
            if fault and not is_allowed(written, place):
                hint = f"dial it, or write '# allow: {written}' behind it"
                yield Diagnostic(
                    f"'{written}' is no telephone number: {fault}", place, hint, Severity.WARNING
                )


def fault_of(written: str, countries: Collection[str]) -> str:
    """Why nobody can be called by a number, or nothing; a short one is asked for in these countries."""
    if not written.startswith("+"):
        return _fault_of_short(written, countries)
    number = _parsed(written)
    if number is None:
        return "no country has this code"
    if wrong_length := LENGTHS.get(phonenumbers.is_possible_number_with_reason(number)):
        return wrong_length
    dialled = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    if re.sub(r"[^+\d]", "", written) != dialled:
        return "behind the code of the country stands what is dialled at home alone"
    country = phonenumbers.region_code_for_country_code(number.country_code or 0)
    return "" if phonenumbers.is_valid_number(number) else f"there is no such number in {country}"


def _fault_of_short(written: str, countries: Collection[str]) -> str:
    """The same of a number without a country: 112, 103; of any where the project names none."""
    for country in countries or phonenumbers.SUPPORTED_REGIONS:
        number = _parsed(written, country)
        if number and shortnumberinfo.is_valid_short_number_for_region(number, country):
            return ""
    return f"there is none in {', '.join(sorted(countries))}" if countries else "no country has it"


def _parsed(written: str, country: str | None = None) -> PhoneNumber | None:
    """A number as it is dialled in a country; None if it cannot be, or if nothing is known of the country."""
    try:
        return phonenumbers.parse(written, country)
    except phonenumbers.NumberParseException:
        return None


LENGTHS: Mapping[int, str] = MappingProxyType(
    {
        ValidationResult.TOO_SHORT: "it is too short",
        ValidationResult.TOO_LONG: "it is too long",
        ValidationResult.INVALID_LENGTH: "none has so many digits",
        ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "it is too short",
    }
)
"""What is wrong with the length of a number, by what phonenumbers calls it."""
