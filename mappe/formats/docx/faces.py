"""A theme's tokens in Word's terms: faces, colours, lines, lengths."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from mappe.formats.docx.looks import Measure, Rule
from mappe.formats.docx.ooxml import Element, eighths, half_points, w
from mappe.model.theme import Tokens, TypeStyle

ON_PAPER: Mapping[str, str] = MappingProxyType(
    {"paper": "ink", "ice": "petrol", "amber": "brick", "haze": "grey"}
)
"""Colours on the dark cover → those on Word's, which is white."""

PALETTE: Mapping[str, str] = MappingProxyType(
    {
        "ink": "text1",
        "paper": "background1",
        "grey": "text2",
        "sand": "background2",
        "petrol": "accent1",
        "brick": "accent2",
        "plum": "accent3",
        "amber": "accent4",
        "ice": "accent5",
        "line": "accent6",
    }
)
"""Colour → its place in Word's palette, so that whoever changes the palette there changes the styles too."""

THEME_FACES: Mapping[str, str] = MappingProxyType({"minorHAnsi": "serif", "majorHAnsi": "display"})
"""Place in Word's theme → typeface: ISO/IEC 29500-1, ST_Theme."""

_BOLD = 600
"""The weight from which a face that has no family of its own is made bold."""


def millimetres(measure: Measure, tokens: Tokens) -> float:
    return float(tokens.measures[measure]) if isinstance(measure, str) else measure


def family(style: TypeStyle, tokens: Tokens) -> str:
    """The name under which Word knows the face."""
    name = tokens.typefaces[style.typeface]
    return next(
        (font.word for font in tokens.fonts if (font.family, font.weight) == (name, style.weight)), name
    )


def is_bold(style: TypeStyle, tokens: Tokens) -> bool:
    """Whether Word finds the face as the bold one of its family."""
    return style.weight >= _BOLD and family(style, tokens) == tokens.typefaces[style.typeface]


def font(style: TypeStyle, tokens: Tokens, colour: str = "", *, bold: bool = False) -> Iterator[Element]:
    """Children of `w:rPr`, in the order of the schema: ISO/IEC 29500-1, rPr (Run Properties)."""
    yield w("rFonts", **_families(family(style, tokens), tokens))
    if bold or is_bold(style, tokens):
        yield from switch("b")
    if style.italic:
        yield from switch("i")
    yield coloured(colour or ON_PAPER.get(style.colour, style.colour), tokens)
    yield w("sz", val=half_points(style.size))
    yield w("szCs", val=half_points(style.size))


def _families(name: str, tokens: Tokens) -> Mapping[str, str]:
    """A family of the theme is named as that, so that whoever changes the theme's changes the styles too."""
    plain = {"ascii": name, "hAnsi": name, "eastAsia": name, "cs": name}
    place = next((place for place, typeface in THEME_FACES.items() if tokens.typefaces[typeface] == name), "")
    return {**plain, "asciiTheme": place, "hAnsiTheme": place} if place else plain


def switch(name: str) -> tuple[Element, Element]:
    """Bold or italic, for simple and for complex scripts."""
    return w(name), w(f"{name}Cs")


def coloured(name: str, tokens: Tokens) -> Element:
    place = {"themeColor": PALETTE[name]} if name in PALETTE else {}
    return w("color", val=rgb(name, tokens), **place)


def shade(name: str, tokens: Tokens) -> Element:
    return w("shd", val="clear", color="auto", fill=rgb(name, tokens))


def line(tag: str, rule: Rule, tokens: Tokens) -> Element:
    width = eighths(millimetres(rule.width, tokens))
    return w(tag, val="single", sz=width, space=rule.gap, color=rgb(rule.colour, tokens))


def rgb(name: str, tokens: Tokens) -> str:
    """Six hexadecimal digits."""
    return tokens.colours[name].removeprefix("#").upper()
