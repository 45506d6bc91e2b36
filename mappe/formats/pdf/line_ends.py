"""What the end of a printed line took from the text: the space between two words, or the unbroken word."""

from dataclasses import dataclass, field
from enum import Enum
from xml.etree.ElementTree import Element as HtmlElement

from mappe.formats.pdf.structure import Content, Element

HYPHEN = "\u2010"
SOFT_HYPHEN = "\u00ad"

ENOUGH = 24
"""Characters on both sides of a line's end that tell whether the source has a space between them."""


class Ending(Enum):
    """How words that end a line go on."""

    SPACE = "another word follows"
    HYPHENATED = "the hyphen is not in the text"


@dataclass
class LineEnds:
    """Lines as they are met; `endings` are {the last words of a line: how they go on}.

    Source: ISO 32000-1, 14.8.2.2.3 (hyphenation) and 14.8.2.5 (word breaks).
    """

    endings: dict[Content, Ending] = field(default_factory=dict)
    _open: dict[Element, tuple[Content, str]] = field(default_factory=dict)
    _sources: dict[HtmlElement, str] = field(default_factory=dict)

    def line(self, block: Element, html: HtmlElement, words: tuple[str, str], last: Content) -> None:
        """A line of a block: the HTML that it prints, its first and last words, and what holds the last."""
        begins, ends = words
        if block in self._open:
            before, text = self._open[block]
            ending = _ending(text, begins, self._source(html))
            if ending:
                self.endings[before] = ending
        self._open[block] = (last, ends)

    def _source(self, html: HtmlElement) -> str:
        if html not in self._sources:
            self._sources[html] = _plain("".join(html.itertext()))
        return self._sources[html]


def _ending(text: str, following: str, source: str) -> Ending | None:
    if text[-1].isspace() or _plain(text)[-ENOUGH:] + _plain(following)[:ENOUGH] in source:
        return None  # one word, broken where it has a hyphen of its own, or no room
    return Ending.HYPHENATED if text.endswith(HYPHEN) else Ending.SPACE


def _plain(text: str) -> str:
    return " ".join(text.replace(SOFT_HYPHEN, "").split())
