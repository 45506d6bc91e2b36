"""The types of sections: each a class here and a template of the same name.

Each field is annotated with who reads it: `Shown` to whoever reads its section, or `Internal`.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field

from mappe.diagnostics import Diagnostic
from mappe.model.audience import Audience, Internal, Shown
from mappe.model.dates import DateRange, PartialDate, WallTime
from mappe.model.fields import (
    Currency,
    Flag,
    Identifier,
    ImagePath,
    LanguageTag,
    Number,
    Phone,
    String,
    Web,
    Whole,
    Zone,
)
from mappe.model.record import (
    ConceptId,
    Item,
    OrganisationId,
    PersonId,
    PlaceId,
    Readable,
    Record,
    SourceId,
)
from mappe.model.text import Gloss, Parallel, Text, Title

Orientation = Literal["portrait", "landscape"]


class Section(Readable):
    """One typed piece of a document."""

    lowest = Audience.INTERNAL
    heading: ClassVar[str]
    """Its title when the author gives none: a phrase of the catalogs."""
    numbered: ClassVar[str] = ""
    """What its caption begins with, if that is numbered: a phrase of the catalogs."""

    id: Shown[Identifier | None] = None
    title: Shown[Title | None] = None
    lead: Shown[Text | None] = None
    new_page: Shown[Flag] = False
    orientation: Shown[Orientation] = "portrait"
    """How its sheets lie; a landscape section has sheets of its own."""


class Summary(Section):
    lowest = Audience.GUEST
    heading = "At a glance"

    type: Shown[Literal["summary"]]
    objective: Shown[Text | None] = None
    desired_outcome: Internal[Text | None] = None
    hosts: Shown[tuple[PersonId, ...]] = ()
    head_of_delegation: Shown[PersonId | None] = None
    languages: Shown[tuple[LanguageTag, ...]] = ()
    duty_phone: Shown[Phone | None] = None
    points: Shown[tuple[Text, ...]] = ()


class Prose(Section):
    lowest = Audience.INTERNAL
    heading = "Text"

    type: Shown[Literal["prose"]]
    text: Shown[Text]


Unit = Literal["area-square-kilometer", "length-kilometer", "duration-hour", "duration-minute", "percent"]
"""The names are CLDR's."""


class KeyFigure(Item):
    """A key figure; without a source it is printed for the own house only, with a mark."""

    one_of = (("source",),)

    label: Shown[Text]
    value: Shown[Number]
    unit: Shown[Unit | None] = None
    counted: Shown[Text | None] = None
    approximate: Shown[Flag] = False
    scope: Shown[Text | None] = None
    definition: Shown[Text | None] = None
    as_of: Shown[PartialDate | None] = None
    source: Shown[SourceId | None] = None

    @property
    def lowest_reader(self) -> Audience:
        return Audience.INTERNAL if self.source is None else super().lowest_reader


class PartnerCity(Item):
    name: Shown[Text]
    since: Shown[PartialDate | None] = None


class CityPortrait(Item):
    city: Shown[PlaceId]
    role: Shown[Text | None] = None
    figures: Shown[tuple[KeyFigure, ...]] = ()
    founded: Shown[PartialDate | None] = None
    founded_source: Shown[SourceId | None] = None
    partner_cities: Shown[tuple[PartnerCity, ...]] = ()
    partner_cities_source: Shown[SourceId | None] = None
    portrait: Shown[Text | None] = None


class CityProfile(Section):
    lowest = Audience.PUBLIC
    heading = "The cities"

    type: Shown[Literal["city_profile"]]
    cities: Shown[Annotated[tuple[CityPortrait, ...], Field(min_length=1)]]


class Event(Item):
    date: Shown[DateRange]
    title: Shown[Text]
    text: Shown[Text | None] = None
    place: Shown[PlaceId | None] = None
    source: Shown[SourceId | None] = None


class Timeline(Section):
    lowest = Audience.PUBLIC
    heading = "Timeline"

    type: Shown[Literal["timeline"]]
    events: Shown[Annotated[tuple[Event, ...], Field(min_length=1)]]


ProjectField = Literal[
    "economy", "education", "culture", "science", "youth", "tourism", "sport", "administration"
]
ProjectStatus = Literal["planned", "running", "done", "suspended"]


class Money(Readable):
    amount: Shown[Number]
    currency: Shown[Currency]


