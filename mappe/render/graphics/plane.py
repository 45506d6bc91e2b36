"""Lines and boxes on the sheet, in mm from its upper left corner."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

XY: TypeAlias = tuple[float, float]
Segment: TypeAlias = tuple[XY, XY]


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, point: XY) -> bool:
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def contains(self, other: "Box") -> bool:
        return self.holds((other.left, other.top)) and self.holds((other.right, other.bottom))

    def overlaps(self, other: "Box") -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def grown(self, margin: float) -> "Box":
        return Box(self.left - margin, self.top - margin, self.right + margin, self.bottom + margin)


def around(centre: XY, radius: float) -> Box:
    return Box(centre[0], centre[1], centre[0], centre[1]).grown(radius)


def within(segment: Segment, box: Box) -> tuple[float, float] | None:
    """Which part of `segment` lies in `box`, as two shares of its length.

    Source: Liang and Barsky, "A new concept and method for line clipping", 1984.
    """
    (x, y), (end_x, end_y) = segment
    # Most segments lie far away: four comparisons tell, before anything is computed.
    if (x < box.left and end_x < box.left) or (x > box.right and end_x > box.right):
        return None
    if (y < box.top and end_y < box.top) or (y > box.bottom and end_y > box.bottom):
        return None
    enter, leave = 0.0, 1.0
    for start, move, low, high in ((x, end_x - x, box.left, box.right), (y, end_y - y, box.top, box.bottom)):
        if move == 0:
            if not low <= start <= high:
                return None
            continue
        near, far = sorted(((low - start) / move, (high - start) / move))
        enter, leave = max(enter, near), min(leave, far)
    return (enter, leave) if enter < leave else None


def crosses(line: Iterable[Segment], box: Box) -> bool:
    return any(within(segment, box) for segment in line)


def inside(line: Iterable[Segment], box: Box) -> Iterator[Segment]:
    """The parts of `line` in `box`."""
    for segment in line:
        if shares := within(segment, box):
            yield part(segment, *shares)


def outside(line: Iterable[Segment], box: Box) -> Iterator[Segment]:
    """The parts of `line` that keep out of `box`."""
    for segment in line:
        enter, leave = within(segment, box) or (1.0, 1.0)
        if enter > 0:
            yield part(segment, 0, enter)
        if leave < 1:
            yield part(segment, leave, 1)


def part(segment: Segment, start: float, end: float) -> Segment:
    return along(segment, start), along(segment, end)


def along(segment: Segment, share: float) -> XY:
    (x, y), (end_x, end_y) = segment
    if share == 1:
        return end_x, end_y
    return x + (end_x - x) * share, y + (end_y - y) * share
