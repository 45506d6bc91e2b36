"""The theme's fonts inside a Word file, so that it looks right where they are not installed.

To embed a font in a document, whole or in part, is not to distribute it, and what is embedded keeps its name:
SIL OFL FAQ 1.1-update5, 1.11 and 1.12.
"""

import io
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Literal

import uharfbuzz
from fontTools.ttLib import TTFont

from mappe.diagnostics import Diagnostic
from mappe.errors import FormatError
from mappe.formats.docx.faces import family, is_bold
from mappe.formats.docx.looks import LOOKS
from mappe.formats.docx.relations import WordPart
from mappe.formats.docx.style_names import FRAMED
from mappe.model.page import Page
from mappe.model.theme import Font, Theme, Tokens

Slot = Literal["Regular", "Bold", "Italic", "BoldItalic"]
"""The four faces that a family has in Word."""

SLOTS: tuple[Slot, ...] = ("Regular", "Bold", "Italic", "BoldItalic")

_STREETS = (
    (0x0020, 0x017F),  # Latin, and European names
    (0x02C6, 0x02DD),
    (0x0300, 0x0333),  # marks over and under letters, such as Russian stress
    (0x0400, 0x045F),  # Cyrillic
    (0x0490, 0x0491),
    (0x1E9E, 0x1E9E),
    (0x2000, 0x206F),  # punctuation
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x214F),
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematics
)

ALWAYS = frozenset(letter for first, last in _STREETS for letter in range(first, last + 1))
"""What whoever goes on writing needs, in German, English or Russian."""

STREET = 128
"""Neighbours in Unicode: whoever writes one letter of an alphabet may write the others too."""

FEATURES = ("ccmp", "kern", "liga", "locl", "mark", "mkmk")
"""What Word does with letters unasked, or when a style asks for ligatures and kerning."""

_EDITABLE, _NO_PART, _PIXELS_ONLY = 0x0008, 0x0100, 0x0200
_LICENCE = 0x000F
"""Bits of fsType: OpenType, OS/2. No licence bit at all allows everything."""

_MIXED = 32
"""Bytes at the beginning of a font that are obfuscated: ISO/IEC 29500-1, 17.8.1."""


@dataclass(frozen=True)
class Face:
    """What Word asks for: the name of a family, and one of its four faces."""

    family: str
    slot: Slot


@dataclass(frozen=True)
class EmbeddedFont:
    """A part of the file; `key` is the GUID from which its beginning is told."""

    face: Face
    part: WordPart
    key: str


