"""What Mappe draws from data, as pictures: decoration, since words beside it say the same."""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from lxml import etree

from mappe.formats.docx.ooxml import Element, w
from mappe.formats.docx.outlines import outlined
from mappe.formats.docx.pictures import inline_picture
from mappe.formats.docx.runs import styled
from mappe.formats.docx.setting import Setting
from mappe.formats.pictures import PIXEL, few_colours, painted, pixels
from mappe.model.page import Asset
from mappe.model.theme import Theme
from mappe.model.vocabulary import SVG

_COARSE = 0.4
"""Of the pixels that paper needs: enough for programs that cannot show the drawing itself."""


class Window(NamedTuple):
    """A part of a drawing, in its own millimetres."""

    left: float
    top: float
    width: float
    height: float


def drawing(element: Element, setting: Setting) -> Iterator[Element]:
    """All of a drawing in a paragraph of its own: ISO/IEC 29500-1, inline (Inline DrawingML Object)."""
    yield framed(element, whole(element), "Drawing", setting)


def framed(element: Element, window: Window, style: str, setting: Setting) -> Element:
    """A paragraph with this part of a drawing, as wide as the text at most."""
    story, scale = setting.story, min(1.0, setting.width / window.width)
    markup = etree.tostring(element, encoding="unicode", with_tail=False)
    svg, png = pictures(markup, window, scale, story.page.theme)
    name = f"/word/media/{sha256(svg.content).hexdigest()[:16]}"
    files = {f"{name}.png": png, f"{name}.svg": svg}
    story.files.update(files)
    picture = inline_picture(files, "", (window.width * scale, window.height * scale), "", story)
    return w("p", styled(style), w("r", w("rPr", w("lang", val=setting.language)), picture))


def whole(element: Element) -> Window:
    """All of a drawing: its `viewBox`."""
    return Window(*map(float, element.get("viewBox", "").split()))


@lru_cache(maxsize=64)
def pictures(markup: str, window: Window, scale: float, theme: Theme) -> tuple[Asset, Asset]:
    """A drawing as a file of its own, with words as shapes and sizes in pixels; and the same painted."""
    root = etree.fromstring(markup)
    for words in [*root.iter(f"{SVG}text")]:
        if (around := words.getparent()) is not None:
            around.replace(words, outlined(words, theme))
    width, height = window.width * scale, window.height * scale
    root.attrib.clear()
    root.set("viewBox", " ".join(f"{length:.6g}" for length in window))
    root.set("width", f"{width / PIXEL:.6g}")
    root.set("height", f"{height / PIXEL:.6g}")
    svg = Asset("image/svg+xml", etree.tostring(root), round(width / PIXEL), round(height / PIXEL))
    return svg, few_colours(painted(svg, round(pixels(width) * _COARSE)))
