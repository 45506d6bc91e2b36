"""Laid-out boxes → logical structure: each HTML element once, however many boxes and pages it takes."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from xml.etree.ElementTree import Element as HtmlElement

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from mappe.formats.pdf.line_ends import Ending, LineEnds
from mappe.formats.pdf.structure import INLINE, Annotation, Content, Element
from mappe.model.vocabulary import SVG

POINTS_PER_PIXEL = 0.75

Box = Any
"""WeasyPrint has no types."""

Artifact = Mapping[str, str]
"""Properties of what is no part of the text (ISO 32000-1, 14.8.2.2.2)."""

DECORATION: Artifact = MappingProxyType({})

FURNITURE: Mapping[str, Artifact] = MappingProxyType(
    {
        "top": MappingProxyType({"Type": "/Pagination", "Subtype": "/Header"}),
        "bottom": MappingProxyType({"Type": "/Pagination", "Subtype": "/Footer"}),
        "left": MappingProxyType({"Type": "/Pagination"}),
        "right": MappingProxyType({"Type": "/Pagination"}),
    }
)
"""Edge of the sheet → what stands there."""


@dataclass(frozen=True)
class DrawnPage:
    """A page as WeasyPrint leaves it: its box, and {box: number of the mark around what it drew}."""

    box: Box
    marks: Mapping[Box, int]


@dataclass
class Reading:
    """What all pages say: the structure, what is no part of it, and how the ends of lines are read."""

    document: Element = field(default_factory=lambda: Element("Document"))
    artifacts: dict[Content, Artifact] = field(default_factory=dict)
    endings: dict[Content, Ending] = field(default_factory=dict)
    dropped: list[Annotation] = field(default_factory=list)
    """Rectangles of links that say what another one says already."""


def read(pages: list[DrawnPage]) -> Reading:
    """The structure of the pages, in the order of the HTML."""
    reader = _Reader()
    for number, page in enumerate(pages):
        reader.turn_to(number, page)
    return reader.reading


class _Reader:
    def __init__(self) -> None:
        self.reading = Reading()
        self._lines = LineEnds(self.reading.endings)
        self._elements: dict[tuple[HtmlElement, str], Element] = {}
        self._notes: dict[HtmlElement, Element] = {}
        self._artifact: Artifact | None = None
        self._in_link = False
        self._block = self.reading.document
        self._last: Content | None = None

    def turn_to(self, number: int, page: DrawnPage) -> None:
        self._page, self._marks, self._height = number, page.marks, page.box.margin_height()
        for child in page.box.children:
            self._visit(child, self.reading.document)

    def _visit(self, box: Box, parent: Element) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001  # what stands for it has no other name
        if isinstance(box, boxes.TextBox):
            self._words(box, parent)
        elif isinstance(box, boxes.MarginBox):
            with self._as_artifact(FURNITURE[box.at_keyword.strip("@").partition("-")[0]]):
                self._element(box, parent)
        elif isinstance(box, boxes.FootnoteAreaBox):
            for note in box.children:
                self._visit(note, self._notes.get(note.element, parent))
        elif self._is_decoration(box):
            with self._as_artifact(DECORATION):
                self._element(box, parent)
        else:
            self._element(box, parent)

    def _element(self, box: Box, parent: Element) -> None:
        element = self._element_of(box, parent)
        within, around = self._in_link, self._block
        if element.type not in INLINE:
            self._block = element
        self._link(box, element)
        self._inside(box, element)
        self._in_link, self._block = within, around

    def _inside(self, box: Box, element: Element) -> None:
        if isinstance(box, boxes.ReplacedBox):
            self._place(Content(self._page, self._marks[box]), element)
        for child in getattr(box, "children", ()):
            if isinstance(child, boxes.LineBox):
                for piece in child.children:
                    self._visit(piece, element)
                self._line(box, child)
            else:
                self._visit(child, element)

    @contextmanager
    def _as_artifact(self, artifact: Artifact) -> Iterator[None]:
        outer = self._artifact
        self._artifact = outer if outer is not None else artifact
        yield
        self._artifact = outer

    def _is_decoration(self, box: Box) -> bool:
        """What repeats or adorns: a table's head on its next page, dots before a page number."""
        html = box.element
        if box.is_leader:
            return True
        if html is None:
            return False
        if box.element_tag in ("thead", "tfoot") and (html, box.element_tag) in self._elements:
            return True
        if box.element_tag != html.tag:
            return False
        hidden = html.get("aria-hidden") == "true" or html.get("role") in ("presentation", "none")
        return hidden or (html.tag == "img" and not html.get("alt", "").strip())

    def _element_of(self, box: Box, parent: Element) -> Element:
        """The element that a box belongs to: one at the end of `parent`, one from before, or `parent`."""
        html, tag = box.element, box.element_tag
        if html is None or self._artifact is not None or html.tag in ("html", "body"):
            return parent
        if (html, tag) in self._elements:
            return self._elements[html, tag]
        kind = _type(html, tag, parent)
        if kind is None:
            return parent
        element = self._elements[html, tag] = _described(Element(kind, tag), html, box)
        if kind == "Figure":
            element.attributes |= self._picture(box)
        parent.add(element)
        if tag.endswith("::footnote-call"):
            self._note(html, parent)
        return element

    def _note(self, html: HtmlElement, parent: Element) -> None:
        """A footnote is read where it is called, wherever it is printed."""
        note = Element("Note", html.tag, id=f"note-{len(self._notes) + 1}", language=html.get("lang", ""))
        self._notes[html] = self._elements[html, html.tag] = note
        parent.add(note)

    def _picture(self, box: Box) -> dict[str, Any]:
        """Where a picture stands on its page, in points from the lower left (ISO 32000-1, 14.8.5.4.3)."""
        left, top = box.content_box_x(), box.content_box_y()
        edges = (left, self._height - top - box.height, left + box.width, self._height - top)
        return {
            "BBox": pydyf.Array(round(edge * POINTS_PER_PIXEL, 3) for edge in edges),
            "Placement": "/Block" if isinstance(box, boxes.BlockLevelBox) else "/Inline",
        }

    def _link(self, box: Box, element: Element) -> None:
        if not box.link_annotation:
            return
        annotation = Annotation(self._page, box.link_annotation)
        if self._artifact is None and element.type == "Link" and not self._in_link:
            annotation.object["Contents"] = pydyf.String(_link_text(box.element))
            element.add(annotation)
            self._in_link = True
        else:
            self.reading.dropped.append(annotation)

    def _words(self, box: Box, parent: Element) -> None:
        content = Content(self._page, self._marks[box])
        if box.text.strip():
            self._place(content, parent)
            self._last = content
            return
        self.reading.artifacts[content] = self._artifact or DECORATION
        if box.text and self._last and self._artifact is None:
            self.reading.endings[self._last] = Ending.SPACE  # the space itself is drawn as nothing at all

    def _place(self, content: Content, element: Element) -> None:
        if self._artifact is None:
            element.add(content)
        else:
            self.reading.artifacts[content] = self._artifact

    def _line(self, block: Box, line: Box) -> None:
        words = [text for text in _texts(line) if text.text.strip()]
        if words and block.element is not None and self._artifact is None:
            last = Content(self._page, self._marks[words[-1]])
            self._lines.line(self._block, block.element, (words[0].text, words[-1].text), last)


