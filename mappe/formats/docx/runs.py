"""Pieces of text → the paragraphs, runs, links and fields of a Word file."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType

from mappe.formats.docx.anchors import bookmark_name
from mappe.formats.docx.inlines import Piece
from mappe.formats.docx.ooxml import SPACE, Element, R, W, paragraph_properties, style_id, text, w
from mappe.formats.docx.setting import Story

_SPACES = re.compile(r"[ \t\r\n\f]+")
_SIGNS = re.compile("([\u00ad\u2011])")
_OWN_ELEMENTS: Mapping[str, str] = MappingProxyType({"\u00ad": "softHyphen", "\u2011": "noBreakHyphen"})


def paragraph(style: str, content: Iterable[Piece], story: Story, *properties: Element) -> Iterator[Element]:
    """One paragraph, or none where there are no words."""
    kept = collapsed(content)
    if any(piece.kind in ("text", "field") for piece in kept):
        head = paragraph_properties([w("pStyle", val=style_id(style)), *properties])
        yield w("p", head, *runs(kept, story))


def collapsed(content: Iterable[Piece]) -> list[Piece]:
    """White space as HTML shows it: one space between words, none at the ends of a line."""
    kept: list[Piece] = []
    at_space = True
    for piece in content:
        if piece.kind == "text":
            words = _SPACES.sub(" ", piece.text)
            words = words.removeprefix(" ") if at_space else words
            if words:
                kept.append(replace(piece, text=words))
                at_space = words.endswith(" ")
        elif piece.kind == "field":
            kept.append(piece)
            at_space = False
        else:
            _trim(kept)
            # A break is as tall as the words before it, not as those around.
            kept.append(replace(kept[-1], kind="break") if kept and piece.kind == "break" else piece)
            at_space = True
    _trim(kept)
    return kept


def runs(content: Iterable[Piece], story: Story) -> Iterator[Element]:
    """Runs, with those of a link together."""
    for address, linked in groupby(content, lambda piece: piece.link):
        written = [run for piece in linked for run in _RUNS[piece.kind](piece)]
        if address:
            yield _hyperlink(address, written, story)
        else:
            yield from written


def field_start(like: Piece) -> tuple[Element, Element, Element]:
    """A field up to what it shows: ISO/IEC 29500-1, fldChar (Complex Field Character)."""
    instruction = w("instrText")
    instruction.set(SPACE, "preserve")
    instruction.text = f" {like.text} "
    return _run(like, _mark("begin")), _run(like, instruction), _run(like, _mark("separate"))


def field_end(like: Piece) -> Element:
    return _run(like, _mark("end"))


def _mark(kind: str) -> Element:
    return w("fldChar", fldCharType=kind)


def _run(like: Piece, *content: Element) -> Element:
    return w("r", w("rPr", *_properties(like)), *content)


def _words(piece: Piece) -> Iterator[Element]:
    signs = (part for part in _SIGNS.split(piece.text) if part)
    yield _run(piece, *(w(_OWN_ELEMENTS[part]) if part in _OWN_ELEMENTS else text(part) for part in signs))


def _tab(piece: Piece) -> Iterator[Element]:
    yield _run(piece, w("tab"))


def _break(piece: Piece) -> Iterator[Element]:
    # The space is for whoever reads only the words, which would run together.
    yield _run(piece, text(" "), w("br"))


def _field(piece: Piece) -> Iterator[Element]:
    yield from field_start(piece)
    yield _run(piece, text(piece.shown))
    yield field_end(piece)


_RUNS: Mapping[str, Callable[[Piece], Iterator[Element]]] = MappingProxyType(
    {"text": _words, "tab": _tab, "break": _break, "field": _field}
)


def _trim(kept: list[Piece]) -> None:
    """Take the space from the end."""
    if kept and kept[-1].kind == "text":
        last = kept.pop()
        if shorter := last.text.removesuffix(" "):
            kept.append(replace(last, text=shorter))


def _properties(piece: Piece) -> Iterator[Element]:
    style = piece.style or ("Strong" if piece.bold else "Emphasis" if piece.italic else "")
    if style:
        yield w("rStyle", val=style_id(style))
    if piece.bold and style != "Strong":
        yield w("b")
    if piece.italic and style != "Emphasis":
        yield w("i")
    yield w("lang", val=piece.language)


def _hyperlink(address: str, content: Iterable[Element], story: Story) -> Element:
    """Out of the file or to a section: ISO/IEC 29500-1, hyperlink (Hyperlink)."""
    link = w("hyperlink", *content, history=1)
    if address.startswith("#"):
        link.set(f"{{{W}}}anchor", bookmark_name(story.anchor(address)))
    else:
        link.set(f"{{{R}}}id", story.relations.to("hyperlink", address))
    return link
