"""From a page to the bytes of a file.

Each program is imported with the first file it writes: WeasyPrint and python-docx take a second, and who only
plans needs neither.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mappe.model.page import Page, Written


@dataclass(frozen=True)
class Format:
    """A way to publish a page: the suffix of its files and the function that writes one.

    `engines` are the programs besides Mappe on which the bytes depend, as `manifest.engines` calls them;
    `sections` are the types of which a page must have one; most formats take any page.
    """

    suffix: str
    write: Callable[[Page], Written]
    engines: tuple[str, ...] = ()
    sections: frozenset[str] = frozenset()


def _pdf(page: Page) -> Written:
    from mappe.formats.pdf import write_pdf

    return write_pdf(page)


def _docx(page: Page) -> Written:
    from mappe.formats.docx import write_docx

    return Written(write_docx(page))


def _html(page: Page) -> Written:
    from mappe.formats.html import write_html

    return Written(write_html(page))


def _ics(page: Page) -> Written:
    from mappe.formats.ics import write_ics

    return Written(write_ics(page))


def _vcf(page: Page) -> Written:
    from mappe.formats.vcf import write_vcf

    return Written(write_vcf(page))


def _shop(page: Page) -> Written:
    from mappe.formats.pdf.print import write_shop

    return write_shop(page)


def _booklet(page: Page) -> Written:
    from mappe.formats.pdf.print import write_booklet

    return write_booklet(page)


def _handout(page: Page) -> Written:
    from mappe.formats.pdf.print import write_handout

    return write_handout(page)


PDF = (
    *("Python", "WeasyPrint", "pydyf", "tinycss2", "cssselect2", "tinyhtml5", "Pyphen"),
    *("Pango", "HarfBuzz", "fontTools", "Pillow", "pikepdf"),
)
WORD = (*PDF, "python-docx", "lxml", "uharfbuzz", "resvg-py")
"""With all that makes the PDF, of which it takes its page numbers."""

FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "pdf": Format(".pdf", _pdf, PDF),
        "docx": Format(".docx", _docx, WORD),
        "html": Format(".html", _html),
        "ics": Format(".ics", _ics, ("icalendar",), frozenset({"programme"})),
        "vcf": Format(".vcf", _vcf, (), frozenset({"contacts", "delegation"})),
        "shop": Format(".shop.pdf", _shop, PDF),
        "booklet": Format(".booklet.pdf", _booklet, PDF),
        "handout": Format(".handout.pdf", _handout, PDF),
    }
)
"""Name in office.yaml, among the print files of a document and on the command line → format."""
