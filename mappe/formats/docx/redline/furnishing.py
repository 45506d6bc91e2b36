"""Which head and foot each Word section has in a file with tracked changes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mappe.formats.docx.ooxml import Element, qualified
from mappe.formats.docx.redline.blocks import Match
from mappe.formats.docx.redline.sheets import Around, Furniture, Place, refer, references

_OF_PARAGRAPH = f"{qualified('pPr')}/{qualified('sectPr')}"

Merge = Callable[[str, Around], str]
"""Of `header` or `footer` and two parts, the name of the part with what both say."""

Relate = Callable[[str, str], str]
"""Of `header` or `footer` and the name of a part, the id by which the document means it."""


class Section(NamedTuple):
    """The sheet that a Word section had, and the one that it has."""

    old: Element | None
    new: Element | None


def sections(found: Iterable[Match], old: Element, new: Element) -> Iterator[Section]:
    """The Word sections in the order of the merged document; `old` and `new` are the bodies."""
    for match in found:
        before, now = (None if one is None else one.find(_OF_PARAGRAPH) for one in (match.old, match.new))
        if now is not None or (before is not None and match.new is None):
            yield Section(before, now)
    yield Section(old.find(qualified("sectPr")), new.find(qualified("sectPr")))


@dataclass
class Furnishing:
    """`old` and `new` are what stands around the text of each section, by its sheet."""

    old: dict[Element, Furniture]
    new: dict[Element, Furniture]
    merge: Merge
    relate: Relate

    def furnish(self, some: Sequence[Section], merged: Sequence[Element]) -> None:
        """Let the sheets of the merged document have heads and feet with tracked changes."""
        made = {
            (place, around): self.merge(place.kind, around)
            for section in some
            if section.old is not None and section.new is not None
            for place, around in self._around(section)
        }
        if self._is_plain(some):
            return
        names = [
            {place: self._name(place, around, made) for place, around in self._around(one)} for one in some
        ]
        for sheet, own in zip(merged, names, strict=True):
            refer(sheet, {place: self.relate(place.kind, name) for place, name in own.items() if name})

    def _around(self, section: Section) -> Iterator[tuple[Place, Around]]:
        old = {} if section.old is None else self.old[section.old]
        new = {} if section.new is None else self.new[section.new]
        for place in sorted({*old, *new}):
            yield place, Around(new.get(place, ""), old.get(place, ""))

    def _is_plain(self, some: Sequence[Section]) -> bool:
        """Whether today's references serve both: no section more or less, each head was one head before."""
        before: dict[str, str] = {}
        for section in some:
            if section.old is None or section.new is None:
                return False
            if {place for place, _ in references(section.old)} != {
                place for place, _ in references(section.new)
            }:
                return False
            for _, around in self._around(section):
                if before.setdefault(around.today, around.previous) != around.previous or not all(around):
                    return False
        return True

    def _name(self, place: Place, around: Around, made: dict[tuple[Place, Around], str]) -> str:
        """The part for a section that is in both, or one that has what a section of one side needs."""
        if (place, around) in made:
            return made[place, around]
        likely = (name for (_, known), name in made.items() if _serves(known, around))
        made[place, around] = next(likely, "") or self.merge(place.kind, around)
        return made[place, around]


def _serves(known: Around, wanted: Around) -> bool:
    """A section that is new has no past, one that is gone no present."""
    return wanted.today in ("", known.today) and wanted.previous in ("", known.previous)
