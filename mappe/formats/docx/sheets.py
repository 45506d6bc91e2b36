"""Sheets of paper: their size, margins, head and foot."""

from collections.abc import Mapping
from types import MappingProxyType

from mappe.formats.docx.ooxml import Element, R, paragraph_properties, twips, w
from mappe.formats.docx.relations import RelationKind
from mappe.model.page import Page
from mappe.model.theme import Sheet

NONE: Mapping[RelationKind, str] = MappingProxyType({})

_FURNITURE = 12
"""Millimetres from the edge of the sheet to the running head and foot."""


def paper(page: Page) -> Sheet:
    """The theme's sheet; of a two-sided page with what Word takes for inner and outer margin.

    Source: ISO/IEC 29500-1, mirrorMargins (Mirror Page Margins).
    """
    own = page.theme.tokens.sheet
    if not page.two_sided:
        return own
    return own.model_copy(update={"left": own.left + own.binding, "right": own.right - own.binding})


def sheet(paper: Sheet, furniture: Mapping[RelationKind, str] = NONE) -> Element:
    """ISO/IEC 29500-1, sectPr (Section Properties). `furniture` is {header or footer: id of its relation}."""
    properties = w("sectPr")
    for kind, identifier in furniture.items():
        reference = w(f"{kind}Reference", type="default")
        reference.set(f"{{{R}}}id", identifier)
        properties.append(reference)
    margins = {side: twips(getattr(paper, side)) for side in ("top", "right", "bottom", "left")}
    edge = twips(_FURNITURE)
    properties.append(w("pgSz", w=twips(paper.width), h=twips(paper.height)))
    properties.append(w("pgMar", **margins, header=edge, footer=edge, gutter=0))
    return properties


def end_cover(last: Element, paper: Sheet) -> None:
    """Let the cover end with this paragraph: a sheet of its own without head and foot."""
    properties = sheet(paper)
    properties.append(w("titlePg"))
    last.replace(last[0], paragraph_properties([*last[0], properties]))
