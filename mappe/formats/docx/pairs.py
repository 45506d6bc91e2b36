"""What gives way where two languages stand on one page: heads, feet and the column of numbers."""

from dataclasses import replace
from functools import lru_cache

from mappe.model.document import Layout
from mappe.model.page import Page
from mappe.model.theme import Theme, Tokens, TypeStyle

_EDGES = 3
"""Millimetres that running heads and feet need besides, for they say everything twice."""

_HEADINGS = frozenset({"section-number", "section-title"})
"""Type that shares a line with another language."""


def shared(page: Page) -> Page:
    """The page with measures for two languages; one in a single language as it is."""
    if page.layout == "single":
        return page
    return replace(page, theme=_theme(page.theme, page.layout))


@lru_cache(maxsize=16)
def _theme(theme: Theme, layout: Layout) -> Theme:
    return replace(theme, tokens=_tokens(theme.tokens, layout))


def _tokens(tokens: Tokens, layout: Layout) -> Tokens:
    """Pairs have numbers of their own and begin at the margin, so a booklet's column will do."""
    edges = {"top": tokens.sheet.top + _EDGES, "bottom": tokens.sheet.bottom + _EDGES}
    sheet = {"sheet": tokens.sheet.model_copy(update=edges)}
    if layout == "sequence":
        return tokens.model_copy(update=sheet)
    column = tokens.booklet.measures.get("label-column", tokens.measures["label-column"])
    measures = {**tokens.measures, "label-column": column}
    type_ = {name: _style(tokens, name, layout) for name in tokens.type}
    return tokens.model_copy(update={**sheet, "measures": measures, "type": type_})


def _style(tokens: Tokens, name: str, layout: Layout) -> TypeStyle:
    """Headings that hold two languages are as small as in a booklet."""
    style, small = tokens.type[name], tokens.booklet.type
    if layout != "columns" or name not in _HEADINGS or name not in small:
        return style
    return style.model_copy(update=dict(small[name]))
