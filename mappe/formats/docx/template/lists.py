"""Our lists among the office's: its own bullets and numbers where its styles have them, ours where not."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from mappe.formats.docx.numbering import HEADING, LISTS
from mappe.formats.docx.ooxml import Element, drop, qualified, style_id, w
from mappe.formats.docx.template.inheritance import attribute, value, whole
from mappe.formats.docx.template.styles import NAMES, Wardrobe
from mappe.formats.roman import roman

_STYLES: Mapping[str, str] = {str(number): style for style, number in LISTS.items()}
"""Number of one of our definitions → the style whose list it is."""


class NumberForm(NamedTuple):
    """How a level of a list shows its number: ISO/IEC 29500-1, ST_NumberFormat and lvlText."""

    kind: str
    text: str

    def shown(self, number: int) -> str:
        return self.text.replace("%1", _FORMS.get(self.kind, str)(number))


@dataclass(eq=False)
class Lists:
    """The office's numbering part, to which ours is added as far as it is used."""

    wardrobe: Wardrobe
    ours: Element
    _numbers: dict[tuple[str, int], tuple[str, int]] = field(default_factory=dict)
    """{our list and level: list and level in the finished file}."""
    _own_numbers: dict[str, str] = field(default_factory=dict)
    _definitions: dict[str, Element] = field(default_factory=dict)
    _lists: list[Element] = field(default_factory=list)

    def renumber(self, root: Element) -> None:
        """Let every paragraph and every style that was taken in be in its list in the finished file."""
        for place in root.iter(qualified("numPr")):
            number, level = value(place, "numId"), whole(value(place, "ilvl"))
            if number not in ("", "0"):
                number, level = self._place(number, level)
                for child in place:
                    child.set(qualified("val"), str(level) if child.tag == qualified("ilvl") else number)

    def renumber_styles(self, styles: Element) -> None:
        """The same for the styles of ours in a styles part."""
        for style in styles.iterfind(qualified("style")):
            if attribute(style, "styleId") not in self.wardrobe.house.styles.by_id:
                self.renumber(style)

    def heading_number(self, identifier: str) -> NumberForm | None:
        """What the office's headings say for a number; nothing where they have none."""
        said = self.wardrobe.effective(identifier, "pPr/numPr")
        number = "" if said is None else value(said, "numId")
        level = "" if said is None else value(said, "ilvl") or "0"
        definition = self._theirs_by_number.get(number, "")
        for each in self._theirs.iterfind(qualified("abstractNum")):
            if attribute(each, "abstractNumId") == definition:
                return _form(each, level)
        return None

    def part(self, styles: Element) -> Element:
        """`w:numbering` for these styles: pictures, definitions and lists in this order."""
        root = deepcopy(self._theirs)
        known = {attribute(style, "styleId") for style in styles.iterfind(qualified("style"))}
        for definition in self._definitions.values():
            for level in definition.iterfind(qualified("lvl")):
                if value(level, "pStyle") not in known:
                    drop(level, "pStyle")
        ends = {
            name: [*root.iterchildren(qualified(name))] for name in ("numPicBullet", "abstractNum", "num")
        }
        place = len(ends["numPicBullet"] + ends["abstractNum"])
        for offset, definition in enumerate(self._definitions.values()):
            root.insert(place + offset, definition)
        place += len(self._definitions) + len(ends["num"])
        for offset, one in enumerate(self._lists):
            root.insert(place + offset, one)
        return root

    @cached_property
    def _theirs(self) -> Element:
        numbering = self.wardrobe.house.numbering
        return numbering if numbering.tag == qualified("numbering") else w("numbering")

    def _place(self, number: str, level: int) -> tuple[str, int]:
        if (number, level) not in self._numbers:
            self._numbers[number, level] = self._made(number, level)
        return self._numbers[number, level]

    def _made(self, number: str, level: int) -> tuple[str, int]:
        one = self._ours_by_number[number]
        definition = value(one, "abstractNumId")
        own = self._own_list(_STYLES[definition], level)
        if own is None:
            return self._kept(number, one, self._defined(definition)), level
        theirs, place = own
        if one.find(qualified("lvlOverride")) is None:
            return theirs, place
        copy = self._added(one, self._theirs_by_number[theirs])
        for override in copy.iterfind(qualified("lvlOverride")):
            override.set(qualified("ilvl"), str(place))
        return attribute(copy, "numId"), place

    def _own_list(self, style: str, level: int) -> tuple[str, int] | None:
        """The office's list for a style of ours, and the level in it, if it goes that deep."""
        said = self.wardrobe.effective(style_id(style), "pPr/numPr")
        if said is None or style == HEADING:
            return None
        number, place = value(said, "numId"), whole(value(said, "ilvl")) + level
        definition = self._theirs_by_number.get(number, "")
        return (
            (number, place)
            if place in self._depths.get(definition, ()) or (definition and not level)
            else None
        )

    @cached_property
    def _theirs_by_number(self) -> Mapping[str, str]:
        """{number of a list of the office: that of its definition}."""
        lists = self._theirs.iterfind(qualified("num"))
        return {attribute(one, "numId"): value(one, "abstractNumId") for one in lists}

    @cached_property
    def _ours_by_number(self) -> Mapping[str, Element]:
        return {attribute(one, "numId"): one for one in self.ours.iterfind(qualified("num"))}

    @cached_property
    def _first_free(self) -> int:
        """The first number for a list that none of the office's has; 0 would mean none."""
        return max(1, _next(self._theirs, "num", "numId"))

    @cached_property
    def _depths(self) -> Mapping[str, frozenset[int]]:
        """{number of a definition of the office: the levels that show something}."""
        return {
            attribute(definition, "abstractNumId"): frozenset(
                whole(attribute(level, "ilvl"))
                for level in definition.iterfind(qualified("lvl"))
                if value(level, "numFmt") != "none" and value(level, "lvlText")
            )
            for definition in self._theirs.iterfind(qualified("abstractNum"))
        }

    def _kept(self, number: str, one: Element, definition: str) -> str:
        """The number of a list of ours that stays as it is, at all of its levels."""
        if number not in self._own_numbers:
            self._own_numbers[number] = attribute(self._added(one, definition), "numId")
        return self._own_numbers[number]

    def _added(self, one: Element, definition: str) -> Element:
        """A list like this by a definition of the finished file."""
        copy = deepcopy(one)
        copy.set(qualified("numId"), str(self._first_free + len(self._lists)))
        for meant in copy.iterfind(qualified("abstractNumId")):
            meant.set(qualified("val"), definition)
        self._lists.append(copy)
        return copy

    def _defined(self, definition: str) -> str:
        """The number of a definition of ours in the finished file."""
        if definition not in self._definitions:
            found = (each for each in self.ours.iter(qualified("abstractNum")))
            copy = deepcopy(next(each for each in found if attribute(each, "abstractNumId") == definition))
            number = _next(self._theirs, "abstractNum", "abstractNumId") + len(self._definitions)
            copy.set(qualified("abstractNumId"), str(number))
            for level in copy.iterfind(qualified("lvl")):
                self._fit(level, _STYLES[definition])
            self._definitions[definition] = copy
        return attribute(self._definitions[definition], "abstractNumId")

    def _fit(self, level: Element, style: str) -> None:
        """A level in the office's type and at its edges; it belongs to a style only if that is ours."""
        owner = value(level, "pStyle")
        name = NAMES.get(owner, "") if style == HEADING else style
        for meant in level.findall(qualified("pStyle")):
            if owner in self.wardrobe.theirs:
                level.remove(meant)
        self.wardrobe.rename(level)
        for properties in level.iterfind(qualified("pPr")):
            self.wardrobe.set_edges(properties, name)
        for properties in level.iterfind(qualified("rPr")):
            self.wardrobe.set_face(properties)


def _form(definition: Element, level: str) -> NumberForm | None:
    for each in definition.iterfind(qualified("lvl")):
        if attribute(each, "ilvl") == level:
            kind, text = value(each, "numFmt") or "decimal", value(each, "lvlText")
            return NumberForm(kind, text) if text and kind != "none" else None
    return NumberForm("decimal", "%1")


def _next(root: Element, tag: str, name: str) -> int:
    """The first number that none of the office's has."""
    return max((whole(attribute(each, name)) for each in root.iterfind(qualified(tag))), default=-1) + 1


def _letters(number: int) -> str:
    """A to Z, then AA to ZZ."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_FORMS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "upperLetter": _letters,
        "lowerLetter": lambda number: _letters(number).lower(),
        "upperRoman": roman,
        "lowerRoman": lambda number: roman(number).lower(),
        "decimalZero": "{:02}".format,
    }
)
"""How headings are counted; other kinds are shown as digits."""
