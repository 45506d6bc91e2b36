"""The table of contents as the reader finds it, before Word works anything out; page numbers; the cover."""

import re
from collections.abc import Iterator
from itertools import pairwise

from mappe.verify.word.exhibit import Exhibit
from mappe.verify.word.fields import Field
from mappe.verify.word.ooxml import W, find, is_on
from mappe.verify.word.text import Paragraph
from mappe.verify.words import quoted

MANY = 5
"""So many headings are no longer found by leafing."""

PAGE = re.compile(r"[\divxlcdm]{1,8}|[A-Z0-9]+[-–.]\d+", re.IGNORECASE)
NUMBER = re.compile(r"[\w.()§–-]{1,12}\s+")
"""The number in front of an entry, which a heading has from its list."""
LEVELS = re.compile(r"([1-9])\s*-\s*([1-9])")
OF_SOMETHING_ELSE = ("\\a", "\\b", "\\c", "\\f", "\\l")
"""Switches by which the list is one of figures, of a part of the text, or of marks in it."""

PAGES = frozenset(("NUMPAGES", "SECTIONPAGES"))
COVER_STYLES = frozenset(("title", "cover"))


def contents(exhibit: Exhibit) -> Iterator[str]:
    if exhibit.is_long and len(exhibit.headings) >= MANY and not exhibit.contents:
        yield f"{len(exhibit.headings)} headings"


def contents_filled(exhibit: Exhibit) -> Iterator[str]:
    for field in exhibit.contents:
        if not field.result.strip() and _wanted(exhibit, field):
            yield exhibit.spot(field.start, "the contents")


def contents_headings(exhibit: Exhibit) -> Iterator[str]:
    for field in exhibit.contents:
        if not field.result.strip() or field.has(*OF_SOMETHING_ELSE):
            continue
        entries = [entry for entry, _ in _entries(exhibit, field)]
        headings = [_plain(heading.text) for heading in _wanted(exhibit, field)]
        yield from _differences(entries, headings)


def contents_pages(exhibit: Exhibit) -> Iterator[str]:
    for field in exhibit.contents:
        if field.has("\\n"):
            continue
        entries = list(_entries(exhibit, field))
        for entry, page in entries:
            if not PAGE.fullmatch(page):
                yield f"entry{quoted(entry)}{f': it says{quoted(page)}' if page else ''}"
        for (_, page), (entry, following) in pairwise(entries):
            if page.isdecimal() and following.isdecimal() and int(following) < int(page):
                yield f"entry{quoted(entry)}: page {following} after page {page}"


def page_numbers(exhibit: Exhibit) -> Iterator[str]:
    if not exhibit.is_long:
        return
    names = {field.name for story, field in exhibit.fields if story.label}
    if "PAGE" not in names:
        yield "no head and no foot has one"
    elif not names & PAGES:
        yield "the number of all pages is missing"


def cover(exhibit: Exhibit) -> Iterator[str]:
    first = next(iter(exhibit.body), None)
    section = next((section for _, section in exhibit.all(f"{W}sectPr")), None)
    if first is None or section is None or not exhibit.is_long or not _is_cover(exhibit):
        return
    shown = [
        name for name in ("headerReference", "footerReference") if find(section, f"w:{name}") is not None
    ]
    if shown and not is_on(find(section, "w:titlePg")):
        yield exhibit.place(first)


def _is_cover(exhibit: Exhibit) -> bool:
    """Whether a title stands before the first heading, on a page that ends before it."""
    for paragraph in exhibit.body:
        if paragraph.level:
            return False
        name = exhibit.styles.all[paragraph.style].name if paragraph.style in exhibit.styles.all else ""
        if name.casefold() in COVER_STYLES:
            return True
    return False


def _entries(exhibit: Exhibit, field: Field) -> Iterator[tuple[str, str]]:
    """(words, page) of each entry."""
    known = {paragraph.element: paragraph for paragraph in exhibit.paragraphs}
    for element in field.paragraphs:
        text = known[element].text if element in known else ""
        words, tab, page = text.rstrip().rpartition("\t")
        if text.strip():
            yield _plain(words if tab else page), page.strip() if tab else ""


def _wanted(exhibit: Exhibit, field: Field) -> list[Paragraph]:
    """The headings that a table of contents asks for (ISO/IEC 29500-1, 17.16.5, TOC)."""
    found = LEVELS.search(field.switch("\\o") or field.switch("\\u"))
    low, high = (int(found[1]), int(found[2])) if found else (1, 9)
    by_name = {word.strip().casefold() for word in re.split(r"[;,]", field.switch("\\t"))}
    takes_levels = field.has("\\u")
    takes_headings = field.has("\\o") or not field.has("\\t", "\\u")

    def is_wanted(heading: Paragraph) -> bool:
        depth = heading.level or 0
        own = exhibit.styles.heading(heading.style) or (depth if takes_levels else 0)
        return bool(own) and (takes_headings or takes_levels) and low <= own <= high

    def is_named(paragraph: Paragraph) -> bool:
        style = exhibit.styles.all.get(paragraph.style)
        return style is not None and style.name.casefold() in by_name

    return [line for line in exhibit.body if line.text.strip() and (is_wanted(line) or is_named(line))]


def _differences(entries: list[str], headings: list[str]) -> Iterator[str]:
    """What is missing, what is too much; and if neither, what is out of order."""
    if len(entries) == len(headings) and all(map(_is, entries, headings)):
        return
    missing = [heading for heading in headings if not any(_is(entry, heading) for entry in entries)]
    strange = [entry for entry in entries if not any(_is(entry, heading) for heading in headings)]
    yield from (f"heading{quoted(heading)} is missing" for heading in missing)
    yield from (f"entry{quoted(entry)} is no heading" for entry in strange)
    if missing or strange:
        return
    if len(entries) != len(headings):
        yield f"{len(entries)} entries, {len(headings)} headings"
        return
    pairs = zip(entries, headings, strict=True)
    yield from (
        f"entry{quoted(entry)} is out of order" for entry, heading in pairs if not _is(entry, heading)
    )


def _is(entry: str, heading: str) -> bool:
    number, found, rest = entry.rpartition(heading)
    return bool(found) and not rest and (not number or bool(NUMBER.fullmatch(number)))


def _plain(text: str) -> str:
    """Words as they are compared: any blank is one, and hyphens are what they look like."""
    plain = text.replace("\N{SOFT HYPHEN}", "").replace("\N{NON-BREAKING HYPHEN}", "-")
    return " ".join(plain.split())
