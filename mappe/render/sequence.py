"""Two languages as one page, one behind the other."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from mappe.model.markup import elements, written
from mappe.model.page import Part
from mappe.render.weaving import Pair, Tongue, joined_part, side_by_side


def in_sequence(first: Sequence[Part], second: Sequence[Part], tongues: Pair) -> Iterator[Part]:
    """The parts of one page; both sequences are those of one edition, each in one language."""
    second_tongue = tongues[1]
    places = {name for part in second if part.kind == "section" for name in _places(part)}
    for left, right in zip(first, second, strict=True):
        if left.kind == "contents":
            yield replace(left, markup=_contents(left.markup, right.markup, tongues, places))
        elif left.kind == "section":
            yield left
        else:
            yield joined_part(left, right, tongues)
    begins = True
    for part in second:
        if part.kind == "section":
            markup = _spoken(part, second_tongue, places, begins=begins)
            yield replace(part, name=f"{part.name}-{second_tongue.tag}", markup=markup)
            begins = False


def _places(part: Part) -> Iterator[str]:
    for element in elements(part.markup):
        yield from (inner.attrib["id"] for inner in element.iter() if "id" in inner.attrib)


def _spoken(part: Part, tongue: Tongue, places: set[str], *, begins: bool) -> str:
    """A section of the second language with places of its own; the first one begins a sheet."""
    section = _renamed(elements(part.markup)[0], tongue.tag, places)
    section.set("lang", tongue.lang)
    classes = section.get("class", "").split()
    if begins and "new-page" not in classes:
        section.set("class", " ".join([*classes, "new-page"]))
    return written(section)


def _renamed(element: Element, tag: str, places: set[str]) -> Element:
    """The element with its places, and the links to them, told apart from those of the first language."""
    for inner in element.iter():
        if "id" in inner.attrib:
            inner.set("id", f"{inner.attrib['id']}-{tag}")
        if inner.get("href", "").removeprefix("#") in places:
            inner.set("href", f"{inner.attrib['href']}-{tag}")
    return element


def _contents(first: str, second: str, tongues: Pair, places: set[str]) -> str:
    """The entries of the first language, then those of the second."""
    left, right = elements(first)[0], elements(second)[0]
    headings = left.find("h2"), right.find("h2")
    if headings[0] is not None and headings[1] is not None:
        left[0] = side_by_side(headings[0], headings[1], tongues)
    for listed in right.findall("ol"):
        later = _renamed(listed, tongues[1].tag, places)
        later.set("lang", tongues[1].lang)
        left.append(later)
    return written(left)
