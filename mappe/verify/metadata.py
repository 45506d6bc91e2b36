"""What a PDF says about itself in its metadata.

Source: ISO 16684-1 (XMP); ISO 19005-2, 6.6.4 (identification of PDF/A); ISO 14289-1, clause 5 (of PDF/UA).
"""

import re
from dataclasses import dataclass

from lxml import etree
from pikepdf import Pdf, Stream

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
PDF_A = "{http://www.aiim.org/pdfa/ns/id/}"
PDF_UA = "{http://www.aiim.org/pdfua/ns/id/}"

PACKET = re.compile(rb"<\?xpacket.*?\?>", re.DOTALL)


@dataclass(frozen=True)
class Metadata:
    """`blocks` are the elements rdf:RDF, of which readers see the first; `pdf_a` is `2a` and the like."""

    title: str = ""
    pdf_a: str = ""
    pdf_ua: str = ""
    blocks: int = 0
    is_packed: bool = False

    @property
    def flavours(self) -> tuple[str, ...]:
        """The standards that the file says it follows, as veraPDF calls them."""
        return (*([self.pdf_a] if self.pdf_a else []), *([f"ua{self.pdf_ua}"] if self.pdf_ua else []))


def standard(flavour: str) -> str:
    """The name of a standard: `PDF/A-2a`, `PDF/UA-1`."""
    return f"PDF/UA-{flavour[2:]}" if flavour.startswith("ua") else f"PDF/A-{flavour}"


def metadata(pdf: Pdf) -> Metadata:
    """Raises `ValueError` where it cannot be read."""
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, Stream):
        return Metadata()
    root = _parsed(PACKET.sub(b"", stream.read_bytes()).strip())
    blocks = list(root.iter(f"{RDF}RDF"))
    if not blocks:
        return Metadata(is_packed="/Filter" in stream)
    part, level = _value(blocks[0], f"{PDF_A}part"), _value(blocks[0], f"{PDF_A}conformance")
    return Metadata(
        _value(blocks[0], TITLE),
        part + level.lower() if part else "",
        _value(blocks[0], f"{PDF_UA}part"),
        len(blocks),
        "/Filter" in stream,
    )


def _parsed(source: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    try:
        return etree.fromstring(source, parser)
    except etree.XMLSyntaxError as error:
        message = f"the metadata is no XML: {error.msg}"
        raise ValueError(message) from None


def _value(block: etree._Element, name: str) -> str:
    """A property, written as an attribute or as an element."""
    for description in block:
        if name in description.attrib:
            return str(description.attrib[name]).strip()
        element = description.find(name)
        if element is not None:
            return next(filter(None, map(str.strip, element.itertext())), "")  # the default of all languages
    return ""
