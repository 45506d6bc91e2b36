"""A page as PDF, laid out by WeasyPrint; this package is its only home."""

from mappe.formats.pdf.publish import published
from mappe.formats.pdf.sides import facing, sides
from mappe.model.page import Page, Written


def write_pdf(page: Page) -> Written:
    """The file for screen and office printer. Raises `FormatError` with everything that is wrong."""
    return published(facing(page), sides(page))
