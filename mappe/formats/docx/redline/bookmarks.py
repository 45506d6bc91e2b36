"""Bookmarks: no two of one name, and every link leads where it led.

A bookmark cannot be tracked. Those of today's file stand where they stand; one of the previous file stays
where its paragraph is gone with it, or where something that is gone leads to it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from mappe.formats.docx.ooxml import Element, qualified, w

_START, _END, _P, _LINK = map(qualified, ("bookmarkStart", "bookmarkEnd", "p", "hyperlink"))
_NAME, _ID, _ANCHOR = map(qualified, ("name", "id", "anchor"))
_INSTRUCTION = qualified("instrText")
_POINTER = re.compile(r'^\s*(?:PAGEREF|REF|NOTEREF|HYPERLINK\s+\\l)\s+"?(\w+)')
"""Fields that lead to a bookmark: ISO/IEC 29500-1, Fields and Hyperlinks."""

_LONGEST = 40
"""Letters of a bookmark's name that Word keeps."""


def contained(root: Element) -> None:
    """Let each bookmark of a previous story begin and end in one paragraph; a stray mark goes."""
    ends = {end.get(_ID): end for end in root.iter(_END)}
    waiting: list[Element] = []
    for element in [*root.iter(_START, _P)]:
        if element.tag == _P:
            for start in waiting:
                _surround(element, start)
            waiting = []
        elif (around := next(element.iterancestors(_P), None)) is None:
            waiting.append(element)
        elif _paragraph(ends.get(element.get(_ID))) is around:
            del ends[element.get(_ID)]
        else:
            around.append(w("bookmarkEnd", id=element.get(_ID, "")))
    _drop([*waiting, *ends.values()])


def renumbered(root: Element, numbers: Iterator[int]) -> None:
    """Let the bookmarks of a previous story have numbers that today's have not."""
    ids: dict[str, str] = defaultdict(lambda: str(next(numbers)))
    for mark in root.iter(_START, _END):
        mark.set(_ID, ids[mark.get(_ID, "")])


def settled(
    old: Element, new: Element, pairs: Iterable[tuple[Element, Element]], numbers: Iterator[int]
) -> dict[str, str]:
    """How links of the previous file must name the places to which they lead: {name: name now}.

    Takes those bookmarks out of the previous story that today's stand for; `pairs` are paragraphs of both.
    One that something leads to, and whose paragraph is still there, moves into today's story.
    """
    partners, before, now = dict(pairs), _starts(old), _starts(new)
    there: dict[Element, list[str]] = defaultdict(list)
    for name, start in now.items():
        if (around := _host(start)) is not None:
            there[around].append(name)
    needed, names, gone = pointers(old), dict[str, str](), list[str]()
    for name, start in before.items():
        around = _paragraph(start)
        partner = None if around is None else partners.get(around)
        own = [] if partner is None else there.get(partner, [])
        if name in own or len(own) == 1:
            names[name] = name if name in own else own[0]
            gone.append(name)
        elif name not in now and partner is None:
            continue
        else:
            names[name] = _free(name, {*before, *now, *names.values()})
            if partner is not None:
                gone.append(name)
                if name in needed:
                    _surround(partner, w("bookmarkStart", id=next(numbers), name=names[name]))
    _remove(old, gone)
    return names


def rename(root: Element, names: Mapping[str, str]) -> None:
    """Let bookmarks of a previous story, and what leads to them, have their names of now."""
    for start in root.iter(_START):
        start.set(_NAME, names.get(start.get(_NAME, ""), start.get(_NAME, "")))
    for link in root.iter(_LINK):
        if link.get(_ANCHOR) in names:
            link.set(_ANCHOR, names[link.get(_ANCHOR, "")])
    for told in root.iter(_INSTRUCTION):
        if found := _POINTER.match(told.text or ""):
            first, last = found.span(1)
            told.text = found.string[:first] + names.get(found[1], found[1]) + found.string[last:]


def pointers(root: Element) -> set[str]:
    """The names to which links and fields lead."""
    told = (_POINTER.match(part.text or "") for part in root.iter(_INSTRUCTION))
    return {link.get(_ANCHOR, "") for link in root.iter(_LINK)} | {found[1] for found in told if found}


def without(root: Element) -> None:
    """Take all bookmarks out of a story."""
    _drop([*root.iter(_START, _END)])


def _starts(root: Element) -> dict[str, Element]:
    return {start.get(_NAME, ""): start for start in root.iter(_START)}


def _paragraph(mark: Element | None) -> Element | None:
    return None if mark is None else next(mark.iterancestors(_P), None)


def _host(start: Element) -> Element | None:
    """The paragraph in which a bookmark begins, or before which."""
    around = _paragraph(start)
    if around is not None:
        return around
    behind = (found for sibling in start.itersiblings() for found in sibling.iter(_P))
    return next(behind, None)


def _free(name: str, taken: set[str]) -> str:
    """A name like this that is not taken, where Word ignores the case."""
    used = {one.casefold() for one in taken}
    candidates = (f"{name[: _LONGEST - 8]}_was{number or ''}" for number in count())
    return next(one for one in candidates if one.casefold() not in used)


def _surround(paragraph: Element, start: Element) -> None:
    """A bookmark around what a paragraph says."""
    head = paragraph.find(qualified("pPr"))
    paragraph.insert(0 if head is None else 1, start)
    paragraph.append(w("bookmarkEnd", id=start.get(_ID, "")))


def _remove(root: Element, names: Iterable[str]) -> None:
    starts = _starts(root)
    ids = {starts[name].get(_ID) for name in names}
    _drop([mark for mark in root.iter(_START, _END) if mark.get(_ID) in ids])


def _drop(marks: Iterable[Element]) -> None:
    for mark in marks:
        parent = mark.getparent()
        if parent is not None:
            parent.remove(mark)