TYPES: Mapping[str, str] = MappingProxyType(
    {
        "main": "Part",
        "article": "Art",
        "section": "Sect",
        "nav": "Sect",
        "aside": "Sect",
        "div": "Div",
        "header": "Div",
        "footer": "Div",
        "address": "Div",
        "figure": "Div",
        "blockquote": "BlockQuote",
        **{f"h{level}": f"H{level}" for level in range(1, 7)},
        "p": "P",
        "pre": "P",
        "ul": "L",
        "ol": "L",
        "dl": "L",
        "li": "LI",
        "li::marker": "Lbl",
        "dt": "Lbl",
        "dd": "LBody",
        "table": "Table",
        "caption": "Caption",
        "figcaption": "Caption",
        "thead": "THead",
        "tbody": "TBody",
        "tfoot": "TFoot",
        "tr": "TR",
        "th": "TH",
        "td": "TD",
        "img": "Figure",
        f"{SVG}svg": "Figure",
        "a": "Link",
        "em": "Em",
        "strong": "Strong",
        "code": "Code",
        "kbd": "Code",
        "q": "Quote",
        "abbr": "Span",
    }
)
"""HTML element → type. What is not here is read as part of what it stands in, unless it has a language."""

SUFFIXES: Mapping[str, str] = MappingProxyType({"footnote-call": "Reference", "footnote-marker": "Lbl"})

