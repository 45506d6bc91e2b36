"""The table of localisation.md, section 7."""

import random
from collections.abc import Mapping

import pytest

from mappe.locales import Locale

# fmt: off
LATIN = [
    "Ärger", "Brauns", "de Vries", "Groß", "Müller", "O’Brien", "Œuvre", "Ohler", "Öhler", "Schmidt",
    "Schmidt Meyer", "Schmidt-Meyer", "Zimmer",
]
CYRILLIC = ["Докучаев", "Ежов", "Елкин", "Ёлкина", "Мирошниченко", "Соловьёв", "Щербакова", "Яшин"]
# fmt: on


@pytest.mark.parametrize(
    ("tag", "in_order"), [("de", LATIN + CYRILLIC), ("en", LATIN + CYRILLIC), ("ru", CYRILLIC + LATIN)]
)
@pytest.mark.parametrize("seed", range(5))
def test_names_come_in_the_order_of_the_language(
    locales: Mapping[str, Locale], tag: str, in_order: list[str], seed: int
) -> None:
    names = in_order.copy()
    random.Random(seed).shuffle(names)  # noqa: S311  # any order will do
    assert names != in_order
    assert sorted(names, key=locales[tag].sort_key) == in_order


def test_a_name_without_letters_is_not_foreign(locales: Mapping[str, Locale]) -> None:
    assert sorted(["Яшин", "2018", "Zimmer"], key=locales["ru"].sort_key) == ["2018", "Яшин", "Zimmer"]
