"""The bricks of a Word file: elements, lengths, bytes."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import TypeAlias

from lxml import etree

from mappe.formats.docx.order import ORDERS

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Element: TypeAlias = etree._Element  # noqa: SLF001  # lxml has no public name for it
Length: TypeAlias = Decimal | float

_OWN_PREFIX = {"w": W}
_PREFIXES = {**_OWN_PREFIX, "r": R}

_make = etree.XMLParser().makeelement

_RANKS: Mapping[str, int] = {f"{{{W}}}{name}": rank for name, rank in ORDERS["pPr"].items()}


def w(tag: str, *children: Element, **attributes: str | int) -> Element:
    """An element of WordprocessingML; its attributes are of the same namespace."""
    # Most of the time of a long file is spent here: one prefix is found sooner than two.
    named = {qualified(name): str(value) for name, value in attributes.items()} if attributes else None
    element = _make(qualified(tag), named, _OWN_PREFIX)
    if children:
        element.extend(children)
    return element


def root(tag: str, *children: Element) -> Element:
    """The outermost element of a part, which declares the prefixes for all within."""
    element = _make(qualified(tag), None, _PREFIXES)
    element.extend(children)
    return element


@cache
def qualified(name: str) -> str:
    """A name of WordprocessingML, of an element or of an attribute."""
    return f"{{{W}}}{name}"


def paragraph_properties(properties: Iterable[Element]) -> Element:
    """`w:pPr` with its children in the order of the schema: ISO/IEC 29500-1, pPr (Paragraph Properties)."""
    return w("pPr", *sorted(properties, key=lambda child: _RANKS[str(child.tag)]))


def local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def put(parent: Element, child: Element) -> None:
    """The child in its place, instead of one of its kind; what the schema does not name comes last."""
    for other in parent.findall(str(child.tag)):
        parent.remove(other)
    add(parent, child)


def add(parent: Element, child: Element) -> None:
    """The child in its place, behind others of its kind."""
    ranks = ORDERS[local(parent)]
    rank = ranks[local(child)]
    later = (place for place, other in enumerate(parent) if ranks.get(local(other), len(ranks)) > rank)
    parent.insert(next(later, len(parent)), child)


def reached(parent: Element, *path: str) -> Element:
    """The element at the end of a path of tags, made in its place as far as it is not there."""
    for tag in path:
        child = parent.find(qualified(tag))
        if child is None:
            child = w(tag)
            add(parent, child)
        parent = child
    return parent


def drop(parent: Element, *tags: str) -> None:
    for tag in tags:
        for child in parent.findall(qualified(tag)):
            parent.remove(child)


def text(content: str) -> Element:
    """`w:t` that keeps its spaces."""
    element = w("t")
    if content[:1] == " " or content[-1:] == " ":
        element.set(SPACE, "preserve")
    element.text = content
    return element


def style_id(name: str) -> str:
    return name.replace(" ", "")


def serialised(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def twips(millimetres: Length) -> int:
    """Twentieths of a point."""
    return round(float(millimetres) * 1440 / 25.4)


def emu(millimetres: Length) -> int:
    """English Metric Units, 36 000 a millimetre."""
    return round(float(millimetres) * 36_000)


def half_points(points: Length) -> int:
    return round(float(points) * 2)


def twentieths(points: Length) -> int:
    return round(float(points) * 20)


def eighths(millimetres: Length) -> int:
    """The width of a border in eighths of a point, 2 at least: ISO/IEC 29500-1, ST_EighthPointMeasure."""
    return max(2, round(float(millimetres) / 25.4 * 72 * 8))
