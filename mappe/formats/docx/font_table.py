"""The font table: which families the file uses, what to take instead of them, and where they are embedded."""

import io
from collections.abc import Iterable, Iterator
from functools import lru_cache

from fontTools.ttLib import TTFont

from mappe.formats.docx.embedding import EmbeddedFont
from mappe.formats.docx.ooxml import Element, R, root, serialised, w
from mappe.formats.docx.relations import Relations, WordPart
from mappe.model.theme import Theme

_FIXED_WIDTH = 9
_SANS = range(11, 16)
"""Values of PANOSE: OpenType, OS/2, bProportion and bSerifStyle of Latin text."""

_LATIN_TEXT = 2
_KINDS = {3: "script", 4: "decorative"}
"""The first digit of PANOSE, bFamilyType, in the words of ISO/IEC 29500-1, ST_FontFamily."""


def font_table(theme: Theme, embedded: Iterable[EmbeddedFont]) -> WordPart:
    """ISO/IEC 29500-1, fonts (Font Table Root Element)."""
    files = {font.word: theme.fonts[font.file] for font in reversed(theme.tokens.fonts)}
    relations, inside = Relations(), tuple(embedded)
    table = root("fonts")
    for family, file in sorted(files.items()):
        faces = (font for font in inside if font.face.family == family)
        table.append(w("font", *described(file), *_embeddings(faces, relations), name=family))
    return WordPart("font_table", "/word/fontTable.xml", serialised(table), relations=relations)


def described(font: bytes) -> Iterator[Element]:
    """What a program that has not got the font goes by when it looks for another: children of `w:font`."""
    panose, ranges, pages = _about(font)
    if any(panose):
        yield w("panose1", val=panose.hex().upper())
    yield w("charset", val="00")
    yield w("family", val=_family(panose))
    yield w("pitch", val="fixed" if _is_fixed(panose) else "variable")
    usb = {f"usb{number}": f"{value:08X}" for number, value in enumerate(ranges)}
    csb = {f"csb{number}": f"{value:08X}" for number, value in enumerate(pages)}
    yield w("sig", **usb, **csb)


@lru_cache(maxsize=64)
def _about(font: bytes) -> tuple[bytes, tuple[int, ...], tuple[int, ...]]:
    """PANOSE, the bits of Unicode ranges and those of code pages; zeros where the file does not say."""
    with TTFont(io.BytesIO(font)) as tables:
        said = tables.get("OS/2", None)
        digits = vars(said.panose).values() if said else ()
    ranges = tuple(getattr(said, f"ulUnicodeRange{number}", 0) for number in range(1, 5))
    return bytes(digits), ranges, tuple(getattr(said, f"ulCodePageRange{number}", 0) for number in (1, 2))


def _family(panose: bytes) -> str:
    if not panose or panose[0] != _LATIN_TEXT:
        return _KINDS.get(panose[0] if panose else 0, "auto")
    if _is_fixed(panose):
        return "modern"
    return "swiss" if panose[1] in _SANS else "roman" if panose[1] else "auto"


def _is_fixed(panose: bytes) -> bool:
    return len(panose) > 0 and panose[0] == _LATIN_TEXT and panose[3] == _FIXED_WIDTH


def _embeddings(fonts: Iterable[EmbeddedFont], relations: Relations) -> Iterator[Element]:
    """ISO/IEC 29500-1, embedRegular and so on.

    They are not declared to be parts: whole alphabets are there, and whoever goes on writing can use them.
    """
    for font in fonts:
        embedding = w(f"embed{font.face.slot}", fontKey=font.key)
        embedding.set(f"{{{R}}}id", relations.to("font", font.part.name))
        yield embedding
