"""The styles of a Word file, as far as they say what a paragraph is and in which language its words are.

Source: ISO/IEC 29500-1, 17.7.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from mappe.verify.word.ooxml import W, find, is_on, number, value

HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
"""The name of a style for headings: in the file it is English, whatever Word shows."""
BODY_TEXT = 9
"""The outline level of what is no heading."""
DEFAULT = "w:docDefaults/w:rPrDefault/w:rPr/w:lang"


@dataclass(frozen=True)
class Style:
    """`level` counts from 1; `language` is what the style itself says."""

    id: str
    name: str
    kind: str
    parent: str
    level: int | None
    language: str
    is_default: bool


class Styles:
    """All styles by their id; what a style does not say, the one it is based on says."""

    def __init__(self, root: etree._Element | None) -> None:
        self.all: Mapping[str, Style] = {} if root is None else {style.id: style for style in _styles(root)}
        self.language = "" if root is None else value(find(root, DEFAULT))
        """The language of the whole file."""
        self._languages: dict[str, str] = {}
        self._defaults = {style.kind: style.id for style in self.all.values() if style.is_default}

    @property
    def ordinary(self) -> str:
        """The style of paragraphs that name none."""
        return self._defaults.get("paragraph", "")

    def chain(self, name: str) -> Iterator[Style]:
        """A style, and those that it is based on."""
        seen = set[str]()
        while name in self.all and name not in seen:
            seen.add(name)
            yield self.all[name]
            name = self.all[name].parent

    def level(self, name: str) -> int | None:
        """The level of headings in this style; nothing for other text."""
        found = next((style.level for style in self.chain(name) if style.level is not None), None)
        return None if found is None or found > BODY_TEXT else found

    def heading(self, name: str) -> int | None:
        """The level of a style that is one of Word's own for headings."""
        found = HEADING.fullmatch(self.all[name].name) if name in self.all else None
        return int(found[1]) if found else None

    def language_of(self, name: str) -> str:
        """What a style says of the language, or those that it is based on."""
        if name not in self._languages:
            found = (style.language for style in self.chain(name) if style.language)
            self._languages[name] = next(found, "")
        return self._languages[name]


def level(properties: etree._Element | None) -> int | None:
    """The level that properties of a paragraph give; `BODY_TEXT` + 1 takes one away."""
    said = None if properties is None else find(properties, "w:outlineLvl")
    return None if said is None else number(value(said), BODY_TEXT) + 1


def _styles(root: etree._Element) -> Iterator[Style]:
    for element in root.iter(f"{W}style"):
        yield Style(
            value(element, "styleId"),
            value(find(element, "w:name")),
            value(element, "type"),
            value(find(element, "w:basedOn")),
            level(find(element, "w:pPr")),
            value(find(element, "w:rPr/w:lang")),
            element.get(f"{W}default") in ("1", "true", "on"),
        )


def uses(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """(id of a style, element that names it)."""
    for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
        for element in root.iter(f"{W}{tag}"):
            yield value(element), element


def is_bold(properties: etree._Element | None) -> bool:
    return properties is not None and is_on(find(properties, "w:b"))
