"""Markup as elements, and elements as markup."""

from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from mappe.model.vocabulary import SVG, VOID

NAMESPACE = SVG.strip("{}")


def body(markup: str) -> Element:
    """The markup inside an element of its own."""
    return ElementTree.fromstring(f"<body>{markup}</body>")  # noqa: S314  # our own templates' output


def elements(markup: str) -> list[Element]:
    """The elements of a part, which stand beside each other in it."""
    return list(body(markup))


def written(element: Element) -> str:
    """An element as templates write it, without what stands behind it."""
    return "".join(_pieces(element, drawn=False))


def _pieces(element: Element, *, drawn: bool) -> Iterator[str]:
    name = str(element.tag)
    tag, drawing = name.removeprefix(SVG), name.startswith(SVG)
    yield f"<{tag}"
    if drawing and not drawn:
        yield f' xmlns="{NAMESPACE}"'
    yield from (f' {key}="{escape(value)}"' for key, value in element.attrib.items())
    if tag in VOID or (drawing and not len(element) and not element.text):
        yield "/>"
        return
    yield ">"
    yield escape(element.text or "", quote=False)
    for child in element:
        yield from _pieces(child, drawn=drawing)
        yield escape(child.tail or "", quote=False)
    yield f"</{tag}>"