def embedded_fonts(page: Page) -> tuple[EmbeddedFont, ...]:
    """The fonts of the page's theme that its Word file can show, or none where the office wants none.

    Raises `FormatError` with those whose licence forbids it and those that Word would not find.
    """
    if not page.word.embed_fonts:
        return ()
    other = {ord(letter) for letter in set().union(*(part.markup for part in page.parts))} - ALWAYS
    return _embedded(page.theme, frozenset(letter // STREET for letter in other))


@lru_cache(maxsize=32)
def _embedded(theme: Theme, streets: frozenset[int]) -> tuple[EmbeddedFont, ...]:
    fonts = shown(theme)
    if faults := [fault for font in fonts.values() for fault in _faults(font, theme)]:
        raise FormatError(faults)
    faces = sorted(fonts, key=_rank)
    wanted = ALWAYS.union(*(range(street * STREET, (street + 1) * STREET) for street in streets))
    files = (theme.fonts[fonts[face].file] for face in faces)
    parts = (part_of(file, wanted & _letters(file)) for file in files)
    return tuple(
        _embedded_font(number, *font) for number, font in enumerate(zip(faces, parts, strict=True), 1)
    )


def _rank(face: Face) -> tuple[str, int]:
    return face.family, SLOTS.index(face.slot)


def _embedded_font(number: int, face: Face, content: bytes) -> EmbeddedFont:
    key = uuid.UUID(bytes=sha256(content).digest()[:16])
    part = WordPart("font", f"/word/fonts/font{number}.odttf", obfuscated(content, key))
    return EmbeddedFont(face, part, f"{{{key}}}".upper())


def obfuscated(font: bytes, key: uuid.UUID) -> bytes:
    """The font as files hold it, so that nobody installs it by accident; twice gives it back."""
    mask = key.bytes[::-1] * 2
    return bytes(byte ^ cover for byte, cover in zip(font, mask, strict=False)) + font[_MIXED:]


def shown(theme: Theme) -> Mapping[Face, Font]:
    """What styles can show, and the font file that has it; of a face without a file Word makes one up."""
    files: dict[Face, Font] = {}
    for font in theme.tokens.fonts:
        files.setdefault(Face(font.word, slot_of(theme.fonts[font.file])), font)
    return {face: files[face] for face in _wanted(theme.tokens) if face in files}


def _wanted(tokens: Tokens) -> Iterator[Face]:
    """The face of every use of type; all four where authors write, and may write *so* or **so**."""
    for style in tokens.type.values():
        yield Face(family(style, tokens), _slot(is_bold(style, tokens), style.italic))
    for look in LOOKS.values():
        style = tokens.type[look.type]
        yield Face(family(style, tokens), _slot(look.bold or is_bold(style, tokens), style.italic))
    for written in {"Body Text", *(styles.get("Body Text", "Body Text") for styles in FRAMED.values())}:
        yield from (Face(family(tokens.type[LOOKS[written].type], tokens), slot) for slot in SLOTS)


def _slot(bold: bool, italic: bool) -> Slot:  # noqa: FBT001  # two switches are what a slot is
    return SLOTS[bold + 2 * italic]


def _faults(font: Font, theme: Theme) -> Iterator[Diagnostic]:
    """What keeps this font out of Word files, at its place in the theme."""
    place = theme.tokens.fonts.index(font)
    with TTFont(io.BytesIO(theme.fonts[font.file])) as tables:
        if missing := [tag for tag in ("OS/2", "name") if tag not in tables]:
            message = f"the font '{font.file}' has no table '{missing[0]}', by which Word would know it"
            yield Diagnostic(message, theme.tokens.where("fonts", place, "file"), "choose another font")
            return
        if (name := str(tables["name"].getDebugName(1))) != font.word:
            message = f"Word knows the font '{font.file}' as '{name}', not as '{font.word}'"
            yield Diagnostic(message, theme.tokens.where("fonts", place, "word"), f"write word: {name}")
        if not _may_be_embedded(tables["OS/2"].fsType):
            message = f"the licence of the font '{font.file}' forbids to embed it in Word files"
            hint = "choose another font, or write 'embed_fonts: false' in content/office.yaml"
            yield Diagnostic(message, theme.tokens.where("fonts", place, "file"), hint)


def _may_be_embedded(rights: int) -> bool:
    """Whether somebody may go on writing with it; of several licence bits the one that allows most counts."""
    return not rights & _PIXELS_ONLY and (rights & _LICENCE == 0 or bool(rights & _EDITABLE))


@lru_cache(maxsize=64)
def slot_of(font: bytes) -> Slot:
    """Which of the four faces the file says it is: OpenType, OS/2, fsSelection."""
    with TTFont(io.BytesIO(font)) as tables:
        selection = tables["OS/2"].fsSelection if "OS/2" in tables else 0
    return _slot(bool(selection & 0x20), bool(selection & 0x01))


@lru_cache(maxsize=64)
def _letters(font: bytes) -> frozenset[int]:
    """The code points of all that the font can show."""
    with TTFont(io.BytesIO(font)) as tables:
        return frozenset(tables.getBestCmap())


@lru_cache(maxsize=128)
def part_of(font: bytes, letters: frozenset[int]) -> bytes:
    """The font with these letters only, as TrueType; whole where its licence wants it whole."""
    face = uharfbuzz.Face(font)
    if _rights(font) & _NO_PART:
        return bytes(face.blob.data)
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(letters)
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(int.from_bytes(name.encode(), "big") for name in FEATURES)
    return bytes(uharfbuzz.subset(face, wanted).blob.data)


def _rights(font: bytes) -> int:
    with TTFont(io.BytesIO(font)) as tables:
        return int(tables["OS/2"].fsType)
