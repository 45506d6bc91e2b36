"""How a page looks: the one set of values from which the stylesheet and the Word styles are made."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
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
    """A page and its margins in millimetres; in two-sided print the text moves outward by `binding`."""

    width: Number
    height: Number
    top: Number
    right: Number
    bottom: Number
    left: Number
    binding: Number

    @property
    def text_width(self) -> Decimal:
        """Millimetres between the margins."""
        return self.width - self.left - self.right


class TypeSize(Record):
    """Size and leading in points."""

    size: Number
    leading: Number


class SmallPages(Record):
    """What the pages of a booklet have of their own; all else is as on the large ones."""

    sheet: Sheet
    type: Mapping[Identifier, TypeSize]
    measures: Mapping[Identifier, Number]


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
    booklet: SmallPages
    fonts: Annotated[tuple[Font, ...], Field(min_length=1)]

    def of_a_booklet(self) -> "Tokens":
        """The same look on small pages."""
        small = self.booklet
        sizes = {
            name: style.model_copy(update=dict(small.type[name])) if name in small.type else style
            for name, style in self.type.items()
        }
        measures = {**self.measures, **small.measures}
        return self.model_copy(update={"type": sizes, "sheet": small.sheet, "measures": measures})


@dataclass(frozen=True, eq=False)
class Theme:
    """A look: tokens, stylesheet, and the bytes of its fonts, {file name: bytes}; equal only to itself.

    `small` says that its pages are those of a booklet.
    """

    name: str
    tokens: Tokens
    stylesheet: str
    fonts: Mapping[str, bytes]
    small: bool = False

    @cached_property
    def booklet(self) -> "Theme":
        """The same look on small pages."""
        return replace(self, tokens=self.tokens.of_a_booklet(), small=True)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over everything that a reader could see, as hexadecimal."""
        total = sha256(f"{self.small} {self.tokens.model_dump_json()}".encode())
        total.update(self.stylesheet.encode())
        for name, content in sorted(self.fonts.items()):
            total.update(name.encode() + sha256(content).digest())
        return total.hexdigest()
