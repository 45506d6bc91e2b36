"""A project with a word of its own in every field, each known by who may read it, made from the models."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from mappe.model import fields
from mappe.model.audience import Audience
from mappe.model.dates import DateRange, PartialDate, WallTime
from mappe.model.document import Document
from mappe.model.record import Item, Readable, Record, Reference, decided
from mappe.model.registers import REGISTERS
from mappe.model.sections import SECTIONS
from mappe.model.text import Names, Text
from tests.conftest import PROJECTS

OPEN: Mapping[str, Any] = {"audience": Audience.PUBLIC}

PLAIN: Sequence[tuple[object, Any]] = (
    (fields.LanguageTag, "en"),
    (fields.Zone, "Europe/Berlin"),
    (fields.Country, "DE"),
    (fields.Currency, "EUR"),
    (fields.Whole, 7),
    (fields.Flag, True),
    (fields.ImagePath, "images/dot.png"),
    (PartialDate, "2018-06-12"),
    (DateRange, "2018-06"),
    (WallTime, "10:00"),
)
"""Types of fields that hold no words → what is typed into them."""

TYPED: Mapping[str, Any] = {
    "Slot.end": "11:00",
    "Slot.groups": ["group"],
    "Member.groups": ["group"],
    "Group.id": "group",
    "Interpreting.languages": ["en", "ru"],
    "Phrases.languages": ["en", "ru"],
    "Glossary.languages": ["en", "ru"],
    "TalkingPoints.meeting": "slot",
    "Gift.moment": "slot",
    "Coordinates.latitude": 52.5,
    "Coordinates.longitude": 9.7,
}
"""Fields that hold no words either, and whose value others determine."""

LEFT_OUT = frozenset(
    {"Figure.decorative", "Code.person", "Code.organisation", "Code.slot", "Code.of", "PlaceRecord.city"}
)
"""Fields that cannot stand beside what is written."""


@dataclass(frozen=True)
class Plant:
    """A word that stands in one field and nowhere else; `field` is told as Class.field."""

    word: str
    field: str
    lowest: Audience


@dataclass
class Garden:
    """What was planted, and the records of the registers that it needs."""

    plants: list[Plant] = field(default_factory=list)
    registers: dict[str, dict[str, Any]] = field(default_factory=lambda: {name: {} for name in REGISTERS})
    closed: Audience | None = None
    """Who may read the records of registers, where it is not everybody."""
    is_open: bool = False
    """Whether everybody may read what is being written."""

    def word(self, where: str, lowest: Audience) -> str:
        number, letters = len(self.plants), ""
        for _ in range(5):
            number, rest = divmod(number, 20)
            letters += "bcdfghjklmnpqrstvwxz"[rest]
        self.plants.append(Plant(f"qx{letters}", where, lowest))
        return f"Qx{letters}"

    def digits(self, where: str, lowest: Audience) -> str:
        self.plants.append(Plant(f"97{len(self.plants):07}", where, lowest))
        return self.plants[-1].word

    def record(
        self, kind: type[Record], lowest: Audience, also: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """A record of this kind; `also` holds its `audience` and `audiences`, if they are written."""
        said = also or {}
        lowest = max(lowest, said.get("audience", Audience.PUBLIC))
        if self.closed and falls(kind):
            lowest = max(lowest, self.closed)
        written: dict[str, Any] = {**said}
        for name, hint in hints(kind).items():
            key = kind.model_fields[name].alias or name
            where = f"{kind.__name__}.{name}"
            if where in TYPED:
                written[key] = TYPED[where]
            elif where not in LEFT_OUT:
                who = said.get("audiences", {}).get(key, decided(kind)[name] or Audience.INTERNAL)
                written[key] = self.value(hint, where, max(lowest, who))
        return {key: value for key, value in written.items() if value is not None}

    def value(self, hint: Any, where: str, lowest: Audience) -> Any:  # noqa: ANN401  # what YAML holds
        """What is typed into a field of this type."""
        hint = bare(hint)
        for kind, plain in PLAIN:
            if bare(kind) == hint:
                return plain
        if words := next((make for kind, make in WORDS if bare(kind) == hint), None):
            return words(self, where, lowest)
        return self.composed(hint, where, lowest)

    def composed(self, hint: Any, where: str, lowest: Audience) -> Any:  # noqa: ANN401  # as above
        origin, inside = get_origin(hint), get_args(hint)
        if origin is Literal:
            return inside[-1]
        if origin is tuple:
            return self.entries(inside[0], where, lowest)
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return {"ru": self.value(inside[1], where, lowest)}
        if origin is not None:  # what is annotated, or may be left out
            return self.value(inside[0], where, lowest)
        return self.named(hint, where, lowest)

    def named(self, kind: type, where: str, lowest: Audience) -> Any:  # noqa: ANN401  # as above
        if issubclass(kind, Text):
            return self.text(kind, where, lowest)
        if issubclass(kind, Reference):
            return self.reference(kind, lowest)
        if not issubclass(kind, Record):
            message = f"nobody knows what to type into {where}"
            raise TypeError(message)
        return self.record(kind, lowest)

    def text(self, kind: type[Text], where: str, lowest: Audience) -> Mapping[str, Any]:
        if issubclass(kind, Names):
            parts = ("given", "patronymic", "family")
            return {tag: {part: self.word(where, lowest) for part in parts} for tag in ("en", "ru")}
        return {tag: self.word(where, lowest) for tag in ("en", "ru")}

    def entries(self, hint: Any, where: str, lowest: Audience) -> list[Any]:  # noqa: ANN401  # as above
        """One entry, and of items in a section for everybody those that are kept from some."""
        kind = bare(hint)
        entries = [self.value(hint, where, lowest)]
        if self.is_open and isinstance(kind, type) and issubclass(kind, Item):
            self.is_open = False
            entries += [self.record(kind, lowest, said) for said in kept(kind)]
            self.is_open = True
        return entries

    def reference(self, kind: type[Reference], lowest: Audience) -> str:
        """The id of a new record, which only this field refers to."""
        own = self.registers[kind.register]
        name = f"{kind.register}-{len(own) + 1}"
        own[name] = None
        own[name] = self.record(REGISTERS[kind.register], max(lowest, self.closed or lowest))
        if self.closed:
            own[name]["audience"] = self.closed.name.lower()
        return name


WORDS: Sequence[tuple[object, Callable[[Garden, str, Audience], Any]]] = (
    (fields.String, Garden.word),
    (fields.Number, lambda garden, where, lowest: int(garden.digits(where, lowest))),
    (fields.Phone, lambda garden, where, lowest: f"+49 511 {garden.digits(where, lowest)}"),
    (fields.Email, lambda garden, where, lowest: f"{garden.word(where, lowest).lower()}@example.org"),
    (fields.Web, lambda garden, where, lowest: f"https://www.example.org/{garden.word(where, lowest)}"),
    (fields.Identifier, lambda _garden, _where, _lowest: None),
)
"""Types of fields that hold words of an author → what is typed into them."""


def bare(hint: Any) -> Any:  # noqa: ANN401  # a type
    """A type without who may read it and how many there must be."""
    if get_origin(hint) is not Annotated:
        return hint
    kind, *marks = get_args(hint)
    kept = tuple(mark for mark in marks if not isinstance(mark, Audience))
    return Annotated[(kind, *kept)] if kept else kind


def hints(kind: type[Record]) -> Mapping[str, Any]:
    """The fields that an author fills with words, each with its type."""
    known = get_type_hints(kind, include_extras=True)
    without = {"type", "audience", "audiences", "new_page", "orientation"}
    return {name: known[name] for name in kind.model_fields if name not in without}


def optional(kind: type[Record]) -> Iterator[str]:
    """The keys that can be hidden and leave the record."""
    for name in hints(kind):
        if not kind.model_fields[name].is_required():
            yield kind.model_fields[name].alias or name


def kinds_in(hint: Any) -> Iterator[type]:  # noqa: ANN401  # a type
    """The classes that a type is made of."""
    if isinstance(hint, type) and not get_args(hint):
        yield hint
    for inside in get_args(hint):
        yield from kinds_in(inside)


def falls(kind: type[Record]) -> bool:
    """Whether nothing of a record is left for those who may not read any record of a register."""
    required = [(name,) for name, one in kind.model_fields.items() if one.is_required()]
    needed = (*required, *(kind.one_of if issubclass(kind, Readable) else ()))
    return any(all(_refers(kind, name) for name in names) for names in needed)


def _refers(kind: type[Record], name: str) -> bool:
    inside = [*kinds_in(get_type_hints(kind, include_extras=True)[name])]
    return any(issubclass(one, Reference) or (issubclass(one, Record) and falls(one)) for one in inside)


def kept(kind: type[Record]) -> Iterator[Mapping[str, Any]]:
    """A record for the own house, and one of which others may read what it cannot do without."""
    yield {"audience": Audience.INTERNAL}
    yield {"audience": Audience.PUBLIC, "audiences": dict.fromkeys(optional(kind), Audience.GUEST)}


def sections(garden: Garden) -> Iterator[Any]:
    """Each type in the open, in sections and fields for fewer readers, and with records that few may read."""
    for name, kind in SECTIONS.items():
        garden.is_open = True
        yield {"type": name, **garden.record(kind, Audience.PUBLIC, OPEN)}
        garden.is_open = False
        yield from ({"type": name, **garden.record(kind, Audience.PUBLIC, said)} for said in kept(kind))
        garden.closed = Audience.INTERNAL
        yield {"type": name, **garden.record(kind, Audience.PUBLIC, OPEN)}
        garden.closed = None


def planted(root: Path) -> Sequence[Plant]:
    """Write the project into a folder, and say what stands in it."""
    garden = Garden()
    content = root / "content"
    (content / "visit/images").mkdir(parents=True)
    picture = next((PROJECTS / "every-section").glob("content/*/images/square.png"))
    (content / "visit/images/dot.png").write_bytes(picture.read_bytes())
    document = _document(garden)
    _write(content / "visit/document.yaml", document)
    _write(content / "office.yaml", _office())
    for name, records in garden.registers.items():
        _write(content / f"{name}.yaml", records)
    return garden.plants


def _document(garden: Garden) -> Mapping[str, Any]:
    title, keywords, subtitle = (Audience.PUBLIC, Audience.INTERNAL, Audience.GUEST)
    made = [*_with_ids(sections(garden))]
    return {
        "audiences": {"keywords": "internal", "description": "internal", "subtitle": "guest"},
        "title": garden.text(Text, "Document.title", title),
        "kind": garden.text(Text, "Document.kind", title),
        "subtitle": garden.text(Text, "Document.subtitle", subtitle),
        "description": garden.text(Text, "Document.description", keywords),
        "keywords": [garden.text(Text, "Document.keywords", keywords)],
        "visit": "2018-06-12/2018-06-13",
        "version": "1",
        "as_of": "2018-06-04",
        "issuer": garden.value(hints(Document)["issuer"], "Document.issuer", Audience.PUBLIC),
        "sample": True,
        "embed": "source",
        "editions": [*_editions(next(one["members"] for one in made if one["type"] == "delegation"))],
        "sections": made,
    }


def _with_ids(made: Iterator[Any]) -> Iterator[Any]:
    """The first slot that everybody may read is the one that others refer to; so with the first list."""
    names = {"programme": "slot", "delegation": "list"}
    for section in made:
        if name := names.pop(section["type"], ""):
            named = section["days"][0]["slots"][0] if name == "slot" else section
            named["id"] = name
        yield section


def _editions(members: Sequence[Any]) -> Iterator[Any]:
    """For all, in both languages, and for the member whose hotel and transport guests may read of."""
    yield from ({"audience": name, "languages": ["en"]} for name in ("guest", "public"))
    yield {"audience": "guest", "languages": ["en", "ru"], "layout": "columns"}
    member = next(one for one in members if "hotel" in one.get("audiences", {}))
    for audience in ("internal", "guest"):
        pack = {"for_each": f"list.{member['person']}", "file_name": "{id}"}
        yield {"audience": audience, "languages": ["en"], **pack}


def _office() -> Mapping[str, Any]:
    return {"languages": ["en", "ru"], "source": "en", "formats": ["pdf", "docx", "html", "ics", "vcf"]}


def _write(path: Path, content: object) -> None:
    """JSON is YAML."""
    path.write_text(json.dumps(_named(content), indent=1, ensure_ascii=False) + "\n", "utf-8")


def _named(content: object) -> object:
    """The same with audiences as an author calls them."""
    if isinstance(content, Mapping):
        return {key: _named(value) for key, value in content.items()}
    if isinstance(content, list):
        return [_named(value) for value in content]
    return content.name.lower() if isinstance(content, Audience) else content
