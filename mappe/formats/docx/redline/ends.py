"""Ends of paragraphs, where new words go on in new paragraphs.

Word has it so: who types on at the end of a paragraph ends it anew, and its old end moves behind what is
typed. Written in the other way, with each new paragraph whole, LibreOffice loses the old end when the words
are rejected.
"""

from collections.abc import Sequence
from copy import deepcopy

from mappe.formats.docx.ooxml import Element, qualified, reached
from mappe.formats.docx.redline.meaning import Meaning
from mappe.formats.docx.redline.revisions import MARKS, Revisions

_P, _INS, _DEL, _LINK = map(qualified, ("p", "ins", "del", "hyperlink"))
_HEAD, _FORMAT, _SHEET, _CHANGE = map(qualified, ("pPr", "rPr", "sectPr", "pPrChange"))


def move_ends(container: Element, meaning: Meaning, revisions: Revisions) -> None:
    """Let each old end of a paragraph that now goes on in new ones stand behind the last of them."""
    blocks = [*container]
    for place, block in enumerate(blocks):
        if block.tag == _P and _mark(block) is None and _may_move(block) and _ends_new(block):
            following = _new_ones(blocks[place + 1 :])
            if following and _may_move(following[-1]):
                _move(block, following[-1], meaning, revisions)


def _move(first: Element, last: Element, meaning: Meaning, revisions: Revisions) -> None:
    """Exchange the ends of two paragraphs; the end of a paragraph has its properties."""
    was = _former(first)
    head = reached(last, "pPr")
    mark = _mark(last)
    own = head.find(_FORMAT)
    if mark is None or own is None:
        return
    own.remove(mark)
    if len(own) == 0:
        head.remove(own)
    revisions.end(first, "new")
    if not meaning.loose:
        _note(was, head, meaning, revisions)


def _former(paragraph: Element) -> Element:
    """The properties that a paragraph had, which it says no more."""
    head = reached(paragraph, "pPr")
    was = deepcopy(head)
    for changed, tag in ((was, _CHANGE), (was.find(_FORMAT), qualified("rPrChange"))):
        if changed is not None and (change := changed.find(tag)) is not None:
            kept = (child for child in changed if child.tag == _FORMAT and changed is was)
            changed[:] = [*change[0], *kept]
    for changed, tag in ((head, _CHANGE), (head.find(_FORMAT), qualified("rPrChange"))):
        if changed is not None:
            changed[:] = [child for child in changed if child.tag != tag]
    return was


def _note(was: Element, now: Element, meaning: Meaning, revisions: Revisions) -> None:
    """ISO/IEC 29500-1, pPrChange and rPrChange (Paragraph Mark)."""
    old, new = (side.find(_FORMAT) for side in (was, now))
    if meaning.look(old) != meaning.look(new):
        revisions.properties(reached(now, "rPr"), "rPr", [] if old is None else [*old])
    if meaning.said(was, "rPr") != meaning.said(now, "rPr"):
        revisions.properties(now, "pPr", [child for child in was if child.tag != _FORMAT])


def _mark(paragraph: Element) -> Element | None:
    """What says that its end is new or gone."""
    found = (paragraph.find(f"{_HEAD}/{_FORMAT}/{tag}") for tag in (_INS, _DEL))
    return next((mark for mark in found if mark is not None), None)


def _may_move(paragraph: Element) -> bool:
    """The end of a Word section stays where it is."""
    return paragraph.find(f"{_HEAD}/{_SHEET}") is None


def _ends_new(container: Element) -> bool:
    """Whether the last words are new."""
    *_, last = [None, *(child for child in container if child.tag not in MARKS)]
    if last is not None and last.tag == _LINK:
        return _ends_new(last)
    return last is not None and last.tag == _INS


def _new_ones(blocks: Sequence[Element]) -> list[Element]:
    """The paragraphs that are new, up to the first block that is not."""
    found: list[Element] = []
    for block in blocks:
        mark = _mark(block) if block.tag == _P else None
        if mark is None or mark.tag != _INS:
            break
        found.append(block)
    return found
