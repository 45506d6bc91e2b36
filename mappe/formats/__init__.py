"""From a page to the bytes of a file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mappe.formats.docx import write_docx
from mappe.formats.html import write_html
from mappe.formats.ics import write_ics
from mappe.formats.pdf import write_pdf
from mappe.formats.pdf.print import write_booklet, write_handout, write_shop
from mappe.formats.vcf import write_vcf
from mappe.model.page import Page, Written


@dataclass(frozen=True)
class Format:
    """A way to publish a page: the suffix of its files and the function that writes one.

    `sections` are the types of which a page must have one; most formats take any page.
    """

    suffix: str
    write: Callable[[Page], Written]
    sections: frozenset[str] = frozenset()


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "pdf": Format(".pdf", write_pdf),
        "docx": Format(".docx", lambda page: Written(write_docx(page))),
        "html": Format(".html", lambda page: Written(write_html(page))),
        "ics": Format(".ics", lambda page: Written(write_ics(page)), frozenset({"programme"})),
        "vcf": Format(".vcf", lambda page: Written(write_vcf(page)), frozenset({"contacts", "delegation"})),
        "shop": Format(".shop.pdf", write_shop),
        "booklet": Format(".booklet.pdf", write_booklet),
        "handout": Format(".handout.pdf", write_handout),
    }
)
"""Name in office.yaml, among the print files of a document and on the command line → format."""
