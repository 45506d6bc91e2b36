"""YAML values that know where they stand; what `content.source` gives and the schema takes."""

from collections.abc import Mapping
from typing import Self, TypeAlias

from mappe.diagnostics import Place


class Scalar(str):
    """A scalar as the author typed it."""

    __slots__ = ("place",)
    place: Place

    def __new__(cls, text: str, place: Place) -> Self:
        scalar = super().__new__(cls, text)
        scalar.place = place
        return scalar


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
