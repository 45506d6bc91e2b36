"""Tracked changes: who changed what and when.

Source: ISO/IEC 29500-1, 17.13.5 (Revisions).
"""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from mappe.formats.docx.ooxml import Element, qualified, reached, w

Fate = Literal["same", "new", "gone"]
"""What became of a piece of text since the previous file."""

MARKS = frozenset(map(qualified, ("bookmarkStart", "bookmarkEnd")))
"""What stands between words and takes no room."""

_TAGS = {"new": "ins", "gone": "del"}
_STRUCK = {qualified("t"): qualified("delText"), qualified("instrText"): qualified("delInstrText")}
_SIMPLE = qualified("fldSimple")
_LINK = qualified("hyperlink")
_INSIDE = frozenset(map(qualified, ("sdt", "sdtContent", "r", "ins", "del", "customXml", "smartTag")))


@dataclass(frozen=True)
class Revisions:
    """Whose changes they are; `date` in ISO 8601, to the second."""

    author: str
    date: str

    def mark(self, tag: str, *children: Element) -> Element:
        """Ids are given at the end, when all marks are there."""
        return w(tag, *children, id=0, author=self.author, date=self.date)

    def around(self, fate: Fate, content: Iterable[Element]) -> list[Element]:
        """Runs as new or gone; links and marks stay what they are, with what they hold as new or gone.

        A link cannot be within `w:ins` or `w:del`: ISO/IEC 29500-1, CT_RunTrackChange.
        """
        if fate == "same":
            return [*content]
        found: list[Element] = []
        for outside, group in groupby(flat(content), lambda child: child.tag in MARKS or child.tag == _LINK):
            if not outside:
                found.append(
                    self.mark(_TAGS[fate], *(struck(one) if fate == "gone" else one for one in group))
                )
                continue
            for child in group:
                if child.tag == _LINK:
                    child[:] = self.around(fate, [*child])
                found.append(child)
        return found

    def end(self, paragraph: Element, fate: Fate) -> Element:
        """The paragraph with its mark as new or gone: ISO/IEC 29500-1, ins and del (Paragraph)."""
        reached(paragraph, "pPr", "rPr").insert(0, self.mark(_TAGS[fate]))
        return paragraph

    def row(self, row: Element, fate: Fate) -> Element:
        """ISO/IEC 29500-1, ins and del (Table Row)."""
        reached(row, "trPr").append(self.mark(_TAGS[fate]))
        return row

    def properties(self, new: Element, tag: str, old: Iterable[Element]) -> None:
        """Let properties say what they were: `rPr` gets an `rPrChange`, and so on."""
        new.append(self.mark(f"{tag}Change", w(tag, *map(deepcopy, old))))


def flat(content: Iterable[Element]) -> Iterable[Element]:
    """The same with each simple field as a complex one, which a change can be around."""
    for child in content:
        if child.tag == _SIMPLE:
            yield from complex_field(child)
        else:
            yield child


def complex_field(simple: Element) -> list[Element]:
    """ISO/IEC 29500-1, fldSimple (Simple Field), in the words of fldChar (Complex Field Character)."""
    instruction = w("instrText")
    instruction.text = simple.get(qualified("instr"), "")
    start, middle, end = (w("r", w("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end"))
    return [start, w("r", instruction), middle, *simple, end]


def struck(element: Element) -> Element:
    """A run, or what has runs in it, with its words as deleted ones; a drawing keeps those that it shows."""
    for child in element:
        if child.tag in _STRUCK:
            child.tag = _STRUCK[child.tag]
        elif child.tag in _INSIDE:
            struck(child)
    return element