class Project(Item):
    title: Shown[Text]
    text: Shown[Text | None] = None
    field: Shown[ProjectField | None] = None
    lead: Shown[OrganisationId | None] = None
    partners: Shown[tuple[OrganisationId, ...]] = ()
    period: Shown[DateRange | None] = None
    status: Shown[ProjectStatus]
    as_of: Shown[PartialDate | None] = None
    next_step: Shown[Text | None] = None
    due: Shown[PartialDate | None] = None
    source: Shown[SourceId | None] = None
    budget: Internal[Money | None] = None
    owner: Internal[PersonId | None] = None
    risk: Internal[Text | None] = None


class Projects(Section):
    lowest = Audience.PUBLIC
    heading = "Projects"

    type: Shown[Literal["projects"]]
    items: Shown[Annotated[tuple[Project, ...], Field(min_length=1)]]


SlotKind = Literal["transfer", "reception", "talks", "visit", "meal", "culture", "free", "press"]
TransportMode = Literal["on_foot", "bus", "car", "tram", "train", "plane"]
InterpretingMode = Literal["consecutive", "whispered", "simultaneous"]
PressMode = Literal["closed", "photo", "open"]
SlotStatus = Literal["confirmed", "tentative", "changed"]


class Transport(Readable):
    mode: Shown[TransportMode]
    meeting_point: Shown[Text | None] = None
    leave: Shown[WallTime | None] = None
    minutes: Shown[Whole | None] = None
    driver: Internal[String | None] = None
    plate: Internal[String | None] = None


class Interpreting(Readable):
    mode: Shown[InterpretingMode]
    languages: Shown[Annotated[tuple[LanguageTag, ...], Field(min_length=2)]]
    person: Shown[PersonId | None] = None


class Slot(Item):
    """One entry of a day; times are wall times in the zone of the programme."""

    id: Shown[Identifier | None] = None
    start: Shown[WallTime]
    end: Shown[WallTime | None] = None
    kind: Shown[SlotKind]
    title: Shown[Text]
    text: Shown[Text | None] = None
    place: Shown[PlaceId | None] = None
    room: Shown[Text | None] = None
    entrance: Shown[Text | None] = None
    host: Shown[PersonId | None] = None
    participants: Shown[tuple[PersonId, ...]] = ()
    groups: Shown[tuple[Identifier, ...]] = ()
    """Ids of groups of a delegation, who alone have it; without any, everybody has."""
    group: Shown[Text | None] = None
    dress: Shown[Text | None] = None
    transport: Shown[Transport | None] = None
    interpreting: Shown[Interpreting | None] = None
    press: Shown[PressMode | None] = None
    status: Internal[SlotStatus] = "confirmed"
    changed_since: Internal[String | None] = None
    note: Internal[Text | None] = None

    def faults(self) -> Iterator[Diagnostic]:
        if self.end is not None and self.end <= self.start:
            message = f"the slot ends at {self.end}, but it starts at {self.start}"
            yield Diagnostic(message, self.where("end"), "a slot that lasts past midnight is two")


class Day(Item):
    date: Shown[PartialDate]
    title: Shown[Text | None] = None
    note: Shown[Text | None] = None
    slots: Shown[Annotated[tuple[Slot, ...], Field(min_length=1)]]


class Programme(Section):
    lowest = Audience.GUEST
    heading = "Programme"

    type: Shown[Literal["programme"]]
    zone: Shown[Zone]
    days: Shown[Annotated[tuple[Day, ...], Field(min_length=1)]]


class Group(Record):
    """Some of the members, who have parts of the programme to themselves."""

    id: Shown[Identifier]
    name: Shown[Title]


class Member(Item):
    person: Shown[PersonId]
    role: Shown[Text | None] = None
    groups: Internal[tuple[Identifier, ...]] = ()
    hotel: Internal[OrganisationId | None] = None
    transport: Internal[Transport | None] = None


ALL_MEMBERS = "members"
"""What `for_each` calls all members of a section; no group can be called so."""


class Delegation(Section):
    lowest = Audience.GUEST
    heading = "Delegation"

    type: Shown[Literal["delegation"]]
    side: Shown[Literal["guest", "host"]] = "guest"
    groups: Shown[tuple[Group, ...]] = ()
    members: Shown[Annotated[tuple[Member, ...], Field(min_length=1)]]

    def faults(self) -> Iterator[Diagnostic]:
        for number, group in enumerate(self.groups):
            if group.id == ALL_MEMBERS:
                message = f"a group cannot be called '{ALL_MEMBERS}', which means all members"
                yield Diagnostic(message, self.where("groups", number, "id"))


class Personal(Section):
    """What only the recipient of a pack is told; it stands in editions that have one."""

    lowest = Audience.GUEST
    heading = "For you"

    type: Shown[Literal["personal"]]
    text: Shown[Text | None] = None


