"""A Word file as the judges see it: opened once, each part read when somebody looks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from mappe.verify.word.fields import Field, fields
from mappe.verify.word.ooxml import WPS, W, nearest, value
from mappe.verify.word.package import Package
from mappe.verify.word.styles import Styles
from mappe.verify.word.text import Paragraph, Story, accepted, paragraphs
from mappe.verify.words import quoted

STORIES = ("officeDocument", "header", "footer", "footnotes", "endnotes")
"""Relations to the parts that have text."""

LONG = 40
"""So many paragraphs with words do not fit on one page."""

STEP = re.compile(r"(?:\w+:)?(\w+)\[(\d+)\]")
"""A step of a way such as `/w:document[1]/w:body[1]/w:p[3]`."""

BOX = f"{WPS}txbx"


@dataclass(frozen=True)
class Properties:
    """What the file says of itself."""

    title: str = ""
    author: str = ""
    language: str = ""


class Exhibit:
    """An opened file, as it is when all tracked changes are accepted."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = package.main

    @property
    def stories(self) -> tuple[Story, ...]:
        """The text itself, then heads, feet and notes, each part once."""
        return tuple(self.changes)

    @cached_property
    def changes(self) -> Mapping[Story, int]:
        """{story: the number of changes that were tracked in it, and count as accepted}."""
        found = {self.main: "officeDocument"}
        for kind in STORIES[1:]:
            for part in self.package.related(self.main, kind):
                found.setdefault(part, kind)
        roots = ((part, kind, self.package.root(part)) for part, kind in found.items())
        stories = (Story(part, kind, root) for part, kind, root in roots if root is not None)
        return {story: accepted(story.root) for story in stories}

    @cached_property
    def styles(self) -> Styles:
        return Styles(self.related("styles"))

    @cached_property
    def settings(self) -> etree._Element | None:
        return self.related("settings")

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(paragraph for story in self.stories for paragraph in paragraphs(story, self.styles))

    @cached_property
    def body(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the text itself, without those in boxes beside it."""
        return tuple(
            paragraph for paragraph in self.paragraphs if not (paragraph.story.label or paragraph.is_in_box)
        )

    @cached_property
    def headings(self) -> tuple[Paragraph, ...]:
        return tuple(paragraph for paragraph in self.body if paragraph.level)

    @cached_property
    def fields(self) -> Sequence[tuple[Story, Field]]:
        return [(story, found) for story in self.stories for found in fields(story.root)]

    @cached_property
    def contents(self) -> tuple[Field, ...]:
        """The tables of contents."""
        return tuple(found for _, found in self.fields if found.name == "TOC")

    @cached_property
    def bookmarks(self) -> tuple[str, ...]:
        """Their names, in the order of the text."""
        return tuple(value(mark, "name") for _, mark in self.all(f"{W}bookmarkStart"))

    @cached_property
    def properties(self) -> Properties:
        part = next(self.package.related("", "core-properties"), "")
        root = self.package.root(part)
        if root is None:
            return Properties()
        said = (root.findtext(f"{{*}}{name}") for name in ("title", "creator", "language"))
        return Properties(*((text or "").strip() for text in said))

    @cached_property
    def is_long(self) -> bool:
        """Whether the text takes more than a page."""
        return sum(bool(paragraph.text.strip()) for paragraph in self.body) > LONG

    @cached_property
    def _known(self) -> Mapping[etree._Element, Paragraph]:
        return {paragraph.element: paragraph for paragraph in self.paragraphs}

    def related(self, kind: str) -> etree._Element | None:
        """The root of a part that the text needs, such as its styles."""
        return self.package.root(next(self.package.related(self.main, kind), ""))

    def all(self, *tags: str) -> Iterator[tuple[Story, etree._Element]]:
        """The elements of these tags in all texts."""
        for story in self.stories:
            for element in story.root.iter(*tags):
                yield story, element

    def place(self, paragraph: Paragraph, remark: str = "") -> str:
        """Where a paragraph is, for somebody who looks at the page."""
        words = f"paragraph{quoted(paragraph.text)}" if paragraph.text.strip() else "an empty paragraph"
        return f"{_around(paragraph)}, {words}{f': {remark}' if remark else ''}"

    def spot(self, element: etree._Element, what: str = "", remark: str = "") -> str:
        """Where any element is; `what` is told instead of the paragraph around it."""
        paragraph = self._near(element)
        end = f": {remark}" if remark else ""
        if paragraph is None:
            return f"{what or 'the whole file'}{end}"
        return f"{_around(paragraph)}, {what}{end}" if what else self.place(paragraph, remark)

    def step(self, part: str, path: str) -> str:
        """Where another judge's way to an element leads, as far as it can be followed."""
        name = part.lstrip("/")
        story = next((story for story in self.stories if story.part == name), None)
        found = None if story is None or path.count("/") <= 1 else _followed(self.package.parsed(name), path)
        paragraph = None if found is None else _paragraph_at(found)
        if story is None or paragraph is None:
            return name or "the whole file"
        words = " ".join("".join(text.text or "" for text in paragraph.iter(f"{W}t")).split())
        where = f"{story.label}, " if story.label else ""
        return f"{where}paragraph{quoted(words)}" if words else f"{where}an empty paragraph"

    def _near(self, element: etree._Element) -> Paragraph | None:
        inside = element if element.tag == f"{W}p" else nearest(element, f"{W}p")
        if inside is None:
            inside = next(element.iter(f"{W}p"), None)
        return None if inside is None else self._known.get(inside)


def is_box(drawn: etree._Element) -> bool:
    """Whether something drawn is a box for text, whose words are there to be read."""
    return next(drawn.iter(BOX, f"{W}txbxContent"), None) is not None


def _around(paragraph: Paragraph) -> str:
    if paragraph.story.label:
        return paragraph.story.label
    section = quoted(paragraph.section)
    return f"section{section}" if section else "before the first heading"


def _followed(root: etree._Element | None, path: str) -> etree._Element | None:
    """The element at the end of a way that counts elements of the same name from 1."""
    element = root
    for name, count in STEP.findall(path)[1:]:
        if element is None:
            return None
        same = [child for child in element if etree.QName(child).localname == name]
        element = same[int(count) - 1] if int(count) <= len(same) else None
    return element


def _paragraph_at(element: etree._Element) -> etree._Element | None:
    if element.tag == f"{W}p":
        return element
    around = nearest(element, f"{W}p")
    outer = [element, *element.iterancestors(f"{W}tc", f"{W}tr", f"{W}tbl")]
    inside = (next(each.iter(f"{W}p"), None) for each in outer)
    return next((each for each in inside if each is not None), None) if around is None else around
