"""How a page looks: the one set of values from which the stylesheet and the Word styles are made."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import Field

from mappe.model.fields import Flag, Identifier, Number, String, Whole, matching
from mappe.model.record import Record

Colour = Annotated[str, matching(r"#[0-9A-Fa-f]{6}", "'{}' is no colour: write #rrggbb")]


class TypeStyle(Record):
    """A use of type: weight as in CSS, size and leading in points."""

    typeface: Identifier
    size: Number
    leading: Number
    weight: Whole = 400
    italic: Flag = False
    colour: Identifier = "ink"


class Sheet(Record):
    """The sheet of paper and its margins in millimetres."""

    width: Number
    height: Number
    top: Number
    right: Number
    bottom: Number
    left: Number


class Font(Record):
    """One font file; `word` is the family under which Word knows it."""

    file: String
    family: String
    word: String
    weight: Whole = 400
    style: Literal["normal", "italic"] = "normal"

    @property
    def postscript(self) -> str:
        """The name by which a browser finds the font where it is installed: that of its file."""
        return self.file.rpartition(".")[0]


class Tokens(Record):
    """`tokens.yaml`: measures are millimetres."""

    colours: Mapping[Identifier, Colour]
    typefaces: Mapping[Identifier, String]
    type: Mapping[Identifier, TypeStyle]
    sheet: Sheet
    measures: Mapping[Identifier, Number]
    fonts: Annotated[tuple[Font, ...], Field(min_length=1)]


@dataclass(frozen=True, eq=False)
class Theme:
    """A look: tokens, stylesheet, and the bytes of its fonts, {file name: bytes}; equal only to itself."""

    name: str
    tokens: Tokens
    stylesheet: str
    fonts: Mapping[str, bytes]

    @cached_property
    def digest(self) -> str:
        """SHA-256 over everything that a reader could see, as hexadecimal."""
        total = sha256(self.tokens.model_dump_json().encode())
        total.update(self.stylesheet.encode())
        for name, content in sorted(self.fonts.items()):
            total.update(name.encode() + sha256(content).digest())
        return total.hexdigest()
