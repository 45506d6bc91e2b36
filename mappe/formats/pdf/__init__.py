"""A page as PDF, laid out by WeasyPrint; this package is its only home."""

from mappe.formats.pagination import Pagination
from mappe.formats.pdf import publish
from mappe.formats.pdf.sides import facing, sides
from mappe.formats.pdf.spreads import spread
from mappe.model.page import Page, Written

__all__ = ["pagination", "spread", "write_pdf"]


def write_pdf(page: Page) -> Written:
    """The file for screen and office printer. Raises `FormatError` with everything that is wrong."""
    return publish.published(facing(page), sides(page))


def pagination(page: Page) -> Pagination:
    """On which pages of that file its places are. Raises `FormatError` where the page cannot be laid out."""
    return publish.pagination(facing(page), sides(page))
