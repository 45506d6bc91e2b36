"""Plural rules are compared by counting, not by their letters."""

import re

import babel
import pytest
from babel.localedata import locale_identifiers

from mappe.locales.plurals import plural_forms, rule_fault

RUSSIAN = "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)"
OTHERWISE = "n%100>10 && n%100<15 ? 2 : n%10==1 ? 0 : n%10>1 && n%10<5 ? 1 : 2"
"""The same in other words."""


def test_the_rule_that_is_written_for_a_language_is_right_for_it() -> None:
    tags = [tag for tag in locale_identifiers() if "_" not in tag]
    assert len(tags) > 200
    for tag in tags:
        cldr = babel.Locale.parse(tag)
        number, rule = re.fullmatch(r"nplurals=(\d+); plural=(.*);", plural_forms(cldr)).groups()  # type: ignore[union-attr]  # it does match
        assert rule_fault(cldr, int(number), rule) == "", tag


@pytest.mark.parametrize(
    ("tag", "number", "rule"),
    [
        ("ru", 3, RUSSIAN),
        ("ru", 3, OTHERWISE),
        ("de", 2, "n != 1"),
        ("en_GB", 2, "n == 1 ? 0 : 1"),
        ("fr", 2, "n > 1"),
        ("tr", 1, "0"),  # as gettext has it
        ("tr", 2, "n != 1"),  # as CLDR has it
    ],
)
def test_a_right_rule_may_be_written_in_many_ways(tag: str, number: int, rule: str) -> None:
    assert rule_fault(babel.Locale.parse(tag), number, rule) == ""


@pytest.mark.parametrize(
    ("tag", "number", "rule", "fault"),
    [
        ("ru", 2, "n != 1", "by this plural rule 0 takes msgstr[1], but in 'ru' it takes msgstr[2]"),
        ("de", 2, "n > 1", "by this plural rule 0 takes msgstr[0], but in 'de' it takes msgstr[1]"),
        ("de", 1, "0", "by this plural rule 0 takes msgstr[0], but in 'de' it takes msgstr[1]"),
        ("de", 2, "n == 1", "by this plural rule 0 takes msgstr[0], but in 'de' it takes msgstr[1]"),
        (
            "ru",
            3,
            RUSSIAN.replace("!=11", "!=12"),
            "by this plural rule 11 takes msgstr[0], but in 'ru' it takes msgstr[2]",
        ),
        ("ru", 2, RUSSIAN, "the plural rule asks for msgstr[2], but the number of forms is nplurals=2"),
        ("de", 0, "0", "the plural rule asks for msgstr[0], but the number of forms is nplurals=0"),
        ("de", 2, "n - 1", "the plural rule asks for msgstr[-1], but the number of forms is nplurals=2"),
        ("de", 2, "n / 0", "the plural rule cannot be read: integer division or modulo by zero"),
        ("de", 2, "n !=", "the plural rule cannot be read: unexpected end of plural form"),
        (
            "de",
            2,
            "__import__('os')",
            "the plural rule cannot be read: invalid token in plural form: __import__",
        ),
    ],
)
def test_a_wrong_rule_is_told_with_a_number_that_it_gets_wrong(
    tag: str, number: int, rule: str, fault: str
) -> None:
    assert rule_fault(babel.Locale.parse(tag), number, rule) == fault
