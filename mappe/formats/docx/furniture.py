"""The running heads and feet, a part of the file for each kind of sheet and of page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple

from mappe.formats.docx.inlines import Piece, pieces, plain
from mappe.formats.docx.markup import Markup
from mappe.formats.docx.ooxml import Element, root, serialised, twips, w
from mappe.formats.docx.relations import RelationKind, Relations, WordPart
from mappe.formats.docx.runs import paragraph, styled
from mappe.formats.docx.setting import Setting, Story
from mappe.formats.docx.sheets import Side, is_masthead, is_wide
from mappe.model.page import PartKind

_RUNNING: Mapping[RelationKind, tuple[PartKind, str]] = {
    "header": ("running_head", "hdr"),
    "footer": ("running_foot", "ftr"),
}


class Furnishing(NamedTuple):
    """A head or a foot for one kind of sheet and of page, and the name of its part."""

    kind: RelationKind
    wide: bool
    side: Side
    name: str


def furnishings(markup: Markup, story: Story) -> list[Furnishing]:
    """Those of upright sheets, then of wide ones; in two-sided print, of left-hand pages too."""
    shapes = sorted({False, *map(is_wide, markup["section"])})
    sides: list[Side] = ["default", "even"] if story.page.two_sided else ["default"]
    kinds = [(wide, side) for wide in shapes for side in sides]
    if markup["contents"] and any(_has(element, "running-section") for element in markup["running_head"]):
        kinds.append((False, "first"))
    return [
        Furnishing(kind, wide, side, f"/word/{kind}{number}.xml")
        for number, (wide, side) in enumerate(kinds, 1)
        for kind, (part, _) in _RUNNING.items()
        if markup[part]
    ]


def running(markup: Markup, story: Story) -> Iterator[WordPart]:
    """The running heads and feet; around the contents, they name no section."""
    second = story.page.two_sided and not all(map(is_masthead, markup["cover"]))
    for kind, wide, side, name in furnishings(markup, story):
        part, tag = _RUNNING[kind]
        titles = () if side == "first" else story.titles
        own = replace(story, relations=Relations(), titles=titles)
        left = side == "even" or (side == "first" and second)
        written = _written(tag, markup[part][0], Setting.of(own, wide=wide), left=left)
        yield WordPart(kind, name, serialised(written), relations=own.relations)


def _has(element: Element, name: str) -> bool:
    return any(span.get("class") == name for span in element.iter("span"))


def _written(tag: str, element: Element, setting: Setting, *, left: bool) -> Element:
    """`w:hdr` or `w:ftr`: the last of the paragraphs stands at the right edge, beside the one before.

    On a left-hand page, what counts the pages is turned round: their number stands outside.
    """
    inner = setting.inside(element)
    style = "Header" if tag == "hdr" else "Footer"
    turned = left and _has(element, "page")
    tabs = _tabs(setting)
    lines = [_words(line, inner) for line in element.iterchildren("p")]
    above, together = lines[:-2], lines[-2:]
    joined = [*_joined(together[::-1] if turned else together, inner)]
    edge = [w("jc", val="right")] if turned else []
    written = [shown for line in above for shown in paragraph(style, line, setting.story, *edge)]
    written += paragraph(style, joined, setting.story, *tabs)
    return root(tag, *(written or [w("p", styled(style))]))


def _joined(lines: list[list[Piece]], setting: Setting) -> list[Piece]:
    """One line of two, at either edge; where they say it in two languages, one line below the other."""
    tab, end = (plain(setting)._replace(kind=kind) for kind in ("tab", "break"))
    joined: list[Piece] = []
    for row in zip_longest(*map(_split, lines), fillvalue=[]):
        first, *rest = row
        joined += [*([end] if joined else []), *first, *(piece for line in rest for piece in (tab, *line))]
    return joined


def _split(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The lines of a paragraph."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.kind == "break":
            lines.append([])
        else:
            lines[-1].append(piece)
    return lines


def _tabs(setting: Setting) -> list[Element]:
    """The right edge, where it is not that of the style."""
    usual, own = twips(setting.story.page.theme.tokens.sheet.text_width), twips(setting.width)
    if own == usual:
        return []
    return [w("tabs", w("tab", val="clear", pos=usual), w("tab", val="right", pos=own))]


def _words(line: Element, setting: Setting) -> list[Piece]:
    inner = setting.inside(line)
    return [*pieces(line, inner, plain(inner, setting.style(line) or ""))]
