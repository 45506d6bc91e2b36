"""The parts of a Word file → its bytes; the one home of python-docx."""

import io
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time
from types import MappingProxyType

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

from mappe.formats.docx.relations import RelationKind, WordPart
from mappe.formats.docx.zipped import unzipped, zipped
from mappe.model.dates import PartialDate
from mappe.model.page import Page

_RELATIONS: Mapping[RelationKind, str] = MappingProxyType(
    {
        "custom_properties": RELATIONSHIP_TYPE.CUSTOM_PROPERTIES,
        "document": RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
        "font": RELATIONSHIP_TYPE.FONT,
        "font_table": RELATIONSHIP_TYPE.FONT_TABLE,
        "footer": RELATIONSHIP_TYPE.FOOTER,
        "footnotes": RELATIONSHIP_TYPE.FOOTNOTES,
        "header": RELATIONSHIP_TYPE.HEADER,
        "hyperlink": RELATIONSHIP_TYPE.HYPERLINK,
        "image": RELATIONSHIP_TYPE.IMAGE,
        "numbering": RELATIONSHIP_TYPE.NUMBERING,
        "properties": RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
        "settings": RELATIONSHIP_TYPE.SETTINGS,
        "styles": RELATIONSHIP_TYPE.STYLES,
        "theme": RELATIONSHIP_TYPE.THEME,
    }
)

_MEDIA_TYPES: Mapping[RelationKind, str] = MappingProxyType(
    {
        "custom_properties": CONTENT_TYPE.OFC_CUSTOM_PROPERTIES,
        "document": CONTENT_TYPE.WML_DOCUMENT_MAIN,
        "font": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
        "font_table": CONTENT_TYPE.WML_FONT_TABLE,
        "footer": CONTENT_TYPE.WML_FOOTER,
        "footnotes": CONTENT_TYPE.WML_FOOTNOTES,
        "header": CONTENT_TYPE.WML_HEADER,
        "numbering": CONTENT_TYPE.WML_NUMBERING,
        "properties": CONTENT_TYPE.OFC_EXTENDED_PROPERTIES,
        "settings": CONTENT_TYPE.WML_SETTINGS,
        "styles": CONTENT_TYPE.WML_STYLES,
        "theme": CONTENT_TYPE.OFC_THEME,
    }
)

_LONGEST = 255
"""Letters that python-docx lets a property have."""


def package(page: Page, language: str, parts: Iterable[WordPart]) -> bytes:
    """A Word file; the document and the application's properties are what its readers look for first."""
    opc = Package()
    written = {part.name: (part, _part(part, opc)) for part in parts}
    for part, target in written.values():
        if part.kind in ("document", "properties", "custom_properties"):
            opc.relate_to(target, _RELATIONS[part.kind])
        for relation, identifier in part.relations.ids.items():
            outside = relation.kind == "hyperlink"
            end = relation.target if outside else written[relation.target][1]
            kind = relation.uri or _RELATIONS[relation.kind]
            target.load_rel(kind, end, identifier, outside)
    _describe(opc, page, language)
    frame = io.BytesIO()
    opc.save(frame)
    contents = {part.name[1:]: part.content for part, _ in written.values()}
    return zipped({**unzipped(frame.getvalue()), **contents})


def _part(part: WordPart, opc: Package) -> Part:
    """A place for the part: what it holds would only be compressed twice."""
    return Part(PackURI(part.name), part.media_type or _MEDIA_TYPES[part.kind], b"", opc)


def _describe(opc: Package, page: Page, language: str) -> None:
    """ISO/IEC 29500-2, Core Properties."""
    properties = opc.core_properties
    properties.title = page.title[:_LONGEST]
    properties.author = properties.last_modified_by = page.author[:_LONGEST]
    properties.subject = properties.comments = page.description[:_LONGEST]
    properties.keywords = ", ".join(page.keywords)[:_LONGEST]
    properties.language = language
    day = datetime.combine(PartialDate.parse(page.date).first_day, time(), UTC)
    properties.created = properties.modified = day
