"""Lists of the previous file by the numbers of today's, and lists that today's lacks."""

from collections import Counter
from collections.abc import Iterable, Mapping
from copy import deepcopy

from mappe.formats.docx.ooxml import Element, qualified
from mappe.formats.docx.redline.meaning import Meaning

_NUM, _ABSTRACT, _NUM_ID = map(qualified, ("num", "abstractNum", "numId"))
_ABSTRACT_ID, _VALUE = map(qualified, ("abstractNumId", "val"))
_IDENTITY = frozenset(map(qualified, ("nsid", "tmpl", "abstractNumId", "numStyleLink", "styleLink")))
_PICTURE = qualified("lvlPicBulletId")


class Lists:
    """A numbering part: ISO/IEC 29500-1, 17.9 (Numbering)."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.abstract = {one.get(_ABSTRACT_ID, ""): one for one in root.iterfind(_ABSTRACT)}
        self.numbers = {one.get(_NUM_ID, ""): one for one in root.iterfind(_NUM)}

    def abstract_of(self, number: str) -> Element | None:
        own = self.numbers[number].find(_ABSTRACT_ID)
        return None if own is None else self.abstract.get(own.get(_VALUE, ""))

    def meanings(self) -> dict[str, str]:
        """{number: how it counts}."""
        return {number: f"{self._shape(number)} {_overrides(one)}" for number, one in self.numbers.items()}

    def _shape(self, number: str) -> str:
        definition = self.abstract_of(number)
        return "" if definition is None else shape(definition)

    def adopt(self, other: "Lists", number: str) -> str:
        """The number of a list like one of another file: ISO/IEC 29500-1, num."""
        definition = other.abstract_of(number)
        if definition is None:
            return "0"
        known = {shape(one): identifier for identifier, one in reversed(self.abstract.items())}
        identifier = known.get(shape(definition)) or self._define(definition)
        copy = deepcopy(other.numbers[number])
        new = str(max((int(one) for one in self.numbers), default=0) + 1)
        copy.set(_NUM_ID, new)
        for own in copy.iterfind(_ABSTRACT_ID):
            own.set(_VALUE, identifier)
        self.numbers[new] = copy
        self._insert(copy, _NUM)
        return new

    def _define(self, definition: Element) -> str:
        new = str(max((int(one) for one in self.abstract), default=0) + 1)
        copy = deepcopy(definition)
        copy.set(_ABSTRACT_ID, new)
        for own in [*copy.iter(_PICTURE, *_IDENTITY)]:
            parent = own.getparent()
            if parent is not None:
                parent.remove(own)
        for level in copy.iter(qualified("lvl")):
            for style in level.findall(qualified("pStyle")):  # a style has one list only
                level.remove(style)
        self.abstract[new] = copy
        self._insert(copy, _ABSTRACT)
        return new

    def _insert(self, copy: Element, tag: str) -> None:
        """Behind others of its kind: first the definitions, then the numbers."""
        before = [place for place, child in enumerate(self.root) if child.tag == tag]
        first = next((place for place, child in enumerate(self.root) if child.tag == _NUM), len(self.root))
        self.root.insert(before[-1] + 1 if before else first, copy)


def shape(definition: Element) -> str:
    """How a definition counts: equal for equal ones."""
    bare = Meaning()
    return " ".join(bare.said(child) for child in definition if child.tag not in _IDENTITY)


def _overrides(number: Element) -> str:
    bare = Meaning()
    return " ".join(bare.said(child) for child in number if child.tag != _ABSTRACT_ID)


def adopt(roots: Iterable[Element], pairs: Iterable[tuple[Element, Element]], old: Lists, new: Lists) -> None:
    """Let previous stories, `roots`, mean lists by today's numbers.

    A list is the same if it counts in the same way and most of its paragraphs are in today's; `pairs` are
    paragraphs of both.
    """
    before, now = old.meanings(), new.meanings()
    numbers = _partners(pairs, before, now)
    free = {number for number, said in before.items() if now.get(number) == said} - {*numbers.values()}
    numbers = {**{number: number for number in free}, **numbers}
    for root in roots:
        for own in root.iter(_NUM_ID):
            number = own.get(_VALUE, "")
            if number not in old.numbers:
                continue
            if number not in numbers:
                numbers[number] = new.adopt(old, number)
            own.set(_VALUE, numbers[number])


def _partners(
    pairs: Iterable[tuple[Element, Element]], old: Mapping[str, str], new: Mapping[str, str]
) -> dict[str, str]:
    votes: Counter[tuple[str, str]] = Counter()
    for before, now in pairs:
        number, other = _number(before), _number(now)
        if number in old and other in new and old[number] == new[other]:
            votes[number, other] += 1
    found: dict[str, str] = {}
    for (number, other), _ in votes.most_common():
        if number not in found and other not in found.values():
            found[number] = other
    return found


def _number(paragraph: Element) -> str:
    own = paragraph.find(f"{qualified('pPr')}/{qualified('numPr')}/{qualified('numId')}")
    return "" if own is None else own.get(_VALUE, "")
