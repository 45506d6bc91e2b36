"""Elements that stand on lines of their own → paragraphs and tables."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from mappe.diagnostics import Diagnostic
from mappe.errors import FormatError
from mappe.formats.docx.anchors import bookmark
from mappe.formats.docx.drawings import drawing
from mappe.formats.docx.inlines import INLINES, Piece, inline, nodes, pieces, plain
from mappe.formats.docx.lists import definitions, items
from mappe.formats.docx.ooxml import Element, put, qualified, twentieths, w
from mappe.formats.docx.runs import paragraph
from mappe.formats.docx.setting import Setting
from mappe.formats.docx.tables import table
from mappe.model.vocabulary import SVG

_BEFORE_RECORD = 6
"""Points."""


def flow(element: Element, setting: Setting) -> Iterator[Element]:
    """What an element holds: blocks as they are, words between them as paragraphs; `setting` is inside it."""
    waiting: list[Piece] = []
    for node in nodes(element):
        if isinstance(node, str):
            waiting.append(plain(setting)._replace(text=node, language=setting.spoken(node)))
        elif node.tag in INLINES:
            waiting.extend(inline(node, setting, plain(setting)))
        else:
            yield from paragraph(setting.plain, waiting, setting.story)
            waiting = []
            yield from block(node, setting)
    yield from paragraph(setting.plain, waiting, setting.story)


def block(element: Element, setting: Setting) -> Iterator[Element]:
    rule = BLOCKS.get(tag := str(element.tag))
    if rule is None:
        raise FormatError([Diagnostic(f"no rule for <{tag}> in Word files")])
    written = [*rule(element, setting)]
    if identifier := element.get("id"):
        bookmark(written, identifier, next(setting.story.ids))
    yield from written


def _container(element: Element, setting: Setting) -> Iterator[Element]:
    written = flow(element, setting.inside(element))
    if "side" in element.get("class", "").split():
        yield from _record(written)
    else:
        yield from written


def _record(written: Iterator[Element]) -> Iterator[Element]:
    """A record on its side of a spread stands apart from the one above it."""
    first = next(written, None)
    if first is not None:
        if first.tag == qualified("p"):
            put(first[0], w("spacing", before=twentieths(_BEFORE_RECORD)))
        yield first
    yield from written


def _paragraph(element: Element, setting: Setting) -> Iterator[Element]:
    inner = setting.inside(element)
    style = setting.style(element) or setting.plain
    yield from paragraph(style, pieces(element, inner, plain(inner)), setting.story)


def _figure(element: Element, setting: Setting) -> Iterator[Element]:
    yield from flow(element, setting.inside(element)._replace(paragraph="Picture"))


def _section(element: Element, setting: Setting) -> Iterator[Element]:
    written = [*_container(element, setting)]
    continued = "continued" in element.get("class", "").split()
    if not written or (written[0].tag != qualified("p") and not continued):
        message = f"section '{element.get('id')}' does not begin with its heading"
        raise FormatError([Diagnostic(message)])
    yield from written


def _list(element: Element, setting: Setting) -> Iterator[Element]:
    yield from items(element, setting, flow)


def _definitions(element: Element, setting: Setting) -> Iterator[Element]:
    yield from definitions(element, setting, flow)


def _table(element: Element, setting: Setting) -> Iterator[Element]:
    yield from table(element, setting, flow)


BLOCKS: Mapping[str, Callable[[Element, Setting], Iterator[Element]]] = MappingProxyType(
    {
        "div": _container,
        "dl": _definitions,
        "figcaption": _paragraph,
        "figure": _figure,
        "h1": _paragraph,
        "h2": _paragraph,
        "h3": _paragraph,
        "h4": _paragraph,
        "ol": _list,
        "p": _paragraph,
        "section": _section,
        "table": _table,
        "ul": _list,
        f"{SVG}svg": drawing,
    }
)
"""Element → what it writes."""
