"""Styles that the previous file's paragraphs have and today's file lacks."""

from collections.abc import Iterable, Iterator
from copy import deepcopy

from mappe.formats.docx.ooxml import Element, qualified

_STYLE, _ID, _VALUE = map(qualified, ("style", "styleId", "val"))
_NEEDS = tuple(map(qualified, ("basedOn", "link")))
_USES = tuple(map(qualified, ("pStyle", "rStyle", "tblStyle")))


def by_name(old: Element, new: Element) -> dict[str, str]:
    """{id of a style in the previous file: that of the style of the same name in today's}."""
    known = {_name(style): style.get(_ID, "") for style in new.iterfind(_STYLE)}
    found = {style.get(_ID, ""): known.get(_name(style), "") for style in old.iterfind(_STYLE)}
    return {before: now for before, now in found.items() if now}


def complete(styles: Element, roots: Iterable[Element], old: Element) -> bool:
    """Whether styles of the previous file had to be added to today's, for what `roots` have."""
    there = {style.get(_ID, "") for style in styles.iterfind(_STYLE)}
    theirs = {style.get(_ID, ""): style for style in old.iterfind(_STYLE)}
    waiting = [*dict.fromkeys(_used(roots))]
    added = False
    while waiting:
        identifier = waiting.pop(0)
        if identifier in there or identifier not in theirs:
            continue
        there.add(identifier)
        styles.append(_without(theirs[identifier], theirs.keys() | there))
        waiting += [needed.get(_VALUE, "") for needed in theirs[identifier].iterchildren(*_NEEDS)]
        added = True
    return added


def _used(roots: Iterable[Element]) -> Iterator[str]:
    for root in roots:
        yield from (element.get(_VALUE, "") for element in root.iter(*_USES))


def _without(style: Element, known: Iterable[str]) -> Element:
    """A copy that is nobody's default, counts in no list and names no style that is missing."""
    copy = deepcopy(style)
    copy.attrib.pop(qualified("default"), None)
    for own in [*copy.iter(qualified("numPr")), *copy.iterfind(qualified("next"))]:
        parent = own.getparent()
        if parent is not None:
            parent.remove(own)
    for needed in copy.findall(_NEEDS[0]) + copy.findall(_NEEDS[1]):
        if needed.get(_VALUE, "") not in {*known}:
            copy.remove(needed)
    return copy


def _name(style: Element) -> tuple[str, str]:
    name = style.find(qualified("name"))
    return style.get(qualified("type"), ""), "" if name is None else name.get(_VALUE, "").casefold()
