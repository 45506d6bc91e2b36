"""Pictures, in line with the text."""

from collections.abc import Iterator
from hashlib import sha256

from lxml import etree

from mappe.diagnostics import Diagnostic
from mappe.errors import FormatError
from mappe.formats.docx.faces import text_width
from mappe.formats.docx.ooxml import Element, R, emu, paragraph_properties, style_id, w
from mappe.formats.docx.relations import WordPart
from mappe.formats.docx.setting import Setting, Story
from mappe.model.page import Asset
from mappe.model.theme import Tokens

_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg"}

_PARSER = etree.XMLParser(remove_blank_text=True)

_PIXEL = 25.4 / 96
"""Millimetres, at the size that screens give it: no picture is enlarged beyond."""

_HIGHEST = 0.6
"""The share of a page's height that a picture may take."""

_DRAWING = """\
<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">
<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent/><wp:docPr/>
<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>
<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">
<pic:pic><pic:nvPicPr><pic:cNvPr/><pic:cNvPicPr/></pic:nvPicPr>
<pic:blipFill><a:blip/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>
</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>
"""
"""ISO/IEC 29500-1, inline (Inline DrawingML Object), with what differs from picture to picture left out."""


def picture(element: Element, setting: Setting) -> Iterator[Element]:
    """A picture in a paragraph of its own, as wide as the text at most.

    Raises `FormatError` for one that is missing.
    """
    address = element.get("src", "")
    asset = setting.story.page.assets.get(address)
    if asset is None:
        raise FormatError([Diagnostic(f"the page has no picture '{address}'")])
    drawing = _drawing(asset, element.get("alt", ""), setting.story)
    language = w("rPr", w("lang", val=setting.inside(element).language))
    yield w("p", paragraph_properties([w("pStyle", val=style_id("Picture"))]), w("r", language, drawing))


def picture_parts(story: Story) -> Iterator[WordPart]:
    """The files of the pictures that the story shows, each once."""
    known = {_part_name(asset): asset for asset in story.page.assets.values()}
    for relation in story.relations.ids:
        if relation.kind == "image":
            asset = known[relation.target]
            yield WordPart("image", relation.target, asset.content, asset.media_type)


def _part_name(asset: Asset) -> str:
    return f"/word/media/{sha256(asset.content).hexdigest()[:16]}.{_SUFFIXES[asset.media_type]}"


def _drawing(asset: Asset, alternative: str, story: Story) -> Element:
    drawing = etree.fromstring(_DRAWING, _PARSER)
    number = str(next(story.ids))
    for properties in (*drawing.iter("{*}docPr"), *drawing.iter("{*}cNvPr")):
        properties.attrib.update({"id": number, "name": number, "descr": alternative})
    for blip in drawing.iter("{*}blip"):
        blip.set(f"{{{R}}}embed", story.relations.to("image", _part_name(asset)))
    width, height = _size(asset, story.page.theme.tokens)
    for extent in (*drawing.iter("{*}extent"), *drawing.iter("{*}ext")):
        extent.attrib.update({"cx": str(emu(width)), "cy": str(emu(height))})
    return drawing


def _size(asset: Asset, tokens: Tokens) -> tuple[float, float]:
    """Width and height in millimetres, in the picture's own proportion."""
    highest = float(tokens.sheet.height) * _HIGHEST
    scale = min(_PIXEL, text_width(tokens) / asset.width, highest / asset.height)
    return asset.width * scale, asset.height * scale
