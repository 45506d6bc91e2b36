"""The cover: the earth between two cities, 210 × 297 mm."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import dist, inf

from mappe.render.graphics.labels import CoverLabels, Placed, Surroundings, drawn, placed
from mappe.render.graphics.looks import Look, Tone, dark
from mappe.render.graphics.looks import light as light_look
from mappe.render.graphics.orientation import view_of
from mappe.render.graphics.palette import Palette
from mappe.render.graphics.plane import XY, Box, Segment, around, inside, outside
from mappe.render.graphics.sphere import Point, Vector, View, great_circle, meridian, parallel, vector
from mappe.render.graphics.svg import course, drawing, shape

LABEL_STAGE = Box(12, 134, 198, 246)
"""Where labels stand, in mm: below the names of the cities, above the words at the foot."""
NETS = ((300.0, 10, 2.5), (600.0, 5, 1.25), (inf, 2, 1.0))
"""For globes of less than so many mm: degrees between two lines of the net, and between their points."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that has a place on the sheet; `cities` and `meridians` are of a and b, `ring` in mm."""

    view: View
    cities: tuple[XY, XY]
    ring: float
    net: list[list[Segment]]
    meridians: tuple[list[Segment], list[Segment]]
    line: list[Segment]
    labels: tuple[Placed, Placed, Placed]


@lru_cache(maxsize=64)
def cover_globe(a: Point, b: Point, labels: CoverLabels, palette: Palette, *, light: bool) -> str:
    """Dark: night ground with bleed; light: lines only, nothing within 8 mm of the edge."""
    scene = scene_of(a, b, labels)
    look = light_look(palette) if light else dark(palette)
    return drawing("globe", 210, 297, chain(look.ground(scene.view), _earth(scene, look), _way(scene, look)))


def scene_of(a: Point, b: Point, labels: CoverLabels) -> Scene:
    view = view_of(a, b)
    spacing, step = next((spacing, step) for limit, spacing, step in NETS if view.radius < limit)
    cities = view.at(vector(a)), view.at(vector(b))
    ring = min(4.2, max(2.6, dist(*cities) / 2 - 0.6))
    line = view.visible(great_circle(a, b, 64))
    own_a, own_b = (view.visible(way) for way in _own_meridians(a, b, step / 4))
    dots = [around(city, ring) for city in cities]
    faint = list(inside([*own_a, *own_b, *view.edge()], LABEL_STAGE))
    surroundings = Surroundings(line, faint, dots, LABEL_STAGE)
    return Scene(
        view=view,
        cities=cities,
        ring=ring,
        net=[view.visible(way) for way in _net((a, b), spacing, step)],
        meridians=(own_a, own_b),
        line=line,
        labels=placed(labels, surroundings, ring + 1.4),
    )


def _own_meridians(a: Point, b: Point, step: float) -> tuple[list[Vector], list[Vector]]:
    """From pole to pole; of a common one each city has its own side."""
    if (a.longitude - b.longitude) % 360:
        return meridian(a.longitude, -90, 90, step), meridian(b.longitude, -90, 90, step)
    middle = (a.latitude + b.latitude) / 2
    south, north = (-90.0, middle), (middle, 90.0)
    side_a, side_b = (north, south) if a.latitude > b.latitude else (south, north)
    return meridian(a.longitude, *side_a, step), meridian(b.longitude, *side_b, step)


def _net(cities: tuple[Point, Point], spacing: int, step: float) -> Iterator[list[Vector]]:
    """Meridians end before the poles, where they would run together, and keep off those of the cities."""
    for latitude in range(-90 + spacing, 90, spacing):
        yield parallel(latitude, step)
    for longitude in range(-180, 180, spacing):
        if all(abs((longitude - city.longitude + 180) % 360 - 180) > spacing / 4 for city in cities):
            yield meridian(longitude, -80, 80, step)


def _earth(scene: Scene, look: Look) -> Iterator[str]:
    yield from _traced(scene.net, scene, look, look.net, look.weights.net)
    yield from _traced([scene.view.edge()], scene, look, look.horizon, look.weights.meridian)
    for line, tone in zip(scene.meridians, look.meridians, strict=True):
        yield from _traced([line], scene, look, tone, look.weights.meridian)


def _way(scene: Scene, look: Look) -> Iterator[str]:
    weights = look.weights
    for (x, y), halo in zip(scene.cities, look.halos, strict=True):
        yield shape("circle", cx=x, cy=y, r=scene.ring, fill=halo)
    yield _stroked(scene.line, look.line, weights.line)
    for (x, y), colour in zip(scene.cities, look.cities, strict=True):
        yield shape("circle", cx=x, cy=y, r=scene.ring, fill="none", stroke=colour, stroke_width=weights.ring)
        yield shape("circle", cx=x, cy=y, r=1.8, fill=colour, stroke=look.paper, stroke_width=0.55)
    for label in scene.labels:
        yield drawn(label, look.title, look.note)


def _traced(
    lines: Iterable[list[Segment]], scene: Scene, look: Look, tone: Tone, width: float
) -> Iterator[str]:
    """One path for each tone, inside the frame and around the labels."""
    runs: dict[str, list[Segment]] = {}
    for line in lines:
        for segment in _clear(line, scene, look):
            (x, y), (end_x, end_y) = segment
            runs.setdefault(tone(((x + end_x) / 2, (y + end_y) / 2)), []).append(segment)
    runs.pop(look.empty, None)
    return (_stroked(segments, colour, width) for colour, segments in runs.items())


def _clear(line: list[Segment], scene: Scene, look: Look) -> Iterable[Segment]:
    clear: Iterable[Segment] = inside(line, look.frame)
    for label in scene.labels:
        clear = outside(clear, label.box.grown(0.9))
    return clear


def _stroked(segments: Iterable[Segment], colour: str, width: float) -> str:
    return shape(
        "path", d=course(segments), fill="none", stroke=colour, stroke_width=width, stroke_linejoin="round"
    )
