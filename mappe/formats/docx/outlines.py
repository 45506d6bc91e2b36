"""Words as shapes, for drawings that must look the same where their fonts are not installed."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont
from lxml import etree

from mappe.formats.docx.ooxml import Element
from mappe.model.theme import Font, Theme
from mappe.model.vocabulary import SVG

_USUAL = "400"
"""The weight of letters that say nothing about theirs, as in CSS."""


@dataclass(frozen=True)
class Glyph:
    """One letter: its shape as path data, and how far it is to the next one, both in parts of an em."""

    shape: str
    advance: int
    em: int


def outlined(words: Element, theme: Theme) -> Element:
    """The shapes of a `text` in a drawing, which stand where it stands.

    Letters are as far apart as their font says of each of them: at the size of labels nobody misses kerning.
    """
    size = float(words.get("font-size", "0"))
    shapes = etree.Element(f"{SVG}g", fill=words.get("fill", ""))
    shapes.tail = words.tail
    glyphs = [*_glyphs("".join(words.itertext()), words, theme)]
    width = sum(glyph.advance / glyph.em for glyph in glyphs) * size
    x = float(words.get("x", "0")) - width * _BEFORE.get(words.get("text-anchor", ""), 0.0)
    for glyph in glyphs:
        # The same letter is the same data wherever it stands, so that it is stored once.
        scale = size / glyph.em
        place = f"matrix({scale:.6g} 0 0 {-scale:.6g} {x:.6g} {words.get('y', '0')})"
        shapes.append(etree.Element(f"{SVG}path", d=glyph.shape, transform=place))
        x += glyph.advance * scale
    return shapes


_BEFORE = {"middle": 0.5, "end": 1.0}
"""The part of a line that stands before its place: SVG, text-anchor."""


def _glyphs(letters: str, words: Element, theme: Theme) -> Iterator[Glyph]:
    family, weight = words.get("font-family", ""), int(words.get("font-weight", _USUAL))
    files = [theme.fonts[font.file] for font in _by_likeness(theme.tokens.fonts, family, weight)]
    for letter in letters:
        found = (glyph for file in files if (glyph := _glyph(file, letter)))
        if glyph := next(found, None):
            yield glyph


def _by_likeness(fonts: Iterable[Font], family: str, weight: int) -> list[Font]:
    """The font that is meant first, then those most like it, for letters that it has not got."""
    return sorted(
        fonts, key=lambda font: (font.family != family, font.style != "normal", abs(font.weight - weight))
    )


@lru_cache(maxsize=2048)
def _glyph(font: bytes, letter: str) -> Glyph | None:
    tables = _opened(font)
    name = tables.getBestCmap().get(ord(letter))
    if name is None:
        return None
    glyphs = tables.getGlyphSet()
    pen = SVGPathPen(glyphs)
    glyphs[name].draw(pen)
    return Glyph(pen.getCommands(), glyphs[name].width, tables["head"].unitsPerEm)


@lru_cache(maxsize=8)
def _opened(font: bytes) -> TTFont:
    return TTFont(io.BytesIO(font), lazy=True)
