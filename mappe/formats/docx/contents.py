"""The table of contents: a field that is full already, each entry with its number and page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mappe.formats.docx.anchors import bookmark_name
from mappe.formats.docx.blocks import block
from mappe.formats.docx.inlines import Piece, pieces, plain
from mappe.formats.docx.ooxml import Element, w
from mappe.formats.docx.runs import collapsed, entry_field, field_end, field_start, paragraph
from mappe.formats.docx.setting import Setting

FIGURE_SPACE, EM_SPACE = "\u2007", "\u2003"

INSTRUCTION = r'TOC \o "1-1" \h \z'
"""All headings of the first level, as links: ISO/IEC 29500-1, field TOC."""

LISTED = r'TOC \f C \l "1-1" \h \z'
"""What fields TC say instead, where an entry stands for headings of two languages that face each other."""


def contents(element: Element, setting: Setting) -> Iterator[Element]:
    """`<nav>` as a block that Word knows for contents."""
    inner = setting.inside(element)
    heading = [written for title in element.iterchildren("h2") for written in block(title, inner)]
    lists = ((listed, inner.inside(listed)) for listed in element.iterchildren("ol"))
    entries = [
        entry for listed, within in lists for link in listed.iter("a") for entry in _entry(link, within)
    ]
    if entries:
        said = LISTED if _is_facing(setting) else INSTRUCTION
        field = Piece(said, setting.language)
        entries[0][1:1] = field_start(field)
        entries[-1].append(field_end(field))
    gallery = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    properties = w("sdtPr", w("id", val=next(setting.story.ids)), gallery)
    yield w("sdt", properties, w("sdtContent", *heading, *entries))


def entries_apart(lists: Iterable[Element], setting: Setting) -> Mapping[str, Sequence[Element]]:
    """{id of a section: a field that says its entry}, where that says more than the heading does."""
    links = (link for listed in lists for link in listed.iter("a") if _is_facing(setting))
    return {link.get("href", "").removeprefix("#"): [*entry_field(_title(link, setting))] for link in links}


def _is_facing(setting: Setting) -> bool:
    return setting.story.page.layout == "facing"


def _title(link: Element, setting: Setting) -> list[Piece]:
    inner = setting.inside(link)
    return collapsed(pieces(link, inner, plain(inner)))


def _entry(link: Element, setting: Setting) -> Iterator[Element]:
    address = link.get("href", "")
    identifier = setting.story.section(address)
    like = plain(setting)._replace(link=address)
    number = _column(setting.story.sections[identifier])
    title = [piece._replace(link=address) for piece in _title(link, setting)]
    instruction = rf"PAGEREF {bookmark_name(identifier)} \h"
    shown = setting.story.pagination.numbers[identifier]
    page = like._replace(kind="field", text=instruction, shown=shown, style="Contents Page")
    entry = [like._replace(text=number, style="Contents Number"), *title, like._replace(kind="tab"), page]
    yield from paragraph("TOC 1", entry, setting.story)


def _column(number: int) -> str:
    """The number with spaces as wide as figures, so that titles stand below each other.

    A tab would do that too, but would make the number a column of its own for whoever reads only the words.
    """
    return f"{number}".ljust(2, FIGURE_SPACE) + EM_SPACE
