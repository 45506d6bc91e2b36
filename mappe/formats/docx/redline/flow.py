"""Matched blocks → blocks with tracked changes."""

from collections.abc import Iterable, Iterator
from copy import deepcopy

from lxml import etree

from mappe.formats.docx.ooxml import Element, qualified, reached, w
from mappe.formats.docx.redline.blocks import FLOW, Match
from mappe.formats.docx.redline.ends import move_ends
from mappe.formats.docx.redline.matching import within
from mappe.formats.docx.redline.paragraphs import Comparison, changed, whole
from mappe.formats.docx.redline.revisions import Fate, Revisions

_P, _TBL, _SDT, _TR, _TC = map(qualified, ("p", "tbl", "sdt", "tr", "tc"))
_CONTENT, _SHEET = map(qualified, ("sdtContent", "sectPr"))
_PARTS = FLOW | {_TR, _TC}
NOTES = tuple(map(qualified, ("footnoteReference", "endnoteReference")))
"""The signs in the text that lead to a note."""


def merged(new: Element, matches: Iterable[Match], comparison: Comparison) -> Element:
    """Today's container, with what was in the previous one; what is no text stands where today's has it."""
    written = etree.Element(new.tag, dict(new.attrib), nsmap=new.nsmap)
    waiting = [*new]
    for match in matches:
        if match.new is not None:
            while waiting[0] is not match.new:
                written.append(deepcopy(waiting.pop(0)))
            waiting.pop(0)
        else:
            while waiting and waiting[0].tag not in _PARTS and waiting[0].tag != _SHEET:
                written.append(deepcopy(waiting.pop(0)))
        written.extend(_one(match, comparison))
    written.extend(map(deepcopy, waiting))
    move_ends(written, comparison.new, comparison.revisions)
    return written


def _one(match: Match, comparison: Comparison) -> list[Element]:
    """What a match makes."""
    if match.new is None:
        return [] if match.old is None else entire(match.old, "gone", comparison.revisions)
    if match.old is None:
        return entire(match.new, "new", comparison.revisions)
    if _is_same(match.old, match.new, comparison):
        comparison.notes += zip(match.old.iter(*NOTES), match.new.iter(*NOTES), strict=True)
        return [deepcopy(match.new)]
    if match.new.tag == _P:
        return [changed(match.old, match.new, comparison)]
    return [_both(match.old, match.new, match.within, comparison)]


def _is_same(old: Element, new: Element, comparison: Comparison) -> bool:
    """Sheets are compared elsewhere, so that it makes no difference whether they differ."""
    # Most are the same to the letter, which is soon seen; but letters do not tell which note is meant.
    if etree.tostring(old) == etree.tostring(new) and next(new.iter(*NOTES), None) is None:
        return True
    return comparison.old.said(old) == comparison.new.said(new)


def _both(old: Element, new: Element, inner: tuple[Match, ...], comparison: Comparison) -> Element:
    """A table, row, cell or content control that is in both."""
    inner = inner or within(old, new, (comparison.old, comparison.new))
    if new.tag == _SDT:
        written = deepcopy(new)
        content, now = written.find(_CONTENT), new.find(_CONTENT)
        if content is not None and now is not None:
            written.replace(content, merged(now, inner, comparison))
        return written
    written = merged(new, inner, comparison)
    for tag in _PROPERTIES.get(str(new.tag), ()):
        _compare(old, written, tag, comparison)
    return written


_PROPERTIES = {_TBL: ("tblPr", "tblGrid"), _TR: ("trPr",), _TC: ("tcPr",)}


def _compare(old: Element, new: Element, tag: str, comparison: Comparison) -> None:
    """ISO/IEC 29500-1, tblPrChange, tblGridChange, trPrChange and tcPrChange."""
    before, now = old.find(qualified(tag)), new.find(qualified(tag))
    was = "" if before is None else comparison.old.said(before)
    if comparison.loose or was == ("" if now is None else comparison.new.said(now)):
        return
    now = reached(new, tag)
    content = [] if before is None else [*before]
    if tag == "tblGrid":  # the one change without author and date
        now.append(w("tblGridChange", w(tag, *map(deepcopy, content)), id=0))
    else:
        comparison.revisions.properties(now, tag, content)


def entire(block: Element, fate: Fate, revisions: Revisions) -> list[Element]:
    """A copy of a block that is new or gone with all that it holds."""
    if block.tag == _P:
        return [whole(block, fate, revisions)]
    if block.tag == _SDT:
        return [*_control(block, fate, revisions)]
    return [_all(block, fate, revisions)]


def _all(container: Element, fate: Fate, revisions: Revisions) -> Element:
    """A table, row or cell with each row and each paragraph as new or gone."""
    written = etree.Element(container.tag, dict(container.attrib), nsmap=container.nsmap)
    for child in container:
        if child.tag in FLOW:
            written.extend(entire(child, fate, revisions))
        elif child.tag in (_TR, _TC):
            written.append(_all(child, fate, revisions))
        else:
            written.append(deepcopy(child))
    return revisions.row(written, fate) if container.tag == _TR else written


def _control(control: Element, fate: Fate, revisions: Revisions) -> Iterator[Element]:
    """ISO/IEC 29500-1, customXmlInsRangeStart and customXmlDelRangeStart: around each of its two tags."""
    written = deepcopy(control)
    content = written.find(_CONTENT)
    if content is None:
        return
    inner = [
        one for child in content for one in (entire(child, fate, revisions) if child.tag in FLOW else [child])
    ]
    name = {"new": "customXmlIns", "gone": "customXmlDel"}[fate]
    starts = [revisions.mark(f"{name}RangeStart") for _ in range(2)]
    ends = [w(f"{name}RangeEnd", id=0) for _ in range(2)]
    content[:] = [ends[0], *inner, starts[1]]
    yield from (starts[0], written, ends[1])
