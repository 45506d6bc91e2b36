"""Which things fit on two sheets that face each other; the longer of two languages decides."""

from collections.abc import Iterator, Mapping, Sequence

from weasyprint.document import Document

from mappe.formats.pdf.publish import laid_out
from mappe.formats.spreads import Spread, Unit, begins_sheet, bound, is_bound, led, one_side, units
from mappe.model.conformance import is_footnote
from mappe.model.page import Page

PIXELS = 96 / 25.4
"""CSS pixels in a millimetre."""

ENDLESS = 400_000
"""Millimetres: a sheet on which all of a side stands."""

NOTES = 8
"""Millimetres above the footnotes of a sheet, with their rule."""

HEAD = 16
"""Millimetres for the caption and the head of a table that goes on."""

REMEMBERED = 8
"""Pages that are kept, the latest: all formats of an edition are written behind each other."""

_latest: dict[str, Page] = {}
"""{digest of a woven page: its sheets}."""


def spread(page: Page) -> Page:
    """The sheets of a page whose languages face each other; any other page as it is. Raises `FormatError`."""
    if page.layout != "facing" or is_bound(page):
        return page
    if page.digest not in _latest:
        _latest[page.digest] = bound(page, [*_spreads(page)])
    while len(_latest) > REMEMBERED:
        del _latest[next(iter(_latest))]
    return _latest[page.digest]


def _spreads(page: Page) -> Iterator[Spread]:
    """As many units as fit, together; one taller than a sheet has a spread of its own and flows on."""
    found = [*units(page)]
    heights = _heights(page, len(found))
    sheet = page.theme.tokens.sheet
    room = float(sheet.height - sheet.top - sheet.bottom) * PIXELS
    begins = begins_sheet(page)
    filled: list[Unit] = []
    used = 0.0
    position = 0
    for together in led(found):
        needed = sum(heights[position : position + len(together)])
        new_section = not filled or together[0].section != filled[-1].section
        if filled and (used + needed > room or (new_section and begins[together[0].section])):
            yield filled
            filled = []
        if not filled:
            used = HEAD * PIXELS if together[0].tables[0] is not None else 0.0
        filled = [*filled, *together]
        used += needed
        position += len(together)
    if filled:
        yield filled


def _heights(page: Page, count: int) -> Sequence[float]:
    """Of each unit in CSS pixels, the taller of its sides, with the space behind it and its footnotes."""
    left, right = (_heights_of(one_side(page, side), count) for side in (0, 1))
    return [max(both) for both in zip(left, right, strict=True)]


def _heights_of(side: Page, count: int) -> Sequence[float]:
    sheet = side.theme.tokens.sheet
    document = laid_out(side, f"@page{{size:{sheet.width}mm {ENDLESS}mm}}")
    found = [(name, box) for page in document.pages for name, box in page.anchors.items()]
    tops = {number: box[1] for name, box in found if (number := _number(name)) is not None}
    following = max(box[3] for _, box in found)
    heights = [0.0] * count
    for number in reversed(range(count)):
        top = tops.get(number, following)
        heights[number], following = following - top, top
    for number, height in _notes(document).items():
        heights[number] += height
    return heights


def _notes(document: Document) -> Mapping[int, float]:
    """{number of a unit: height of its footnotes}."""
    html = document._html  # noqa: SLF001  # private in WeasyPrint 70.0, as boxes are
    owners = {
        inner: number
        for element in html.etree_element.iter()
        if (number := _number(element.get("id", ""))) is not None
        for inner in filter(is_footnote, element.iter("span"))
    }
    found: dict[int, float] = {}
    for page in document.pages:
        _, area, *_ = page._page_box.children  # noqa: SLF001  # as above
        for note in area.children:
            if (owner := owners.get(note.element)) is not None:
                found[owner] = found.get(owner, NOTES * PIXELS) + note.margin_height()
    return found


def _number(name: str) -> int | None:
    """Which unit bears a name on its side alone: `unit-7` on the left, `unit-7-ru` on the right."""
    unit, _, rest = name.partition("-")
    return int(rest.partition("-")[0]) if unit == "unit" else None
