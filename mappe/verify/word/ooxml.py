"""Names of Office Open XML, and the small things that are read everywhere.

Source: ISO/IEC 29500-1 and 29500-4.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from lxml import etree

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = f"{{{OFFICE}relationships}}"
WP = f"{{{DRAWING}wordprocessingDrawing}}"
A = f"{{{DRAWING}main}}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
VML = "{urn:schemas-microsoft-com:vml}"
MATH = f"{{{OFFICE}math}}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

NAMES: Mapping[str, str] = MappingProxyType({"w": W[1:-1], "wp": WP[1:-1], "a": A[1:-1]})
"""Prefixes in our paths."""

OFF = frozenset(("0", "false", "off"))


def value(element: etree._Element | None, name: str = "val") -> str:
    """An attribute of WordprocessingML; nothing where the element or the attribute is missing."""
    return "" if element is None else str(element.get(f"{W}{name}", ""))


def number(text: str, otherwise: int) -> int:
    """A whole number, however it is written; the other one where it is none."""
    try:
        return int(text)
    except ValueError:
        return otherwise


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch is there and not turned off (ISO/IEC 29500-1, 17.17.4)."""
    return element is not None and value(element) not in OFF


def find(element: etree._Element, path: str) -> etree._Element | None:
    """The first element on a path such as `w:rPr/w:lang`."""
    return element.find(path, dict(NAMES))


def nearest(element: etree._Element, *tags: str) -> etree._Element | None:
    """The innermost element of these tags around one."""
    return next(element.iterancestors(*tags), None)


def owned(outer: etree._Element, tag: str, *holders: str) -> Iterator[etree._Element]:
    """The elements of a tag inside one that no other holder inside it owns."""
    return (inner for inner in outer.iter(tag) if nearest(inner, *holders) is outer)


def removed(elements: Iterable[etree._Element]) -> None:
    """Take elements out of their tree; what follows them stays."""
    for element in list(elements):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
