"""A page's contact cards as one vCard file, RFC 2426."""

from collections.abc import Iterator

from mappe.diagnostics import Diagnostic
from mappe.errors import FormatError
from mappe.model.contact_card import vcard
from mappe.model.content_lines import PRODUCT, content_line, folded
from mappe.model.page import Page


def write_vcf(page: Page) -> bytes:
    """The whole file. Raises `FormatError` for a page without contacts."""
    if not page.contacts:
        message = "its readers see nobody to turn to"
        raise FormatError([Diagnostic(message, None, "leave vcf out of the formats")])
    return folded(_lines(page))


def _lines(page: Page) -> Iterator[str]:
    for card in page.contacts:
        product, uid = content_line("PRODID", PRODUCT), content_line("UID", card.uid)
        yield from vcard(card, product, uid, content_line("REV", f"{card.modified}T00:00:00Z"))
