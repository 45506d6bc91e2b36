"""Footnotes and endnotes: those that stay, with what is new in them, and those that come or go."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass

from mappe.formats.docx.ooxml import Element, qualified
from mappe.formats.docx.redline.blocks import Block, aligned
from mappe.formats.docx.redline.flow import entire, merged
from mappe.formats.docx.redline.matching import matches
from mappe.formats.docx.redline.meaning import Meaning
from mappe.formats.docx.redline.paragraphs import Comparison
from mappe.formats.docx.redline.revisions import Fate

_ID, _TYPE, _P, _INS, _DEL = map(qualified, ("id", "type", "p", "ins", "del"))
_PROPERTIES, _FORMAT = map(qualified, ("pPr", "rPr"))


Signs = Iterable[tuple[Element, Element]]


@dataclass(frozen=True)
class Notes:
    """A part with notes of one kind; `own` are {id: note}, without the lines above them."""

    kind: str
    root: Element

    @property
    def own(self) -> dict[str, Element]:
        found = self.root.iterfind(qualified(self.kind))
        return {note.get(_ID, ""): note for note in found if note.get(_TYPE, "normal") == "normal"}


def labels(old: Notes, new: Notes, meanings: tuple[Meaning, Meaning]) -> list[dict[tuple[str, str], str]]:
    """What signs of notes mean, in both files: equal for notes that say the same, or nearly the same."""
    sides = [
        [Block(note, meaning) for note in notes.own.values()]
        for notes, meaning in zip((old, new), meanings, strict=True)
    ]
    found: list[dict[tuple[str, str], str]] = [{}, {}]
    for number, pair in enumerate(aligned(sides[0], sides[1], [])):
        for side, block in zip(found, pair, strict=True):
            if block is not None:
                side[old.kind, block.element.get(_ID, "")] = f"{old.kind} {number}"
    return found


def references(root: Element, kind: str, fate: Fate) -> Iterator[Element]:
    """The signs of notes in a story that are new, gone or the same."""
    for sign in root.iter(qualified(f"{kind}Reference")):
        around = next((one.tag for one in sign.iterancestors(_INS, _DEL)), "")
        if {"": "same", _INS: "new", _DEL: "gone"}[str(around)] == fate:
            yield sign


def settle(story: Element, sides: tuple[Notes, Notes], signs: Signs, comparison: Comparison) -> Element:
    """Today's notes as the story with tracked changes has them, whose signs of notes that are gone change.

    `signs` are those of the previous story and of today's that stand for each other.
    """
    old, new = sides
    kept = {
        now.get(_ID): old.own[was.get(_ID, "")]
        for was, now in signs
        if now.tag == qualified(f"{new.kind}Reference")
    }
    added = {sign.get(_ID) for sign in references(story, new.kind, "new")}
    written = deepcopy(new.root)
    for identifier, note in Notes(new.kind, written).own.items():
        if identifier in kept:
            found = matches(kept[identifier], note, (comparison.old, comparison.new))
            written.replace(note, merged(note, found, comparison))
        elif identifier in added:
            written.replace(note, _whole(note, "new", comparison))
    numbers = [int(note.get(_ID, "0")) for note in written]
    for number, sign in enumerate(references(story, old.kind, "gone"), max(numbers, default=0) + 1):
        note = _whole(old.own[sign.get(_ID, "")], "gone", comparison)
        note.set(_ID, str(number))
        sign.set(_ID, str(number))
        written.append(note)
    return written


def _whole(note: Element, fate: Fate, comparison: Comparison) -> Element:
    """All that a note says as new or gone; its last paragraph stays, since each note has one."""
    copy = deepcopy(note)
    copy[:] = [one for child in copy for one in entire(child, fate, comparison.revisions)]
    *_, last = [None, *copy.iter(_P)]
    head = None if last is None else last.find(_PROPERTIES)
    for format_ in [] if head is None else head.findall(_FORMAT):
        format_[:] = [child for child in format_ if child.tag not in (_INS, _DEL)]
        if head is not None and len(format_) == 0:
            head.remove(format_)
    return copy
