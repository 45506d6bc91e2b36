"""A theme's folder → Theme."""

import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from fontTools.ttLib import TTFont
from PIL import ImageFont

from mappe.content import schema
from mappe.content.faults import Faults
from mappe.content.files import UnreadableError, own
from mappe.content.source import read
from mappe.diagnostics import Diagnostic, Place, did_you_mean
from mappe.errors import ContentError
from mappe.model.theme import Theme, Tokens

THEMES = "themes"
DEFAULT = "default"
TOKENS = "tokens.yaml"
STYLESHEET = "theme.css"

LARGEST = 20_000_000
"""Bytes of a font or a stylesheet."""

FETCHES = re.compile(r"@import\b|(?<![\w-])(?:url|src|image|image-set)\s*\(", re.IGNORECASE)
"""What makes a stylesheet fetch something."""

OPACITY = re.compile(r"(?<![\w.#-])opacity\s*:", re.IGNORECASE)
"""What moves words out of the page's own content, where a screen reader finds none: ISO 14289-1, 7.1.

Of all that WeasyPrint 70.0 knows; colours that shine through do not.
"""

REFUSED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"</"), "an HTML file would end there"),
    (FETCHES, "a dossier fetches nothing"),
    (OPACITY, "screen readers lose the words in it: write a colour such as #1d2a3580"),
)

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def theme(name: str, templates: Sequence[Path], chosen_at: Place | None) -> Theme:
    """The theme of this name in the nearest folder that has it; `chosen_at` is where the office names it.

    Raises `ContentError` with what is wrong in its tokens, its fonts and its stylesheet.
    """
    folders = [folder / THEMES for folder in templates]
    found = next((folder / name for folder in folders if (folder / name).is_dir()), None)
    if found is None:
        hint = did_you_mean(name, _names(folders))
        raise ContentError([Diagnostic(f"no theme '{name}' in templates/{THEMES}/", chosen_at, hint)])
    tokens = _tokens(found)
    faults = Faults((*_undefined(tokens), *_only_small(tokens)))
    if found != folders[-1] / DEFAULT:
        faults.extend(_missing(tokens, folders[-1] / DEFAULT))
    fonts: dict[str, bytes] = {}
    for number, font in enumerate(tokens.fonts):
        with faults.kept():
            fonts[font.file] = _font(found, font.file, tokens.where("fonts", number, "file"))
    stylesheet = ""
    with faults.kept():
        stylesheet = _stylesheet(found)
    if faults:
        raise ContentError(faults)
    return Theme(name, tokens, stylesheet, MappingProxyType(fonts))


def uncovered(theme: Theme, characters: Iterable[str]) -> set[str]:
    """The characters that no font of the theme can print, without those of which nothing is seen."""
    missing = {character for character in characters if _seen(character)}
    for content in theme.fonts.values():
        if not missing:
            break
        missing -= _letters(content)
    return missing


def _seen(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character) != "Cf"


def _names(folders: Iterable[Path]) -> list[str]:
    return [
        entry.name for folder in folders if folder.is_dir() for entry in folder.iterdir() if entry.is_dir()
    ]


def _shown(folder: Path) -> Path:
    return Path("templates", THEMES, folder.name)


def _tokens(folder: Path) -> Tokens:
    keys = read(folder, Path(TOKENS), _shown(folder) / TOKENS)
    return schema.record(Tokens, keys)


def _undefined(tokens: Tokens) -> Iterator[Diagnostic]:
    """Uses of type in a colour or a typeface that the theme does not have."""
    for name, style in tokens.type.items():
        used = (("colour", style.colour, tokens.colours), ("typeface", style.typeface, tokens.typefaces))
        for what, word, known in used:
            if word not in known:
                place = tokens.where("type", name, what)
                yield Diagnostic(f"no {what} '{word}' in this theme", place, did_you_mean(word, known))


def _only_small(tokens: Tokens) -> Iterator[Diagnostic]:
    """What the pages of a booklet would change, and large ones do not have."""
    for table in ("type", "measures"):
        known = getattr(tokens, table)
        for name in getattr(tokens.booklet, table):
            if name not in known:
                message = f"no '{name}' in the {table} of large pages"
                yield Diagnostic(message, tokens.booklet.where(table, name), did_you_mean(name, known))


def _missing(tokens: Tokens, default: Path) -> Iterator[Diagnostic]:
    """What the default theme has and this one lacks: templates and formats ask for it by name."""
    model = _tokens(default)
    for table in ("colours", "typefaces", "type", "measures"):
        for name in getattr(model, table):
            if name not in getattr(tokens, table):
                message = f"'{name}' is missing here"
                yield Diagnostic(message, tokens.where(table), f"the theme '{DEFAULT}' shows how to write it")


def _font(folder: Path, file: str, place: Place | None) -> bytes:
    try:
        content = own(folder / "fonts" / file, folder, LARGEST)
    except UnreadableError as error:
        raise ContentError([Diagnostic(f"the font '{file}' {error}", place, error.hint)]) from None
    if not _letters(content):
        message = f"the font '{file}' is damaged, or no font at all"
        raise ContentError([Diagnostic(message, place, "copy it anew")])
    return content


@lru_cache(maxsize=64)
def _letters(font: bytes) -> frozenset[str]:
    """What the font can print; nothing, unless both readers that formats use can read it to its end."""
    try:
        ImageFont.truetype(io.BytesIO(font))
        with TTFont(io.BytesIO(font), checkChecksums=2) as tables:
            for tag in tables.reader.tables:
                tables.reader[tag]
            return frozenset(map(chr, tables.getBestCmap()))
    except Exception:  # noqa: BLE001  # whatever two parsers meet in bytes that are no font
        return frozenset()


def _stylesheet(folder: Path) -> str:
    shown = _shown(folder) / STYLESHEET
    try:
        text = own(folder / STYLESHEET, folder, LARGEST).decode("utf-8-sig")
    except UnreadableError as error:
        message = f"the stylesheet {error}"
        raise ContentError([Diagnostic(message, Place(shown, 1), error.hint)]) from None
    except UnicodeDecodeError:
        message = "the stylesheet is not UTF-8 text"
        raise ContentError([Diagnostic(message, Place(shown, 1), "save it as UTF-8")]) from None
    if faults := tuple(_refused(text, shown)):
        raise ContentError(faults)
    return text


def _refused(stylesheet: str, shown: Path) -> Iterator[Diagnostic]:
    lines = stylesheet.split("\n")
    told = COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), stylesheet)
    for number, line in enumerate(told.split("\n")):
        for pattern, hint in REFUSED:
            for found in pattern.finditer(line):
                place = Place(shown, number + 1, found.start() + 1, lines[number], len(found[0]))
                yield Diagnostic(f"'{found[0]}' cannot stand in a theme", place, hint)
