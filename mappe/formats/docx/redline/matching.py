"""All that two stories hold, matched: blocks, rows, cells, and the blocks in cells again."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, zip_longest

from mappe.formats.docx.ooxml import Element, qualified
from mappe.formats.docx.redline.alignment import Pairs, common
from mappe.formats.docx.redline.blocks import Block, Match, aligned, blocks
from mappe.formats.docx.redline.meaning import Meaning
from mappe.formats.docx.redline.tokens import field_mark, whole_field

_P, _TBL, _SDT, _TR, _TC, _R = map(qualified, ("p", "tbl", "sdt", "tr", "tc", "r"))
_CONTENT = qualified("sdtContent")

Span = tuple[int, int]
"""The places of the blocks in which a field begins and ends."""


def matches(old: Element, new: Element, meanings: tuple[Meaning, Meaning]) -> tuple[Match, ...]:
    """The blocks of two containers, or the rows of two tables, those that differ with all that they hold."""
    sides = [blocks(side, meaning) for side, meaning in zip((old, new), meanings, strict=True)]
    tied: Pairs = []
    if new.tag != _TBL:
        tied = [*_sheet_ends(*sides), *_last(old, new, *sides)]
        tied, lonely = _with_fields(sides, tied)
        sides = [blocks(side, meaning, lonely) for side, meaning in zip((old, new), meanings, strict=True)]
    return tuple(_match(before, now, meanings) for before, now in aligned(sides[0], sides[1], tied))


def pairs(some: Iterable[Match]) -> Iterator[tuple[Element, Element]]:
    """The paragraphs that stand for each other, those within tables and contents too."""
    for match in some:
        if match.old is None or match.new is None:
            continue
        if match.within:
            yield from pairs(match.within)
        else:
            yield from zip(match.old.iter(_P), match.new.iter(_P), strict=False)


def _match(old: Block | None, new: Block | None, meanings: tuple[Meaning, Meaning]) -> Match:
    if old is None or new is None:
        return Match(None if old is None else old.element, None if new is None else new.element)
    if old.said == new.said or new.element.tag == _P:
        return Match(old.element, new.element)
    return Match(old.element, new.element, within(old.element, new.element, meanings))


def within(old: Element, new: Element, meanings: tuple[Meaning, Meaning]) -> tuple[Match, ...]:
    """What two tables, rows, cells or content controls hold."""
    if new.tag == _TR:
        cells = zip(old.iterfind(_TC), new.iterfind(_TC), strict=True)
        return tuple(Match(*pair, within(*pair, meanings)) for pair in cells)
    if new.tag == _SDT:
        before, now = old.find(_CONTENT), new.find(_CONTENT)
        return () if before is None or now is None else matches(before, now, meanings)
    return matches(old, new, meanings)


def _last(container: Element, other: Element, old: Sequence[Block], new: Sequence[Block]) -> Pairs:
    """The last paragraph of a cell, a note, a head or a foot cannot go, since each has one."""
    if _SDT in (container.tag, other.tag) or _CONTENT in (container.tag, other.tag) or not old or not new:
        return []
    both = old[-1].element.tag == new[-1].element.tag == _P
    return [(len(old) - 1, len(new) - 1)] if both else []


def _sheet_ends(old: Sequence[Block], new: Sequence[Block]) -> Pairs:
    """The paragraphs that end a Word section: in order if there are as many, else by what they say of it."""
    lefts, rights = ([*_ends(side)] for side in (old, new))
    if len(lefts) == len(rights):
        return [(i, j) for (i, _), (j, _) in zip(lefts, rights, strict=True)]
    found = common([said for _, said in lefts], [said for _, said in rights])
    return [(lefts[i][0], rights[j][0]) for i, j in found]


def _ends(side: Sequence[Block]) -> Iterator[tuple[int, str]]:
    for place, block in enumerate(side):
        sheet = block.element.find(f"{qualified('pPr')}/{qualified('sectPr')}")
        if sheet is not None:
            yield place, block.meaning.said(sheet, "headerReference", "footerReference")


def _with_fields(sides: Sequence[Sequence[Block]], tied: Pairs) -> tuple[Pairs, list[Element]]:
    """More ties, as a field that goes through several paragraphs may not be cut, and blocks to leave alone.

    Where both sides have such a field, its first and its last paragraphs stand for each other; all paragraphs
    of one that has no partner stay alone.
    """
    found, lonely = [*tied], list[Element]()
    for left, right in zip_longest(_fields(sides[0]), _fields(sides[1])):
        ends = [*zip(left, right, strict=True)] if left and right else []
        if ends and (left[0] == left[1]) == (right[0] == right[1]) and _rise([*found, *ends]):
            found += [end for end in ends if end not in found]
        else:
            spans = zip((left, right), sides, strict=True)
            lonely += [block.element for span, side in spans if span for block in side[span[0] : span[1] + 1]]
    kept = [(i, j) for i, j in found if not {sides[0][i].element, sides[1][j].element} & {*lonely}]
    return sorted(dict.fromkeys(kept)), lonely


def _rise(some: Pairs) -> bool:
    """Whether no two of the pairs cross or share one side."""
    ordered = sorted(dict.fromkeys(some))
    return all(i < k and j < m for (i, j), (k, m) in pairwise(ordered))


def _fields(side: Sequence[Block]) -> list[Span]:
    """Where the fields are that no paragraph holds whole, and contents."""
    found: list[Span] = []
    opened: list[int] = []
    for place, block in enumerate(side):
        if block.element.tag != _P:
            continue
        for change in _depths(block.element):
            if change > 0:
                opened.append(place)
            elif opened:
                start = opened.pop()
                if not opened:
                    found.append((start, place))
    return found


def _depths(paragraph: Element) -> Iterator[int]:
    """1 for each such field that begins, -1 for each that ends."""
    for container in (paragraph, *paragraph.iterfind(qualified("hyperlink"))):
        content, place = [*container], 0
        while place < len(content):
            run = content[place]
            behind = whole_field(content, place) if run.tag == _R and field_mark(run) else 0
            if not behind and run.tag == _R:
                kinds = (mark.get(qualified("fldCharType")) for mark in run.iter(qualified("fldChar")))
                yield from ({"begin": 1, "end": -1}[kind] for kind in kinds if kind in ("begin", "end"))
            place = behind or place + 1
