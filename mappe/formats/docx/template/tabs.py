"""Where lines begin and end, for paragraphs that say it themselves."""

from mappe.formats.docx.looks import LOOKS
from mappe.formats.docx.ooxml import Element, put, qualified, w
from mappe.formats.docx.template.inheritance import attribute, twentieths, value
from mappe.formats.docx.template.styles import NAMES, Wardrobe

_CONTENTS = "TOC"


def set_right_edge(root: Element, wardrobe: Wardrobe, width: int) -> None:
    """`width` is that of the text, in twentieths of a point, unless a paragraph says another."""
    for properties in root.iter(qualified("pPr")):
        identifier = value(properties, "pStyle")
        look = LOOKS.get(NAMES.get(identifier, ""))
        if look and look.right_edge and identifier in wardrobe.theirs:
            edge = _right_stop(properties) or width
            put(properties, _tabs(wardrobe, identifier, edge))


def set_text_edge(root: Element, wardrobe: Wardrobe) -> None:
    """Indents that a paragraph of ours has of its own, from where the office's text begins."""
    for properties in root.iter(qualified("pPr")):
        if properties.find(qualified("ind")) is not None:
            wardrobe.set_edges(properties, NAMES.get(value(properties, "pStyle"), ""))


def _right_stop(properties: Element) -> int:
    stops = properties.iterfind(f"{qualified('tabs')}/{qualified('tab')}")
    return max(
        (twentieths(attribute(stop, "pos")) for stop in stops if attribute(stop, "val") == "right"), default=0
    )


def _tabs(wardrobe: Wardrobe, identifier: str, edge: int) -> Element:
    """None of the stops of the office's style, and one at the edge; dots lead to the numbers of contents.

    It is what Word itself writes into every entry of contents that it makes.
    """
    theirs = wardrobe.theirs[identifier]
    edge -= twentieths(wardrobe.house.styles.attribute(theirs, "pPr/ind", "right"))
    places = {*map(int, wardrobe.stops(theirs))} - {edge}
    dots = {"leader": "dot"} if identifier.startswith(_CONTENTS) else {}
    stops = [(place, w("tab", val="clear", pos=place)) for place in places]
    stops.append((edge, w("tab", val="right", **dots, pos=edge)))
    return w("tabs", *(stop for _, stop in sorted(stops, key=lambda each: each[0])))