class Contact(Item):
    one_of = (("person", "organisation"),)

    person: Shown[PersonId | None] = None
    organisation: Shown[OrganisationId | None] = None
    role: Shown[Text | None] = None
    hours: Shown[Text | None] = None
    note: Shown[Text | None] = None
    source: Shown[SourceId | None] = None

    def faults(self) -> Iterator[Diagnostic]:
        if self.person is None and self.organisation is None:
            hint = "write person: or organisation:"
            yield Diagnostic("a contact names a person or an organisation", self.written_at, hint)


class Contacts(Section):
    lowest = Audience.GUEST
    heading = "Contacts"

    type: Shown[Literal["contacts"]]
    items: Shown[Annotated[tuple[Contact, ...], Field(min_length=1)]]


class TalkingPoints(Section):
    lowest = Audience.INTERNAL
    heading = "Talking points"

    type: Shown[Literal["talking_points"]]
    meeting: Shown[Identifier | None] = None
    """The id of a slot of the programme."""
    objective: Shown[Text | None] = None
    points: Shown[Annotated[tuple[Text, ...], Field(min_length=1, max_length=6)]]
    to_raise: Shown[Annotated[tuple[Text, ...], Field(alias="raise")]] = ()
    avoid: Internal[tuple[Text, ...]] = ()
    lines: Internal[Text | None] = None
    background: Internal[Text | None] = None
    expected: Internal[tuple[Text, ...]] = ()
    sensitive: Internal[Text | None] = None
    cleared_by: Internal[PersonId | None] = None


GiftDirection = Literal["given", "received"]


class Gift(Item):
    item: Shown[Text]
    direction: Shown[GiftDirection]
    giver: Shown[Annotated[PersonId | None, Field(alias="from")]] = None
    to: Shown[PersonId | None] = None
    moment: Shown[Identifier | None] = None
    """The id of the slot of the programme in which it is handed over."""
    value: Internal[Money | None] = None
    recorded: Internal[Flag] = False
    """Whether it stands in the register of gifts that the office keeps."""


class Gifts(Section):
    lowest = Audience.INTERNAL
    heading = "Gifts"

    type: Shown[Literal["gifts"]]
    items: Shown[Annotated[tuple[Gift, ...], Field(min_length=1)]]


class Note(Item):
    label: Shown[Text]
    text: Shown[Text]


class Practical(Section):
    lowest = Audience.GUEST
    heading = "Practical information"

    type: Shown[Literal["practical"]]
    weather: Shown[Text | None] = None
    currency: Shown[Text | None] = None
    voltage_and_plugs: Shown[Text | None] = None
    tipping: Shown[Text | None] = None
    wifi: Shown[Text | None] = None
    opening_hours: Shown[Text | None] = None
    public_transport: Shown[Text | None] = None
    time_difference: Shown[Text | None] = None
    other: Shown[tuple[Note, ...]] = ()


class EmergencyNumber(Item):
    number: Shown[Phone]
    label: Shown[Text]


class Emergency(Section):
    lowest = Audience.GUEST
    heading = "In an emergency"

    type: Shown[Literal["emergency"]]
    numbers: Shown[Annotated[tuple[EmergencyNumber, ...], Field(min_length=1)]]
    hospital: Shown[OrganisationId | None] = None
    consulate: Shown[OrganisationId | None] = None
    duty_officer: Shown[PersonId | None] = None
    insurance: Shown[Text | None] = None


class Phrase(Item):
    phrase: Shown[Parallel]
    pronunciation: Shown[Annotated[Mapping[LanguageTag, Gloss], Field(default_factory=dict)]]
    """{language of the phrase: how its readers in other languages say it}"""


class Phrases(Section):
    lowest = Audience.PUBLIC
    heading = "Phrases"

    type: Shown[Literal["phrases"]]
    languages: Shown[tuple[LanguageTag, ...]] = ()
    """Which languages stand side by side; the reader's own always comes first. All, when empty."""
    items: Shown[Annotated[tuple[Phrase, ...], Field(min_length=1)]]


class Glossary(Section):
    lowest = Audience.PUBLIC
    heading = "Glossary"

    type: Shown[Literal["glossary"]]
    languages: Shown[tuple[LanguageTag, ...]] = ()
    concepts: Shown[Annotated[tuple[ConceptId, ...], Field(min_length=1)]]


