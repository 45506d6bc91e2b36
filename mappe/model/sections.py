"""The types of sections: each a class here and a template of the same name.

A field is read by every audience that reads its section, unless it is annotated with an `Audience`.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Field

from mappe.diagnostics import Diagnostic
from mappe.model.audience import Audience
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
    Whole,
    Zone,
)
from mappe.model.record import (
    ConceptId,
    Item,
    Lowest,
    OrganisationId,
    PersonId,
    PlaceId,
    Record,
    SourceId,
)
from mappe.model.text import Gloss, Parallel, Text, Title

Orientation = Literal["portrait", "landscape"]


class Section(Record):
    """One typed piece of a document."""

    lowest: ClassVar[Audience] = Audience.INTERNAL
    """Who may read it when the author says nothing."""
    heading: ClassVar[str]
    """Its title when the author gives none: a phrase of the catalogs."""
    numbered: ClassVar[str] = ""
    """What its caption begins with, if that is numbered: a phrase of the catalogs."""

    id: Identifier | None = None
    title: Title | None = None
    lead: Text | None = None
    audience: Lowest | None = None
    new_page: Flag = False
    orientation: Orientation = "portrait"
    """How its sheets lie; a landscape section has sheets of its own."""


class Summary(Section):
    lowest = Audience.GUEST
    heading = "At a glance"

    type: Literal["summary"]
    objective: Text | None = None
    desired_outcome: Annotated[Text | None, Audience.INTERNAL] = None
    hosts: tuple[PersonId, ...] = ()
    head_of_delegation: PersonId | None = None
    languages: tuple[LanguageTag, ...] = ()
    duty_phone: Phone | None = None
    points: tuple[Text, ...] = ()


class Prose(Section):
    lowest = Audience.INTERNAL
    heading = "Text"

    type: Literal["prose"]
    text: Text


Unit = Literal["area-square-kilometer", "length-kilometer", "duration-hour", "duration-minute", "percent"]
"""The names are CLDR's."""


class KeyFigure(Item):
    """A key figure; without a source it is printed for the own house only, with a mark."""

    label: Text
    value: Number
    unit: Unit | None = None
    counted: Text | None = None
    approximate: Flag = False
    scope: Text | None = None
    definition: Text | None = None
    as_of: PartialDate | None = None
    source: SourceId | None = None

    @property
    def lowest(self) -> Audience:
        return Audience.INTERNAL if self.source is None else super().lowest


class PartnerCity(Item):
    name: Text
    since: PartialDate | None = None


class CityPortrait(Item):
    city: PlaceId
    role: Text | None = None
    figures: tuple[KeyFigure, ...] = ()
    founded: PartialDate | None = None
    founded_source: SourceId | None = None
    partner_cities: tuple[PartnerCity, ...] = ()
    partner_cities_source: SourceId | None = None
    portrait: Text | None = None


class CityProfile(Section):
    lowest = Audience.PUBLIC
    heading = "The cities"

    type: Literal["city_profile"]
    cities: Annotated[tuple[CityPortrait, ...], Field(min_length=1)]


class Event(Item):
    date: DateRange
    title: Text
    text: Text | None = None
    place: PlaceId | None = None
    source: SourceId | None = None


class Timeline(Section):
    lowest = Audience.PUBLIC
    heading = "Timeline"

    type: Literal["timeline"]
    events: Annotated[tuple[Event, ...], Field(min_length=1)]


ProjectField = Literal[
    "economy", "education", "culture", "science", "youth", "tourism", "sport", "administration"
]
ProjectStatus = Literal["planned", "running", "done", "suspended"]


class Money(Record):
    amount: Number
    currency: Currency


class Project(Item):
    title: Text
    text: Text | None = None
    field: ProjectField | None = None
    lead: OrganisationId | None = None
    partners: tuple[OrganisationId, ...] = ()
    period: DateRange | None = None
    status: ProjectStatus
    as_of: PartialDate | None = None
    next_step: Text | None = None
    due: PartialDate | None = None
    source: SourceId | None = None
    budget: Annotated[Money | None, Audience.INTERNAL] = None
    owner: Annotated[PersonId | None, Audience.INTERNAL] = None
    risk: Annotated[Text | None, Audience.INTERNAL] = None


