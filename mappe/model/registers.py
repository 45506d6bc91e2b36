"""Records that several documents share, by id."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from mappe.model.audience import Internal, Shown
from mappe.model.dates import PartialDate, WallTime
from mappe.model.fields import Country, Email, Flag, LanguageTag, Number, Phone, String, Web, Zone
from mappe.model.record import OrganisationId, PlaceId, Readable, Record
from mappe.model.text import Gloss, Names, Parallel, Text


class Coordinates(Record):
    """Degrees, north and east positive."""

    latitude: Shown[Annotated[Number, Field(ge=-90, le=90)]]
    longitude: Shown[Annotated[Number, Field(ge=-180, le=180)]]


class OfficeHours(Record):
    """Wall times of the place itself."""

    start: Shown[WallTime]
    end: Shown[WallTime]


class PostalAddress(Readable):
    street: Shown[Text]
    postcode: Shown[String | None] = None
    city: Shown[Text]
    country: Shown[Country]
    note: Shown[Gloss | None] = None


class PlaceRecord(Readable):
    """A city, or a venue in one."""

    name: Shown[Parallel]
    language: Shown[LanguageTag | None] = None
    """The language spoken there, in which the place's own name is written."""
    city: Shown[PlaceId | None] = None
    address: Shown[PostalAddress | None] = None
    country: Shown[Country | None] = None
    zone: Shown[Zone | None] = None
    coordinates: Shown[Coordinates | None] = None
    office_hours: Shown[OfficeHours | None] = None


class Organisation(Readable):
    name: Shown[Text]
    official: Shown[String | None] = None
    """The name that is never translated, such as hannoverimpuls GmbH."""
    department: Shown[Text | None] = None
    city: Shown[PlaceId | None] = None
    address: Shown[PostalAddress | None] = None
    phone: Shown[Phone | None] = None
    email: Shown[Email | None] = None
    web: Shown[Web | None] = None


class Person(Readable):
    name: Shown[Names]
    native: Shown[LanguageTag | None] = None
    """The language whose wording of the name is the person's own."""
    title: Shown[Gloss | None] = None
    function: Shown[Text | None] = None
    organisation: Shown[OrganisationId | None] = None
    languages: Shown[tuple[LanguageTag, ...]] = ()
    salutation: Internal[Gloss | None] = None
    passport: Internal[String | None] = None
    mobile: Internal[Phone | None] = None
    phone: Shown[Phone | None] = None
    email: Shown[Email | None] = None
    fictitious: Shown[Flag] = False


class Source(Readable):
    title: Shown[Text]
    language: Shown[LanguageTag | None] = None
    """Of a title that every edition prints as it is."""
    publisher: Shown[Text | None] = None
    date: Shown[PartialDate | None] = None
    accessed: Shown[PartialDate | None] = None
    web: Shown[Web | None] = None
    note: Shown[Gloss | None] = None


Wordings = Annotated[Mapping[LanguageTag, tuple[String, ...]], Field(default_factory=dict)]
"""{language: several wordings}."""


class Concept(Readable):
    term: Shown[Parallel]
    """The wording to use."""
    meaning: Shown[Text | None] = None
    also: Internal[Wordings]
    """What may stand for the term as well."""
    avoid: Internal[Wordings]

    def wordings(self, language: str) -> tuple[str, ...]:
        """The term in a language, and what may stand for it."""
        term = self.term.wording(language)
        return (*([term] if term else []), *self.also.get(language, ()))


REGISTERS: Mapping[str, type[Record]] = MappingProxyType(
    {
        "people": Person,
        "organisations": Organisation,
        "places": PlaceRecord,
        "sources": Source,
        "glossary": Concept,
    }
)
"""File name in content/ → what its records are."""
