"""What every value from the YAML has in common."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, Self, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, core_schema

from mappe.diagnostics import Diagnostic, Place, did_you_mean
from mappe.model.audience import Audience, Internal, Shown
from mappe.model.located import Keys, place_in, place_of, place_of_key, refusal

IDS = "ids"
"""Where the validation context holds {register: its ids}; a register that is not there cannot be asked."""


class Record(BaseModel):
    """A frozen value that refuses unknown keys and knows its place and those of its values."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    _typed: Keys | None = PrivateAttr(None)

    @property
    def written_at(self) -> Place | None:
        return place_of(self._typed)

    def where(self, *path: str | int) -> Place | None:
        """Where the author typed the value of a key, or an entry of its list."""
        return place_in(self._typed, *path)

    def faults(self) -> Iterator[Diagnostic]:
        """What the fields have against each other."""
        yield from ()

    def lowest_reader_of(self, name: str) -> Audience:
        """Who may read a field, among those who may read the record: the own house, where nobody decided."""
        return decided(type(self))[name] or Audience.INTERNAL

    @model_validator(mode="wrap")
    @classmethod
    def _remember(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:  # noqa: ANN401
        if isinstance(value, Keys):
            value.known = tuple(field.alias or name for name, field in cls.model_fields.items())
        record = handler(value)
        record._typed = value if isinstance(value, Keys) else None  # noqa: SLF001  # its own
        if found := tuple(record.faults()):
            raise refusal(found)
        return record


def _audience(value: object) -> object:
    names = {audience.name.lower(): audience for audience in Audience}
    if isinstance(value, str) and value not in names:
        message = (
            f"unknown audience '{value}': {did_you_mean(value, names) or 'write internal, guest or public'}"
        )
        raise ValueError(message)
    return names.get(value, value) if isinstance(value, str) else value


Lowest = Annotated[Audience, BeforeValidator(_audience)]
"""The lowest audience that may read something, as YAML writes it: internal, guest or public."""


class Readable(Record):
    """A record whose author may say who reads it, and who reads single fields of it.

    Nobody reads what is inside of something that they do not read, whatever is said there.
    """

    lowest: ClassVar[Audience] = Audience.PUBLIC
    """Who may read it when the author says nothing, among those who may read what it stands in."""
    one_of: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Fields of which one must be left for a reader, where the author wrote any."""

    audience: Shown[Lowest | None] = None
    audiences: Internal[Annotated[Mapping[str, Lowest], Field(default_factory=dict)]]
    """Who may read single fields: {key as it is written: the lowest audience}."""

    @field_validator("audiences", mode="before")
    @classmethod
    def _of_its_own_fields(cls, value: object) -> object:
        known = {field.alias or name for name, field in cls.model_fields.items()} - UNDIVIDED
        if found := tuple(_unknown_fields(value, sorted(known))):
            raise refusal(found)
        return value

    @property
    def lowest_reader(self) -> Audience:
        """Who may read it, among those who may read what it stands in."""
        return self.lowest if self.audience is None else self.audience

    def lowest_reader_of(self, name: str) -> Audience:
        said = self.audiences and self.audiences.get(type(self).model_fields[name].alias or name)
        return said or super().lowest_reader_of(name)


UNDIVIDED = frozenset({"type", "audience", "audiences"})
"""What a reader of a record always knows, or only its author."""


def _unknown_fields(value: object, known: Sequence[str]) -> Iterator[Diagnostic]:
    for key in value if isinstance(value, Mapping) else ():
        if key not in known:
            hint = did_you_mean(key, known) or f"known here: {', '.join(known)}"
            yield Diagnostic(f"there is no field '{key}' beside this", place_of_key(value, key), hint)


@cache
def decided(kind: type[Record]) -> Mapping[str, Audience | None]:
    """{field: the lowest audience that its annotation names}; None where nobody decided."""
    fields = kind.model_fields.items()
    marks = {name: [mark for mark in field.metadata if isinstance(mark, Audience)] for name, field in fields}
    return MappingProxyType({name: next(iter(found), None) for name, found in marks.items()})


class Item(Readable):
    """One of many in a section."""


class Reference:
    """The id of a record in a register."""

    __slots__ = ("id", "place")
    register: ClassVar[str]
    noun: ClassVar[str]

    def __init__(self, identifier: str, place: Place | None = None) -> None:
        self.id = identifier
        self.place = place

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.id!r})"

    @classmethod
    def _from_yaml(cls, value: object, info: ValidationInfo) -> Self:
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            message = f"an id of {cls.register}.yaml is expected here"
            raise refusal([Diagnostic(message, place_of(value))])
        known = (info.context or {}).get(IDS, {}).get(cls.register)
        if known is not None and value not in known:
            message = f"no {cls.noun} '{value}' in {cls.register}.yaml"
            hint = did_you_mean(value, known) or f"add it to content/{cls.register}.yaml"
            raise refusal([Diagnostic(message, place_of(value), hint)])
        return cls(str(value), place_of(value))

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(cls._from_yaml)


class PersonId(Reference):
    register = "people"
    noun = "person"


class OrganisationId(Reference):
    register = "organisations"
    noun = "organisation"


class PlaceId(Reference):
    register = "places"
    noun = "place"


class SourceId(Reference):
    register = "sources"
    noun = "source"


class ConceptId(Reference):
    register = "glossary"
    noun = "term"


def leaves(value: object) -> Iterator[object]:
    """Every value inside that is no record, list or mapping, in the order of the fields."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from leaves(getattr(value, name))
    elif isinstance(value, tuple | list):
        for entry in value:
            yield from leaves(entry)
    elif isinstance(value, Mapping):
        for entry in value.values():
            yield from leaves(entry)
    else:
        yield value


def records_in(value: object) -> Iterator[Record]:
    """The record itself and each one inside, in the order of the fields."""
    if isinstance(value, Record):
        yield value
        for name in type(value).model_fields:
            yield from records_in(getattr(value, name))
    elif isinstance(value, tuple):
        for entry in value:
            yield from records_in(entry)


def fields_of_kind(record: Record, kind: object) -> Iterator[tuple[str, str]]:
    """The keys that hold a string of a kind, such as `fields.Phone`, each with that string."""
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if isinstance(value, str) and _is_of_kind(field, kind):
            yield field.alias or name, value


def _is_of_kind(field: FieldInfo, kind: object) -> bool:
    """Whether it was annotated so; pydantic takes apart the annotation of a field that may not be missing."""
    own = [mark for mark in get_args(kind)[1:] if not isinstance(mark, FieldInfo)]
    return kind in get_args(field.annotation) or all(mark in field.metadata for mark in own)
