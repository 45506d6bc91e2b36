"""YAML values that know where they stand; what `content.source` gives and the schema takes."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Self, TypeAlias

from pydantic_core import PydanticCustomError

from mappe.diagnostics import Diagnostic, Place


class Scalar(str):
    """A scalar as the author typed it."""

    __slots__ = ("place",)
    place: Place

    def __new__(cls, text: str, place: Place) -> Self:
        scalar = super().__new__(cls, text)
        scalar.place = place
        return scalar

    def __getnewargs__(self) -> tuple[str, Place]:  # type: ignore[override]  # what `__new__` wants in another process
        return str(self), self.place


class Keys(dict[str, "Value"]):
    """A mapping, the places of its keys, and, once a schema has looked at it, the keys it may have."""

    def __init__(self, entries: Mapping[str, "Value"], place: Place, key_places: Mapping[str, Place]) -> None:
        super().__init__(entries)
        self.place = place
        self.key_places = key_places
        self.known: tuple[str, ...] = ()


class Items(list["Value"]):
    """A list."""

    def __init__(self, entries: list["Value"], place: Place) -> None:
        super().__init__(entries)
        self.place = place


Value: TypeAlias = Scalar | Keys | Items


def place_of(value: object) -> Place | None:
    """Where the value stands; None for a value that did not come from a file."""
    return getattr(value, "place", None)


def place_of_key(value: object, key: str) -> Place | None:
    """Where a key of a mapping stands."""
    return value.key_places.get(key) if isinstance(value, Keys) else None


def place_in(value: object, *path: str | int) -> Place | None:
    """Where a key's value or a list's entry stands inside; where the search ends, if it is not there."""
    place = place_of(value)
    for step in path:
        if isinstance(value, Keys) and step in value:
            value = value[str(step)]
        elif isinstance(value, Items) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            break
        place = place_of(value)
    return place


REFUSED = "refused"


def refusal(faults: Iterable[Diagnostic]) -> PydanticCustomError:
    """What a field has against its value, as pydantic carries it to `content.schema`."""
    return PydanticCustomError(REFUSED, "the value is refused", {"faults": tuple(faults)})


def spot_in(words: str, start: int, length: int) -> Place | None:
    """Where a part of a text stands: in the line where it begins, if all of it stands there as it is."""
    place = place_of(words)
    column = place.text.find(words, place.column - 1) if place else -1
    return replace(place, column=column + start + 1, length=length) if place and column >= 0 else place
