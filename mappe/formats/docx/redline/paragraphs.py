"""Paragraphs with tracked changes: whole ones that are new or gone, and those whose words differ."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import groupby

from lxml import etree

from mappe.formats.docx.ooxml import Element, qualified, reached, text, w
from mappe.formats.docx.redline.meaning import Meaning
from mappe.formats.docx.redline.revisions import Fate, Revisions
from mappe.formats.docx.redline.tokens import SIGNS, Token, tokens
from mappe.formats.docx.redline.words import is_tied, stretches

_ELEMENTS = {sign: tag.rpartition("}")[2] for tag, sign in SIGNS.items()}
_FORMAT, _PROPERTIES, _SHEET = map(qualified, ("rPr", "pPr", "sectPr"))

SHEET_REFERENCES = frozenset(map(qualified, ("headerReference", "footerReference")))


@dataclass
class Comparison:
    """What is needed to compare two files' paragraphs, and which of their notes stand for each other."""

    old: Meaning
    new: Meaning
    revisions: Revisions
    notes: list[tuple[Element, Element]] = field(default_factory=list)
    """References to notes, of the previous file and of today's."""

    @property
    def loose(self) -> bool:
        """Whether only words are compared."""
        return self.old.loose


@dataclass(frozen=True, eq=False)
class Piece:
    """A token with its fate; `before` is what it was in the previous paragraph, if it is the same now."""

    fate: Fate
    token: Token
    before: Token | None = None


def whole(paragraph: Element, fate: Fate, revisions: Revisions) -> Element:
    """A copy of a paragraph that is new or gone, its mark too."""
    copy = deepcopy(paragraph)
    head = copy.find(_PROPERTIES)
    content = [child for child in copy if child is not head]
    copy[:] = [*([] if head is None else [head]), *revisions.around(fate, content)]
    return revisions.end(copy, fate)


def changed(old: Element, new: Element, comparison: Comparison) -> Element:
    """A copy of today's paragraph with what it was."""
    written = etree.Element(new.tag, dict(new.attrib), nsmap=new.nsmap)
    head = new.find(_PROPERTIES)
    if head is not None:
        written.append(deepcopy(head))
    _compare_heads(old, written, comparison)
    before, now = tokens(old, comparison.old), tokens(new, comparison.new)
    pieces = [*_with_marks(_pieces(before, now), now, _field_marks(before, now))]
    for piece in pieces:
        if piece.before is not None and is_tied(piece.token):
            comparison.notes.append((piece.before.parts[0], piece.token.parts[0]))
    written.extend(_lines(pieces, comparison))
    return written


def _compare_heads(old: Element, new: Element, comparison: Comparison) -> None:
    """ISO/IEC 29500-1, pPrChange, rPrChange (Paragraph Mark) and sectPrChange."""
    if comparison.loose:
        return
    before = old.find(_PROPERTIES)
    before = w("pPr") if before is None else before
    now = new.find(_PROPERTIES)
    now = w("pPr") if now is None else now
    apart = ("rPr", "sectPr")
    differs = comparison.old.said(before, *apart) != comparison.new.said(now, *apart)
    marks = [one.find(_FORMAT) for one in (before, now)]
    marks_differ = comparison.old.look(marks[0]) != comparison.new.look(marks[1])
    if not differs and not marks_differ:
        return
    properties = reached(new, "pPr")
    if marks_differ:
        own = [] if marks[0] is None else [*marks[0]]
        comparison.revisions.properties(reached(properties, "rPr"), "rPr", own)
    if differs:
        kept = [child for child in before if child.tag not in (_FORMAT, _SHEET)]
        comparison.revisions.properties(properties, "pPr", kept)


def _pieces(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Piece]:
    lefts, rights = ([token for token in side if token.kind not in ("mark", "end")] for side in (old, new))
    for stretch in stretches(lefts, rights):
        if stretch.same:
            for before, now in zip(stretch.old, stretch.new, strict=True):
                yield Piece("same", now, before)
        else:
            yield from (Piece("gone", token) for token in stretch.old)
            yield from (Piece("new", token) for token in stretch.new)


