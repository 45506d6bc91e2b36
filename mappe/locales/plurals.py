"""The plural rules of languages, as the head of a catalog writes them."""

import re
from collections.abc import Callable, Iterable, Sequence
from gettext import c2py

import babel
from babel.messages.plurals import PLURALS, get_plural
from babel.plural import to_gettext

COUNTED = range(1001)
"""Numbers by which rules are compared: no two languages that differ agree on all of them."""

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""CLDR's, in the order in which catalogs have them."""


def plural_forms(cldr: babel.Locale) -> str:
    """For `Plural-Forms`: the rule that gettext has for a language, and CLDR's where it has none."""
    if not _is_known(cldr):
        # CLDR's `e` is the exponent of a shortened number, such as 1 million; Babel hands it on to gettext.
        return re.sub(r"\be\b", "0", to_gettext(cldr.plural_form))
    number, rule = get_plural(cldr)
    return f"nplurals={number}; plural={rule};"


def rule_fault(cldr: babel.Locale, number: int, expression: str) -> str:
    """What is wrong with a rule that asks for so many forms; nothing if it counts as the language does."""
    try:
        rule = c2py(expression)
        asked = [rule(count) for count in COUNTED]
    except (ValueError, ZeroDivisionError) as error:
        return f"the plural rule cannot be read: {error}"
    if strange := [form for form in asked if not 0 <= form < number]:
        return f"the plural rule asks for msgstr[{strange[0]}], but the number of forms is nplurals={number}"
    expected = _expected(cldr)
    if _ranked(asked) in expected:
        return ""
    pairs = zip(COUNTED, _ranked(asked), expected[0], strict=True)
    count, found, right = next(pair for pair in pairs if pair[1] != pair[2])
    return f"by this plural rule {count} takes msgstr[{found}], but in '{cldr}' it takes msgstr[{right}]"


def _expected(cldr: babel.Locale) -> Sequence[tuple[int, ...]]:
    """The forms of all numbers: gettext's and CLDR's, which are not the same for each language."""
    rules: list[Callable[[int], int]] = [c2py(get_plural(cldr)[1])] if _is_known(cldr) else []
    category = cldr.plural_form
    rules.append(lambda count: CATEGORIES.index(category(count)))
    return [_ranked(map(rule, COUNTED)) for rule in rules]


def _is_known(cldr: babel.Locale) -> bool:
    """Whether gettext has a rule; Babel would give the German one to all others."""
    return str(cldr) in PLURALS or cldr.language in PLURALS


def _ranked(forms: Iterable[int]) -> tuple[int, ...]:
    """The same without the forms that no whole number takes, such as CLDR's for Russian fractions."""
    taken = [*forms]
    ranks = {form: rank for rank, form in enumerate(sorted({*taken}))}
    return tuple(ranks[form] for form in taken)