class Projects(Section):
    lowest = Audience.PUBLIC
    heading = "Projects"

    type: Literal["projects"]
    items: Annotated[tuple[Project, ...], Field(min_length=1)]


SlotKind = Literal["transfer", "reception", "talks", "visit", "meal", "culture", "free", "press"]
TransportMode = Literal["on_foot", "bus", "car", "tram", "train", "plane"]
InterpretingMode = Literal["consecutive", "whispered", "simultaneous"]
PressMode = Literal["closed", "photo", "open"]
SlotStatus = Literal["confirmed", "tentative", "changed"]


class Transport(Record):
    mode: TransportMode
    meeting_point: Text | None = None
    leave: WallTime | None = None
    minutes: Whole | None = None
    driver: Annotated[String | None, Audience.INTERNAL] = None
    plate: Annotated[String | None, Audience.INTERNAL] = None


class Interpreting(Record):
    mode: InterpretingMode
    languages: Annotated[tuple[LanguageTag, ...], Field(min_length=2)]
    person: PersonId | None = None


class Slot(Item):
    """One entry of a day; times are wall times in the zone of the programme."""

    id: Identifier | None = None
    start: WallTime
    end: WallTime | None = None
    kind: SlotKind
    title: Text
    text: Text | None = None
    place: PlaceId | None = None
    room: Text | None = None
    entrance: Text | None = None
    host: PersonId | None = None
    participants: tuple[PersonId, ...] = ()
    group: Text | None = None
    dress: Text | None = None
    transport: Transport | None = None
    interpreting: Interpreting | None = None
    press: PressMode | None = None
    status: SlotStatus = "confirmed"
    changed_since: String | None = None
    note: Annotated[Text | None, Audience.INTERNAL] = None

    def faults(self) -> Iterator[Diagnostic]:
        if self.end is not None and self.end <= self.start:
            message = f"the slot ends at {self.end}, but it starts at {self.start}"
            yield Diagnostic(message, self.where("end"), "a slot that lasts past midnight is two")


class Day(Item):
    date: PartialDate
    title: Text | None = None
    note: Text | None = None
    slots: Annotated[tuple[Slot, ...], Field(min_length=1)]


class Programme(Section):
    lowest = Audience.GUEST
    heading = "Programme"

    type: Literal["programme"]
    zone: Zone
    days: Annotated[tuple[Day, ...], Field(min_length=1)]


class Member(Item):
    person: PersonId
    role: Text | None = None


class Delegation(Section):
    lowest = Audience.GUEST
    heading = "Delegation"

    type: Literal["delegation"]
    side: Literal["guest", "host"] = "guest"
    members: Annotated[tuple[Member, ...], Field(min_length=1)]


class Contact(Item):
    person: PersonId | None = None
    organisation: OrganisationId | None = None
    role: Text | None = None
    hours: Text | None = None
    note: Text | None = None
    source: SourceId | None = None

    def faults(self) -> Iterator[Diagnostic]:
        if self.person is None and self.organisation is None:
            hint = "write person: or organisation:"
            yield Diagnostic("a contact names a person or an organisation", self.written_at, hint)


class Contacts(Section):
    lowest = Audience.GUEST
    heading = "Contacts"

    type: Literal["contacts"]
    items: Annotated[tuple[Contact, ...], Field(min_length=1)]


class TalkingPoints(Section):
    lowest = Audience.INTERNAL
    heading = "Talking points"

    type: Literal["talking_points"]
    meeting: Identifier | None = None
    """The id of a slot of the programme."""
    objective: Text | None = None
    points: Annotated[tuple[Text, ...], Field(min_length=1, max_length=6)]
    to_raise: Annotated[tuple[Text, ...], Field(alias="raise")] = ()
    avoid: tuple[Text, ...] = ()
    lines: Text | None = None
    background: Text | None = None
    expected: tuple[Text, ...] = ()
    sensitive: Text | None = None
    cleared_by: PersonId | None = None


class Note(Record):
    label: Text
    text: Text


