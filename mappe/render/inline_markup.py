"""The small part of Markdown that authors may write: paragraphs, emphasis, links, lists, footnotes.

All but footnotes are CommonMark; those are the inline notes of pandoc, `^[words]`.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup

from mappe.errors import ContentError
from mappe.model.targets import Target
from mappe.model.text import FOOTNOTE, Wording
from mappe.render.inline_faults import faults_of, misplaced

MARKS = re.compile(r"[*_\[\]\\\n&<>\"]|^\s|\s$")
"""What a line has that the parser would read or escape."""


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802  # markdown-it's
        return True  # it would leave a bad link as plain text, without a word


def _footnote(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's
    """The rule for `^[words]`, where the words are markup of a line."""
    if not state.src.startswith(FOOTNOTE, state.pos):
        return False
    begin, limit = state.pos + len(FOOTNOTE), state.posMax
    end = state.md.helpers.parseLinkLabel(state, begin - 1)
    if not silent:
        state.push("footnote_open", "span", 1).attrs = {"class": "footnote"}
        state.tokens[-1].content = state.src[begin : end if end >= 0 else limit]
        state.pos, state.posMax = begin, end if end >= 0 else begin
        state.md.inline.tokenize(state)
        state.push("footnote_close" if end >= 0 else "unclosed_footnote", "span", -1)
    state.pos, state.posMax = end + 1 if end >= 0 else begin, limit
    return True


def _parser() -> MarkdownIt:
    parser = _Parser("zero", {"html": False, "xhtmlOut": True})
    parser.inline.ruler.before("link", "footnote", _footnote)
    return parser.enable(["emphasis", "link", "list", "newline", "escape", "footnote"])


_PARSER = _parser()


def blocks(wording: Wording) -> Markup:
    """Paragraphs and lists. Raises `ContentError` for what a dossier cannot hold."""
    return _rendered(_PARSER.parse(wording), wording)


def line(wording: Wording, *, notes: bool = True) -> Markup:
    """The same within a line, where paragraphs and lists have no place, and maybe no footnotes either."""
    if not MARKS.search(wording):
        return Markup(str(wording))  # most lines of a dossier: nothing to read, nothing to escape
    return _rendered(_PARSER.parseInline(wording), wording, notes=notes)


def refuse_notes(wording: Wording) -> None:
    """Raises `ContentError` for a footnote in words that are printed as they are: labels, names, headings."""
    if FOOTNOTE in wording:
        raise ContentError([misplaced(wording)])


def _rendered(tokens: list[Token], wording: Wording, *, notes: bool = True) -> Markup:
    faults = [*faults_of(tokens, wording)]
    if not notes:
        faults += (misplaced(wording) for token in tokens[0].children or () if token.type == "footnote_open")
    if faults:
        raise ContentError(faults)
    for token in tokens:
        if token.children and wording.targets.seen:
            token.children = [*_worded([*_without_lost(token.children, wording)], wording)]
    return Markup(_PARSER.renderer.render(tokens, _PARSER.options, {}))  # raw HTML is off: the parser escapes


def _without_lost(tokens: Sequence[Token], wording: Wording) -> Iterator[Token]:
    """The words alone where a link would lead to what these readers do not get; no link stands in another."""
    is_lost = False
    for token in tokens:
        if token.type == "link_open":
            is_lost = str(token.attrGet("href"))[1:] in wording.targets.lost
        if not (is_lost and token.type in {"link_open", "link_close"}):
            yield token


def _worded(tokens: Sequence[Token], wording: Wording) -> Iterator[Token]:
    """References without words get those of what they lead to."""
    bare = ""
    for token, after in pairwise((*tokens, Token("", "", 0))):
        address = str(token.attrGet("href") or "")
        if address.startswith("#") and after.type == "link_close":
            bare = _reference(address, wording.targets.seen[address[1:]], wording)
            yield Token("html_inline", "", 0, content=bare)
        elif bare:
            bare = ""  # the end of the link that has just been written
        else:
            yield token


def _reference(address: str, target: Target, wording: Wording) -> Markup:
    lang = Markup(' lang="{}"').format(target.lang) if target.language != wording.language else ""
    link = Markup('<a class="reference" href="{}"{}>{}</a>').format(address, lang, target.words)
    return Markup(target.within) % {"words": link}
