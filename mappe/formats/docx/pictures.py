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
from mappe.formats.pictures import painted, pixels, scaled
from mappe.model.page import Asset
from mappe.model.theme import Tokens

_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}

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

_DECORATIVE = """\
<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">
<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>
</a:ext></a:extLst>
"""
"""What Word's "mark as decorative" writes: [MS-ODRAWXML], decorative."""

_SVG = """\
<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">
<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"/>
</a:ext></a:extLst>
"""
"""The drawing beside the pixels that programs without SVG show: [MS-ODRAWXML], svgBlip."""


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
    known = {name: asset for asset in story.page.assets.values() for name in _part_names(asset)}
    for relation in story.relations.ids:
        if relation.kind == "image":
            asset = known[relation.target]
            files = zip(_part_names(asset), _files(asset, story.page.theme.tokens), strict=True)
            file = dict(files)[relation.target]
            yield WordPart("image", relation.target, file.content, file.media_type)


def _part_names(asset: Asset) -> list[str]:
    """Of the picture as every program shows it, and of the SVG if it is one."""
    kinds = ("image/png", asset.media_type) if _is_drawing(asset) else (asset.media_type,)
    name = sha256(asset.content).hexdigest()[:16]
    return [f"/word/media/{name}.{_SUFFIXES[kind]}" for kind in kinds]


def _files(asset: Asset, tokens: Tokens) -> list[Asset]:
    """What the parts of these names hold, in the pixels that paper needs."""
    width, height = map(pixels, _size(asset, tokens))
    return [painted(asset, width), asset] if _is_drawing(asset) else [scaled(asset, width, height)]


def _is_drawing(asset: Asset) -> bool:
    return asset.media_type == "image/svg+xml"


def _drawing(asset: Asset, alternative: str, story: Story) -> Element:
    drawing = etree.fromstring(_DRAWING, _PARSER)
    number = str(next(story.ids))
    for properties in (*drawing.iter("{*}docPr"), *drawing.iter("{*}cNvPr")):
        properties.attrib.update({"id": number, "name": number, "descr": alternative})
    if not alternative:
        for properties in drawing.iter("{*}docPr"):
            properties.append(etree.fromstring(_DECORATIVE, _PARSER))
    for blip in drawing.iter("{*}blip"):
        _show(blip, [story.relations.to("image", name) for name in _part_names(asset)])
    width, height = _size(asset, story.page.theme.tokens)
    for extent in (*drawing.iter("{*}extent"), *drawing.iterfind(".//{*}xfrm/{*}ext")):
        extent.attrib.update({"cx": str(emu(width)), "cy": str(emu(height))})
    return drawing


def _show(blip: Element, relations: list[str]) -> None:
    plain, *drawings = relations
    blip.set(f"{{{R}}}embed", plain)
    for drawing in drawings:
        blip.append(etree.fromstring(_SVG, _PARSER))
        for svg in blip.iter("{*}svgBlip"):
            svg.set(f"{{{R}}}embed", drawing)


def _size(asset: Asset, tokens: Tokens) -> tuple[float, float]:
    """Width and height in millimetres, in the picture's own proportion."""
    highest = float(tokens.sheet.height) * _HIGHEST
    scale = min(_PIXEL, text_width(tokens) / asset.width, highest / asset.height)
    return asset.width * scale, asset.height * scale
