"""The foot of every page: both cities on a scale of longitudes, 170 × 3 mm."""

from collections.abc import Iterator

from mappe.render.graphics.palette import Palette
from mappe.render.graphics.sphere import Point
from mappe.render.graphics.svg import drawing, rule, shape

WIDTH, MIDDLE, DOT = 170.0, 1.5, 0.95
LEAST_WINDOW = 90.0
"""In degrees: near cities stand near each other."""
SPREAD = 1.75
"""The window is at least so many times as wide as the stretch between the cities."""
HOUR = 15
"""Degrees in which the sun stands an hour later: a tick."""


def longitude_scale(a: Point, b: Point, palette: Palette) -> str:
    """Hair line, ticks every hour of the sun, the stretch between the cities in ink."""
    x_a, x_b = positions(a, b)
    shapes = [
        rule((0, MIDDLE), (WIDTH, MIDDLE), palette.line, 0.25),
        *(rule((x, MIDDLE - 0.5), (x, MIDDLE + 0.5), palette.line, 0.2) for x in _hours(a, b)),
        rule((x_a, MIDDLE), (x_b, MIDDLE), palette.ink, 0.35),
        shape("circle", cx=x_a, cy=MIDDLE, r=DOT, fill=palette.a),
        shape("circle", cx=x_b, cy=MIDDLE, r=DOT, fill=palette.b),
    ]
    return drawing("scale", WIDTH, 2 * MIDDLE, shapes)


def positions(a: Point, b: Point) -> tuple[float, float]:
    """Where the cities stand, in mm from the left; dots of neighbours stand side by side."""
    middle = WIDTH / 2
    half = _between(a, b) / _window(a, b) * middle
    if abs(half) < 1.1 * DOT:
        half = -1.1 * DOT if half < 0 else 1.1 * DOT
    return middle - half, middle + half


def _between(a: Point, b: Point) -> float:
    """Degrees from `a` eastward to `b`, the short way round: -180 to 180."""
    return (b.longitude - a.longitude + 180) % 360 - 180


def _window(a: Point, b: Point) -> float:
    return max(LEAST_WINDOW, SPREAD * abs(_between(a, b)))


def _hours(a: Point, b: Point) -> Iterator[float]:
    window = _window(a, b)
    west = a.longitude + (_between(a, b) - window) / 2
    first = int(west // HOUR) + 1
    last = int((west + window) // HOUR)
    return ((HOUR * hour - west) / window * WIDTH for hour in range(first, last + 1))
