"""Headings, lists, notes and the languages of words."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from mappe.verify.drawing import Mark
from mappe.verify.exhibit import Exhibit
from mappe.verify.tree import Content, Element
from mappe.verify.words import CYRILLIC_LANGUAGES, is_cyrillic, is_latin, primary, quoted

HEADINGS = tuple(f"H{level}" for level in range(1, 7))
IN_AN_ITEM = frozenset({"Lbl", "LBody"})


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
        if is_cyrillic(text) and language not in CYRILLIC_LANGUAGES:
            yield f"{exhibit.spot(content)}: {_said(language)}"


def latin_language(exhibit: Exhibit) -> Iterator[str]:
    for content, language, text in _passages(exhibit):
        if language in CYRILLIC_LANGUAGES and is_latin(text):
            yield f"page {(content.page or 0) + 1}{quoted(text)}"


def _passages(exhibit: Exhibit) -> Iterator[tuple[Content, str, str]]:
    """Tagged text: what it is, its language without country, and its letters."""
    for mark, text in exhibit.drawing.texts.items():
        owner = exhibit.tree.owners.get(mark.content) if mark.content else None
        if mark.content and owner:
            yield mark.content, _language(mark, owner), text


def _language(mark: Mark, owner: Element) -> str:
    return primary(mark.language or owner.language)


def _said(language: str) -> str:
    return f"its language is '{language}'" if language else "it has no language"
