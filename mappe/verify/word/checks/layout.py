"""Layout by style: what only makes room is read aloud as nothing, and moves when a word is added."""

import re
from collections.abc import Iterator

from lxml import etree

from mappe.verify.word.exhibit import Exhibit
from mappe.verify.word.ooxml import MATH, W, find, nearest
from mappe.verify.word.text import Paragraph
from mappe.verify.words import quoted

TBL, P = f"{W}tbl", f"{W}p"
BLOCKS = frozenset((P, TBL, f"{W}sdt", f"{W}sectPr"))

THINGS = tuple(
    f"{W}{tag}"
    for tag in ("drawing", "pict", "object", "fldChar", "fldSimple", "sym", "ruby", "contentPart", "sectPr")
) + tuple(
    f"{W}{tag}"
    for tag in ("separator", "continuationSeparator", "footnoteRef", "endnoteRef", "footnoteReference")
)
"""What a paragraph without words may be there for."""

WITH_ONE_AT_LEAST = frozenset(
    f"{W}{tag}" for tag in ("tc", "hdr", "ftr", "footnote", "endnote", "txbxContent", "sdtContent")
)
"""What must hold a paragraph, whatever else it holds."""

BLANKS = re.compile(r"[ \N{NO-BREAK SPACE}]{3,}|\n\s*\n")
TABS = re.compile(r"\t{2,}")


def empty_paragraphs(exhibit: Exhibit) -> Iterator[str]:
    before: Paragraph | None = None
    for paragraph in exhibit.paragraphs:
        if _is_empty(paragraph) and not paragraph.level and not _is_needed(paragraph.element):
            yield _place(exhibit, paragraph, before)
        before = paragraph if paragraph.text.strip() else before


def blanks(exhibit: Exhibit) -> Iterator[str]:
    for paragraph in exhibit.paragraphs:
        text = paragraph.text.rstrip()
        found = BLANKS.search(text)
        # A head has one tab to its middle and one to its end.
        if found or (not paragraph.story.label and TABS.search(text)):
            yield exhibit.place(paragraph)


def _is_empty(paragraph: Paragraph) -> bool:
    if paragraph.text.strip():
        return False
    return next(paragraph.element.iter(*THINGS, f"{MATH}oMath"), None) is None


def _is_needed(element: etree._Element) -> bool:
    """Whether the format wants a paragraph here: alone in what must have one, or behind a table."""
    around = element.getparent()
    if around is None:
        return False
    before, after = _block(element, preceding=True), _block(element, preceding=False)
    if before is None and after is None:
        return around.tag in WITH_ONE_AT_LEAST
    if before is None or before.tag != TBL:
        return False
    return after is None or after.tag in (TBL, f"{W}sectPr")


def _block(element: etree._Element, *, preceding: bool) -> etree._Element | None:
    """The next block on one side; marks between blocks are none."""
    return next((other for other in element.itersiblings(preceding=preceding) if other.tag in BLOCKS), None)


def _place(exhibit: Exhibit, paragraph: Paragraph, before: Paragraph | None) -> str:
    is_break = find(paragraph.element, "w:r/w:br") is not None
    remark = "only a break" if is_break else ""
    follows = "" if before is None or before.story is not paragraph.story else quoted(before.text)
    cell = " in a table" if nearest(paragraph.element, f"{W}tc") is not None else ""
    place = exhibit.place(paragraph) + cell
    return f"{place}{f' after{follows}' if follows else ''}{f': {remark}' if remark else ''}"
