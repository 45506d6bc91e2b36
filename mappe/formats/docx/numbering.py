"""Numbers and bullets: the numbering part, and a number of its own for every list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from mappe.formats.docx.faces import coloured, font, millimetres
from mappe.formats.docx.looks import AXIS, LIST_STEP, LOOKS
from mappe.formats.docx.ooxml import Element, style_id, twips, w
from mappe.model.theme import Tokens

HEADING = "Heading 1"
SOURCE = "Source"

_BULLETS = tuple(("bullet", "•" if level % 2 == 0 else "–") for level in range(9))
_NUMBERS = tuple(("decimal" if level % 2 == 0 else "lowerLetter", f"%{level + 1}.") for level in range(9))

DEEPEST = 8
"""The last level of a list, counted from 0: ISO/IEC 29500-1, lvl (Numbering Level Definition)."""

_HEADINGS = (HEADING, "Heading 2", "Heading 3")
"""Style of each level of the list of headings: the first shows its number, others when an office wants it."""

_LEVELS: Mapping[str, tuple[tuple[str, str], ...]] = {
    HEADING: (("decimal", "%1"), *[("none", "")] * DEEPEST),
    SOURCE: (("decimal", "%1"),),
    **{f"{place} Bullet": _BULLETS for place in ("List", "Table", "Box", "Internal")},
    **{f"{place} Number": _NUMBERS for place in ("List", "Table", "Box", "Internal")},
}
"""Style → format and text of each level."""

LISTS: Mapping[str, int] = MappingProxyType({style: number for number, style in enumerate(_LEVELS, 1)})
"""Style → the number of its list, as the style itself has it."""


@dataclass
class Numbering:
    """The lists of a file: those of the styles, and one more for every numbered list, to start anew."""

    own: list[Element] = field(default_factory=list)
    _second: dict[str, int] = field(default_factory=dict)

    def number(self, style: str, level: int, start: int) -> int:
        """The number for one list; bullets share theirs.

        Source: ISO/IEC 29500-1, startOverride (Numbering Level Starting Value Override).
        """
        if _LEVELS[style] is _BULLETS:
            return LISTS[style]
        number = len(LISTS) + len(self.own) + 1
        override = w("lvlOverride", w("startOverride", val=start), ilvl=level)
        self.own.append(w("num", w("abstractNumId", val=LISTS[style]), override, numId=number))
        return number

    def second(self, style: str) -> int:
        """The number that all of a second language share, which counts from 1 again."""
        if style not in self._second:
            self._second[style] = self.number(style, 0, 1)
        return self._second[style]

    def part(self, tokens: Tokens) -> Element:
        """`w:numbering`: ISO/IEC 29500-1, numbering (Numbering Definitions)."""
        return w(
            "numbering",
            *(_definition(style, number, tokens) for style, number in LISTS.items()),
            *(w("num", w("abstractNumId", val=number), numId=number) for number in LISTS.values()),
            *self.own,
        )


def in_list(level: int, number: int) -> Element:
    """What makes a paragraph an item of a list: ISO/IEC 29500-1, numPr (Numbering Definition Instance)."""
    return w("numPr", w("ilvl", val=level), w("numId", val=number))


def text_start(style: str, level: int, tokens: Tokens) -> float:
    """Millimetres from the margin to the text of an item; `level` counts from 0."""
    look = LOOKS[style]
    step = LIST_STEP * level + millimetres(look.hanging, tokens)
    return millimetres(look.indent, tokens) + look.padding + step


def heading_level(style: str) -> int | None:
    """The level of the list of headings that a style has, if it has one."""
    return _HEADINGS.index(style) if style in _HEADINGS else None


def _definition(style: str, number: int, tokens: Tokens) -> Element:
    levels = (_level(style, level, tokens) for level in range(len(_LEVELS[style])))
    return w("abstractNum", w("multiLevelType", val="multilevel"), *levels, abstractNumId=number)


def _level(style: str, level: int, tokens: Tokens) -> Element:
    kind, sign = _LEVELS[style][level]
    element = w("lvl", w("start", val=1), w("numFmt", val=kind), ilvl=level)
    if owner := _owner(style, level):
        element.append(w("pStyle", val=style_id(owner)))
    if kind == "none":
        start, hanging = twips(millimetres(AXIS, tokens)), 0
        element.extend([w("suff", val="nothing"), w("lvlText", val=sign), w("lvlJc", val="left")])
        element.append(w("pPr", w("ind", left=start, hanging=hanging)))
        return element
    element.extend([w("lvlText", val=sign), w("lvlJc", val="left")])
    start, hanging = twips(text_start(style, level, tokens)), twips(millimetres(LOOKS[style].hanging, tokens))
    tabs = w("tabs", w("tab", val="num", pos=start))
    element.append(w("pPr", tabs, w("ind", left=start, hanging=hanging)))
    element.append(w("rPr", *_number_font(style, tokens)))
    return element


def _owner(style: str, level: int) -> str:
    """The style that has this level by itself."""
    styles = _HEADINGS if style == HEADING else (style,)
    return styles[level] if level < len(styles) else ""


def _number_font(style: str, tokens: Tokens) -> Iterator[Element]:
    if style == HEADING:
        yield from font(tokens.type["section-number"], tokens)
    else:
        yield coloured("brick" if style == SOURCE else "petrol", tokens)
