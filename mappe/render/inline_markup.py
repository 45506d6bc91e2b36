"""The small part of CommonMark that authors may write: paragraphs, emphasis, links, lists."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from mappe.diagnostics import Diagnostic, Place
from mappe.errors import ContentError
from mappe.model.text import Wording

LINK = re.compile(r"https://[^/]|mailto:[^@]+@[^@]+$|tel:\+?[0-9]")
"""How an address begins that a dossier may lead to."""


MARKS = re.compile(r"[*_\[\]\\\n&<>\"]|^\s|\s$")
"""What a line has that the parser would read or escape."""


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802  # markdown-it's
        return True  # it would leave a bad link as plain text, without a word


def _parser() -> MarkdownIt:
    parser = _Parser("zero", {"html": False, "xhtmlOut": True})
    return parser.enable(["emphasis", "link", "list", "newline", "escape"])


_PARSER = _parser()


def blocks(wording: Wording) -> Markup:
    """Paragraphs and lists. Raises `ContentError` for links that a dossier cannot hold."""
    return _rendered(_PARSER.parse(wording), wording)


def line(wording: Wording) -> Markup:
    """The same within a line, where paragraphs and lists have no place."""
    if not MARKS.search(wording):
        return Markup(str(wording))  # most lines of a dossier: nothing to read, nothing to escape
    return _rendered(_PARSER.parseInline(wording), wording)


def _rendered(tokens: list[Token], wording: Wording) -> Markup:
    if faults := tuple(_faults(tokens, wording)):
        raise ContentError(faults)
    return Markup(_PARSER.renderer.render(tokens, _PARSER.options, {}))  # raw HTML is off: the parser escapes


def _faults(tokens: Sequence[Token], wording: Wording) -> Iterator[Diagnostic]:
    for position, token in enumerate(tokens):
        if token.type == "link_open":
            address = str(token.attrGet("href"))
            place = _place(address, wording)
            if not LINK.match(address):
                hint = "write https://…, mailto:… or tel:…"
                yield Diagnostic(f"a link cannot lead to '{address}'", place, hint)
            if token.attrGet("title"):
                hint = "write [words](address) and nothing more"
                yield Diagnostic("a link has no words behind its address", place, hint)
            inside = takewhile(lambda other: other.type != "link_close", tokens[position + 1 :])
            if not "".join(other.content for other in inside).strip():
                yield Diagnostic("a link has no words", place, "write [words](address)")
        yield from _faults(token.children or (), wording)


def _place(address: str, wording: Wording) -> Place | None:
    """Where the address stands, if it stands in the first line of the text; the text otherwise."""
    place = wording.place
    column = place.text.find(address) if place and address else -1
    return replace(place, column=column + 1, length=len(address)) if place and column >= 0 else place
