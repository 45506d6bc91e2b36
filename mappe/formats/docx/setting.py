"""Where an element stands: what it takes from the elements around it."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from types import MappingProxyType
from typing import NamedTuple

from mappe.diagnostics import Diagnostic
from mappe.errors import FormatError
from mappe.formats.docx.faces import millimetres
from mappe.formats.docx.looks import LOOKS
from mappe.formats.docx.notes import Notes
from mappe.formats.docx.numbering import Numbering
from mappe.formats.docx.ooxml import Element
from mappe.formats.docx.relations import Relations
from mappe.formats.docx.sheets import paper
from mappe.formats.docx.style_names import FRAMED, Frame, frame_of, style_name
from mappe.formats.pagination import UNPAGED, Pagination
from mappe.model.page import Asset, Page

LATIN = re.compile(r"[\W\d_]*[A-Za-z\u00c0-\u024f\u1e00-\u1eff][A-Za-z\u00c0-\u024f\u1e00-\u1eff\W\d_]*")
"""Words in Latin letters and no others."""


@dataclass
class Story:
    """What Word calls so: the text of one part of the file, and what is counted through it.

    `sections` are {id: number} in order, `titles` what they are called, `anchors` all ids that links can
    lead to, `quotes` {(id, words): bookmark around these words}; `pagination` says on which pages they are;
    `sizes` are {picture: the largest width and height in millimetres in which it is shown}, `files` those of
    drawings, {name of a part: what it holds}.
    """

    page: Page
    sections: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    titles: tuple[str, ...] = ()
    anchors: frozenset[str] = frozenset()
    quotes: Mapping[tuple[str, str], str] = field(default_factory=lambda: MappingProxyType({}))
    pagination: Pagination = UNPAGED
    relations: Relations = field(default_factory=Relations)
    numbering: Numbering = field(default_factory=Numbering)
    notes: Notes = field(default_factory=Notes)
    sizes: dict[Asset, tuple[float, float]] = field(default_factory=dict)
    files: dict[str, Asset] = field(default_factory=dict)
    ids: Iterator[int] = field(default_factory=lambda: count(1))

    def section(self, address: str) -> str:
        """The id of the section that an address leads to; raises `FormatError` where there is none."""
        return _target(address, self.sections, "section")

    def repeated(self, section: Element) -> int | None:
        """The number of a section that has one as its counterpart in another language has it before."""
        if self.page.layout != "facing" or section.get("lang") == self.page.language:
            return None
        return self.sections.get(section.get("id", ""))

    def anchor(self, address: str) -> str:
        """The id that an address leads to; raises `FormatError` where there is none."""
        return _target(address, self.anchors, "place")

    def quoted(self, address: str, words: str) -> str | None:
        """The bookmark around exactly these words at an address, if there is one."""
        return self.quotes.get((self.anchor(address), words))


class Setting(NamedTuple):
    """`language` is a tag with region; `width` are the millimetres between the edges of the text.

    `around` has classes and tags, nearest first, and the page's layout last; `level` counts lists.
    """

    story: Story
    language: str
    width: float
    around: tuple[str, ...] = ()
    frame: Frame = ""
    paragraph: str = "Body Text"
    level: int = 0

    @classmethod
    def of(cls, story: Story, *, wide: bool = False) -> "Setting":
        """Where a part begins; `wide` is on a sheet that lies on its side."""
        width = float(paper(story.page, wide=wide).text_width)
        language = word_language(story.page.language, story.page.word_languages)
        return cls(story, language, width, (story.page.layout,))

    def inside(self, element: Element) -> "Setting":
        tag, classes = str(element.tag), element.get("class", "")
        lang = element.get("lang")
        own = (*reversed(classes.split()), tag) if classes else (tag,)
        return self._replace(
            language=word_language(lang, self.story.page.word_languages) if lang else self.language,
            around=own + self.around,
            frame=frame_of(tag, classes, self.frame),
        )

    def spoken(self, words: str) -> str:
        """The language of words that stand here: a name in Latin letters in a Russian line is not Russian."""
        page = self.story.page
        for tag, latin in page.latin_in.items():
            if self.language == page.word_languages[tag] and LATIN.fullmatch(words):
                return page.word_languages[latin]
        return self.language

    def style(self, element: Element) -> str | None:
        """The style that is written for the element here, if it has one."""
        name = style_name(str(element.tag), element.get("class", ""), self.around)
        return name and FRAMED[self.frame].get(name, name)

    @property
    def plain(self) -> str:
        """The style of a paragraph that says nothing about itself."""
        return FRAMED[self.frame].get(self.paragraph, self.paragraph)

    @property
    def room(self) -> float:
        """Millimetres from where such a paragraph's text begins to the edge."""
        look, tokens = LOOKS[self.plain], self.story.page.theme.tokens
        return (
            self.width - millimetres(look.indent, tokens) - look.padding - millimetres(look.hanging, tokens)
        )


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
