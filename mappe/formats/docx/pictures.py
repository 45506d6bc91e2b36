"""Pictures, in line with the text."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import lru_cache
from hashlib import sha256

from lxml import etree

from mappe.diagnostics import Diagnostic
from mappe.errors import FormatError
from mappe.formats.docx.inlines import Piece
from mappe.formats.docx.ooxml import Element, R, emu
from mappe.formats.docx.relations import WordPart
from mappe.formats.docx.setting import Story
from mappe.formats.docx.sheets import paper
from mappe.formats.pictures import PIXEL, painted, pixels, scaled
from mappe.model.page import Asset

_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}

_PARSER = etree.XMLParser(remove_blank_text=True)

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


_LINK = """\
<a:hlinkClick xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>
"""
"""Where a picture leads: ISO/IEC 29500-1, hlinkClick (Drawing Element On Click Hyperlink)."""


def drawing(piece: Piece, target: str, story: Story) -> Element:
    """A picture as wide as its room at most; `target` is the relation of what it leads to, if it does.

    Raises `FormatError` for one that is missing.
    """
    asset = story.page.assets.get(piece.text)
    if asset is None:
        raise FormatError([Diagnostic(f"the page has no picture '{piece.text}'")])
    size = _size(asset, piece.room, float(paper(story.page).height))
    story.sizes[asset] = max(size, story.sizes.get(asset, size))
    return inline_picture(_part_names(asset), piece.shown, size, target, story)


def picture_parts(story: Story) -> Iterator[WordPart]:
    """The files of the pictures that are shown, each once and in the pixels of its largest place."""
    for asset, size in story.sizes.items():
        for name, file in zip(_part_names(asset), _files(asset, *size), strict=True):
            yield WordPart("image", name, file.content, file.media_type)
    for name, file in story.files.items():
        yield WordPart("image", name, file.content, file.media_type)


def _part_names(asset: Asset) -> list[str]:
    """Of the picture as every program shows it, and of the SVG if it is one."""
    kinds = ("image/png", asset.media_type) if _is_drawing(asset) else (asset.media_type,)
    name = sha256(asset.content).hexdigest()[:16]
    return [f"/word/media/{name}.{_SUFFIXES[kind]}" for kind in kinds]


def _files(asset: Asset, width: float, height: float) -> list[Asset]:
    """What the parts of these names hold, in the pixels that paper needs for so many millimetres."""
    if _is_drawing(asset):
        return [painted(asset, pixels(width)), asset]
    return [scaled(asset, pixels(width), pixels(height))]


def _is_drawing(asset: Asset) -> bool:
    return asset.media_type == "image/svg+xml"


def inline_picture(
    names: Iterable[str], alternative: str, size: tuple[float, float], target: str, story: Story
) -> Element:
    """`w:drawing` that shows the first of these parts, or the second where a program can.

    `size` is in millimetres; without `alternative` it is decoration.
    """
    drawn = deepcopy(_parsed(_DRAWING))
    number = str(next(story.ids))
    (outer,), (inner,) = drawn.iter("{*}docPr"), drawn.iter("{*}cNvPr")
    for properties in (outer, inner):
        properties.attrib.update({"id": number, "name": number, "descr": alternative})
        if target:
            properties.append(deepcopy(_parsed(_LINK)))
            properties[0].set(f"{{{R}}}id", target)
    if not alternative:
        outer.append(deepcopy(_parsed(_DECORATIVE)))
    for blip in drawn.iter("{*}blip"):
        _show(blip, [story.relations.to("image", name) for name in names])
    width, height = map(emu, size)
    for extent in (*drawn.iter("{*}extent"), *drawn.iterfind(".//{*}xfrm/{*}ext")):
        extent.attrib.update({"cx": str(width), "cy": str(height)})
    return drawn


def _show(blip: Element, relations: list[str]) -> None:
    plain, *others = relations
    blip.set(f"{{{R}}}embed", plain)
    for other in others:
        blip.append(deepcopy(_parsed(_SVG)))
        for svg in blip.iter("{*}svgBlip"):
            svg.set(f"{{{R}}}embed", other)


@lru_cache(maxsize=8)
def _parsed(markup: str) -> Element:
    return etree.fromstring(markup, _PARSER)


def _size(asset: Asset, room: float, sheet: float) -> tuple[float, float]:
    """Width and height in millimetres, in the picture's own proportion, on a sheet that is so high."""
    # No picture is enlarged beyond the size that screens give it.
    scale = min(PIXEL, room / asset.width, sheet * _HIGHEST / asset.height)
    return asset.width * scale, asset.height * scale
