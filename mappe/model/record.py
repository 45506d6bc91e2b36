"""What every value from the YAML has in common."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_validator,
)
from pydantic_core import CoreSchema, core_schema

from mappe.diagnostics import Place, did_you_mean
from mappe.model.audience import Audience
from mappe.model.located import Keys, place_of


class Record(BaseModel):
    """A frozen value that refuses unknown keys and knows its place."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    _place: Place | None = PrivateAttr(None)

    @property
    def written_at(self) -> Place | None:
        return self._place

    @model_validator(mode="wrap")
    @classmethod
    def _remember(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:  # noqa: ANN401
        if isinstance(value, Keys):
            value.known = tuple(field.alias or name for name, field in cls.model_fields.items())
        record = handler(value)
        record._place = place_of(value)  # noqa: SLF001  # its own
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


class Item(Record):
    """One of many in a section; it may be kept from audiences that read the section."""

    audience: Lowest | None = None

    @property
    def lowest(self) -> Audience:
        """Who may read it, among those who may read what it stands in."""
        return Audience.PUBLIC if self.audience is None else self.audience


class Reference:
    """The id of a record in a register."""

    __slots__ = ("id", "place")
    register: ClassVar[str]

    def __init__(self, identifier: str, place: Place | None = None) -> None:
        self.id = identifier
        self.place = place

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.id!r})"

    @classmethod
    def _from_yaml(cls, value: object) -> Self:
        if isinstance(value, cls):
            return value
        if not isinstance(value, str):
            message = f"the id of a record in {cls.register}.yaml is expected here"
            raise ValueError(message)  # noqa: TRY004  # pydantic tells only ValueError to the author
        return cls(str(value), place_of(value))

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls._from_yaml)


class PersonId(Reference):
    register = "people"


class OrganisationId(Reference):
    register = "organisations"


class PlaceId(Reference):
    register = "places"


class SourceId(Reference):
    register = "sources"


class ConceptId(Reference):
    register = "glossary"


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
