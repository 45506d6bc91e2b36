"""A page's markup as elements, none of them without a rule."""

from collections.abc import Iterator, Mapping

from lxml import etree

from mappe.diagnostics import Diagnostic
from mappe.errors import FormatError
from mappe.formats.docx.faults import faults, unwritable
from mappe.formats.docx.ooxml import Element
from mappe.model.page import Page, Part, PartKind

Markup = Mapping[PartKind, list[Element]]
"""The elements of all parts of a page by their kind."""

KINDS: tuple[PartKind, ...] = ("cover", "contents", "section", "running_head", "running_foot")


def read(page: Page) -> Markup:
    """Raises `FormatError` with everything that has no rule, and for a part that is no XML."""
    markup: dict[PartKind, list[Element]] = {kind: [] for kind in KINDS}
    for part in page.parts:
        markup[part.kind].extend(_elements(part))
    found = [fault for elements in markup.values() for element in elements for fault in faults(element)]
    if found := [*unwritable(page), *found]:
        raise FormatError(found)
    return markup


def _elements(part: Part) -> list[Element]:
    parser = etree.XMLParser(remove_comments=True, remove_pis=True)
    try:
        return [*etree.fromstring(f"<body>{part.markup}</body>", parser)]
    except (etree.XMLSyntaxError, ValueError) as error:
        what = f"the part '{part.name}' of the page cannot be read: {error}"
        raise FormatError([Diagnostic(what, part.place)]) from None


def ids(markup: Markup) -> Iterator[str]:
    """All places that links can lead to."""
    for elements in markup.values():
        for element in elements:
            yield from (inner.get("id", "") for inner in element.iter() if "id" in inner.attrib)
