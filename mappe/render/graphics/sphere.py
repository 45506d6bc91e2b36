"""Places on the earth, and the earth as seen from far away (orthographic projection)."""

from dataclasses import dataclass
from itertools import pairwise
from math import atan2, cos, pi, radians, sin, sqrt
from typing import TypeAlias

from mappe.render.graphics.plane import XY, Segment

Vector: TypeAlias = tuple[float, float, float]
"""From the centre of the earth: x to 0° E on the equator, y to 90° E, z to the north pole; length 1."""

EAST, NORTH = 180, 90
"""As far as one can go, in degrees."""
EARTH_RADIUS = 6371.0
"""Mean radius in km (IUGG)."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place in degrees, east and north positive."""

    longitude: float
    latitude: float

    def __post_init__(self) -> None:
        if not (-EAST <= self.longitude <= EAST and -NORTH <= self.latitude <= NORTH):
            message = f"{self.longitude}, {self.latitude} is not a longitude and a latitude in degrees"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class View:
    """The earth as a disc of `radius` mm around `centre`: three axes at right angles, seen along `toward`."""

    right: Vector
    up: Vector
    toward: Vector
    radius: float
    centre: XY

    def faces(self, place: Vector) -> float:
        """Cosine of the angle to the middle of the disc: negative on the far side."""
        return dot(self.toward, place)

    def at(self, place: Vector) -> XY:
        """Where `place` stands on the sheet, in mm from the upper left corner."""
        x, y = self.centre
        return x + self.radius * dot(self.right, place), y - self.radius * dot(self.up, place)

    def visible(self, line: list[Vector]) -> list[Segment]:
        """The near side of `line`, cut exactly at the horizon."""
        near = (self._near_part(start, end) for start, end in pairwise(line))
        return [(self.at(start), self.at(end)) for start, end in filter(None, near)]

    def edge(self) -> list[Segment]:
        """The horizon, every half degree."""
        x, y = self.centre
        turns = (pi * step / 360 for step in range(721))
        points = [(x + self.radius * sin(turn), y - self.radius * cos(turn)) for turn in turns]
        return list(pairwise(points))

    def _near_part(self, start: Vector, end: Vector) -> tuple[Vector, Vector] | None:
        before, after = self.faces(start), self.faces(end)
        if before < 0 and after < 0:
            return None
        if before >= 0 and after >= 0:
            return start, end
        horizon = unit(sum_of(start, end, after / (after - before), before / (before - after)))
        return (horizon, end) if before < 0 else (start, horizon)


def vector(point: Point) -> Vector:
    longitude, latitude = radians(point.longitude), radians(point.latitude)
    return cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)


def dot(one: Vector, other: Vector) -> float:
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def cross(one: Vector, other: Vector) -> Vector:
    return (
        one[1] * other[2] - one[2] * other[1],
        one[2] * other[0] - one[0] * other[2],
        one[0] * other[1] - one[1] * other[0],
    )


def sum_of(one: Vector, other: Vector, share: float, other_share: float) -> Vector:
    x, y, z = (first * share + second * other_share for first, second in zip(one, other, strict=True))
    return x, y, z


def unit(vector: Vector) -> Vector:
    length = sqrt(dot(vector, vector))
    return vector[0] / length, vector[1] / length, vector[2] / length


def angle(one: Vector, other: Vector) -> float:
    """Radians between two places, exact for near ones too."""
    across = cross(one, other)
    return atan2(sqrt(dot(across, across)), dot(one, other))


def great_circle_distance(a: Point, b: Point) -> float:
    """Kilometres over the surface of a sphere."""
    return EARTH_RADIUS * angle(vector(a), vector(b))


def great_circle(a: Point, b: Point, steps: int) -> list[Vector]:
    """The shortest way from `a` to `b` in equal steps; `ValueError` where there is none or more than one."""
    start, end = vector(a), vector(b)
    whole = angle(start, end)
    if sin(whole) < 1e-6:  # noqa: PLR2004 -- about six metres
        message = f"no single line joins {a} and {b}"
        raise ValueError(message)
    shares = ((sin(whole * (1 - step / steps)), sin(whole * step / steps)) for step in range(steps + 1))
    return [unit(sum_of(start, end, first, second)) for first, second in shares]


def meridian(longitude: float, south: float, north: float, step: float) -> list[Vector]:
    """From south to north, in degrees."""
    return [vector(Point(longitude, latitude)) for latitude in _spaced(south, north, step)]


def parallel(latitude: float, step: float) -> list[Vector]:
    """Once around, in degrees."""
    return [vector(Point(longitude, latitude)) for longitude in _spaced(-180, 180, step)]


def _spaced(first: float, last: float, step: float) -> list[float]:
    count = max(1, round((last - first) / step))
    return [*(first + (last - first) * index / count for index in range(count)), last]
