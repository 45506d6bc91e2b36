"""Whom to turn to, as address books keep it; the names are those of RFC 2426."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from mappe.model.content_lines import content_line


@dataclass(frozen=True)
class StructuredName:
    """The parts of a person's name by which address books sort."""

    family: str = ""
    given: str = ""
    additional: str = ""
    prefix: str = ""


@dataclass(frozen=True)
class DeliveryAddress:
    """Where letters go."""

    street: str
    locality: str
    postcode: str
    country: str


@dataclass(frozen=True)
class ContactCard:
    """A vCard of a person, or of an organisation, whose structured name is empty.

    `organisation` is its name and the unit in it, `title` what a person is there, and `role` what they do in
    this document. Telephone numbers are as E.164 has them.
    """

    uid: str
    formatted_name: str
    modified: datetime.date
    name: StructuredName = StructuredName()
    organisation: tuple[str, ...] = ()
    title: str = ""
    role: str = ""
    phone: str = ""
    mobile: str = ""
    email: str = ""
    address: DeliveryAddress | None = None
    web: str = ""
    note: str = ""


def vcard(card: ContactCard, *others: str) -> Iterator[str]:
    """The lines of a card, with `others` behind the version.

    Version 3.0: Outlook imports no later one, and every telephone reads it.
    """
    name = card.name
    yield from ("BEGIN:VCARD", "VERSION:3.0", *others)
    yield content_line("FN", card.formatted_name)
    yield content_line("N", name.family, name.given, name.additional, name.prefix, "")
    if card.organisation:
        yield content_line("ORG", *card.organisation)
    for line, value in _single_values(card):
        if value:
            yield content_line(line, value)
    if address := card.address:
        parts = address.street, address.locality, "", address.postcode, address.country
        yield content_line("ADR;TYPE=WORK", "", "", *parts)
    yield "END:VCARD"


def _single_values(card: ContactCard) -> Iterator[tuple[str, str]]:
    yield "TITLE", card.title
    yield "ROLE", card.role
    yield "TEL;TYPE=WORK,VOICE", card.phone
    yield "TEL;TYPE=CELL,VOICE", card.mobile
    yield "EMAIL;TYPE=INTERNET", card.email
    yield "URL", card.web
    yield "NOTE", card.note
