"""What an element says, whatever numbers and ids it says it with."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mappe.formats.docx.ooxml import Element, qualified
from mappe.formats.docx.redline.package import is_relation
from mappe.formats.docx.redline.revisions import MARKS

_IDS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("docPr", "cNvPr"), frozenset({"id", "name"})),
    **dict.fromkeys(("footnote", "endnote"), frozenset({qualified("id")})),
}
"""Local name of an element → attributes that only number it."""

_SILENT = frozenset(map(qualified, ("sectPr", "proofErr", "lastRenderedPageBreak"))) | MARKS
"""Elements that say nothing here; sheets are compared on their own."""

_LOOKS = frozenset(
    map(qualified, ("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tblPrEx", "tcW", "tcMar", "sdtPr", "sdtEndPr"))
) | frozenset(map(qualified, ("shd", "tcBorders", "vAlign", "noWrap", "hideMark", "textDirection")))
"""How things look, beside what they say."""

_NUMBER, _ID, _VALUE = qualified("numId"), qualified("id"), qualified("val")
_NOTES = {qualified(f"{kind}Reference"): kind for kind in ("footnote", "endnote")}
_OWN = qualified("")


@dataclass(frozen=True)
class Meaning:
    """What ids stand for in one of two files.

    `relations` are {id: where it leads}, `notes` {(kind, id): what it says}, `lists` {number: how it counts}.
    If `loose`, looks say nothing: another program saved the file and wrote them in its own way.
    """

    relations: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[tuple[str, str], str] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    loose: bool = False

    def said(self, element: Element, *without: str) -> str:
        """The same text for all elements that say the same; `without` children of these tags."""
        words: list[str] = []
        skipped = {qualified(tag) for tag in without}
        self._say(element, words, skipped)
        return "\x1f".join(words)

    def look(self, properties: Element | None) -> str:
        """The same for properties: none at all say as much as empty ones."""
        return "" if properties is None or len(properties) == 0 else self.said(properties)

    def _say(self, element: Element, words: list[str], skipped: set[str]) -> None:
        tag = element.tag
        if not isinstance(tag, str):
            return
        words.append(tag)
        if element.attrib:
            words.extend(self._attributes(element, tag))
        if element.text and (len(element) == 0 or element.text.strip()):
            words.append(element.text)
        for child in element:
            if child.tag in _SILENT or child.tag in skipped or (self.loose and child.tag in _LOOKS):
                continue
            self._say(child, words, skipped)
        words.append("/")

    def _attributes(self, element: Element, tag: str) -> list[str]:
        if tag == _NUMBER:
            number = element.get(_VALUE, "")
            return [self.lists.get(number, number)]
        if tag in _NOTES:
            return [self.notes.get((_NOTES[tag], element.get(_ID, "")), "")]
        if len(element.attrib) == 1 and tag.startswith(_OWN):
            ((name, value),) = element.attrib.items()
            return [self._attribute(str(name), str(value))]
        numbering = _IDS.get(tag.rpartition("}")[2], ())
        kept = ((str(name), str(value)) for name, value in element.attrib.items() if name not in numbering)
        return sorted(self._attribute(name, value) for name, value in kept)

    def _attribute(self, name: str, value: str) -> str:
        if is_relation(name):
            value = self.relations.get(value, value)
        return f"{name}={value}"
