"""Elements within a line → pieces of text, each with all that its run will say."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from mappe.diagnostics import Diagnostic
from mappe.errors import FormatError
from mappe.formats.docx.ooxml import Element
from mappe.formats.docx.setting import Setting
from mappe.model.vocabulary import SVG

TAB_BEFORE = frozenset({"Value Label"})
TAB_AFTER = frozenset({"Day Label"})
"""Styles of words that stand in a column of their own."""

FIELDS: Mapping[str, str] = MappingProxyType({"page": "PAGE", "pages": "NUMPAGES"})
"""Class of a span → the field that counts: ISO/IEC 29500-1, fields PAGE and NUMPAGES."""


@dataclass(frozen=True)
class Piece:
    """Text of one kind; a field has its instruction as `text`, and `shown` until Word counts anew."""

    text: str
    language: str
    kind: Literal["text", "tab", "break", "field"] = "text"
    style: str = ""
    bold: bool = False
    italic: bool = False
    link: str = ""
    """The address that it leads to."""
    shown: str = ""


def pieces(element: Element, setting: Setting, like: Piece) -> Iterator[Piece]:
    """What the element holds, in order; `like` says what they have in common."""
    for node in nodes(element):
        if isinstance(node, str):
            yield replace(like, text=node)
        else:
            yield from inline(node, setting, like)


def inline(element: Element, setting: Setting, like: Piece) -> Iterator[Piece]:
    """What the element writes; raises `FormatError` for one that has no place in a line."""
    rule = INLINES.get(tag := str(element.tag))
    if rule is None:
        raise FormatError([Diagnostic(f"no rule for <{tag}> within a line in Word files")])
    inner = setting.inside(element)
    yield from rule(element, inner, setting.style(element) or "", replace(like, language=inner.language))


def plain(setting: Setting, style: str = "") -> Piece:
    """A piece without text, as it begins a paragraph."""
    return Piece("", setting.language, style=style)


def nodes(element: Element) -> Iterator[str | Element]:
    """Text and elements in order, without decoration."""
    if element.text:
        yield element.text
    for child in element:
        if child.tag != f"{SVG}svg":
            yield child
        if child.tail:
            yield child.tail


def _styled(element: Element, inner: Setting, style: str, like: Piece) -> Iterator[Piece]:
    if style in TAB_BEFORE:
        yield replace(like, kind="tab")
    yield from pieces(element, inner, replace(like, style=style or like.style))
    if style in TAB_AFTER:
        yield replace(like, kind="tab")


def _span(element: Element, inner: Setting, style: str, like: Piece) -> Iterator[Piece]:
    instruction = FIELDS.get(element.get("class", ""))
    if instruction:
        shown = str(inner.story.pages) if instruction == "NUMPAGES" else "1"
        yield replace(like, text=instruction, kind="field", shown=shown)
    else:
        yield from _styled(element, inner, style, like)


def _strong(element: Element, inner: Setting, style: str, like: Piece) -> Iterator[Piece]:
    yield from _styled(element, inner, style, like if style else replace(like, bold=True))


def _em(element: Element, inner: Setting, style: str, like: Piece) -> Iterator[Piece]:
    yield from _styled(element, inner, style, replace(like, italic=True))


def _a(element: Element, inner: Setting, style: str, like: Piece) -> Iterator[Piece]:
    """A link looks like the words around it where those have a look of their own."""
    yield from _styled(element, inner, like.style or style, replace(like, link=element.get("href", "")))


def _br(_element: Element, _inner: Setting, _style: str, like: Piece) -> Iterator[Piece]:
    yield replace(like, kind="break")


INLINES: Mapping[str, Callable[[Element, Setting, str, Piece], Iterator[Piece]]] = MappingProxyType(
    {"a": _a, "br": _br, "em": _em, "span": _span, "strong": _strong, "sup": _styled}
)
"""Element → what it writes within a line: of the element, the setting inside it, its style, its like."""