class Practical(Section):
    lowest = Audience.GUEST
    heading = "Practical information"

    type: Literal["practical"]
    weather: Text | None = None
    currency: Text | None = None
    voltage_and_plugs: Text | None = None
    tipping: Text | None = None
    wifi: Text | None = None
    opening_hours: Text | None = None
    public_transport: Text | None = None
    time_difference: Text | None = None
    other: tuple[Note, ...] = ()


class EmergencyNumber(Item):
    number: Phone
    label: Text


class Emergency(Section):
    lowest = Audience.GUEST
    heading = "In an emergency"

    type: Literal["emergency"]
    numbers: Annotated[tuple[EmergencyNumber, ...], Field(min_length=1)]
    hospital: OrganisationId | None = None
    consulate: OrganisationId | None = None
    duty_officer: PersonId | None = None
    insurance: Text | None = None


class Phrase(Item):
    phrase: Parallel
    pronunciation: Annotated[Mapping[LanguageTag, Gloss], Field(default_factory=dict)]
    """{language of the phrase: how its readers in other languages say it}"""


class Phrases(Section):
    lowest = Audience.PUBLIC
    heading = "Phrases"

    type: Literal["phrases"]
    languages: tuple[LanguageTag, ...] = ()
    """Which languages stand side by side; the reader's own always comes first. All, when empty."""
    items: Annotated[tuple[Phrase, ...], Field(min_length=1)]


class Glossary(Section):
    lowest = Audience.PUBLIC
    heading = "Glossary"

    type: Literal["glossary"]
    languages: tuple[LanguageTag, ...] = ()
    concepts: Annotated[tuple[ConceptId, ...], Field(min_length=1)]


class Figure(Section):
    lowest = Audience.INTERNAL
    heading = "Figure"
    numbered = "Figure %(number)s"

    type: Literal["figure"]
    image: ImagePath
    alternative: Text | None = None
    decorative: Flag = False
    """It says nothing, and so it has no alternative text."""
    caption: Text | None = None
    credit: Text | None = None

    def faults(self) -> Iterator[Diagnostic]:
        if self.alternative is None and not self.decorative:
            hint = "write alternative: what a reader who cannot see it misses; if nothing, decorative: true"
            yield Diagnostic("this picture has no alternative text", self.where("image"), hint)
        if self.alternative is not None and self.decorative:
            hint = "leave out decorative: if the picture says something, alternative: if it does not"
            message = "this picture has alternative text and is decorative"
            yield Diagnostic(message, self.where("decorative"), hint)


class Column(Record):
    title: Title
    numeric: Flag = False


class Table(Section):
    lowest = Audience.INTERNAL
    heading = "Table"
    numbered = "Table %(number)s"

    type: Literal["table"]
    caption: Text | None = None
    columns: Annotated[tuple[Column, ...], Field(min_length=1, max_length=20)]
    rows: Annotated[tuple[tuple[Text, ...], ...], Field(min_length=1, max_length=5000)]

    def faults(self) -> Iterator[Diagnostic]:
        for number, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                message = f"the table has {len(self.columns)} columns, but row {number + 1} has {len(row)}"
                yield Diagnostic(message, self.where("rows", number))


class Sources(Section):
    """The sources that the document cites, numbered in the order of first use, and any others named here."""

    lowest = Audience.PUBLIC
    heading = "Sources"

    type: Literal["sources"]
    also: tuple[SourceId, ...] = ()


class Change(Item):
    version: String
    date: PartialDate
    text: Text
    detail: Annotated[Text | None, Audience.INTERNAL] = None


class Changes(Section):
    lowest = Audience.GUEST
    heading = "Changes"

    type: Literal["changes"]
    items: Annotated[tuple[Change, ...], Field(min_length=1)]


AnySection = Annotated[
    Summary
    | Prose
    | CityProfile
    | Timeline
    | Projects
    | Programme
    | Delegation
    | Contacts
    | TalkingPoints
    | Practical
    | Emergency
    | Phrases
    | Glossary
    | Figure
    | Table
    | Sources
    | Changes,
    Field(discriminator="type"),
]

SECTIONS: Mapping[str, type[Section]] = MappingProxyType(
    {get_args(kind.model_fields["type"].annotation)[0]: kind for kind in get_args(get_args(AnySection)[0])}
)
"""Type as YAML and templates name it → its class."""
