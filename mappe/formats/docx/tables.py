"""Tables: rows that stay whole under a head that comes again on every page."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from mappe.diagnostics import Diagnostic
from mappe.errors import FormatError
from mappe.formats.docx.anchors import bookmark
from mappe.formats.docx.grid import Slot, grid, rows, span
from mappe.formats.docx.inlines import pieces, plain
from mappe.formats.docx.ooxml import Element, put, qualified, style_id, twips, w
from mappe.formats.docx.references import words
from mappe.formats.docx.runs import paragraph, styled
from mappe.formats.docx.seams import closed
from mappe.formats.docx.setting import Flow, Setting
from mappe.formats.docx.style_names import FRAMED
from mappe.formats.docx.styles import CELL_MARGINS, TABLE_STYLE
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

LEAST = 20
"""Millimetres that are left for each of the others; where there is no room for that, all columns give way."""


_BETWEEN, _WITHIN = 1.0, 0.3
"""Millimetres above and below the records of two languages, and between the rows of one."""


class CellLook(NamedTuple):
    """A cell of `across` columns; `open_edges` have no rule, `shade` is RRGGBB."""

    across: int
    merge: str
    open_edges: tuple[str, ...]
    shade: str
    last: bool


def table(element: Element, setting: Setting, flow: Flow) -> Iterator[Element]:
    """A table behind its caption, if that is to be seen: ISO/IEC 29500-1, tbl (Table)."""
    inner = setting.inside(element)
    caption = element.find("caption")
    if caption is not None and (style := inner.style(caption)):
        within = inner.inside(caption)
        keep = w("keepNext")
        yield from paragraph(style, pieces(caption, within, plain(within)), setting.story, keep)
    widths = column_widths(element, setting.width, setting.story.page.theme.tokens)
    columns = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    written = (_row(row, slots, inner, widths, flow) for row, slots in grid(element))
    yield w("tbl", _properties(element, caption, sum(widths)), columns, *written)


def column_widths(element: Element, room: float, tokens: Tokens) -> list[int]:
    """Twentieths of a point; together as wide as the room, which is in millimetres."""
    total = twips(room)
    own = [twips(tokens.measures[COLUMNS[name]]) if name in COLUMNS else 0 for name in _columns(element)]
    most = total - own.count(0) * min(twips(LEAST), total // len(own))
    if sum(own) > most:
        own = [width * most // sum(own) for width in own]
    left = total - sum(own)
    widths = [width or left // own.count(0) for width in own]
    widths[-1] += total - sum(widths)
    return widths


def _columns(element: Element) -> list[str]:
    """The class of each column; those of a table that does not say are all alike."""
    columns = element.iterfind("colgroup/col")
    named = [column.get("class", "") for column in columns for _ in range(span(column, "span"))]
    first = next(rows(element), ())
    named = named or [""] * sum(span(cell, "colspan") for cell in first)
    if not named:
        raise FormatError([Diagnostic("a table has no cells")])
    return named


def _properties(element: Element, caption: Element | None, width: int) -> Element:
    heads = all(row[0].tag == "th" for row in element.iterfind("tbody/tr") if len(row))
    look = {
        "firstRow": 1,
        "lastRow": 0,
        "firstColumn": int(heads),
        "lastColumn": 0,
        "noHBand": 1,
        "noVBand": 1,
    }
    properties = w(
        "tblPr",
        w("tblStyle", val=style_id(TABLE_STYLE)),
        w("tblW", w=width, type="dxa"),
        w("tblLayout", type="fixed"),
        *_close(element),
        w("tblLook", val="06A0" if heads else "0620", **look),
    )
    if caption is not None:
        properties.append(w("tblCaption", val=words(caption)))
    return properties


def _close(element: Element) -> Iterator[Element]:
    """What makes the rows of pairs lower than those of other tables, of which there are fewer."""
    if "pairs" in element.get("class", "").split():
        yield w("tblCellMar", *(w(side, w=twips(_BETWEEN), type="dxa") for side in ("top", "bottom")))


def _row(row: Element, slots: Sequence[Slot], setting: Setting, widths: Sequence[int], flow: Flow) -> Element:
    inner = setting.inside(row)
    group = row.getparent()
    written = w("tr", copy(_row_properties(head=group is not None and group.tag == "thead")))
    goes_on = _is_continued(row.getnext())
    open_edges = ("top",) * _is_continued(row) + ("bottom",) * goes_on
    for slot in slots:
        end = slot.column + slot.across
        if end > len(widths):
            message = f"a row has {end} columns, and its table {len(widths)}"
            raise FormatError([Diagnostic(message)])
        width = sum(widths[slot.column : end])
        look = CellLook(slot.across, slot.merge, open_edges, _shade(slot.cell, inner), end == len(widths))
        content = _content(slot.cell, inner, width, flow)
        if goes_on:
            _keep_with_next(content)
        written.append(w("tc", copy(_cell_properties(width, look)), *content))
    if identifier := row.get("id"):
        bookmark([written], identifier, next(setting.story.ids))
    return written


def _is_continued(row: Element | None) -> bool:
    """Whether a row goes on with the record of the one above it."""
    return row is not None and "continued" in row.get("class", "").split()


def _shade(cell: Element | None, setting: Setting) -> str:
    """The ground of a cell that comes out of a box, as RRGGBB."""
    if cell is None or "box" not in cell.get("class", "").split():
        return ""
    colour = "rose" if "internal" in setting.around else "sand"
    return setting.story.page.theme.tokens.colours[colour].removeprefix("#")


def _keep_with_next(content: Sequence[Element]) -> None:
    """On one page with the row below: ISO/IEC 29500-1, keepNext (Keep Paragraph With Next Paragraph)."""
    for written in content:
        if written.tag == qualified("p"):
            put(written[0], w("keepNext"))


@lru_cache(maxsize=2)
def _row_properties(*, head: bool) -> Element:
    return w("trPr", w("cantSplit"), *([w("tblHeader")] if head else []))


@lru_cache(maxsize=256)
def _cell_properties(width: int, look: CellLook) -> Element:
    """ISO/IEC 29500-1, tcPr (Table Cell Properties)."""
    properties = w("tcPr", w("tcW", w=width, type="dxa"))
    if look.across > 1:
        properties.append(w("gridSpan", val=look.across))
    if look.merge:
        properties.append(w("vMerge", val=look.merge))
    if look.open_edges:
        properties.append(w("tcBorders", *(w(edge, val="nil") for edge in look.open_edges)))
    if look.shade:
        properties.append(w("shd", val="clear", color="auto", fill=look.shade))
    if margins := [*_own_margins(look)]:
        properties.append(w("tcMar", *(w(side, w=twips(size), type="dxa") for side, size in margins)))
    return properties


def _own_margins(look: CellLook) -> Iterator[tuple[str, float]]:
    """(side, millimetres): within a record lines stand close; at the right edge text ends where rules end."""
    if "top" in look.open_edges:
        yield "top", 0
    if "bottom" in look.open_edges:
        yield "bottom", _WITHIN
    if look.last:
        yield "right", 0


def _content(cell: Element | None, setting: Setting, width: int, flow: Flow) -> list[Element]:
    """Paragraphs; a cell without one would break the file, so an empty one has an empty one."""
    if cell is None:
        return [w("p", styled(FRAMED["Table"]["Body Text"]))]
    room = width / twips(1) - CELL_MARGINS["right"]
    inner = setting.inside(cell)._replace(level=0, width=room, paragraph=setting.style(cell) or "Body Text")
    return closed(flow(cell, inner)) or [w("p", styled(inner.plain))]
