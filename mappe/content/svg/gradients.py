"""Gradients as every drawing program paints them: whole, without what they take from each other.

A gradient's own transform is folded into its points, since not all who paint it keep to its bounds.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from mappe.content.svg.reading import Node
from mappe.content.svg.styles import Rule, look
from mappe.content.svg.values import Matrix, determinant, length, share, shown, shown_matrix, transform

KINDS = frozenset({"linearGradient", "radialGradient"})

FINE = 1000
MOST_STOPS = 100

STEPS = 16
"""Into how many a blend from nothing to all is cut if its colour changes too: some mix the two wrongly."""


@dataclass(frozen=True)
class Stop:
    offset: float
    colour: tuple[int, int, int]
    opacity: float


def gradient(chain: Sequence[Node], width: float, height: float, sheet: list[Rule]) -> Element | None:
    """What the first of these gradients paints, each taking from the next what it does not say itself.

    `width` and `height` are what percentages are of. Nothing, where nothing is painted.
    Raises `DrawingError`.
    """
    said = {name: value for node in reversed(chain) for name, value in node.attributes.items()}
    stops = next(filter(None, ([*_stops(node, sheet)] for node in chain)), [])
    if len(stops) > MOST_STOPS:
        raise chain[0].fault(f"has a gradient of more than {MOST_STOPS} stops")
    try:
        return _painted(chain[0], said, stops, (width, height)) if stops else None
    except ValueError as error:
        raise chain[0].fault(f"has a gradient with '{error}'", "write it as SVG has it") from None


def _painted(
    node: Node, said: Mapping[str, str], stops: list[Stop], sheet: tuple[float, float]
) -> Element | None:
    if said.get("spreadMethod", "pad") != "pad":
        raise node.fault("has a gradient that begins again at its end")
    matrix = transform(said.get("gradientTransform", ""))
    if not determinant(matrix):
        return None
    units = said.get("gradientUnits", "objectBoundingBox")
    width, height = sheet if units == "userSpaceOnUse" else (1.0, 1.0)
    make = _linear if node.name == "linearGradient" else _radial
    painted = make(node, said, matrix, (width, height))
    if painted is None:  # all of it lies behind its last stop
        painted, stops = _line((0, 0), (1, 0)), stops[-1:]
    painted.set("gradientUnits", units)
    for stop in _cut(_rising(stops)):
        SubElement(painted, "stop", _attributes(stop))
    return painted


def _linear(
    _node: Node, said: Mapping[str, str], matrix: Matrix, whole: tuple[float, float]
) -> Element | None:
    (width, height), (a, b, c, d, *_) = whole, matrix
    x1, y1 = length(said.get("x1", "0"), width), length(said.get("y1", "0"), height)
    x2, y2 = length(said.get("x2", "100%"), width), length(said.get("y2", "0"), height)
    # Lines of one colour stay parallel when they are moved; what is at right angles to them does not.
    across = d * (x2 - x1) - b * (y2 - y1), -c * (x2 - x1) + a * (y2 - y1)
    if across == (0, 0):
        return None
    scale = determinant(matrix) * ((x2 - x1) ** 2 + (y2 - y1) ** 2) / (across[0] ** 2 + across[1] ** 2)
    x, y = _point(matrix, x1, y1)
    return _line((x, y), (x + across[0] * scale, y + across[1] * scale))


def _line(start: tuple[float, float], end: tuple[float, float]) -> Element:
    ends = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
    return _enlarged("linearGradient", ends, 1 / FINE)


def _radial(
    node: Node, said: Mapping[str, str], matrix: Matrix, whole: tuple[float, float]
) -> Element | None:
    (width, height), (a, b, c, d, *_) = whole, matrix
    diagonal = math.hypot(width, height) / math.sqrt(2)
    cx, cy = length(said.get("cx", "50%"), width), length(said.get("cy", "50%"), height)
    fx = length(said["fx"], width) if "fx" in said else cx
    fy = length(said["fy"], height) if "fy" in said else cy
    r, fr = length(said.get("r", "50%"), diagonal), length(said.get("fr", "0"), diagonal)
    if r < 0 or fr < 0:
        raise node.fault("has a gradient of negative size")
    if not r:
        return None
    scale = math.hypot(a, b)
    (cx, cy), (fx, fy), down = _point(matrix, cx, cy), _point(matrix, fx, fy), 1 / FINE
    if not b and not c:
        down *= d / scale
    elif not math.isclose(scale, math.hypot(c, d)) or abs(a * c + b * d) > scale * scale / 1_000_000:
        raise node.fault("has a round gradient that is squeezed and turned")
    circles = {"cx": cx, "cy": cy, "r": r * scale, "fx": fx, "fy": fy, "fr": fr * scale}
    return _enlarged("radialGradient", circles, down)


def _enlarged(name: str, measures: Mapping[str, float], down: float) -> Element:
    """A gradient a thousand times as large, made small again: to Poppler, a tile of 1 × 1 is a dot."""
    drawn = {key: shown(value / down if "y" in key else value * FINE) for key, value in measures.items()}
    return Element(name, {**drawn, "gradientTransform": shown_matrix((1 / FINE, 0, 0, down, 0, 0))})


def _point(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _stops(node: Node, sheet: list[Rule]) -> Iterator[Stop]:
    around = look(node, sheet)
    for child in node.children:
        if child.name == "stop":
            said = look(child, sheet)
            written = said.get("stop-color", "#000000")
            if written == "currentColor":
                written = said.get("color", around.get("color", "#000000"))
            yield _stop(child, written, said.get("stop-opacity", "1"))


def _stop(node: Node, colour: str, opacity: str) -> Stop:
    if colour.startswith("url"):
        raise node.fault(f"has stop-color '{colour}'")
    try:
        offset = share(node.attributes.get("offset", "0"))
        if colour == "none":
            return Stop(offset, (0, 0, 0), 0)
        red, green, blue = bytes.fromhex(colour[1:])
        return Stop(offset, (red, green, blue), share(opacity))
    except ValueError as error:
        raise node.fault(f"has a stop at '{error}'", "write it as SVG has it") from None


def _rising(stops: list[Stop]) -> Iterator[Stop]:
    """SVG 2, 14.2.4.2: no stop lies before the one before it."""
    highest = 0.0
    for stop in stops:
        highest = max(highest, stop.offset)
        yield Stop(highest, stop.colour, stop.opacity)


def _cut(stops: Iterator[Stop]) -> Iterator[Stop]:
    """The stops, with more of them where colour and opacity change both."""
    last = next(stops)
    yield last
    for stop in stops:
        # What was cut once is fine enough; the seventh digit of an opacity is no reason to go on.
        steps = math.ceil(abs(stop.opacity - last.opacity) * STEPS - 0.001)
        if stop.colour != last.colour:
            yield from (_between(last, stop, step / steps) for step in range(1, steps))
        yield stop
        last = stop


def _between(first: Stop, second: Stop, share_of_second: float) -> Stop:
    def mixed(one: float, other: float) -> float:
        return one + (other - one) * share_of_second

    red, green, blue = (round(mixed(*pair)) for pair in zip(first.colour, second.colour, strict=True))
    opacity = mixed(first.opacity, second.opacity)
    return Stop(mixed(first.offset, second.offset), (red, green, blue), opacity)


def _attributes(stop: Stop) -> dict[str, str]:
    colour = f"#{bytes(stop.colour).hex()}"
    seen = {} if stop.opacity == 1 else {"stop-opacity": shown(stop.opacity)}
    return {"offset": shown(stop.offset), "stop-color": colour, **seen}
