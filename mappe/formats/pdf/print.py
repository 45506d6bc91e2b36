"""Files for printers: with bleed and marks for a shop, as a booklet to fold, two pages on a sheet."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from pikepdf import Name

from mappe.formats.pdf.imposition import Side, imposed
from mappe.formats.pdf.marks import BLEED, marked
from mappe.formats.pdf.publish import published
from mappe.formats.pdf.saving import MM
from mappe.formats.pdf.sides import facing, sides
from mappe.model.page import Page, Written

A4_LANDSCAPE = 297 * MM, 210 * MM

DUPLEX: Mapping[str, Name] = MappingProxyType(
    {"/Duplex": Name.DuplexFlipShortEdge, "/PrintScaling": Name("/None")}
)
"""What the print dialogue of a viewer should offer; other pages of the sheet would come out upside down."""

UNCUT = ".cover,.cover .globe{overflow:visible}"
"""Drawings that reach over the edge of the page are not cut there: the shop does that."""

DIVISION = b"/Artifact BMC\nq 0.7 G 0.4 w 420.945 34 m 420.945 561 l S Q\nEMC\n"
"""A thin line between the two pages of a handout."""


def write_shop(page: Page) -> Written:
    """The pages as `pdf` has them, with bleed and crop marks. Raises `FormatError`."""
    written = published(facing(page), f"{sides(page)}@page{{bleed:{BLEED}mm}}\n{UNCUT}")
    return replace(written, content=marked(written.content))


def write_booklet(page: Page) -> Written:
    """Small pages, two on each side of a sheet: printed on both, flipped on the short edge, folded once.

    Raises `FormatError`.
    """
    small = replace(page, theme=page.theme.booklet, two_sided=True)
    written = published(facing(small), sides(small))
    order = [Side(pages) for pages in saddle_stitch(written.pages or 0)]
    return Written(imposed(written.content, order, A4_LANDSCAPE, DUPLEX), len(order))


def write_handout(page: Page) -> Written:
    """Two pages side by side, made smaller. Raises `FormatError`."""
    written = published(facing(page), sides(page)) if page.layout == "facing" else published(page)
    order = list(side_by_side(written.pages or 0))
    return Written(imposed(written.content, order, A4_LANDSCAPE), len(order))


def saddle_stitch(pages: int) -> Iterator[tuple[int | None, int | None]]:
    """Which pages, counted from 0, stand left and right on each side of each sheet, from the outside in.

    The front of a sheet comes before its back; what is missing to full sheets is blank at the end.
    """
    places = -(-pages // 4) * 4
    for sheet in range(places // 4):
        first, last = 2 * sheet, places - 1 - 2 * sheet
        for left, right in ((last, first), (first + 1, last - 1)):
            yield left if left < pages else None, right if right < pages else None


def side_by_side(pages: int) -> Iterator[Side]:
    """Two after two, with a thin line between them."""
    for first in range(0, pages, 2):
        yield Side((first, first + 1 if first + 1 < pages else None), DIVISION)
