"""Pieces of text → the paragraphs, runs, links, fields and notes of a Word file."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType

from mappe.formats.docx.anchors import bookmark_name, marked
from mappe.formats.docx.inlines import Piece
from mappe.formats.docx.ooxml import SPACE, Element, R, paragraph_properties, qualified, style_id, text, w
from mappe.formats.docx.pictures import drawing
from mappe.formats.docx.setting import Story

_SPACES = re.compile(r"[ \t\r\n\f]+")
_SIGNS = re.compile("([\u00ad\u2011])")
_OWN_ELEMENTS: Mapping[str, str] = MappingProxyType({"\u00ad": "softHyphen", "\u2011": "noBreakHyphen"})

_SEEN = frozenset({"text", "field", "picture", "note"})
"""Kinds of pieces that make a paragraph."""


def paragraph(style: str, content: Iterable[Piece], story: Story, *properties: Element) -> Iterator[Element]:
    """One paragraph, or none where there are no words."""
    kept = collapsed(content)
    if any(piece.kind in _SEEN for piece in kept):
        yield w("p", styled(style, *properties), *runs(kept, story))


def styled(style: str, *properties: Element) -> Element:
    """`w:pPr` of a paragraph in this style."""
    if properties:
        return paragraph_properties([w("pStyle", val=style_id(style)), *properties])
    return copy(_in_style(style))


@lru_cache(maxsize=1024)
def _in_style(style: str) -> Element:
    # A copy costs a fifth of what it costs to make one.
    return w("pPr", w("pStyle", val=style_id(style)))


def collapsed(content: Iterable[Piece]) -> list[Piece]:
    """White space as HTML shows it: one space between words, none at the ends of a line."""
    kept: list[Piece] = []
    at_space = True
    for piece in content:
        if piece.kind == "text":
            words = _SPACES.sub(" ", piece.text)
            words = words.removeprefix(" ") if at_space else words
            if words:
                kept.append(piece if words == piece.text else piece._replace(text=words))
                at_space = words.endswith(" ")
        elif piece.kind in _SEEN:
            kept.append(piece)
            at_space = False
        else:
            _trim(kept)
            # A break is as tall as the words before it, not as those around.
            kept.append(kept[-1]._replace(kind="break") if kept and piece.kind == "break" else piece)
            at_space = True
    _trim(kept)
    return kept


def runs(content: Iterable[Piece], story: Story) -> Iterator[Element]:
    """Runs, with those of a link and those within a bookmark together."""
    for (address, mark), together in groupby(content, _belongs_to):
        written = [run for piece in together for run in _RUNS[piece.kind](piece, story)]
        if address:
            written = [_hyperlink(address, written, story)]
        if mark:
            written = marked(written, mark, next(story.ids))
        yield from written


def field_start(like: Piece) -> tuple[Element, Element, Element]:
    """A field up to what it shows: ISO/IEC 29500-1, fldChar (Complex Field Character)."""
    return _run(like, _mark("begin")), _instruction(like, f" {like.text} "), _run(like, _mark("separate"))


def field_end(like: Piece) -> Element:
    return _run(like, _mark("end"))


def entry_field(title: Sequence[Piece]) -> Iterator[Element]:
    """A field that shows nothing and has an entry for the contents: ISO/IEC 29500-1, field TC."""
    first, last = title[0], title[-1]
    yield _run(first, _mark("begin"))
    yield _instruction(first, ' TC "')
    for piece in title:
        yield _instruction(piece, piece.text.replace('"', r"\""))
    yield _instruction(last, r'" \f C \l 1 ')
    yield field_end(last)


def _instruction(like: Piece, words: str) -> Element:
    written = w("instrText")
    written.set(SPACE, "preserve")
    written.text = words
    return _run(like, written)


def _belongs_to(piece: Piece) -> tuple[str, str]:
    # A picture has its link in itself, as Word writes it.
    return "" if piece.kind == "picture" else piece.link, piece.mark


def _mark(kind: str) -> Element:
    return w("fldChar", fldCharType=kind)


def _run(like: Piece, *content: Element) -> Element:
    style = like.style or ("Strong" if like.bold else "Emphasis" if like.italic else "")
    return w("r", copy(_properties(style, like.bold, like.italic, like.language)), *content)


def _words(piece: Piece, _story: Story) -> Iterator[Element]:
    if "\u00ad" in piece.text or "\u2011" in piece.text:
        signs = (part for part in _SIGNS.split(piece.text) if part)
        yield _run(
            piece, *(w(_OWN_ELEMENTS[part]) if part in _OWN_ELEMENTS else text(part) for part in signs)
        )
    else:
        yield _run(piece, text(piece.text))


def _tab(piece: Piece, _story: Story) -> Iterator[Element]:
    yield _run(piece, w("tab"))


def _break(piece: Piece, _story: Story) -> Iterator[Element]:
    # The space is for whoever reads only the words, which would run together.
    yield _run(piece, text(" "), w("br"))


def _field(piece: Piece, _story: Story) -> Iterator[Element]:
    yield from field_start(piece)
    yield from _words(piece._replace(text=piece.shown), _story)
    yield field_end(piece)


def _picture(piece: Piece, story: Story) -> Iterator[Element]:
    target = _target(piece.link, story) if piece.link else ""
    yield _run(piece._replace(style="", bold=False, italic=False), drawing(piece, target, story))


def _target(address: str, story: Story) -> str:
    """The relation of a link that is no `w:hyperlink`; a place in the file is an address too."""
    place = f"#{bookmark_name(story.anchor(address))}" if address.startswith("#") else address
    return story.relations.to("hyperlink", place)


def _note(piece: Piece, story: Story) -> Iterator[Element]:
    """The sign in the text; the words go to the foot of the page: ISO/IEC 29500-1, footnoteReference."""
    sign = piece._replace(style="Footnote Reference", bold=False, italic=False)
    below = replace(story, relations=story.notes.relations)
    space = Piece(" ", piece.language)
    words = [*_words(space, below), *runs(collapsed(piece.note), below)]
    number = story.notes.add(_run(sign, w("footnoteRef")), *words)
    yield _run(sign, w("footnoteReference", id=number))


_RUNS: Mapping[str, Callable[[Piece, Story], Iterator[Element]]] = MappingProxyType(
    {"text": _words, "tab": _tab, "break": _break, "field": _field, "picture": _picture, "note": _note}
)


def _trim(kept: list[Piece]) -> None:
    """Take the space from the end."""
    if kept and kept[-1].kind == "text" and kept[-1].text.endswith(" "):
        last = kept.pop()
        if shorter := last.text.removesuffix(" "):
            kept.append(last._replace(text=shorter))


@lru_cache(maxsize=1024)
def _properties(style: str, bold: bool, italic: bool, language: str) -> Element:  # noqa: FBT001  # keys
    """ISO/IEC 29500-1, rPr (Run Properties)."""
    properties = w("rPr")
    if style:
        properties.append(w("rStyle", val=style_id(style)))
    if bold and style != "Strong":
        properties.append(w("b"))
    if italic and style != "Emphasis":
        properties.append(w("i"))
    properties.append(w("lang", val=language))
    return properties


def _hyperlink(address: str, content: Iterable[Element], story: Story) -> Element:
    """Out of the file or to a section: ISO/IEC 29500-1, hyperlink (Hyperlink)."""
    link = w("hyperlink", *content, history=1)
    if address.startswith("#"):
        link.set(qualified("anchor"), bookmark_name(story.anchor(address)))
    else:
        link.set(f"{{{R}}}id", story.relations.to("hyperlink", address))
    return link
