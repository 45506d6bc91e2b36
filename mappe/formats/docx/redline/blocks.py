"""Paragraphs, tables, rows: which of the previous file's stand for which of today's."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from mappe.formats.docx.ooxml import Element, qualified
from mappe.formats.docx.redline.alignment import Pairs, common, likeliest
from mappe.formats.docx.redline.meaning import Meaning
from mappe.formats.docx.redline.tokens import alternative

_P, _TBL, _SDT, _TR, _TC, _T = map(qualified, ("p", "tbl", "sdt", "tr", "tc", "t"))
_VALUE = qualified("val")

FLOW = frozenset({_P, _TBL, _SDT})
"""What stands below each other in a story or a cell."""

_ALIKE = 0.4
"""The part of words in common from which one paragraph is another one changed; 1 is all."""

_NAMED_ALIKE = 0.2
"""The same for those of the same name."""

_MOST = 40_000
"""Comparisons of two blocks by their words in one gap; a longer one is cut into pieces."""

_PIECE = 150
"""Blocks in such a piece."""

_Finder = Callable[[Sequence["Block"], Sequence["Block"]], Pairs]

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, eq=False)
class Block:
    """A paragraph, table, row or content control; equal ones have equal `said`, one `alone` has no match."""

    element: Element
    meaning: Meaning
    alone: bool = False

    @cached_property
    def said(self) -> str:
        return self.meaning.said(self.element)

    @cached_property
    def words(self) -> frozenset[tuple[str, int]]:
        """Each word with how often it was said before."""
        counted: Counter[str] = Counter()
        found = []
        for word in _words(self.element):
            counted[word] += 1
            found.append((word, counted[word]))
        return frozenset(found)

    @cached_property
    def name(self) -> str:
        """What others know it by: its first bookmark, or the place to which it leads as a whole."""
        if self.element.tag == _TBL:
            return ""
        for mark in self.element.iter(qualified("bookmarkStart")):
            return mark.get(qualified("name"), "")
        links = [child for child in self.element if child.tag == qualified("hyperlink")]
        return (
            f"to {links[0].get(qualified('anchor'), '')}"
            if len(links) == 1 and self.style.startswith("TOC")
            else ""
        )

    @cached_property
    def style(self) -> str:
        own = self.element.find(f"{qualified('pPr')}/{qualified('pStyle')}")
        return "" if own is None else own.get(_VALUE, "")

    @cached_property
    def shape(self) -> tuple[str, ...]:
        """What must be equal for two to be compared part by part."""
        tag = str(self.element.tag)
        if tag == _SDT:
            galleries = self.element.iterfind(f"{qualified('sdtPr')}/*/{qualified('docPartGallery')}")
            return (tag, *(gallery.get(_VALUE, "") for gallery in galleries))
        if tag == _TR:
            return (tag, *_cells(self.element))
        ends_sheet = self.element.find(f"{qualified('pPr')}/{qualified('sectPr')}") is not None
        return (tag, "ends a sheet") if ends_sheet else (tag,)

    def likeness(self, other: "Block") -> float:
        """From 0 to 1: what part of the words of both is in both."""
        total = len(self.words) + len(other.words)
        return 2 * len(self.words & other.words) / total if total else 0.0

    def fits(self, other: "Block") -> bool:
        return self.shape == other.shape and not self.alone and not other.alone


@dataclass(frozen=True, eq=False)
class Match:
    """What was and what is; one of them may be missing. `within` are their rows, cells or blocks."""

    old: Element | None
    new: Element | None
    within: tuple["Match", ...] = field(default=())


def blocks(container: Element, meaning: Meaning, alone: Iterable[Element] = ()) -> list[Block]:
    """What stands in a container, or the rows of a table."""
    tags = {_TR} if container.tag == _TBL else FLOW
    lonely = {*alone}
    return [Block(child, meaning, child in lonely) for child in container if child.tag in tags]


def aligned(
    old: Sequence[Block], new: Sequence[Block], tied: Pairs
) -> Iterator[tuple[Block | None, Block | None]]:
    """All of both in order, each with its match or none; `tied` are pairs in any case."""
    ends = [(-1, -1), *tied, (len(old), len(new))]
    pairs = [*tied]
    for (left, right), (end, stop) in pairwise(ends):
        pairs += _shifted(_pairs(old[left + 1 : end], new[right + 1 : stop]), left + 1, right + 1)
    left = right = 0
    for i, j in [*sorted(pairs), (len(old), len(new))]:
        yield from _gap(old[left:i], new[right:j])
        if i < len(old):
            yield old[i], new[j]
        left, right = i + 1, j + 1


def _gap(old: Sequence[Block], new: Sequence[Block]) -> Iterator[tuple[Block | None, Block | None]]:
    """What is gone, then what is new; two tables that would meet between them are one with other rows.

    Word makes one table of two that stand behind one another.
    """
    meeting = bool(old and new) and old[-1].element.tag == new[0].element.tag == _TBL
    last, first = (len(old) - 1, 1) if meeting else (len(old), 0)
    yield from ((one, None) for one in old[:last])
    if meeting:
        yield old[-1], new[0]
    yield from ((None, one) for one in new[first:])


def _pairs(old: Sequence[Block], new: Sequence[Block]) -> Pairs:
    """First by names, then by equality, then by likeness."""
    if not old or not new:
        return []
    return _within(
        old, new, _named(old, new), lambda some, others: _within(some, others, _equal(some, others), _alike)
    )


def _within(old: Sequence[Block], new: Sequence[Block], found: Pairs, others: "_Finder") -> Pairs:
    """The pairs found, and in each gap between them those that `others` finds."""
    ends = [(-1, -1), *found, (len(old), len(new))]
    pairs = [*found]
    for (left, right), (end, stop) in pairwise(ends):
        gap = old[left + 1 : end], new[right + 1 : stop]
        if all(gap):
            pairs += _shifted(others(*gap), left + 1, right + 1)
    return sorted(pairs)


def _shifted(pairs: Pairs, left: int, right: int) -> Pairs:
    return [(i + left, j + right) for i, j in pairs]


def _named(old: Sequence[Block], new: Sequence[Block]) -> Pairs:
    lefts, rights = ([place for place, block in enumerate(side) if block.name] for side in (old, new))
    found = common([old[i].name for i in lefts], [new[j].name for j in rights])
    pairs = [(lefts[i], rights[j]) for i, j in found]
    return [(i, j) for i, j in pairs if old[i].fits(new[j]) and _is_same_place(old[i], new[j])]


def _is_same_place(old: Block, new: Block) -> bool:
    """A name that is only a number in a row may be another's today."""
    return old.name.startswith("to ") or old.said == new.said or old.likeness(new) >= _NAMED_ALIKE


