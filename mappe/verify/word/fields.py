"""Fields: what Word works out itself, such as page numbers, and what stands there until it does.

Source: ISO/IEC 29500-1, 17.16.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from mappe.verify.word.ooxml import W, nearest, value

WORD = re.compile(r'"[^"]*"|\S+')

PIECES = tuple(f"{W}{tag}" for tag in ("fldChar", "instrText", "t", "tab", "fldSimple"))


@dataclass(eq=False)
class Field:
    """`start` is where it begins; `paragraphs` are those of its result, in order.

    A field that never ends, or an end without a beginning, is not `is_whole`.
    """

    start: etree._Element
    instruction: str = ""
    result: str = ""
    paragraphs: list[etree._Element] = field(default_factory=list)
    has_result: bool = False
    is_whole: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """Its name, its arguments and its switches."""
        return tuple(word.strip('"') for word in WORD.findall(self.instruction))

    @property
    def name(self) -> str:
        return self.words[0].upper() if self.words else ""

    @property
    def target(self) -> str:
        """The bookmark that a reference names; nothing for other fields."""
        if self.name in ("REF", "PAGEREF", "NOTEREF"):
            return next((word for word in self.words[1:] if not word.startswith("\\")), "")
        return self.switch("\\l") if self.name == "HYPERLINK" else ""

    def switch(self, name: str) -> str:
        r"""The argument of a switch such as `\o`; nothing where it is missing or has none."""
        words = self.words
        after = next((words[at + 1] for at, word in enumerate(words[:-1]) if word.lower() == name), "")
        return "" if after.startswith("\\") else after

    def has(self, *switches: str) -> bool:
        return any(word.lower() in switches for word in self.words)


def fields(root: etree._Element) -> Iterator[Field]:
    """All fields of a part, each when it ends; those inside others first."""
    opened: list[Field] = []
    for element in root.iter(*PIECES):
        match str(element.tag).removeprefix(W):
            case "fldChar":
                yield from _turned(opened, element)
            case "fldSimple":
                yield _simple(element)
            case "instrText":
                if opened:
                    opened[-1].instruction += element.text or ""
            case _:
                _say(opened, element)
    yield from opened


def _turned(opened: list[Field], element: etree._Element) -> Iterator[Field]:
    kind = value(element, "fldCharType")
    if kind == "begin":
        opened.append(Field(element))
    elif not opened:
        yield Field(element)
    elif kind == "separate":
        opened[-1].has_result = True
    else:
        opened[-1].is_whole = True
        yield opened.pop()


def _simple(element: etree._Element) -> Field:
    owner = nearest(element, f"{W}p")
    result = "".join(text.text or "" for text in element.iter(f"{W}t"))
    inside = [] if owner is None else [owner]
    return Field(element, value(element, "instr"), result, inside, has_result=True, is_whole=True)


def _say(opened: list[Field], element: etree._Element) -> None:
    """Add a piece of text to the results of the fields around it."""
    if not any(one.has_result for one in opened) or nearest(element, f"{W}r") is None:
        return
    owner = nearest(element, f"{W}p")
    for one in opened:
        if one.has_result:
            one.result += element.text or "" if element.tag == f"{W}t" else "\t"
            if owner is not None and (not one.paragraphs or one.paragraphs[-1] is not owner):
                one.paragraphs.append(owner)
