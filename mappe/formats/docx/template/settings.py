"""The office's settings, with what our content needs of them."""

from copy import deepcopy

from mappe.formats.docx.ooxml import Element, add, drop, put, qualified
from mappe.formats.docx.template.house import House

_OF_THE_CONTENT = ("decimalSymbol", "listSeparator")
"""What depends on the language of what is written."""

_OF_THE_PAGES = ("mirrorMargins", "evenAndOddHeaders")
"""What goes with the heads and feet of the sheets."""

_IF_MISSING = (
    "autoHyphenation",
    "consecutiveHyphenLimit",
    "hyphenationZone",
    "doNotHyphenateCaps",
    "compat",
    "themeFontLang",
    "clrSchemeMapping",
)
"""What the office has its own opinion on, if it has one."""

_OF_THE_SAMPLE = ("attachedTemplate", "linkStyles", "mailMerge", "proofState", "revisionView", "updateFields")
"""What would ask the reader something, or says of the sample text what is not true of ours."""


def settings(ours: Element, house: House) -> Element:
    """`w:settings`: ISO/IEC 29500-1, settings (Document Settings)."""
    if house.settings.tag != qualified("settings"):
        return _without_pages(deepcopy(ours), house)
    root = deepcopy(house.settings)
    drop(root, *_OF_THE_SAMPLE)
    taken = [*_OF_THE_CONTENT, *([] if house.has_furniture else _OF_THE_PAGES)]
    for name in (*taken, *_IF_MISSING):
        own = ours.find(qualified(name))
        if own is not None and (name in taken or root.find(qualified(name)) is None):
            put(root, deepcopy(own))
    _separate(root, ours)
    return root


def _without_pages(root: Element, house: House) -> Element:
    if house.has_furniture:
        drop(root, *_OF_THE_PAGES)
    return root


def _separate(root: Element, ours: Element) -> None:
    """The lines above the notes are those of our notes; the office's endnotes went with its sample text."""
    for tag, line in (("footnotePr", "footnote"), ("endnotePr", "endnote")):
        for properties in root.findall(qualified(tag)):
            drop(properties, line)
            if not len(properties):
                root.remove(properties)
    own = ours.find(qualified("footnotePr"))
    if own is None:
        return
    known = root.find(qualified("footnotePr"))
    if known is None:
        add(root, deepcopy(own))
    else:
        known.extend(deepcopy(line) for line in own)
