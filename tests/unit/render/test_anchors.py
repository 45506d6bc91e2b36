"""Ids are made of what the author wrote, and no two on a page are the same."""

from collections.abc import Sequence

import pytest

from mappe.model.choose import Chosen
from mappe.model.dates import PartialDate
from mappe.render.anchors import INSIDE, give_ids


def programme(*days: tuple[str, Sequence[str | None]], name: str | None = None) -> Chosen:
    made = [
        Chosen(date=PartialDate.parse(date), slots=[Chosen(id=slot) for slot in slots])
        for date, slots in days
    ]
    return Chosen(id=name, type="programme", days=made)


def ids(*sections: Chosen) -> list[str]:
    give_ids(sections)
    return [
        name
        for section in sections
        for name in (section.id, *(inner.anchor for inner, _ in INSIDE[section.type](section)))
    ]


def test_days_and_slots_are_called_after_their_programme() -> None:
    days: list[tuple[str, list[str | None]]] = [("2018-06-12", ["welcome", None]), ("2018-06-13", [])]
    expected = ["programme", "programme-2018-06-12", "programme-welcome", None, "programme-2018-06-13"]
    assert ids(programme(*days)) == expected


def test_two_programmes_with_the_same_day_differ() -> None:
    day = ("2018-06-12", ["talk"])
    first = ["programme", "programme-2018-06-12", "programme-talk"]
    second = ["programme-2", "programme-2-2018-06-12", "programme-2-talk"]
    assert ids(programme(day), programme(day)) == first + second


def test_a_day_that_comes_twice_gets_a_number() -> None:
    named = ids(programme(("2018-06-12", []), ("2018-06-12", []), name="days"))
    assert named == ["days", "days-2018-06-12", "days-2018-06-12-2"]


def test_an_id_of_the_author_is_never_given_away() -> None:
    named = ids(programme(("2018-06-12", ["x"])), programme(name="programme-x"), programme(name="programme"))
    assert named == ["programme-2", "programme-2-2018-06-12", "programme-2-x", "programme-x", "programme"]
    assert ids(programme(("2018-06-12", ["x"]), name="a"), programme(name="a-x"))[2:] == ["a-x-2", "a-x"]


@pytest.mark.parametrize(
    ("section", "name"),
    [
        (Chosen(id=None, type="city_profile", cities=[Chosen(city=Chosen(id="bonn"))]), "city-profile-bonn"),
        (Chosen(id=None, type="delegation", members=[Chosen(person=Chosen(id="weiss"))]), "delegation-weiss"),
        (Chosen(id="who", type="contacts", items=[Chosen(person=Chosen(id="weiss"))]), "who-weiss"),
        (
            Chosen(id="who", type="contacts", items=[Chosen(person=None, organisation=Chosen(id="amt"))]),
            "who-amt",
        ),
    ],
)
def test_cities_and_people_have_ids(section: Chosen, name: str) -> None:
    assert ids(section)[1] == name