class Figure(Section):
    lowest = Audience.INTERNAL
    heading = "Figure"
    one_of = (("alternative",),)
    numbered = "Figure %(number)s"

    type: Shown[Literal["figure"]]
    image: Shown[ImagePath]
    alternative: Shown[Text | None] = None
    decorative: Shown[Flag] = False
    """It says nothing, and so it has no alternative text."""
    caption: Shown[Text | None] = None
    credit: Shown[Text | None] = None

    def faults(self) -> Iterator[Diagnostic]:
        if self.alternative is None and not self.decorative:
            hint = "write alternative: what a reader who cannot see it misses; if nothing, decorative: true"
            yield Diagnostic("this picture has no alternative text", self.where("image"), hint)
        if self.alternative is not None and self.decorative:
            hint = "leave out decorative: if the picture says something, alternative: if it does not"
            message = "this picture has alternative text and is decorative"
            yield Diagnostic(message, self.where("decorative"), hint)


CodeOf = Literal["address", "contacts", "calendar"]
CODED: Mapping[CodeOf, tuple[str, ...]] = MappingProxyType(
    {
        "address": ("address",),
        "contacts": ("person", "organisation", "address"),
        "calendar": ("slot", "address"),
    }
)
"""What a code is of → the fields of which it holds one."""


class Code(Section):
    """A QR code: a person, an organisation or an appointment itself, or the way to where something is."""

    lowest = Audience.INTERNAL
    heading = "QR code"
    one_of = (("address", "person", "organisation", "slot"),)

    type: Shown[Literal["code"]]
    of: Shown[CodeOf] = "address"
    address: Shown[Web | None] = None
    person: Shown[PersonId | None] = None
    organisation: Shown[OrganisationId | None] = None
    slot: Shown[Identifier | None] = None
    """The id of a slot of the programme; whoever does not see that sees no code."""
    caption: Shown[Text | None] = None

    def faults(self) -> Iterator[Diagnostic]:
        fields = dict.fromkeys(name for names in CODED.values() for name in names)
        given = [name for name in fields if getattr(self, name) is not None]
        hint = " or ".join(f"{name}:" for name in CODED[self.of])
        if not given:
            yield Diagnostic(f"a code of '{self.of}' holds nothing", self.written_at, f"write {hint}")
        elif len(given) > 1:
            message = f"a code holds one thing, not both '{given[0]}' and '{given[1]}'"
            yield Diagnostic(message, self.where(given[1]), "make it two codes")
        elif given[0] not in CODED[self.of]:
            message = f"a code of '{self.of}' has no '{given[0]}'"
            yield Diagnostic(message, self.where(given[0]), f"write {hint}")


class Column(Record):
    title: Shown[Title]
    numeric: Shown[Flag] = False


class Table(Section):
    lowest = Audience.INTERNAL
    heading = "Table"
    numbered = "Table %(number)s"

    type: Shown[Literal["table"]]
    caption: Shown[Text | None] = None
    columns: Shown[Annotated[tuple[Column, ...], Field(min_length=1, max_length=20)]]
    rows: Shown[Annotated[tuple[tuple[Text, ...], ...], Field(min_length=1, max_length=5000)]]

    def faults(self) -> Iterator[Diagnostic]:
        for number, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                message = f"the table has {len(self.columns)} columns, but row {number + 1} has {len(row)}"
                yield Diagnostic(message, self.where("rows", number))


class Sources(Section):
    """The sources that the document cites, numbered in the order of first use, and any others named here."""

    lowest = Audience.PUBLIC
    heading = "Sources"

    type: Shown[Literal["sources"]]
    also: Shown[tuple[SourceId, ...]] = ()


class Change(Item):
    version: Shown[String]
    date: Shown[PartialDate]
    text: Shown[Text]
    detail: Internal[Text | None] = None


class Changes(Section):
    lowest = Audience.GUEST
    heading = "Changes"

    type: Shown[Literal["changes"]]
    items: Shown[Annotated[tuple[Change, ...], Field(min_length=1)]]


AnySection = Annotated[
    Summary
    | Prose
    | CityProfile
    | Timeline
    | Projects
    | Programme
    | Delegation
    | Personal
    | Contacts
    | TalkingPoints
    | Gifts
    | Practical
    | Emergency
    | Phrases
    | Glossary
    | Figure
    | Table
    | Code
    | Sources
    | Changes,
    Field(discriminator="type"),
]

SECTIONS: Mapping[str, type[Section]] = MappingProxyType(
    {get_args(kind.model_fields["type"].annotation)[0]: kind for kind in get_args(get_args(AnySection)[0])}
)
"""Type as YAML and templates name it → its class."""


def section_name(kind: str) -> str:
    """What a section of this type is called whose author gave it no id."""
    return kind.replace("_", "-")


def authored_slots(sections: Iterable[Section]) -> Iterator[Slot]:
    """The slots of all programmes, whoever may read them, in their order."""
    programmes = (section for section in sections if isinstance(section, Programme))
    return (slot for programme in programmes for day in programme.days for slot in day.slots)
