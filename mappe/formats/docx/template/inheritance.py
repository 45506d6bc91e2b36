"""The styles of a Word file: which there are, and what each says after all that it is based on."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType

from mappe.formats.docx.ooxml import Element, qualified

_MEASURE = re.compile(r"(-?\d{1,6}(?:\.\d{1,6})?)(mm|cm|in|pt|pc|pi)?")

_UNITS: Mapping[str | None, float] = MappingProxyType(
    {None: 1, "mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440, "pt": 20, "pc": 240, "pi": 240}
)
"""Twentieths of a point: ISO/IEC 29500-1, ST_UniversalMeasure."""

_DEPTH = 20
"""Styles that stand upon each other; more are a circle."""


class StyleSheet:
    """A styles part that is read, never changed: ISO/IEC 29500-1, Style Hierarchy."""

    def __init__(self, root: Element) -> None:
        self.root = root
        styles = root.findall(qualified("style"))
        self.by_id: Mapping[str, Element] = {attribute(style, "styleId"): style for style in styles}

    @cached_property
    def names(self) -> Mapping[tuple[str, str], str]:
        """{kind, name or alias in small letters: id}."""
        found: dict[tuple[str, str], str] = {}
        for identifier, style in self.by_id.items():
            aliases = value(style, "aliases").split(",")
            for name in (value(style, "name"), *aliases):
                if word := name.strip().casefold():
                    found.setdefault((kind_of(style), word), identifier)
        return found

    @cached_property
    def defaults(self) -> Mapping[str, str]:
        """{kind: id of the style of what says nothing about itself}."""
        return {
            kind_of(style): identifier
            for identifier, style in self.by_id.items()
            if attribute(style, "default") in ("1", "true", "on")
        }

    def chain(self, identifier: str) -> Iterator[Element]:
        """The style, what it is based on, and so on."""
        for _ in range(_DEPTH):
            style = self.by_id.get(identifier)
            if style is None:
                return
            yield style
            identifier = value(style, "basedOn")

    def said(self, identifier: str, path: str) -> Iterator[Element]:
        """What the style says at a path such as `rPr/sz`; then what those under it say, and the document."""
        steps = "/".join(map(qualified, path.split("/")))
        for style in self.chain(identifier):
            yield from style.iterfind(steps)
        group = path.partition("/")[0]
        yield from self.root.iterfind(f"{qualified('docDefaults')}/{qualified(f'{group}Default')}/{steps}")

    def attribute(self, identifier: str, path: str, name: str) -> str:
        """The nearest value of an attribute at a path, or nothing."""
        found = (attribute(element, name) for element in self.said(identifier, path))
        return next((word for word in found if word), "")

    def is_on(self, identifier: str, path: str) -> bool:
        """Whether a switch such as `rPr/b` is on."""
        return next((is_on(element) for element in self.said(identifier, path)), False)


def kind_of(style: Element) -> str:
    return attribute(style, "type") or "paragraph"


def attribute(element: Element, name: str) -> str:
    return element.get(qualified(name), "")


def value(element: Element, tag: str) -> str:
    """The `w:val` of a child, or nothing."""
    child = element.find(qualified(tag))
    return "" if child is None else attribute(child, "val")


def is_on(element: Element) -> bool:
    """ISO/IEC 29500-1, ST_OnOff."""
    return attribute(element, "val") not in ("0", "false", "off")


def twentieths(word: str) -> int:
    """A length in twentieths of a point, whatever its unit; 0 for what is none."""
    found = _MEASURE.fullmatch(word)
    return round(float(found[1]) * _UNITS[found[2]]) if found else 0


def whole(word: str) -> int:
    """A number of a list or a level; 0 for what is none."""
    return int(word) if re.fullmatch(r"\d{1,9}", word) else 0
