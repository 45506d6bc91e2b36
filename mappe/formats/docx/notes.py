"""Footnotes: the part that holds them, and what sets them off."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mappe.formats.docx.ooxml import Element, root, style_id, w
from mappe.formats.docx.relations import Relations

SEPARATORS = {-1: "separator", 0: "continuationSeparator"}
"""Ids and kinds of the lines above notes, as Word numbers them: ISO/IEC 29500-1, ST_FtnEdn."""


@dataclass
class Notes:
    """The footnotes of a file, in the order in which they were written, and the relations of their part."""

    own: list[Element] = field(default_factory=list)
    relations: Relations = field(default_factory=Relations)

    def add(self, *content: Element) -> int:
        """The id of a new note that says this: ISO/IEC 29500-1, footnote (Footnote Content)."""
        number = len(self.own) + 1
        self.own.append(_note(content, id=number))
        return number

    def part(self) -> Element:
        """`w:footnotes`: ISO/IEC 29500-1, footnotes (Document Footnotes)."""
        return root("footnotes", *_separators(), *self.own)


def _separators() -> Iterator[Element]:
    for number, kind in SEPARATORS.items():
        yield _note([w("r", w(kind))], type=kind, id=number)


def _note(content: Iterable[Element], **about: str | int) -> Element:
    head = w("pPr", w("pStyle", val=style_id("Footnote Text")))
    return w("footnote", w("p", head, *content), **about)
