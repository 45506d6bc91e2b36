"""How the globe of the cover is turned and how large it is, so that both cities stand well on the sheet.

Generalises the geometry of the sketch (`look/LOOK.md`, section 1): the middle of the line stands above the
middle of the disc, on its vertical axis; the globe is as large as lets both cities stand on the stage.
"""

from math import asin, atan, atan2, copysign, cos, radians, sin, tan

from mappe.render.graphics.plane import Box
from mappe.render.graphics.sphere import (
    Point,
    Vector,
    View,
    angle,
    cross,
    dot,
    great_circle,
    sum_of,
    vector,
)

AXIS = 105.0
"""The middle of the sheet, in mm from its left edge."""
HORIZON = 128.0
"""Height of the highest point of the globe, in mm from the upper edge: below the names of the cities."""
DEPTH = 86.0
"""How far below it, in mm, the middle of the line stands on a large globe."""
LEAST_RISE = 0.3
"""How far above the middle of the disc it stands on a small one, in radii: so the line keeps its arch."""
STAGE = Box(47, 152, 163, 234)
"""Where both cities stand, in mm."""
RADII = tuple(1200 * 0.98**step for step in range(156))
"""In mm: from a low orbit for neighbours to the whole disc for antipodes (52 mm)."""
STEEP = radians(25)
"""Up to this slope of the line north is up; a steeper line rolls the globe by part of the excess."""
ROLLS = (0.6, 0.7, 0.8, 0.9, 1.0)
"""Those parts: as little as lets a long line stand on the stage."""


def view_of(a: Point, b: Point) -> View:
    """The least rolled, then the largest globe that has both cities on the stage."""
    views = (_view(a, b, roll, radius) for roll in ROLLS for radius in RADII)
    return next(view for view in views if all(STAGE.holds(view.at(vector(city))) for city in (a, b)))


def _view(a: Point, b: Point, share: float, radius: float) -> View:
    start, middle, end = great_circle(a, b, 2)
    slope = _slope(middle, start, end)
    roll = -copysign(share * max(0, abs(slope) - STEEP), slope)
    east, north = _axes(middle)
    right = sum_of(east, north, cos(roll), -sin(roll))
    ahead = sum_of(north, east, cos(roll), sin(roll))
    rise = _rise(radius, angle(start, end) / 2, slope + roll)
    up = sum_of(middle, ahead, sin(rise), cos(rise))
    toward = sum_of(middle, ahead, cos(rise), -sin(rise))
    return View(right, up, toward, radius, (AXIS, HORIZON + radius))


def _rise(radius: float, half: float, slope: float) -> float:
    """Radians between the middles of the disc and of the line; no city goes behind the horizon."""
    wished = asin(max(LEAST_RISE, 1 - DEPTH / radius))
    steepness = tan(half) * abs(sin(slope))
    return min(wished, atan(0.5 / steepness)) if steepness else wished


def _slope(middle: Vector, start: Vector, end: Vector) -> float:
    """Of the line at its middle against the parallel, radians from -90° to 90°, rising eastward."""
    east, north = _axes(middle)
    course = sum_of(end, start, 1, -1)
    eastward, northward = dot(course, east), dot(course, north)
    return atan2(-northward, -eastward) if eastward < 0 else atan2(northward, eastward)


def _axes(place: Vector) -> tuple[Vector, Vector]:
    """East and north at `place`; at a pole as on the meridian of Greenwich."""
    longitude = atan2(place[1], place[0])
    east = -sin(longitude), cos(longitude), 0.0
    return east, cross(place, east)
