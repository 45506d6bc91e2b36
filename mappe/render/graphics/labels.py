"""Where the words on the globe stand: clear of the line, of the cities and of each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import cos, dist, pi, sin

from mappe.render.graphics.plane import XY, Box, Segment, along, crosses
from mappe.render.graphics.svg import Anchor, Lettering, text

TITLE, NOTE, LEADING = 3.5, 3.05, 4.4
"""Sizes of the two lines and the distance of their baselines in mm."""
ASCENT, DESCENT = 0.74, 0.24
"""Of Source Sans 3, accents on capitals left out, in parts of the size."""


@dataclass(frozen=True, slots=True)
class Label:
    """Two finished lines, the second may be empty."""

    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class CoverLabels:
    a: Label
    b: Label
    distance: Label


@dataclass(frozen=True, slots=True)
class Placed:
    """A label in its box; `cost` says how unhappy it is there."""

    label: Label
    box: Box
    anchor: Anchor
    cost: float


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What labels keep clear of (`faint`: if they can), and the part of the sheet they keep to."""

    line: Sequence[Segment]
    faint: Sequence[Segment]
    cities: Sequence[Box]
    stage: Box


@dataclass(frozen=True, slots=True)
class Spot:
    """`gap` mm off `place` in a direction of length 1."""

    place: XY
    direction: XY
    gap: float


def placed(
    labels: CoverLabels, surroundings: Surroundings, clearance: float
) -> tuple[Placed, Placed, Placed]:
    """The happiest pair of city labels, then the happiest distance; `clearance`: mm from a city's middle."""
    start, end = surroundings.line[0][0], surroundings.line[-1][1]
    a_choices = list(_beside_city(labels.a, (start, end), surroundings, clearance))
    b_choices = list(_beside_city(labels.b, (end, start), surroundings, clearance))
    a, b = min(product(a_choices, b_choices), key=_unhappiness)
    distances = _beside_line(labels.distance, surroundings)
    return a, b, min(distances, key=lambda distance: _unhappiness((a, b, distance)))


def drawn(placed: Placed, title: Lettering, note: Lettering) -> str:
    box, anchor = placed.box, placed.anchor
    x = {"start": box.left, "middle": (box.left + box.right) / 2, "end": box.right}[anchor]
    y = box.top + TITLE * ASCENT
    first = text(placed.label.title, (x, y), title, anchor)
    return first + text(placed.label.note, (x, y + LEADING), note, anchor) if placed.label.note else first


def width(words: str, size: float) -> float:
    """Never less than the words need in Source Sans 3 Semibold, in the unit of `size`."""
    return size * sum(_advance(letter) for letter in words)


def _advance(letter: str) -> float:
    for letters, advance in ADVANCES:
        if letter in letters:
            return advance
    return 0.68 if letter.isupper() else 0.6


def _size(label: Label) -> XY:
    across = max(width(label.title, TITLE), width(label.note, NOTE))
    if label.note:
        return across, TITLE * ASCENT + LEADING + NOTE * DESCENT
    return across, TITLE * (ASCENT + DESCENT)


def _beside_city(label: Label, ends: Segment, surroundings: Surroundings, gap: float) -> Iterator[Placed]:
    """Best beyond the end of the line, a little below; `ends`: this city, the other city."""
    city, other = ends
    away = -1 if other[0] > city[0] else 1
    for step, further in product(range(24), (0, 3, 9)):
        turn = 2 * pi * step / 24
        direction = cos(turn), sin(turn)
        cost = 4 * dist(direction, (away * cos(0.5), sin(0.5))) + 2 * further
        yield _beside(label, Spot(city, direction, gap + further), surroundings, cost)


def _beside_line(label: Label, surroundings: Surroundings) -> Iterator[Placed]:
    """Best above the middle of the line."""
    line = surroundings.line
    for share, side, gap in product((0.5, 0.42, 0.58, 0.34, 0.66), (1, -1), (2.2, 3.5, 6, 9, 14, 20)):
        segment = line[int(share * len(line))]
        cost = 40 * abs(share - 0.5) + gap + (0 if side > 0 else 3)
        yield _beside(label, Spot(along(segment, 0.5), _normal(segment, side), gap), surroundings, cost)


def _normal(segment: Segment, side: int) -> XY:
    """At right angles to `segment`, upward for side 1 and downward for -1; length 1."""
    (x, y), (end_x, end_y) = segment
    length = dist(*segment) * (side if end_x >= x else -side)
    return (end_y - y) / length, (x - end_x) / length


def _beside(label: Label, spot: Spot, surroundings: Surroundings, cost: float) -> Placed:
    """The label's box touches a square around the spot from outside."""
    across, down = _size(label)
    toward_x, toward_y = spot.direction
    reach = min(
        (across / 2 + spot.gap) / max(abs(toward_x), SLIGHT),
        (down / 2 + spot.gap) / max(abs(toward_y), SLIGHT),
    )
    x, y = spot.place[0] + reach * toward_x, spot.place[1] + reach * toward_y
    box = Box(x - across / 2, y - down / 2, x + across / 2, y + down / 2)
    return Placed(label, box, _anchor(spot.direction), cost + _trouble(box, surroundings))


def _anchor(direction: XY) -> Anchor:
    if abs(direction[0]) < CENTRAL:
        return "middle"
    return "start" if direction[0] > 0 else "end"


def _trouble(box: Box, surroundings: Surroundings) -> float:
    roomy = box.grown(1)
    return (
        1000 * crosses(surroundings.line, roomy)
        + 1000 * sum(roomy.overlaps(city) for city in surroundings.cities)
        + 500 * (not surroundings.stage.contains(box))
        + 6 * crosses(surroundings.faint, roomy)
    )


def _unhappiness(arrangement: tuple[Placed, ...]) -> float:
    """Of labels together: crowding is worse than any place alone."""
    crowded = sum(one.box.grown(2).overlaps(other.box) for one, other in combinations(arrangement, 2))
    return sum(placed.cost for placed in arrangement) + 1000 * crowded


CENTRAL = 0.5
"""Labels that stand almost above or below are centred."""
SLIGHT = 1e-9
ADVANCES = (
    (" \u00a0\u202f", 0.22),
    ("!',.:;Ifijl|·’′", 0.32),
    ("()-/[]{}rtł°", 0.4),
    ("0123456789+?FJLY_aceégksvxyzàäåçčšž–−″Гавезкстухэё", 0.52),
    ("%@MWmwЖМФЪЫШЩЮжфшщыю—", 0.96),
)
"""Of letters that are not as wide as most (Source Sans 3 Semibold), in parts of the size."""
