"""Elements within a line → pieces of text, each with all that its run will say."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from mappe.diagnostics import Diagnostic
from mappe.errors import FormatError
from mappe.formats.docx.ooxml import Element
from mappe.formats.docx.references import label_of, words
from mappe.formats.docx.setting import Setting
from mappe.formats.docx.style_names import DRAWINGS
from mappe.model.vocabulary import SVG

TAB_BEFORE = frozenset({"Value Label"})
TAB_AFTER = frozenset({"Day Label"})
"""Styles of words that stand in a column of their own."""


class Piece(NamedTuple):
    """What one run says, or a few that belong together.

    A field has its instruction as `text`, and `shown` until Word counts anew. A picture has its address as
    `text`, what is said for it as `shown`, and `room` millimetres at most. A note has words of its own.
    """

    text: str
    language: str
    kind: Literal["text", "tab", "break", "field", "picture", "note"] = "text"
    style: str = ""
    bold: bool = False
    italic: bool = False
    link: str = ""
    """The address that it leads to."""
    mark: str = ""
    """The bookmark that it stands in."""
    shown: str = ""
    note: "tuple[Piece, ...]" = ()
    room: float = 0


def pieces(element: Element, setting: Setting, like: Piece) -> Iterator[Piece]:
    """What the element holds, in order; `like` says what they have in common."""
    for node in nodes(element):
        if isinstance(node, str):
            yield like._replace(text=node, language=setting.spoken(node))
        else:
            yield from inline(node, setting, like)


def inline(element: Element, setting: Setting, like: Piece) -> Iterator[Piece]:
    """What the element writes; raises `FormatError` for one that has no place in a line."""
    rule = INLINES.get(tag := str(element.tag))
    if rule is None:
        raise FormatError([Diagnostic(f"no rule for <{tag}> within a line in Word files")])
    inner = setting.inside(element)
    yield from rule(element, inner, setting.style(element) or "", like._replace(language=inner.language))


def plain(setting: Setting, style: str = "") -> Piece:
    """A piece without text, as it begins a paragraph."""
    return Piece("", setting.language, style=style)


def nodes(element: Element) -> Iterator[str | Element]:
    """Text and elements in order, of decoration only what Word files show."""
    if element.text:
        yield element.text
    for child in element:
        if child.tag != f"{SVG}svg" or child.get("class") in DRAWINGS:
            yield child
        if child.tail:
            yield child.tail


def _styled(element: Element, inner: Setting, style: str, like: Piece) -> Iterator[Piece]:
    if style in TAB_BEFORE:
        yield like._replace(kind="tab")
    yield from pieces(element, inner, like._replace(style=style or like.style))
    if style in TAB_AFTER:
        yield like._replace(kind="tab")


def _span(element: Element, inner: Setting, style: str, like: Piece) -> Iterator[Piece]:
    own = (SPANS[name] for name in element.get("class", "").split() if name in SPANS)
    yield from next(own, _styled)(element, inner, style, like)


def _page(_element: Element, _inner: Setting, _style: str, like: Piece) -> Iterator[Piece]:
    yield like._replace(kind="field", text="PAGE", shown="1")


def _pages(_element: Element, inner: Setting, _style: str, like: Piece) -> Iterator[Piece]:
    yield like._replace(kind="field", text="NUMPAGES", shown=str(inner.story.pagination.pages))


def _figure_number(element: Element, _inner: Setting, _style: str, like: Piece) -> Iterator[Piece]:
    yield like._replace(kind="field", text=r"SEQ Figure \* ARABIC", shown=words(element))


def _table_number(element: Element, _inner: Setting, _style: str, like: Piece) -> Iterator[Piece]:
    yield like._replace(kind="field", text=r"SEQ Table \* ARABIC", shown=words(element))


def _running_section(_element: Element, inner: Setting, _style: str, like: Piece) -> Iterator[Piece]:
    """The title of the section that a page is in.

    Word takes a number for the built-in heading of that level, whatever its menus call it, as in the captions
    with chapter numbers that it writes itself; LibreOffice does too (sw/source/core/fields/reffld.cxx).
    """
    if inner.story.titles:
        yield like._replace(kind="field", text="STYLEREF 1", shown=inner.story.titles[0])


def _label(element: Element, inner: Setting, style: str, like: Piece) -> Iterator[Piece]:
    yield from _styled(element, inner, style, like._replace(mark=label_of(element)))


def _footnote(element: Element, inner: Setting, _style: str, like: Piece) -> Iterator[Piece]:
    yield like._replace(kind="note", link="", note=tuple(pieces(element, inner, plain(inner))))


def _strong(element: Element, inner: Setting, style: str, like: Piece) -> Iterator[Piece]:
    yield from _styled(element, inner, style, like if style else like._replace(bold=True))


def _em(element: Element, inner: Setting, style: str, like: Piece) -> Iterator[Piece]:
    yield from _styled(element, inner, style, like._replace(italic=True))


def _a(element: Element, inner: Setting, style: str, like: Piece) -> Iterator[Piece]:
    """A link looks like the words around it where those have a look of their own."""
    address, said = element.get("href", ""), words(element)
    own = like._replace(style=like.style or style)
    if "reference" in element.get("class", "").split() and (name := inner.story.quoted(address, said)):
        yield own._replace(kind="field", text=rf"REF {name} \h", shown=said)
    else:
        yield from _styled(element, inner, own.style, own._replace(link=address))


def _br(_element: Element, _inner: Setting, _style: str, like: Piece) -> Iterator[Piece]:
    yield like._replace(kind="break")


def _img(element: Element, inner: Setting, _style: str, like: Piece) -> Iterator[Piece]:
    address, alternative = element.get("src", ""), element.get("alt", "")
    yield like._replace(kind="picture", text=address, shown=alternative, room=inner.room)


_Rule = Callable[[Element, Setting, str, Piece], Iterator[Piece]]
"""What an element writes within a line: of the element, the setting inside it, its style, its like."""

SPANS: Mapping[str, _Rule] = MappingProxyType(
    {
        "caption-label": _label,
        "figure-number": _figure_number,
        "footnote": _footnote,
        "page": _page,
        "pages": _pages,
        "running-section": _running_section,
        "table-number": _table_number,
    }
)
"""Class of a `<span>` that is more than words → what it writes: ISO/IEC 29500-1, Fields and Hyperlinks."""

INLINES: Mapping[str, _Rule] = MappingProxyType(
    {
        "a": _a,
        "br": _br,
        "em": _em,
        "img": _img,
        "span": _span,
        "strong": _strong,
        "sup": _styled,
    }
)
"""Element → what it writes within a line."""