def _equal(old: Sequence[Block], new: Sequence[Block]) -> Pairs:
    lefts, rights = (
        [object() if one.alone else (one.shape, one.said) for one in side] for side in (old, new)
    )
    return common(lefts, rights)


def _alike(old: Sequence[Block], new: Sequence[Block]) -> Pairs:
    if len(old) * len(new) > _MOST:
        return _piece_by_piece(old, new)
    if len(old) == len(new) == 1:
        only = old[0].fits(new[0]) and (old[0].style == new[0].style or old[0].likeness(new[0]) >= _ALIKE)
        return [(0, 0)] if only else []

    def likeness(i: int, j: int) -> float:
        return _likeness(old[i], new[j])

    found = likeliest(len(old), len(new), likeness)
    return _within(old, new, found, _only) if found else []


def _only(old: Sequence[Block], new: Sequence[Block]) -> Pairs:
    """One that is left on both sides, between others that match: it was rewritten."""
    return _alike(old, new) if len(old) == len(new) == 1 else []


def _likeness(old: Block, new: Block) -> float:
    if not old.fits(new):
        return 0.0
    found = old.likeness(new)
    return found + (old.style == new.style) / 10 if found >= _ALIKE else 0.0


def _piece_by_piece(old: Sequence[Block], new: Sequence[Block]) -> Pairs:
    count = max(len(old), len(new)) // _PIECE + 1
    found: Pairs = []
    for n in range(count):
        left, end = (len(old) * part // count for part in (n, n + 1))
        right, stop = (len(new) * part // count for part in (n, n + 1))
        if left < end and right < stop:
            found += _shifted(_alike(old[left:end], new[right:stop]), left, right)
    return found


def _words(element: Element) -> Iterator[str]:
    """The words that are read, and for each picture its alternative text."""
    text = "".join(part.text or "" if part.tag == _T else " " for part in element.iter())
    yield from _WORD.findall(text)
    for picture in element.iter(qualified("drawing")):
        yield from ("\ufffc picture", *_WORD.findall(alternative(picture)))


def _cells(row: Element) -> Iterator[str]:
    """How many columns each cell of a row takes, and how many are left out at its ends."""
    for tag in ("gridBefore", "gridAfter"):
        yield from (
            f"{tag} {one.get(_VALUE)}" for one in row.iterfind(f"{qualified('trPr')}/{qualified(tag)}")
        )
    for cell in row.iterfind(_TC):
        span = cell.find(f"{qualified('tcPr')}/{qualified('gridSpan')}")
        yield "1" if span is None else span.get(_VALUE, "")
    yield from ("exception" for _ in row.iterfind(qualified("tblPrEx")))
