"""Records that several documents share, by id."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from mappe.model.audience import Audience
from mappe.model.dates import PartialDate, WallTime
from mappe.model.fields import Country, Email, Flag, LanguageTag, Number, Phone, String, Web, Zone
from mappe.model.record import OrganisationId, PlaceId, Record
from mappe.model.text import Gloss, Names, Parallel, Text


class Coordinates(Record):
    """Degrees, north and east positive."""

    latitude: Annotated[Number, Field(ge=-90, le=90)]
    longitude: Annotated[Number, Field(ge=-180, le=180)]


class OfficeHours(Record):
    """Wall times of the place itself."""

    start: WallTime
    end: WallTime


class PostalAddress(Record):
    street: Text
    postcode: String | None = None
    city: Text
    country: Country
    note: Gloss | None = None


class PlaceRecord(Record):
    """A city, or a venue in one."""

    name: Parallel
    language: LanguageTag | None = None
    """The language spoken there, in which the place's own name is written."""
    city: PlaceId | None = None
    address: PostalAddress | None = None
    country: Country | None = None
    zone: Zone | None = None
    coordinates: Coordinates | None = None
    office_hours: OfficeHours | None = None


class Organisation(Record):
    name: Text
    official: String | None = None
    """The name that is never translated, such as hannoverimpuls GmbH."""
    department: Text | None = None
    city: PlaceId | None = None
    address: PostalAddress | None = None
    phone: Phone | None = None
    email: Email | None = None
    web: Web | None = None


class Person(Record):
    name: Names
    native: LanguageTag | None = None
    """The language whose wording of the name is the person's own."""
    title: Gloss | None = None
    function: Text | None = None
    organisation: OrganisationId | None = None
    languages: tuple[LanguageTag, ...] = ()
    salutation: Annotated[Gloss | None, Audience.INTERNAL] = None
    passport: Annotated[String | None, Audience.INTERNAL] = None
    mobile: Annotated[Phone | None, Audience.INTERNAL] = None
    phone: Phone | None = None
    email: Email | None = None
    fictitious: Flag = False


class Source(Record):
    title: Text
    language: LanguageTag | None = None
    """Of a title that every edition prints as it is."""
    publisher: Text | None = None
    date: PartialDate | None = None
    accessed: PartialDate | None = None
    web: Web | None = None
    note: Gloss | None = None


class Concept(Record):
    term: Parallel
    meaning: Text | None = None


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
