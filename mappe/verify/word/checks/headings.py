"""Headings: somebody who cannot see the page goes from one to the next."""

from collections.abc import Iterator
from itertools import pairwise

from mappe.verify.word.exhibit import Exhibit
from mappe.verify.word.ooxml import W, find, nearest, value
from mappe.verify.word.styles import is_bold, level
from mappe.verify.word.text import Paragraph
from mappe.verify.words import quoted

LONGEST = 80
"""Letters of a line that may be meant as a heading."""
SENTENCE_ENDS = (".", ":", ";", ",", "!", "?", "…")


def heading_levels(exhibit: Exhibit) -> Iterator[str]:
    before = 0
    for heading in exhibit.headings:
        depth = heading.level or 0
        if depth > before + 1:
            after = f"after level {before}" if before else "the first heading"
            yield f"heading{quoted(heading.text)} of level {depth}, {after}"
        before = depth


def heading_empty(exhibit: Exhibit) -> Iterator[str]:
    for heading in exhibit.headings:
        if not heading.text.strip():
            yield f"level {heading.level}, after {_section(heading)}"


def headings(exhibit: Exhibit) -> Iterator[str]:
    if exhibit.is_long and not exhibit.headings:
        yield "the whole file"


def heading_styles(exhibit: Exhibit) -> Iterator[str]:
    for heading in exhibit.headings:
        if heading.style == exhibit.styles.ordinary and level(find(heading.element, "w:pPr")):
            yield f"heading{quoted(heading.text)}: its level is set by hand"
    for line, following in pairwise(exhibit.body):
        if _looks_like_one(line, exhibit) and following.text.strip() and not _is_bold(following):
            yield exhibit.place(line)


def _looks_like_one(line: Paragraph, exhibit: Exhibit) -> bool:
    """A short line of ordinary text, all bold, that is no sentence and stands in no table or list."""
    words = line.text.strip()
    return (
        line.style == exhibit.styles.ordinary
        and not line.level
        and 0 < len(words) <= LONGEST
        and not words.endswith(SENTENCE_ENDS)
        and _is_bold(line)
        and nearest(line.element, f"{W}tc") is None
        and not value(find(line.element, "w:pPr/w:numPr/w:numId"))
    )


def _is_bold(paragraph: Paragraph) -> bool:
    said = [run for run in paragraph.runs if run.text.strip()]
    return bool(said) and all(is_bold(find(run.element, "w:rPr")) for run in said)


def _section(heading: Paragraph) -> str:
    return f"section{quoted(heading.section)}" if heading.section else "the beginning"
