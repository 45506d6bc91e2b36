"""Sheets of paper: their size, margins, head and foot."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from mappe.formats.docx.ooxml import Element, R, paragraph_properties, qualified, twips, w
from mappe.formats.docx.relations import RelationKind
from mappe.formats.docx.seams import seam
from mappe.model.page import Page
from mappe.model.theme import Sheet

Side = Literal["default", "even", "first"]
"""On which pages a head or foot is: on all, but for left-hand ones and the first if these have their own."""

SheetStart = Literal["", "evenPage", "oddPage"]
"""On which page a section begins, as Word says it; ISO/IEC 29500-1, type (Section Type)."""

_FURNITURE = 12
"""Millimetres from the edge of the sheet to the running head and foot."""


class Reference(NamedTuple):
    """A head or a foot around the text, by its relation."""

    kind: RelationKind
    side: Side
    relation: str


def paper(page: Page, *, wide: bool = False) -> Sheet:
    """The theme's sheet, on its side if `wide`; two-sided, with what Word takes for inner and outer margin.

    Source: ISO/IEC 29500-1, mirrorMargins (Mirror Page Margins).
    """
    own = page.theme.tokens.sheet
    binding = own.binding if page.two_sided else 0
    size = {"width": own.height, "height": own.width} if wide and own.width < own.height else {}
    return own.model_copy(update={**size, "left": own.left + binding, "right": own.right - binding})


def is_masthead(cover: Element) -> bool:
    """Whether it has no sheet of its own."""
    return "masthead" in cover.get("class", "").split()


def side_of(section: Element) -> SheetStart:
    """Where the sheet of a section begins, if it has to begin on one side of an opened book."""
    classes = section.get("class", "").split()
    return "evenPage" if "verso" in classes else "oddPage" if "recto" in classes else ""


def is_wide(section: Element) -> bool:
    return "landscape" in section.get("class", "").split()


def sheet(paper: Sheet, references: Sequence[Reference] = (), start: SheetStart = "") -> Element:
    """ISO/IEC 29500-1, sectPr (Section Properties)."""
    properties = w("sectPr")
    for kind, side, relation in references:
        reference = w(f"{kind}Reference", type=side)
        reference.set(f"{{{R}}}id", relation)
        properties.append(reference)
    if start:
        properties.append(w("type", val=start))
    margins = {side: twips(getattr(paper, side)) for side in ("top", "right", "bottom", "left")}
    edge = twips(_FURNITURE)
    lying = {"orient": "landscape"} if paper.width > paper.height else {}
    properties.append(w("pgSz", w=twips(paper.width), h=twips(paper.height), **lying))
    properties.append(w("pgMar", **margins, header=edge, footer=edge, gutter=0))
    if any(reference.side == "first" for reference in references):
        properties.append(w("titlePg"))
    return properties


def cover_sheet(paper: Sheet) -> Element:
    """A sheet of its own without head and foot."""
    properties = sheet(paper)
    properties.append(w("titlePg"))
    return properties


def ended(blocks: list[Element], properties: Element) -> list[Element]:
    """The blocks, the last of which ends their sheet; behind a table or contents a seam does."""
    *before, last = blocks
    if last.tag != qualified("p"):
        return [*blocks, seam(properties)]
    last.replace(last[0], paragraph_properties([*last[0], properties]))
    return [*before, last]
