"""What the markup of a page says, element by element, before anything is laid out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any
from xml.etree.ElementTree import Element

from weasyprint import CSS

from mappe.model.page import Page, Part
from mappe.model.vocabulary import SVG

PICTURES = frozenset({"img", f"{SVG}svg"})


@dataclass(frozen=True, slots=True)
class Said:
    """What an element says itself, apart from its children.

    `letters` are those of its words; `begin` counts the letters of the document before them; `part` is where
    the author wrote it.
    """

    words: tuple[str, ...]
    letters: str
    begin: int
    part: Part | None

    def between(self, begin: int, end: int) -> Iterator[str]:
        """The words of which some letters stand between two positions in `letters`."""
        position = 0
        for word in self.words:
            before, position = position, position + len(letters(word))
            if before < end and position > begin:
                yield word


Script = Mapping[Element, Said]


def script(body: Element, page: Page) -> Script:
    """Each element of the body, in their order."""
    said: dict[Element, Said] = {}
    sections = {part.name: part for part in page.parts if part.kind == "section"}
    _read(body, 0, None, sections, said)
    return said


def letters(text: str) -> str:
    """Without what breaks of lines and changes of case may alter."""
    return "".join(text.split()).replace("\N{SOFT HYPHEN}", "").casefold()


def _read(
    element: Element, begin: int, part: Part | None, sections: Mapping[str, Part], said: dict[Element, Said]
) -> int:
    """Adds the element and all in it; gives how many letters the document has up to its end."""
    part = sections.get(element.get("id", "")) or part
    part = part or sections.get(element.get("href", "").removeprefix("#"))
    said[element] = Said((), "", begin, part)
    if element.tag in PICTURES:
        return begin
    words, own = (element.text or "").split(), letters(element.text or "")
    end = begin + len(own)
    for child in element:
        end = _read(child, end, part, sections, said)
        if more := letters(child.tail or ""):
            begin = begin if own else end
            words += child.tail.split() if child.tail else ()
            own += more
            end += len(more)
    said[element] = Said(tuple(words), own, begin, part)
    return end


class LeftOut:
    """Why elements have no boxes: the properties by which the stylesheets take them out of the text."""

    def __init__(self, root: Any, sheets: Sequence[CSS]) -> None:  # noqa: ANN401  # WeasyPrint has no types
        self._root = root
        self._sheets = sheets
        self._known: dict[Element, frozenset[str]] = {}

    @cached_property
    def _wrappers(self) -> Mapping[Element, Any]:
        """What matches selectors, by element."""
        return {wrapper.etree_element: wrapper for wrapper in self._root.iter_subtree()}

    def by(self, element: Element) -> frozenset[str]:
        """The properties of `LEFT_OUT` that do it, on the element or on one around it.

        What has no box has no style, and WeasyPrint forgets its cascade, so the few that are missing are
        looked up.
        """
        if element not in self._known:
            wrapper = self._wrappers[element]
            above = self.by(wrapper.parent.etree_element) if wrapper.parent is not None else frozenset()
            self._known[element] = above.union(self._declared(wrapper))
        return self._known[element]

    def _declared(self, wrapper: Any) -> Iterator[str]:  # noqa: ANN401  # as above
        """By the rules that win; of equal weight the last one does."""
        declared = [
            ((important, specificity), name, value if isinstance(value, str) else value[0])
            for sheet in self._sheets
            for specificity, _order, pseudo, (declarations, _layer) in sheet.matcher.match(wrapper)
            for name, value, important in declarations
            if name in LEFT_OUT and not pseudo
        ]
        declared.sort(key=lambda one: one[0])
        winning = {name: value for _, name, value in declared}
        return (name for name, value in winning.items() if value == LEFT_OUT[name])


LEFT_OUT: Mapping[str, str] = MappingProxyType({"display": "none", "position": "running()"})
"""Property → the first word of the value that takes an element out: for good, or to the edges of sheets."""
