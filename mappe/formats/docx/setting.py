"""Where an element stands: what it takes from the elements around it."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from mappe.diagnostics import Diagnostic
from mappe.errors import FormatError
from mappe.formats.docx.numbering import Numbering
from mappe.formats.docx.ooxml import Element
from mappe.formats.docx.relations import Relations
from mappe.formats.docx.style_names import FRAMED, Frame, frame_of, style_name
from mappe.model.page import Page


@dataclass
class Story:
    """What Word calls so: the text of one part of the file, and what is counted through it.

    `sections` are their ids in order, `anchors` all ids that links can lead to; `pages` is how many pages the
    file seems to have.
    """

    page: Page
    sections: tuple[str, ...] = ()
    anchors: frozenset[str] = frozenset()
    pages: int = 1
    relations: Relations = field(default_factory=Relations)
    numbering: Numbering = field(default_factory=Numbering)
    ids: Iterator[int] = field(default_factory=lambda: count(1))

    def section(self, address: str) -> str:
        """The id of the section that an address leads to; raises `FormatError` where there is none."""
        return _target(address, self.sections, "section")

    def anchor(self, address: str) -> str:
        """The id that an address leads to; raises `FormatError` where there is none."""
        return _target(address, self.anchors, "place")


@dataclass(frozen=True)
class Setting:
    """`language` is a tag with region; `around` has classes and tags, nearest first; `level` counts lists."""

    story: Story
    language: str
    around: tuple[str, ...] = ()
    frame: Frame = ""
    paragraph: str = "Body Text"
    level: int = 0

    @classmethod
    def of(cls, story: Story) -> "Setting":
        """Where a part begins."""
        return cls(story, word_language(story.page.language, story.page.word_languages))

    def inside(self, element: Element) -> "Setting":
        tag, classes = str(element.tag), element.get("class", "")
        lang = element.get("lang")
        return replace(
            self,
            language=word_language(lang, self.story.page.word_languages) if lang else self.language,
            around=(*reversed(classes.split()), tag, *self.around),
            frame=frame_of(tag, classes, self.frame),
        )

    def style(self, element: Element) -> str | None:
        """The style that is written for the element here, if it has one."""
        name = style_name(str(element.tag), element.get("class", ""), self.around)
        return name and FRAMED[self.frame].get(name, name)

    @property
    def plain(self) -> str:
        """The style of a paragraph that says nothing about itself."""
        return FRAMED[self.frame].get(self.paragraph, self.paragraph)


Flow = Callable[[Element, Setting], Iterator[Element]]
"""The paragraphs and tables of what an element holds."""


def _target(address: str, identifiers: Collection[str], what: str) -> str:
    identifier = address.removeprefix("#")
    if identifier not in identifiers:
        raise FormatError([Diagnostic(f"a link leads to '{address}', and there is no such {what}")])
    return identifier


def word_language(tag: str, languages: Mapping[str, str]) -> str:
    """The tag with region; raises `FormatError`."""
    if tag not in languages:
        raise FormatError([Diagnostic(f"Word files do not know the language '{tag}'")])
    return languages[tag]
