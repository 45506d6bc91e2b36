"""The document itself: cover, contents and sections, on their sheets."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from mappe.formats.docx.blocks import block
from mappe.formats.docx.contents import contents, entries_apart
from mappe.formats.docx.covers import covered
from mappe.formats.docx.furniture import Furnishing, furnishings
from mappe.formats.docx.markup import Markup
from mappe.formats.docx.numbering import HEADING, in_list
from mappe.formats.docx.ooxml import Element, put, qualified, root, serialised, twentieths, w
from mappe.formats.docx.relations import WordPart
from mappe.formats.docx.seams import apart
from mappe.formats.docx.setting import Setting, Story
from mappe.formats.docx.sheets import (
    Reference,
    SheetStart,
    cover_sheet,
    ended,
    is_masthead,
    is_wide,
    paper,
    sheet,
    side_of,
)

_ABOVE_PAIRS, _BELOW_TITLE = 20, 8
"""Points around the heading of a section in pairs: as many pages as in one language, with twice the words."""


class WordSection(NamedTuple):
    """What stands on sheets of one kind, upright or lying on their side."""

    blocks: list[Element]
    wide: bool = False
    listing: bool = False
    """Whether it begins with the contents."""
    start: SheetStart = ""


def body(markup: Markup, story: Story) -> list[Element]:
    """What stands between the margins, sheet by sheet."""
    setting = Setting.of(story)
    cover, masthead = list[Element](), list[Element]()
    for element in markup["cover"]:
        written = [*block(element, setting)]
        if is_masthead(element):
            masthead.extend(written)
        else:
            cover.extend(covered(element, written, setting))
    sections = [*_sections(markup["section"], entries_apart(markup["contents"], setting), story)]
    listing = [written for element in markup["contents"] for written in contents(element, setting)]
    first = WordSection([*masthead, *listing], listing=bool(listing))
    return [
        *(ended([*apart(cover)], cover_sheet(paper(story.page))) if cover else []),
        *_bound(_word_sections(first, sections), furnishings(markup, story), story),
    ]


def _sections(
    elements: Iterable[Element], entries: Mapping[str, Sequence[Element]], story: Story
) -> Iterator[tuple[Element, list[Element]]]:
    """Each with its paragraphs and tables; at the top of a page, a heading needs no space above it."""
    turned = False
    for element in elements:
        heading, *others = block(element, Setting.of(story, wide=is_wide(element)))
        del element[:]  # it is not read again, and that of a thousand pages would take 20 MB
        classes = element.get("class", "").split()
        begins = [w("pageBreakBefore")] if "new-page" in classes else []
        turned, on_new_sheet = is_wide(element), turned or is_wide(element) or bool(side_of(element))
        if heading.tag == qualified("p"):
            spacing = _spacing(on_top=bool(on_new_sheet or begins), close="pairs" in classes)
            # A new sheet is a new page by itself.
            for own in (*_number(element, story), *spacing, *([] if on_new_sheet else begins)):
                put(heading[0], own)
            heading.extend(entries.get(element.get("id", ""), ()))
        yield element, [heading, *others]


def _number(section: Element, story: Story) -> Iterator[Element]:
    """What makes a heading begin with the number of its counterpart, if it has one before it."""
    if again := story.repeated(section):
        yield in_list(0, story.numbering.number(HEADING, 0, again))
    elif story.page.layout == "sequence" and "lang" in section.attrib:
        yield in_list(0, story.numbering.second(HEADING))


def _spacing(*, on_top: bool, close: bool) -> Iterator[Element]:
    """Around a heading: on top of a page nothing above it, at pairs less than the style has."""
    above = 0 if on_top else _ABOVE_PAIRS
    if close:
        yield w("spacing", before=twentieths(above), after=twentieths(_BELOW_TITLE))
    elif on_top:
        yield w("spacing", before=above)


def _word_sections(
    first: WordSection, sections: Iterable[tuple[Element, list[Element]]]
) -> list[WordSection]:
    """A wide section has sheets of its own; what comes before and behind them begins on others."""
    found = [first]
    for element, written in sections:
        if is_wide(element) or found[-1].wide or side_of(element):
            found.append(WordSection([], is_wide(element), start=side_of(element)))
        found[-1].blocks.extend(written)
    return [one for one in found if one.blocks] or found[:1]


def _bound(sections: Sequence[WordSection], around: Sequence[Furnishing], story: Story) -> Iterator[Element]:
    """The last section of a document ends with it, all others in their last paragraph."""
    for section in sections:
        references = [
            Reference(kind, side, story.relations.to(kind, name))
            for kind, wide, side, name in around
            if wide == section.wide and (side != "first" or section.listing)
        ]
        properties = sheet(paper(story.page, wide=section.wide), references, section.start)
        blocks = [*apart(section.blocks)]
        yield from [*blocks, properties] if section is sections[-1] else ended(blocks, properties)


def document(blocks: Iterable[Element], parts: Iterable[WordPart], story: Story) -> WordPart:
    """`w:document`, which refers to all other parts: ISO/IEC 29500-1, document (Document)."""
    for part in parts:
        story.relations.to(part.kind, part.name)
    written = serialised(root("document", w("body", *blocks)))
    return WordPart("document", "/word/document.xml", written, relations=story.relations)
