"""Names of which a page prints more than one."""

from collections.abc import Sequence

from mappe.locales import Locale
from mappe.model.choose import Chosen
from mappe.model.text import Wording
from mappe.render.references import inside


def other_name(city: Chosen, cities: Sequence[Chosen], languages: Sequence[str]) -> Wording | None:
    """The city's own name where it differs from the printed one; else what the other city calls it.

    Nothing where that is in one of these languages of an edition, and so stands beside it anyway.
    """
    own = [city.language, *(other.language for other in cities)]
    found = (city.name.elsewhere.get(tag) for tag in own if tag)
    other = next((name for name in found if name is not None and name != city.name), None)
    return None if other is None or other.language in languages else other


def other_names(city: Chosen, cities: Sequence[Chosen], languages: Sequence[str]) -> list[Wording]:
    """What stands below a city's name where it is printed once: its names in the edition's other languages.

    In an edition of one language, the other name.
    """
    if len(languages) == 1:
        alone = other_name(city, cities, languages)
        return [] if alone is None else [alone]
    found = (city.name.elsewhere.get(tag) for tag in languages)
    return [name for name in dict.fromkeys(found) if name is not None and name != city.name]


def in_order(records: Sequence[Chosen], name: str, locale: Locale) -> list[Chosen]:
    """Records sorted by one of their names, as the first language of an edition writes it."""

    def key(record: Chosen) -> object:
        words = getattr(record, name)
        return locale.sort_key(words.elsewhere.get(locale.tag, words))

    return sorted(records, key=key)  # type: ignore[arg-type]  # bytes of a collation


def forget_names_beside(document: Chosen, languages: Sequence[str]) -> None:
    """A person's own name is not printed beside another form where the edition has its language anyway."""
    for value in inside(document):
        if getattr(value, "native", None) in languages:
            value.native = None  # type: ignore[attr-defined]  # a person
