"""What a PDF says about itself to catalogues and archives, as XMP.

Source: ISO 16684-1 (XMP); ISO 19005-2, 6.6 (PDF/A-2: properties of other schemas are described in the file);
ISO 14289-1, clause 5 (PDF/UA-1: the file names the standard that it follows).
"""

from collections.abc import Callable, Iterable
from types import MappingProxyType
from xml.etree import ElementTree

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
UA = "http://www.aiim.org/pdfua/ns/id/"

SCHEMAS = MappingProxyType(
    {
        "pdfuaid": UA,
        "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
        "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
        "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    }
)

PDF_UA = f"""
<rdf:Description xmlns:rdf="{RDF}" xmlns:pdfuaid="{UA}" rdf:about="">
  <pdfuaid:part>1</pdfuaid:part>
</rdf:Description>"""

EXTENSION = f"""
<rdf:Description xmlns:rdf="{RDF}" rdf:about="" xmlns:pdfaExtension="{SCHEMAS["pdfaExtension"]}"
    xmlns:pdfaSchema="{SCHEMAS["pdfaSchema"]}" xmlns:pdfaProperty="{SCHEMAS["pdfaProperty"]}">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>{UA}</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>the part of ISO 14289 that the file follows</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""

for _prefix, _uri in SCHEMAS.items():
    ElementTree.register_namespace(_prefix, _uri)


def with_accessibility(
    theirs: Callable[..., bytes], languages: Iterable[str], keywords: Iterable[str]
) -> Callable[..., bytes]:
    """WeasyPrint's RDF with the mark of PDF/UA-1, the languages (BCP 47) and the keywords as a list."""

    def rdf(*level: object) -> bytes:
        root = ElementTree.fromstring(theirs(*level))  # noqa: S314  # made a moment ago
        root.extend(map(ElementTree.fromstring, (PDF_UA, EXTENSION)))
        described = ElementTree.SubElement(root, f"{{{RDF}}}Description", {f"{{{RDF}}}about": ""})
        _bag(described, f"{{{DC}}}language", languages)
        _bag(described, f"{{{DC}}}subject", keywords)
        return ElementTree.tostring(root, encoding="utf-8")

    return rdf


def _bag(described: ElementTree.Element, name: str, entries: Iterable[str]) -> None:
    bag = ElementTree.SubElement(ElementTree.SubElement(described, name), f"{{{RDF}}}Bag")
    for entry in entries:
        ElementTree.SubElement(bag, f"{{{RDF}}}li").text = entry
