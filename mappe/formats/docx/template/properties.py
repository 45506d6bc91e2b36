"""The office's own properties of its files, with those that say which edition ours is."""

from lxml import etree

from mappe.formats.docx.ooxml import serialised
from mappe.formats.docx.template.house import House

_KIND = "/custom-properties"
_FIRST = 2
"""The ids before it are taken: [MS-OLEPS], property identifiers."""


def custom_properties(ours: bytes, house: House) -> bytes:
    """ISO/IEC 29500-1, custom file properties: letterheads may print them with DOCPROPERTY."""
    relations = house.template.parts["/"].relations
    name = next((each.target for each in relations if each.kind.endswith(_KIND)), "")
    if not name:
        return ours
    root, own = house.markup(name), etree.fromstring(ours)
    names = {mark.get("name", "").casefold() for mark in own}
    for mark in [*root]:
        if mark.get("name", "").casefold() in names:
            root.remove(mark)
    root.extend(own)
    for number, mark in enumerate(root, _FIRST):
        mark.set("pid", str(number))
    return serialised(root)
