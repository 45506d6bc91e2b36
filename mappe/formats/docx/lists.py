"""Lists: with bullets, with numbers, of terms."""

from collections.abc import Iterator

from mappe.formats.docx.inlines import INLINES, Piece, nodes, pieces, plain
from mappe.formats.docx.numbering import DEEPEST, LISTS, in_list, text_start
from mappe.formats.docx.ooxml import Element, paragraph_properties, qualified, style_id, twips, w
from mappe.formats.docx.runs import paragraph
from mappe.formats.docx.setting import Flow, Setting
from mappe.formats.docx.style_names import FRAMED

_PARAGRAPH, _VAL = qualified("p"), qualified("val")


def items(element: Element, setting: Setting, flow: Flow) -> Iterator[Element]:
    """The items of `<ul>` and `<ol>`; every `<ol>` counts for itself. Word keeps to its ninth level."""
    inner = setting.inside(element)
    deeper = min(inner.level + 1, DEEPEST)
    number = 0
    for item in element.iterchildren("li"):
        style = inner.style(item) or inner.plain
        written = flow(item, inner.inside(item)._replace(paragraph=style, level=deeper))
        if style in LISTS:
            start = int(element.get("start", "1"))
            number = number or inner.story.numbering.number(style, inner.level, start)
            written = _numbered(written, style, number, inner)
        yield from written


def _numbered(written: Iterator[Element], style: str, number: int, setting: Setting) -> Iterator[Element]:
    """An item's first paragraph has the number, its others stand under it; lists inside have their own."""
    first = True
    for block in written:
        if _is_plain(block, style):
            block.replace(block[0], _first(style, number, setting) if first else _other(style, setting))
            first = False
        yield block


def _is_plain(block: Element, style: str) -> bool:
    """Whether it is a paragraph in this style and in no list yet."""
    own = block[0][0] if block.tag == _PARAGRAPH else None
    return own is not None and own.get(_VAL) == style_id(style) and own.getnext() is None


def _first(style: str, number: int, setting: Setting) -> Element:
    return paragraph_properties([w("pStyle", val=style_id(style)), in_list(setting.level, number)])


def _other(style: str, setting: Setting) -> Element:
    name = FRAMED[setting.frame].get("List Continue", "List Continue")
    start = text_start(style, setting.level, setting.story.page.theme.tokens)
    indent = w("ind", left=twips(start), hanging=0)
    return paragraph_properties([w("pStyle", val=style_id(name)), indent])


def definitions(element: Element, setting: Setting, flow: Flow) -> Iterator[Element]:
    """The entries of `<dl>`: a term and what is said of it, in one paragraph where that is a line."""
    inner = setting.inside(element)
    waiting: list[Piece] = []
    for entry in element:
        within = inner.inside(entry)
        if entry.tag == "dt":
            waiting += pieces(entry, within, plain(within, inner.style(entry) or ""))
        elif any(isinstance(node, Element) and node.tag not in INLINES for node in nodes(entry)):
            yield from paragraph(inner.plain, waiting, inner.story)
            yield from flow(entry, within)
            waiting = []
        else:
            tab = plain(within)._replace(kind="tab")
            content = [*waiting, tab, *pieces(entry, within, plain(within))]
            yield from paragraph(inner.style(entry) or inner.plain, content, inner.story)
            waiting = []
