"""The running head and foot."""

from dataclasses import replace

from mappe.formats.docx.inlines import Piece, pieces, plain
from mappe.formats.docx.ooxml import Element, w
from mappe.formats.docx.runs import paragraph
from mappe.formats.docx.setting import Setting


def furniture(tag: str, element: Element, setting: Setting) -> Element:
    """`w:hdr` or `w:ftr`: the last of the paragraphs stands at the right edge, beside the one before."""
    inner = setting.inside(element)
    lines = [_words(line, inner) for line in element.iterchildren("p")]
    *above, left, right = lines
    style = "Header" if tag == "hdr" else "Footer"
    together = [*left, replace(plain(inner), kind="tab"), *right]
    written = (written for line in (*above, together) for written in paragraph(style, line, setting.story))
    return w(tag, *written)


def _words(line: Element, setting: Setting) -> list[Piece]:
    inner = setting.inside(line)
    return [*pieces(line, inner, plain(inner, setting.style(line) or ""))]
