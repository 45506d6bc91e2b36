"""Headings and contents that tell the truth about the office's styles: numbers, levels, fields."""

import re
from collections.abc import Iterator

from mappe.formats.docx.ooxml import Element, put, qualified, style_id, w
from mappe.formats.docx.template.inheritance import attribute, value
from mappe.formats.docx.template.lists import Lists, NumberForm
from mappe.formats.docx.template.styles import NAMES, Wardrobe, is_built_in

_TOP = style_id("Heading 1")
_ENTRY = style_id("TOC 1")
_NUMBER = style_id("Contents Number")


def settle(root: Element, wardrobe: Wardrobe, lists: Lists) -> None:
    """Let a part of ours say of its headings what the office's styles make of them."""
    if _TOP in wardrobe.theirs:
        counted = wardrobe.effective(_ENTRY, "pPr/numPr") is not None
        _number(root, None if counted else lists.heading_number(_TOP))
        name = _stored(wardrobe, _TOP)
        if not is_built_in("Heading 1", name):
            _ask_for(root, name)
    for paragraph in root.iter(qualified("p")):
        _outline(paragraph, wardrobe)


def _stored(wardrobe: Wardrobe, identifier: str) -> str:
    return value(wardrobe.house.styles.by_id[wardrobe.theirs[identifier]], "name")


def _number(root: Element, form: NumberForm | None) -> None:
    """Entries of the contents have the numbers that their headings have."""
    for run in [*_runs(root, _NUMBER)]:
        parent = run.getparent()
        if form is not None:
            for text in run.iterfind(qualified("t")):
                text.text = re.sub(r"\d+", lambda found: form.shown(int(found[0])), text.text or "", count=1)
        elif parent is not None:
            parent.remove(run)


def _runs(root: Element, style: str) -> Iterator[Element]:
    for run in root.iter(qualified("r")):
        properties = run.find(qualified("rPr"))
        if properties is not None and value(properties, "rStyle") == style:
            yield run


def _ask_for(root: Element, name: str) -> None:
    """Fields find headings of Word's own by their level, and those of an office by their name.

    Source: ISO/IEC 29500-1, fields TOC (switch u) and STYLEREF.
    """
    for instruction in root.iter(qualified("instrText")):
        words = instruction.text or ""
        if words.split()[:1] == ["TOC"]:
            instruction.text = words.replace(r"\h", r"\u \h", 1)
        elif words.split()[:2] == ["STYLEREF", "1"]:
            instruction.text = words.replace("1", f'"{name}"', 1)


def _outline(paragraph: Element, wardrobe: Wardrobe) -> None:
    """A heading is one, whatever the office's style for it says of its level."""
    properties = paragraph.find(qualified("pPr"))
    identifier = "" if properties is None else value(properties, "pStyle")
    if properties is None or identifier not in wardrobe.theirs:
        return
    level = wardrobe.ours.attribute(identifier, "pPr/outlineLvl", "val")
    built_in = is_built_in(NAMES.get(identifier, ""), _stored(wardrobe, identifier))
    said = wardrobe.effective(identifier, "pPr/outlineLvl")
    if level and not built_in and (said is None or attribute(said, "val") != level):
        put(properties, w("outlineLvl", val=level))
