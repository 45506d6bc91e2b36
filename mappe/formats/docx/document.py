"""The document itself: cover, contents, sections, and the running head and foot around them."""

from collections.abc import Iterable, Iterator, Mapping

from mappe.formats.docx.blocks import block
from mappe.formats.docx.contents import contents
from mappe.formats.docx.furniture import furniture
from mappe.formats.docx.ooxml import Element, serialised, w
from mappe.formats.docx.pagination import pages
from mappe.formats.docx.relations import RelationKind, WordPart
from mappe.formats.docx.setting import Setting, Story
from mappe.formats.docx.sheets import end_cover, paper, sheet
from mappe.model.page import PartKind

Markup = Mapping[PartKind, list[Element]]
"""The elements of all parts of a page by their kind."""

_RUNNING: Mapping[RelationKind, tuple[PartKind, str]] = {
    "header": ("running_head", "hdr"),
    "footer": ("running_foot", "ftr"),
}


def body(markup: Markup, story: Story) -> list[Element]:
    """What stands between the margins; tells the story how many pages it seems to fill."""
    setting, tokens = Setting.of(story), story.page.theme.tokens
    cover = [written for element in markup["cover"] for written in block(element, setting)]
    if cover:
        end_cover(cover[-1], paper(story.page))
    sections = {element.get("id", ""): [*block(element, setting)] for element in markup["section"]}
    where, story.pages = pages(sections, tokens)
    listing = [written for element in markup["contents"] for written in contents(element, setting, where)]
    return [*cover, *listing, *(written for section in sections.values() for written in section)]


def running(markup: Markup, story: Story) -> Iterator[WordPart]:
    """The running head and foot."""
    for kind, (part, tag) in _RUNNING.items():
        for element in markup[part]:
            own = Story(story.page, story.sections, story.anchors, story.pages)
            root = furniture(tag, element, Setting.of(own))
            yield WordPart(kind, f"/word/{kind}1.xml", serialised(root), relations=own.relations)


def document(blocks: Iterable[Element], parts: Iterable[WordPart], story: Story) -> WordPart:
    """`w:document`, which refers to all other parts: ISO/IEC 29500-1, document (Document)."""
    relations = {part.kind: story.relations.to(part.kind, part.name) for part in parts}
    around = {kind: relations[kind] for kind in _RUNNING if kind in relations}
    root = w("document", w("body", *blocks, sheet(paper(story.page), around)))
    return WordPart("document", "/word/document.xml", serialised(root), relations=story.relations)