IN_CONTENTS: Mapping[str, str] = MappingProxyType(
    {"ol": "TOC", "ul": "TOC", "li": "TOCI", "li::before": "Lbl"}
)
"""The same for lists in a `<nav>`."""

NUMBERINGS: Mapping[str, str] = MappingProxyType(
    {
        "disc": "/Disc",
        "circle": "/Circle",
        "square": "/Square",
        "decimal": "/Decimal",
        "lower-alpha": "/LowerAlpha",
        "upper-alpha": "/UpperAlpha",
        "lower-roman": "/LowerRoman",
        "upper-roman": "/UpperRoman",
    }
)
"""`list-style-type` → ListNumbering (ISO 32000-1, 14.8.5.5)."""


def _type(html: HtmlElement, tag: str, parent: Element) -> str | None:
    if parent.html == "nav" or parent.type in ("TOC", "TOCI"):
        kind = IN_CONTENTS.get(tag)
        if kind:
            return kind
    kind = TYPES.get(tag) or SUFFIXES.get(tag.rpartition("::")[2] if "::" in tag else "")
    return kind or ("Span" if html.get("lang") and tag == html.tag else None)


def _described(element: Element, html: HtmlElement, box: Box) -> Element:
    if element.html != html.tag:
        return element
    element.language = html.get("lang", "")
    element.attributes |= _attributes(element.type, html, box)
    if element.type == "Figure":
        element.alternative = html.get("alt") or html.findtext(f"{SVG}title") or ""
    if html.tag == "abbr":
        element.expansion = html.get("title", "")
    return element


def _attributes(kind: str, html: HtmlElement, box: Box) -> dict[str, Any]:
    match kind:
        case "L":
            return {"ListNumbering": NUMBERINGS.get(_list_style(box), "/None")}
        case "TH":
            scope = "/Row" if html.get("scope", "").startswith("row") else "/Column"
            return {"Scope": scope, **_spans(html)}
        case "TD":
            return _spans(html)
    return {}


def _list_style(box: Box) -> str:
    return str(box.style["list_style_type"]) if box.element_tag != "dl" else "none"


def _spans(html: HtmlElement) -> dict[str, int]:
    spans = {"ColSpan": int(html.get("colspan", "1")), "RowSpan": int(html.get("rowspan", "1"))}
    return {key: span for key, span in spans.items() if span > 1}


def _link_text(html: HtmlElement) -> str:
    """What a link says of itself (ISO 14289-1, 7.18.5): its words and those of the pictures in it."""
    words = html.get("aria-label") or " ".join("".join(_spoken(html)).split())
    return f"{words} ({html.get('title')})" if html.get("title") else words


def _spoken(html: HtmlElement) -> Iterator[str]:
    yield html.get("alt", "") + (html.text or "")
    for child in html:
        yield from _spoken(child)
        yield child.tail or ""


def _texts(box: Box) -> Iterator[Box]:
    """The texts of a line, without those of blocks that stand in it."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from _texts(child)
