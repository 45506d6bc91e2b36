"""Word sections: their sheets, and the heads and feet around their text.

Which head or foot a section has cannot be tracked (ISO/IEC 29500-1, CT_SectPrBase), but what they say can:
each that today's section has is compared with the one that it had.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import NamedTuple

from mappe.formats.docx.ooxml import Element, R, qualified
from mappe.formats.docx.redline.paragraphs import SHEET_REFERENCES, Comparison

_SHEET, _TYPE = qualified("sectPr"), qualified("type")
_ID = f"{{{R}}}id"
_NONE = ""


class Place(NamedTuple):
    """Where a head or foot stands: `header` or `footer`, on which pages."""

    kind: str
    pages: str


class Around(NamedTuple):
    """The parts of a head or foot as it is and as it was; nothing where there is none."""

    today: str
    previous: str


Furniture = dict[Place, str]
"""{place: name of a part}."""


def sheets(root: Element) -> list[Element]:
    return [*root.iter(_SHEET)]


def furniture(root: Element, parts: Mapping[str, str]) -> list[Furniture]:
    """What stands around each section; what one does not say is as in the one before.

    `parts` are {id of a relation: name of a part}. Source: ISO/IEC 29500-1, headerReference.
    """
    found, around = [], Furniture()
    for sheet in sheets(root):
        own = {place: parts.get(reference.get(_ID, ""), _NONE) for place, reference in references(sheet)}
        around = {**around, **own}
        found.append(around)
    return found


def references(sheet: Element) -> Iterator[tuple[Place, Element]]:
    for reference in sheet.iterchildren(*SHEET_REFERENCES):
        kind = str(reference.tag).rpartition("}")[2].removesuffix("Reference")
        yield Place(kind, reference.get(_TYPE, "default")), reference


def compare(old: Element, new: Element, comparison: Comparison) -> None:
    """ISO/IEC 29500-1, sectPrChange (Section Properties): changes today's sheet."""
    before, now = (
        meaning.said(_bare(sheet)) for meaning, sheet in ((comparison.old, old), (comparison.new, new))
    )
    if before != now and not comparison.loose:
        comparison.revisions.properties(new, "sectPr", [*_bare(old)])


def _bare(sheet: Element) -> Element:
    """Without its references."""
    copy = deepcopy(sheet)
    copy[:] = [child for child in copy if child.tag not in SHEET_REFERENCES]
    return copy


def refer(sheet: Element, places: Mapping[Place, str]) -> None:
    """Let a sheet have these heads and feet, {place: id of the relation}, and no others."""
    others = [child for child in sheet if child.tag not in SHEET_REFERENCES]
    made = []
    for (kind, pages), identifier in places.items():
        reference = sheet.makeelement(qualified(f"{kind}Reference"), {_TYPE: pages, _ID: identifier})
        made.append(reference)
    sheet[:] = [*made, *others]
