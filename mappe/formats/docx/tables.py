"""Tables: rows that stay whole under a head that comes again on every page."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from mappe.formats.docx.anchors import bookmark
from mappe.formats.docx.faces import text_width
from mappe.formats.docx.inlines import pieces, plain
from mappe.formats.docx.ooxml import Element, W, paragraph_properties, style_id, twips, w
from mappe.formats.docx.runs import paragraph
from mappe.formats.docx.setting import Flow, Setting
from mappe.formats.docx.styles import TABLE_STYLE
from mappe.model.theme import Tokens

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "time": "time-column",
        "when": "date-column",
        "details": "details-column",
        "status": "status-column",
        "version": "status-column",
    }
)
"""Class of a column → the measure of its width; the others share what is left."""


def table(element: Element, setting: Setting, flow: Flow) -> Iterator[Element]:
    """A table behind its caption, if that is to be seen: ISO/IEC 29500-1, tbl (Table)."""
    inner = setting.inside(element)
    caption = element.find("caption")
    if caption is not None and (style := inner.style(caption)):
        within = inner.inside(caption)
        keep = w("keepNext")
        yield from paragraph(style, pieces(caption, within, plain(within)), setting.story, keep)
    widths = column_widths(element, setting.story.page.theme.tokens)
    rows = (_row(row, inner, widths, flow) for row in element.iter("tr"))
    grid = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    yield w("tbl", _properties(caption, sum(widths)), grid, *rows)


def column_widths(element: Element, tokens: Tokens) -> list[int]:
    """Twentieths of a point; together as wide as the text."""
    total = twips(text_width(tokens))
    own = [twips(tokens.measures[COLUMNS[name]]) if name in COLUMNS else 0 for name in _columns(element)]
    left = total - sum(own)
    widths = [width or left // own.count(0) for width in own]
    widths[-1] += total - sum(widths)
    return widths


def _columns(element: Element) -> list[str]:
    """The class of each column; those of a table that does not say are all alike."""
    columns = element.iter("col")
    named = [column.get("class", "") for column in columns for _ in range(int(column.get("span", "1")))]
    first = next(element.iter("tr"))
    return named or [""] * sum(_span(cell) for cell in first)


def _span(cell: Element) -> int:
    return int(cell.get("colspan", "1"))


def _properties(caption: Element | None, width: int) -> Element:
    properties = w(
        "tblPr",
        w("tblStyle", val=style_id(TABLE_STYLE)),
        w("tblW", w=width, type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0420", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
    )
    if caption is not None:
        properties.append(w("tblCaption", val=" ".join("".join(caption.itertext()).split())))
    return properties


def _row(row: Element, setting: Setting, widths: list[int], flow: Flow) -> Element:
    inner = setting.inside(row)
    properties = w("trPr", w("cantSplit"))
    parent = row.getparent()
    if parent is not None and parent.tag == "thead":
        properties.append(w("tblHeader"))
    written = w("tr", properties)
    column = 0
    for cell in row:
        span = _span(cell)
        written.append(_cell(cell, inner, sum(widths[column : column + span]), flow))
        column += span
    if identifier := row.get("id"):
        bookmark([written], identifier, next(setting.story.ids))
    # The last column needs no room to its right: its text ends where the rules end.
    for properties in written.iterfind(f"{{{W}}}tc[last()]/{{{W}}}tcPr"):
        properties.append(w("tcMar", w("right", w=0, type="dxa")))
    return written


def _cell(cell: Element, setting: Setting, width: int, flow: Flow) -> Element:
    properties = w("tcPr", w("tcW", w=width, type="dxa"))
    if _span(cell) > 1:
        properties.append(w("gridSpan", val=_span(cell)))
    inner = replace(setting.inside(cell), level=0)
    inner = replace(inner, paragraph=setting.style(cell) or "Body Text")
    # A cell without a paragraph would break the file, so an empty one has an empty one.
    content = [*flow(cell, inner)] or [w("p", paragraph_properties([w("pStyle", val=style_id(inner.plain))]))]
    return w("tc", properties, *content)
