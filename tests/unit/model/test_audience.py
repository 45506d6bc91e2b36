"""Who reads what: what an author says of documents, sections, items, records and single fields."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args, get_type_hints

import pytest

from mappe.model.audience import Audience, Shown
from mappe.model.choose import readable
from mappe.model.document import Document
from mappe.model.project import Office
from mappe.model.record import Readable, Record, decided
from mappe.model.registers import REGISTERS, Organisation, Person
from mappe.model.sections import (
    SECTIONS,
    Changes,
    Contacts,
    Figure,
    Gifts,
    Practical,
    Programme,
    Projects,
    Slot,
    Summary,
    TalkingPoints,
)

GUEST, PUBLIC, INTERNAL = Audience.GUEST, Audience.PUBLIC, Audience.INTERNAL
ORGANISATIONS = {"open": {"name": "Open"}, "closed": {"name": "Closed", "audience": "internal"}}
REGISTERED: Mapping[str, Mapping[str, Record]] = {
    "organisations": {name: Organisation.model_validate(one) for name, one in ORGANISATIONS.items()},
    "people": {
        "anna": Person.model_validate({"name": "Anna", "organisation": "closed"}),
        "boris": Person.model_validate({"name": "Boris", "audience": "internal"}),
    },
    "places": {"here": REGISTERS["places"].model_validate({"name": "Here"})},
    "sources": {"sheet": REGISTERS["sources"].model_validate({"title": "Sheet", "audience": "internal"})},
}


def records_in(kind: type[Record]) -> Iterator[type[Record]]:
    """A kind of record and those inside of it."""
    yield kind
    for hint in get_type_hints(kind, include_extras=True).values():
        for inside in classes_in(hint):
            if issubclass(inside, Record):
                yield from records_in(inside)


def classes_in(hint: object) -> Iterator[type]:
    if isinstance(hint, type) and not get_args(hint):
        yield hint
    for inside in get_args(hint):
        yield from classes_in(inside)


def undecided(kinds: Sequence[type[Record]]) -> list[str]:
    """The fields of which nobody said who reads them, as Class.field."""
    every = dict.fromkeys(one for kind in kinds for one in records_in(kind))
    return [f"{kind.__name__}.{name}" for kind in every for name, who in decided(kind).items() if who is None]


def seen(record: Record, audience: Audience) -> dict[str, Any]:
    return dict(readable(record, audience, REGISTERED))


def section(kind: type[Readable], /, **fields: Any) -> Readable:  # noqa: ANN401  # what YAML holds
    name = next(name for name, one in SECTIONS.items() if one is kind)
    return kind.model_validate({"type": name, **fields})


def document(*sections: Readable) -> Document:
    head = {"title": "T", "kind": "K", "version": "1", "as_of": "2018", "issuer": "open"}
    return Document.model_validate({**head, "sections": sections})


def left(kind: type[Readable], reader: Audience, /, **fields: Any) -> bool:  # noqa: ANN401  # what YAML holds
    """Whether an audience reads anything of such a section."""
    return bool(seen(document(section(kind, **fields)), reader)["sections"])


def test_somebody_decided_who_reads_each_field() -> None:
    assert undecided([Document, Office, *SECTIONS.values(), *REGISTERS.values()]) == []


def test_a_field_that_nobody_decided_is_told_by_its_name() -> None:
    class Entry(Record):
        forgotten: str

    class Hasty(Record):
        entries: Shown[tuple[Entry, ...]] = ()

    assert undecided([Hasty]) == ["Entry.forgotten"]


def test_a_field_that_nobody_decided_is_for_the_own_house() -> None:
    class Hasty(Record):
        forgotten: str

    hasty = Hasty.model_validate({"forgotten": "secret"})
    assert [seen(hasty, audience)["forgotten"] for audience in (INTERNAL, GUEST)] == ["secret", None]


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("Slot", {"note", "status", "changed_since"}),
        ("Transport", {"driver", "plate"}),
        ("Person", {"salutation", "passport", "mobile"}),
        ("Project", {"budget", "owner", "risk"}),
        ("Summary", {"desired_outcome"}),
        ("Change", {"detail"}),
        ("Gift", {"value", "recorded"}),
        ("Member", {"groups", "hotel", "transport"}),
        ("TalkingPoints", {"avoid", "lines", "background", "expected", "sensitive", "cleared_by"}),
    ],
)
def test_what_is_for_the_own_house_if_nobody_says_anything(kind: str, names: set[str]) -> None:
    tops: Sequence[type[Record]] = (Document, *SECTIONS.values(), *REGISTERS.values())
    every = [one for top in tops for one in records_in(top)]
    model = next(one for one in every if one.__name__ == kind)
    fields = {name for name, who in decided(model).items() if who is INTERNAL}
    assert fields - {"audiences"} == names


def slot(**fields: Any) -> Slot:  # noqa: ANN401  # what YAML holds
    return Slot.model_validate({"start": "10:00", "kind": "talks", "title": "T", **fields})


def test_what_an_author_says_of_a_field_wins_over_its_default() -> None:
    said = slot(room="5", note="n", status="tentative", audiences={"room": "internal", "status": "public"})
    fields = seen(said, GUEST)
    assert (fields["room"], fields["note"], fields["status"]) == (None, None, "tentative")
    assert seen(slot(status="tentative"), GUEST)["status"] == "confirmed"


def test_a_key_that_python_cannot_spell_is_said_as_it_is_written() -> None:
    talks = section(TalkingPoints, points=["p"], **{"raise": ["r"]}, audiences={"raise": "internal"})
    assert (seen(talks, GUEST)["to_raise"], len(seen(talks, INTERNAL)["to_raise"])) == ((), 1)


def test_nothing_is_more_visible_than_what_it_stands_in() -> None:
    inside = slot(audience="public", audiences={"note": "public"}, note="n")
    day = {"date": "2018-06-12", "slots": [inside], "audience": "internal"}
    assert not left(Programme, GUEST, zone="Europe/Berlin", days=[day], audience="public")
    assert left(Programme, INTERNAL, zone="Europe/Berlin", days=[day], audience="public")
    assert not left(
        Programme, GUEST, zone="Europe/Berlin", days=[{**day, "audience": "public"}], audience="internal"
    )


def test_an_item_goes_with_a_field_that_it_cannot_do_without() -> None:
    change = {"version": "1", "date": "2018", "text": "t"}
    shut = {**change, "audiences": {"text": "internal"}}
    assert not left(Changes, GUEST, items=[shut])
    assert left(Changes, GUEST, items=[shut, change])


def test_a_section_goes_when_all_that_it_says_is_hidden() -> None:
    assert not left(Practical, GUEST, weather="mild", audiences={"weather": "internal"})
    assert left(Practical, GUEST, weather="mild", tipping="usual", audiences={"weather": "internal"})
    assert not left(Summary, GUEST, desired_outcome="o")


def test_a_picture_goes_with_the_words_for_those_who_cannot_see_it() -> None:
    picture = {"image": "a.png", "alternative": "a", "audience": "guest"}
    assert not left(Figure, GUEST, **picture, audiences={"alternative": "internal"})
    assert left(Figure, GUEST, **picture)


@pytest.mark.parametrize(("who", "stays"), [("boris", False), ("anna", True)])
def test_a_contact_goes_with_a_person_who_is_internal(who: str, stays: bool) -> None:  # noqa: FBT001  # a case
    assert left(Contacts, GUEST, items=[{"person": who}]) is stays
    assert left(Contacts, GUEST, items=[{"person": who, "organisation": "open"}])


def test_a_reference_goes_with_its_record() -> None:
    assert seen(slot(host="boris"), GUEST)["host"] is None
    assert [one.id for one in seen(slot(participants=["boris", "anna"]), GUEST)["participants"]] == ["anna"]
    assert len(seen(slot(participants=["boris", "anna"]), INTERNAL)["participants"]) == 2
    assert seen(REGISTERED["people"]["anna"], GUEST)["organisation"] is None


def test_a_figure_goes_with_its_source() -> None:
    city = {"label": "l", "value": "1", "source": "sheet"}
    figure = SECTIONS["city_profile"].model_validate(
        {"type": "city_profile", "cities": [{"city": "here", "figures": [city]}]}
    )
    portrait = figure.cities[0]  # type: ignore[attr-defined]  # of this type
    assert [len(seen(portrait, audience)["figures"]) for audience in (GUEST, INTERNAL)] == [0, 1]


def test_gifts_and_their_value_stay_in_the_house() -> None:
    gift = {"item": "Book", "direction": "given", "value": {"amount": "38", "currency": "EUR"}}
    assert not left(Gifts, GUEST, items=[gift])
    opened = section(Gifts, items=[gift], audience="guest")
    assert left(Gifts, GUEST, items=[gift], audience="guest")
    assert seen(opened.items[0], GUEST)["value"] is None  # type: ignore[attr-defined]  # of this type


def test_a_project_can_open_its_budget() -> None:
    project = {"title": "t", "status": "done", "budget": {"amount": "1", "currency": "EUR"}}
    opened = section(Projects, items=[{**project, "audiences": {"budget": "public"}}])
    assert seen(opened.items[0], PUBLIC)["budget"] is not None  # type: ignore[attr-defined]  # of this type
