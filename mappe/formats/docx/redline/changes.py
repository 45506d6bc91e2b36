"""What is new, changed and gone, counted and numbered."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mappe.formats.docx.ooxml import Element, qualified
from mappe.formats.docx.redline.origin import REVISIONS

_P, _PROPERTIES, _FORMAT, _ID = map(qualified, ("p", "pPr", "rPr", "id"))
_RANGES = {
    qualified(f"customXml{kind}RangeEnd"): qualified(f"customXml{kind}RangeStart") for kind in ("Ins", "Del")
}


class Changes(NamedTuple):
    """Numbers of paragraphs."""

    new: int = 0
    changed: int = 0
    gone: int = 0


def changes(roots: Iterable[Element]) -> Changes:
    """What a reader will find in the stories of a file."""
    counted = {"new": 0, "changed": 0, "gone": 0}
    for root in roots:
        for paragraph in root.iter(_P):
            if fate := _fate(paragraph):
                counted[fate] += 1
    return Changes(**counted)


def has_changes(root: Element) -> bool:
    return next(root.iter(*REVISIONS), None) is not None


def number(roots: Sequence[Element]) -> None:
    """Give each tracked change of a file an id of its own."""
    taken = (mark.get(_ID, "") for root in roots for mark in root.iter(qualified("bookmarkStart")))
    following = max((int(one) for one in taken if one.isdigit()), default=0) + 1
    for root in roots:
        opened: dict[str, list[str]] = {start: [] for start in _RANGES.values()}
        for mark in root.iter(*REVISIONS, *_RANGES):
            if mark.tag in _RANGES:
                mark.set(_ID, opened[_RANGES[str(mark.tag)]].pop())
                continue
            mark.set(_ID, str(following))
            if mark.tag in opened:
                opened[str(mark.tag)].append(str(following))
            following += 1


def _fate(paragraph: Element) -> str:
    end = f"{_PROPERTIES}/{_FORMAT}"
    if paragraph.find(f"{end}/{qualified('ins')}") is not None:
        return "new"
    if paragraph.find(f"{end}/{qualified('del')}") is not None:
        return "gone"
    return "changed" if has_changes(paragraph) else ""
