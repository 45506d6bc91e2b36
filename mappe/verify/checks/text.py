"""Headings, lists, notes and the languages of words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from mappe.verify.drawing import Mark
from mappe.verify.exhibit import Exhibit, quoted
from mappe.verify.tree import Content, Element

HEADINGS = tuple(f"H{level}" for level in range(1, 7))
IN_AN_ITEM = frozenset({"Lbl", "LBody"})

CYRILLIC_LANGUAGES = frozenset("ab av ba be bg ce cu cv kk kv ky mk mn os ru sr tg tt udm uk".split())  # noqa: SIM905
"""Languages (BCP 47) that are written in Cyrillic letters."""

LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]{4,}")
"""Shorter ones are signs that any language may use: kg, km, USB."""

CYRILLIC_WORD = 2
"""So many letters are no slip of the pen."""


def heading_levels(exhibit: Exhibit) -> Iterator[str]:
    levels = [(0, None), *((int(heading.type[1]), heading) for heading in exhibit.tree.of(*HEADINGS))]
    for (before, _), (level, heading) in pairwise(levels):
        if heading is not None and level > before + 1:
            yield exhibit.place(heading, f"after level {before}" if before else "the first heading")


def has_headings(exhibit: Exhibit) -> Iterator[str]:
    if exhibit.tree.elements and len(exhibit.pdf.pages) > 1 and not exhibit.tree.of("H", *HEADINGS):
        yield "the whole file"


def list_items(exhibit: Exhibit) -> Iterator[str]:
    for item in exhibit.tree.of("LI"):
        if any(not isinstance(kid, Element) or kid.type not in IN_AN_ITEM for kid in item.kids):
            yield exhibit.place(item)


def notes_named(exhibit: Exhibit) -> Iterator[str]:
    notes = exhibit.tree.of("Note")
    names = Counter(bytes(note.object.get("/ID", b"")) for note in notes)
    for note in notes:
        name = bytes(note.object.get("/ID", b""))
        if not name or names[name] > 1:
            yield exhibit.place(note)


def cyrillic_language(exhibit: Exhibit) -> Iterator[str]:
    for content, language, text in _passages(exhibit):
        if _cyrillic(text) >= CYRILLIC_WORD and language not in CYRILLIC_LANGUAGES:
            yield f"{exhibit.spot(content)}: {_said(language)}"


def latin_language(exhibit: Exhibit) -> Iterator[str]:
    for content, language, text in _passages(exhibit):
        if language in CYRILLIC_LANGUAGES and LATIN_WORD.search(text) and not _cyrillic(text):
            yield f"page {(content.page or 0) + 1}{quoted(text)}"


def _passages(exhibit: Exhibit) -> Iterator[tuple[Content, str, str]]:
    """Tagged text: what it is, its language without country, and its letters."""
    for mark, text in exhibit.drawing.texts.items():
        owner = exhibit.tree.owners.get(mark.content) if mark.content else None
        if mark.content and owner:
            yield mark.content, _language(mark, owner), text


def _language(mark: Mark, owner: Element) -> str:
    return (mark.language or owner.language).partition("-")[0].lower()


def _said(language: str) -> str:
    return f"its language is '{language}'" if language else "it has no language"


def _cyrillic(text: str) -> int:
    return sum("CYRILLIC" in unicodedata.name(letter, "") for letter in text if not letter.isascii())
