"""The office's sheets around our text: its paper and margins, its letterhead, and ours where it has none."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Literal

from mappe.formats.docx.ooxml import Element, R, add, drop, put, qualified, w
from mappe.formats.docx.template.house import House, HouseSheet
from mappe.formats.docx.template.inheritance import attribute, twentieths

Kind = Literal["header", "footer"]

KINDS: tuple[Kind, ...] = ("header", "footer")

_ID = f"{{{R}}}id"

_OF_THE_SAMPLE = (
    "headerReference",
    "footerReference",
    "footnotePr",
    "endnotePr",
    "type",
    "lnNumType",
    "formProt",
    "titlePg",
    "printerSettings",
    "sectPrChange",
)
"""What a section says of its own text, or what is said anew."""

_NEAREST_EDGE = 340
"""Twentieths of a point from the edge of the sheet at which a head or foot of ours can be printed."""


@dataclass(frozen=True)
class Around:
    """A head or a foot: whose it is, and its relation if it is ours or the name of its part if not."""

    kind: Kind
    side: str
    name: str
    ours: bool


def sheet(ours: Element, house: House, *, starts: bool) -> tuple[Element, list[Around]]:
    """The office's section for one of ours, without its heads and feet, and these.

    `starts` says that it is the first.
    """
    own = house.first if starts else house.others
    properties = _settled(ours, own, starts=starts)
    around = [*_others(ours, house)]
    if starts and (own.has_title_page or ours.find(qualified("titlePg")) is not None):
        # Only what the office has for its first page stands around the cover: none of ours does.
        put(properties, w("titlePg"))
        around += _first(own, house)
    if any(each.ours for each in around):
        _keep_off_the_edge(properties, ours)
    return properties, around


def refer(properties: Element, around: list[Around], relations: Mapping[Around, str]) -> None:
    """Put references to heads and feet into a section, by their relations."""
    for each in reversed(around):
        reference = w(f"{each.kind}Reference", type=each.side)
        reference.set(_ID, relations[each])
        properties.insert(0, reference)


def _settled(ours: Element, own: HouseSheet, *, starts: bool) -> Element:
    """The office's paper, turned if ours is, and all that belongs to it."""
    properties = deepcopy(own.properties)
    drop(properties, *_OF_THE_SAMPLE)
    properties.attrib.clear()
    for columns in properties.findall(qualified("cols")):
        if attribute(columns, "num") not in ("", "1"):
            properties.remove(columns)
    for numbers in properties.iterfind(qualified("pgNumType")):
        if not starts:
            numbers.attrib.pop(qualified("start"), None)
    for tag in ("pgSz", "pgMar"):
        for said in ours.iterfind(qualified(tag)):
            if properties.find(qualified(tag)) is None:
                add(properties, deepcopy(said))
            elif tag == "pgSz":
                _turn(properties, said)
    return properties


def _turn(properties: Element, ours: Element) -> None:
    """Paper on its side has its width and height exchanged: ISO/IEC 29500-1, pgSz (Page Size)."""
    for size in properties.iterfind(qualified("pgSz")):
        width, height = attribute(size, "w"), attribute(size, "h")
        lies = int(attribute(ours, "w")) > int(attribute(ours, "h"))
        if lies != (twentieths(width) > twentieths(height)):
            size.set(qualified("w"), height)
            size.set(qualified("h"), width)
            size.attrib.pop(qualified("orient"), None)
            if lies:
                size.set(qualified("orient"), "landscape")


def _others(ours: Element, house: House) -> Iterator[Around]:
    """What stands on pages that are not the first: the office's if it says anything, and ours if not."""
    for kind in KINDS:
        said = {
            attribute(each, "type"): each.get(_ID, "")
            for each in ours.iterfind(qualified(f"{kind}Reference"))
        }
        usual = _own(house.others, house, kind, "default") or _ours(said, kind, "default", "default")
        left = None
        if house.turns_pages:
            left = _own(house.others, house, kind, "even") or _ours(said, kind, "even", "even", "default")
        elif not house.has_furniture:
            left = _ours(said, kind, "even", "even")
        yield from (each for each in (usual, left) if each is not None)


def _own(sheet: HouseSheet, house: House, kind: Kind, side: str, shown: str = "") -> Around | None:
    name = sheet.around.get((kind, side), "")
    return Around(kind, shown or side, name, ours=False) if name and house.says_something(name) else None


def _ours(said: Mapping[str, str], kind: Kind, shown: str, *sides: str) -> Around | None:
    name = next((said[side] for side in sides if side in said), "")
    return Around(kind, shown, name, ours=True) if name else None


def _first(own: HouseSheet, house: House) -> Iterator[Around]:
    side = "first" if own.has_title_page else "default"
    for kind in KINDS:
        if (found := _own(own, house, kind, side, "first")) is not None:
            yield found


def _keep_off_the_edge(properties: Element, ours: Element) -> None:
    """A template without head or foot may have them at the very edge of its paper, where nothing prints."""
    said = ours.find(qualified("pgMar"))
    for margins in properties.iterfind(qualified("pgMar")):
        for kind in KINDS:
            if said is not None and twentieths(attribute(margins, kind)) < _NEAREST_EDGE:
                margins.set(qualified(kind), attribute(said, kind))
