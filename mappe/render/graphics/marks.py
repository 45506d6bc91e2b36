"""Small marks before dates and words, each of which says the same in words."""

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal

from mappe.render.graphics.palette import Palette
from mappe.render.graphics.strip import SlotKind, tone
from mappe.render.graphics.svg import drawing, rule, shape

Precision = Literal["day", "month", "year"]
Status = Literal["planned", "running", "done", "suspended"]

SIDE = 4.0
"""Of the square in mm."""
MIDDLE = SIDE / 2


@cache
def timeline_mark(precision: Precision, palette: Palette) -> str:
    """How exactly a date is known: dot, ring or dash."""
    return _mark(PRECISIONS[precision](palette))


@cache
def status_mark(status: Status, palette: Palette) -> str:
    """How far a project is: ring, dot, grey dot or grey dash."""
    return _mark(STATUSES[status](palette))


@cache
def kind_mark(kind: SlotKind, palette: Palette) -> str:
    """The tone of a kind of slot, so that the programme is the legend of its strip."""
    side = 2.4
    corner = MIDDLE - side / 2
    return _mark(shape("rect", x=corner, y=corner, width=side, height=side, fill=tone(kind, palette)))


def _mark(content: str) -> str:
    return drawing("mark", SIDE, SIDE, [content])


def _dot(colour: str) -> str:
    return shape("circle", cx=MIDDLE, cy=MIDDLE, r=1.25, fill=colour)


def _ring(colour: str, ground: str) -> str:
    return shape("circle", cx=MIDDLE, cy=MIDDLE, r=1.02, fill=ground, stroke=colour, stroke_width=0.46)


def _dash(colour: str) -> str:
    return rule((MIDDLE - 1.5, MIDDLE), (MIDDLE + 1.5, MIDDLE), colour, 0.7)


PRECISIONS: Mapping[Precision, Callable[[Palette], str]] = MappingProxyType(
    {
        "day": lambda palette: _dot(palette.a),
        "month": lambda palette: _ring(palette.a, palette.paper),
        "year": lambda palette: _dash(palette.a),
    }
)
STATUSES: Mapping[Status, Callable[[Palette], str]] = MappingProxyType(
    {
        "planned": lambda palette: _ring(palette.a, palette.paper),
        "running": lambda palette: _dot(palette.a),
        "done": lambda palette: _dot(palette.grey),
        "suspended": lambda palette: _dash(palette.grey),
    }
)