def _field_marks(old: Sequence[Token], new: Sequence[Token]) -> dict[Token, Token]:
    """{part of a field that goes beyond today's paragraph: what it was}."""
    lefts, rights = (
        [one for one in side if one.kind in ("mark", "end") and one.run is not None] for side in (old, new)
    )
    return dict(zip(rights, lefts, strict=True)) if len(lefts) == len(rights) else {}


def _with_marks(
    pieces: Iterable[Piece], now: Sequence[Token], before: Mapping[Token, Token]
) -> Iterator[Piece]:
    """Bookmarks, and parts of fields that go beyond the paragraph, stand where today's have them.

    What is gone stands within what it stood in: behind what opens here, before what closes.
    """

    def mark() -> Piece:
        token = waiting.pop(0)
        return Piece("same", token, before.get(token))

    waiting = [*now]
    for piece in pieces:
        while waiting and waiting[0].kind == "mark":
            yield mark()
        if piece.fate != "gone":
            while waiting[0] is not piece.token:
                yield mark()
            waiting.pop(0)
        yield piece
    while waiting:
        yield mark()


def _lines(pieces: Sequence[Piece], comparison: Comparison) -> Iterator[Element]:
    """The pieces as runs, those of a link within it."""
    partners = _partners(pieces)
    for link, group in groupby(pieces, lambda piece: _link(piece, partners)):
        content = [*_fates([*group], comparison)]
        if link is None:
            yield from content
        else:
            written = etree.Element(link.tag, dict(link.attrib), nsmap=link.nsmap)
            written.extend(content)
            yield written


def _partners(pieces: Iterable[Piece]) -> dict[Element, Element]:
    """{link of the previous paragraph: the one of today's that has words of it}."""
    found: dict[Element, Element] = {}
    for piece in pieces:
        if piece.before is not None and piece.before.link is not None and piece.token.link is not None:
            found.setdefault(piece.before.link, piece.token.link)
    return found


def _link(piece: Piece, partners: dict[Element, Element]) -> Element | None:
    link = piece.token.link
    return link if link is None or piece.fate != "gone" else partners.get(link, link)


def _fates(pieces: Sequence[Piece], comparison: Comparison) -> Iterator[Element]:
    for fate, group in groupby(pieces, lambda piece: piece.fate):
        yield from comparison.revisions.around(fate, _runs([*group], comparison))


def _runs(pieces: Sequence[Piece], comparison: Comparison) -> Iterator[Element]:
    """Runs as they were written, or those parts of them that these tokens are."""
    for (run, _), group in groupby(pieces, lambda piece: (piece.token.run, _before(piece, comparison))):
        together = [*group]
        if run is None:
            yield from (deepcopy(part) for piece in together for part in piece.token.parts)
            continue
        written = _run(run, [piece.token for piece in together])
        if _before(together[0], comparison):
            _note_format(written, together[0], comparison)
        yield written


def _before(piece: Piece, comparison: Comparison) -> str:
    """How it was formatted, if it is formatted in another way now."""
    if piece.before is None or comparison.loose:
        return ""
    before, now = (
        meaning.look(token.format)
        for token, meaning in ((piece.before, comparison.old), (piece.token, comparison.new))
    )
    return "" if before == now else f"was {before}"


def _note_format(run: Element, piece: Piece, comparison: Comparison) -> None:
    """ISO/IEC 29500-1, rPrChange (Run Properties)."""
    was = None if piece.before is None else piece.before.format
    comparison.revisions.properties(reached(run, "rPr"), "rPr", [] if was is None else [*was])


def _run(run: Element, some: Sequence[Token]) -> Element:
    if some[0].parts == (run,) or len(some) == some[0].siblings:
        return deepcopy(run)
    written = etree.Element(run.tag, dict(run.attrib), nsmap=run.nsmap)
    if some[0].format is not None:
        written.append(deepcopy(some[0].format))
    for is_text, group in groupby(some, lambda token: not token.parts):
        if is_text:
            written.extend(_letters("".join(token.text for token in group)))
        else:
            written.extend(deepcopy(part) for token in group for part in token.parts)
    return written


def _letters(letters: str) -> Iterator[Element]:
    plain = ""
    for letter in letters:
        if letter in _ELEMENTS:
            if plain:
                yield text(plain)
            yield w(_ELEMENTS[letter])
            plain = ""
        else:
            plain += letter
    if plain:
        yield text(plain)
