"""The ids of a page: where links, mails and bookmarks lead."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, count
from types import MappingProxyType

from mappe.model.choose import Chosen
from mappe.model.sections import section_name


def give_ids(sections: Sequence[Chosen]) -> None:
    """Each section gets an id where its author gave none, and what people look up inside it an `anchor`.

    Both are made of ids and dates, so that they are the same in every language and in every build.
    """
    taken = {section.id for section in sections}
    for section in sections:
        section.id = section.id or _free(section_name(section.type), taken)
    for section in sections:
        for inner, name in INSIDE.get(section.type, _nothing)(section):
            inner.anchor = name and _free(f"{section.id}-{name}", taken)


def _free(name: str, taken: set[str]) -> str:
    """The name, or the first of it with a number that nothing else on the page has; then it is taken."""
    free = next(
        word for word in chain([name], (f"{name}-{number}" for number in count(2))) if word not in taken
    )
    taken.add(free)
    return free


Named = Iterator[tuple[Chosen, str | None]]
"""What a section holds, each with what it is called inside of it, if anything."""


def _nothing(_section: Chosen) -> Named:
    yield from ()


def _cities(profile: Chosen) -> Named:
    yield from ((portrait, portrait.city.id) for portrait in profile.cities)


def _days(programme: Chosen) -> Named:
    for day in programme.days:
        yield day, str(day.date)
        yield from ((slot, slot.id) for slot in day.slots)


def _members(delegation: Chosen) -> Named:
    yield from ((member, member.person.id) for member in delegation.members)


def _contacts(contacts: Chosen) -> Named:
    yield from ((contact, (contact.person or contact.organisation).id) for contact in contacts.items)


INSIDE: Mapping[str, Callable[[Chosen], Named]] = MappingProxyType(
    {"city_profile": _cities, "contacts": _contacts, "delegation": _members, "programme": _days}
)
"""Type of a section → what has an id of its own in it."""
