"""The people and organisations of a chosen document → cards for address books."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from uuid import uuid5

from mappe.locales import Locale, Own
from mappe.model.choose import Chosen
from mappe.model.contact_card import ContactCard, DeliveryAddress, StructuredName
from mappe.render.calendar import IDENTITIES
from mappe.render.filters import dialled
from mappe.render.inline_markup import line
from mappe.render.plain_words import plain_words


@dataclass(frozen=True)
class Reachable:
    """A person or an organisation, and what a section says of them; a person may stand for a house."""

    person: Chosen | None
    organisation: Chosen | None
    role: str = ""
    notes: tuple[str, ...] = ()

    @property
    def record(self) -> Chosen | None:
        return self.person or self.organisation

    @property
    def register(self) -> str:
        return "people" if self.person else "organisations"

    @property
    def house(self) -> Chosen | None:
        """Whose address and, without own ones, telephone and mail are theirs."""
        return self.organisation or (self.person and self.person.organisation)


@dataclass(frozen=True)
class Card:
    """A card by the register and the id of whose it is."""

    register: str
    id: str
    card: ContactCard


def contact_cards(document: Chosen, languages: Sequence[str], locale: Locale) -> tuple[Card, ...]:
    """Each person and organisation once, those first to whom readers are to turn.

    `languages` are those of the edition.
    """
    cards: dict[tuple[str, str], Card] = {}
    for one in _reachable(document):
        if (record := one.record) and (one.register, record.id) not in cards:
            card = _card(one, record, document, locale)
            notes = (*_other_names(one.person, languages), *one.notes, *_mark(document, locale))
            whole = replace(card, note="\n".join(notes))
            cards[one.register, record.id] = Card(one.register, record.id, whole)
    return tuple(cards.values())


def _reachable(document: Chosen) -> Iterator[Reachable]:
    for kind, found in REACHABLE.items():
        for section in document.sections:
            if section.type == kind:
                yield from found(section)


def _card(one: Reachable, record: Chosen, document: Chosen, locale: Locale) -> ContactCard:
    """Without notes."""
    house = one.house
    return ContactCard(
        uid=str(uuid5(IDENTITIES, f"{document.issuer.id}/{one.register}/{record.id}")),
        formatted_name=" ".join(_said(record, "title", "name")),
        modified=document.as_of.first_day,
        name=_structured(one.person) if one.person else StructuredName(),
        organisation=_said(house, "name", "department"),
        title="".join(_said(record, "function")),
        role=one.role,
        phone=dialled(_first("phone", record, house)),
        mobile=dialled(_first("mobile", record)),
        email=_first("email", record, house),
        address=_address(house.address, locale) if house and house.address else None,
        web=_first("web", house),
    )


def _first(name: str, *records: Chosen | None) -> str:
    """The first of these values that there is."""
    return next((value for record in records if (value := getattr(record, name, None))), "")


def _said(record: Chosen | None, *names: str) -> tuple[str, ...]:
    """Those of these words that there are."""
    return tuple(str(words) for name in names if (words := getattr(record, name, None)))


def _structured(person: Chosen) -> StructuredName:
    parts, title = person.name.parts, "".join(_said(person, "title"))
    if parts is None:
        return StructuredName(str(person.name), prefix=title)
    return StructuredName(parts.family, parts.given, parts.patronymic, title)


def _other_names(person: Chosen | None, languages: Sequence[str]) -> tuple[str, ...]:
    """The name as its owner writes it, and as the other languages of the edition do."""
    if person is None:
        return ()
    names = (person.name.elsewhere.get(tag) for tag in (person.native, *languages))
    return tuple(dict.fromkeys(str(name) for name in names if name and name != person.name))


def _address(postal: Chosen, locale: Locale) -> DeliveryAddress:
    country = locale.territory_name(postal.country)
    return DeliveryAddress(str(postal.street), str(postal.city), postal.postcode or "", country)


def _mark(document: Chosen, locale: Locale) -> Iterator[str]:
    if document.sample:
        yield locale.words(Own.SAMPLE)


def _contacts(section: Chosen) -> Iterator[Reachable]:
    for item in section.items:
        notes = *_said(item, "hours"), *((plain_words(line(item.note)),) if item.note else ())
        yield Reachable(item.person, item.organisation, "".join(_said(item, "role")), notes)


def _emergency(section: Chosen) -> Iterator[Reachable]:
    yield Reachable(section.duty_officer, None)
    yield from (Reachable(None, house) for house in (section.hospital, section.consulate))


def _summary(section: Chosen) -> Iterator[Reachable]:
    yield from (Reachable(person, None) for person in (*section.hosts, section.head_of_delegation))


def _delegation(section: Chosen) -> Iterator[Reachable]:
    yield from (Reachable(member.person, None, "".join(_said(member, "role"))) for member in section.members)


def _programme(section: Chosen) -> Iterator[Reachable]:
    yield from (Reachable(slot.host, None) for day in section.days for slot in day.slots)


def _code(section: Chosen) -> Iterator[Reachable]:
    yield Reachable(section.person, section.organisation)


REACHABLE: Mapping[str, Callable[[Chosen], Iterator[Reachable]]] = MappingProxyType(
    {
        "contacts": _contacts,
        "emergency": _emergency,
        "summary": _summary,
        "delegation": _delegation,
        "programme": _programme,
        "code": _code,
    }
)
"""Type of a section → to whom its readers may turn, the most important first."""
