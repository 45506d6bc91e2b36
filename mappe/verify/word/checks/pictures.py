"""Pictures: described or decoration, and such that every Word can show them."""

from collections.abc import Iterator

from lxml import etree

from mappe.verify.word.exhibit import Exhibit, is_box
from mappe.verify.word.ooxml import DECORATIVE, OFF, SVG, VML, WP, A, R, nearest
from mappe.verify.words import FILE_NAME

YES = ("1", "true")


def alternative_text(exhibit: Exhibit) -> Iterator[str]:
    for drawn, said in _pictures(exhibit):
        if not said:
            yield exhibit.spot(drawn, f"picture{_name(drawn)}")


def file_name_as_text(exhibit: Exhibit) -> Iterator[str]:
    for drawn, said in _pictures(exhibit):
        if FILE_NAME.search(said):
            yield exhibit.spot(drawn, "picture", said)


def picture_fallback(exhibit: Exhibit) -> Iterator[str]:
    for _, blip in exhibit.all(f"{A}blip"):
        if next(blip.iter(f"{SVG}svgBlip"), None) is not None and not blip.get(f"{R}embed"):
            yield exhibit.spot(blip, "picture")


def picture_in_line(exhibit: Exhibit) -> Iterator[str]:
    for drawn, said in _pictures(exhibit):
        if nearest(drawn, f"{WP}anchor") is not None:
            yield exhibit.spot(drawn, "picture", said)


def _pictures(exhibit: Exhibit) -> Iterator[tuple[etree._Element, str]]:
    """What is drawn and means something, and what is said of it; boxes of text speak for themselves."""
    for _, drawn in exhibit.all(f"{WP}docPr"):
        around = drawn.getparent()
        if around is not None and not is_box(around) and not _only_adorns(drawn):
            yield drawn, (drawn.get("descr") or "").strip()
    for _, image in exhibit.all(f"{VML}imagedata"):
        shape = image.getparent()
        if shape is not None:
            yield shape, (shape.get("alt") or "").strip()


def _only_adorns(drawn: etree._Element) -> bool:
    hidden = drawn.get("hidden", "0") not in OFF
    return hidden or any(mark.get("val") in YES for mark in drawn.iter(DECORATIVE))


def _name(drawn: etree._Element) -> str:
    name = drawn.get("name")
    return f" '{name}'" if name else ""
