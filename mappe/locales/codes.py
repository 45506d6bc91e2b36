"""The codes of languages, countries and currencies."""

from collections.abc import Collection, Iterable, Mapping

import babel
from babel.localedata import exists


def named_codes(tags: Iterable[str]) -> Mapping[str, Collection[str]]:
    """The codes for which CLDR has a name in each of these languages, {what they mean: codes}."""
    speaking = [babel.Locale.parse(tag) for tag in tags if exists(tag)]
    if not speaking:
        return {}
    return {
        "language": set.intersection(*(set(locale.languages) for locale in speaking)),
        "country": set.intersection(*(set(locale.territories) for locale in speaking)) - {"ZZ"},
        "currency": set.intersection(*(set(locale.currencies) for locale in speaking)),
    }
