"""The table of localisation.md, section 7."""

import random
from collections.abc import Mapping

import pytest

from mappe.content.loader import load
from mappe.locales import Locale
from mappe.model.registers import Person
from mappe.model.text import Wording
from tests.editions import SAMPLE

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


@pytest.mark.parametrize(
    ("tag", "in_order"),
    [
        ("de", ["Jörg Groß", "Irina Lorenz", "Sabine Müller", "Julija Schtscherbakowa", "Pjotr Solowjow"]),
        ("en", ["Jörg Groß", "Irina Lorenz", "Sabine Müller", "Yuliya Shcherbakova", "Pyotr Solovyov"]),
        (
            "ru",
            [
                "Йорг Гросс",
                "Ирина Лоренц",
                "Забине Мюллер",
                "Пётр Николаевич Соловьёв",
                "Юлия Андреевна Щербакова",
            ],
        ),
    ],
)
def test_people_come_in_the_order_of_their_family_names(
    locales: Mapping[str, Locale], tag: str, in_order: list[str]
) -> None:
    people = load(SAMPLE, (SAMPLE / "templates",)).registers["people"]
    ids = ("julija-schtscherbakowa", "pjotr-solowjow", "irina-lorenz", "sabine-mueller", "joerg-gross")
    chosen = [person for name in ids if isinstance(person := people[name], Person)]
    names = [Wording(person.name.wording(tag), tag) for person in chosen]
    assert sorted(names, key=lambda name: locales[tag].sort_key(name.family)) == in_order
    assert sorted(names, key=locales[tag].sort_key) != in_order
