"""The small part of CommonMark that authors may write: paragraphs, emphasis, links, lists."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from mappe.diagnostics import Diagnostic
from mappe.errors import ContentError
from mappe.model.text import Wording

LINK_SCHEMES = ("https", "mailto", "tel")


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "xhtmlOut": True})
    parser.enable(["emphasis", "link", "list", "newline", "escape"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005  # ours speaks up where its own is silent
    return parser


_PARSER = _parser()


def blocks(wording: Wording) -> Markup:
    """Paragraphs and lists. Raises `ContentError` for a link that a dossier cannot hold."""
    tokens = _PARSER.parse(wording)
    _refuse_links(tokens, wording)
    return Markup(_PARSER.renderer.render(tokens, _PARSER.options, {}))  # raw HTML is off: the parser escapes


def line(wording: Wording) -> Markup:
    """The same within a line, where paragraphs and lists have no place."""
    tokens = _PARSER.parseInline(wording)
    _refuse_links(tokens, wording)
    return Markup(_PARSER.renderer.render(tokens, _PARSER.options, {}))


def _refuse_links(tokens: Iterable[Token], wording: Wording) -> None:
    for token in tokens:
        if token.type == "link_open":
            address = str(token.attrGet("href"))
            if urlsplit(address).scheme not in LINK_SCHEMES:
                message = f"a link cannot lead to '{address}'"
                raise ContentError([Diagnostic(message, wording.place, f"write {', '.join(LINK_SCHEMES)}")])
        _refuse_links(token.children or (), wording)
