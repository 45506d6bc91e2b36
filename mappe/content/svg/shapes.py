"""Shapes: where they are, and the line around them."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeAlias
from xml.etree.ElementTree import Element

from mappe.content.svg.reading import Node
from mappe.content.svg.styles import Look
from mappe.content.svg.values import length, lengths, path, polyline, reference, share, shown

Whole: TypeAlias = Literal["width", "height", "diagonal"]
"""What a percentage is of."""


@dataclass(frozen=True)
class Around:
    """What an element takes from those around it.

    `layers` counts those that are seen through or clipped; `using` are the ones that are being copied.
    """

    width: float
    height: float
    look: Look = field(default_factory=dict)
    depth: int = 0
    layers: int = 0
    using: tuple[Node, ...] = ()

    def whole(self, kind: Whole) -> float:
        """SVG 2, 8.9: what a percentage is of."""
        if kind == "diagonal":
            return math.hypot(self.width, self.height) / math.sqrt(2)
        return self.width if kind == "width" else self.height


def bare(node: Node, around: Around) -> Element | None:
    """The bare shape; nothing where it has no size."""
    said = node.attributes
    if node.name in _STEPS:
        written = said.get(_STEPS[node.name][0], "").strip()
        return Element("path", {"d": _STEPS[node.name][1](written)}) if written not in ("", "none") else None
    measures = {
        name: length(said[name], around.whole(whole))
        for name, whole in _MEASURES[node.name].items()
        if said.get(name, "auto") != "auto"
    }
    if min((measures[name] for name in _SIZES & measures.keys()), default=0) < 0:
        raise ValueError(" ".join(f"{name}={shown(value)}" for name, value in measures.items()))
    if not all(measures.get(name) for name in _NEEDED[node.name]):
        return None
    return Element(node.name, {name: shown(value) for name, value in measures.items()})


def line(node: Node, around: Around) -> dict[str, str]:
    said = around.look
    paint = colour_of(said.get("stroke", "none"), said)
    width = length(said.get("stroke-width", "1"), around.whole("diagonal"))
    opacity = share(said.get("stroke-opacity", "1"))
    if width < 0:
        raise ValueError(said["stroke-width"])
    if paint == "none" or not width or not opacity:
        return {}
    if reference(paint):
        raise node.fault("has a line painted with a gradient")
    stroke = {"stroke": paint, "stroke-width": shown(width), **_dashes(around)}
    if opacity < 1:
        stroke["stroke-opacity"] = shown(opacity)
    return stroke | {name: said[name] for name in _LINE if name in said}


def _dashes(around: Around) -> dict[str, str]:
    """SVG 2, 13.5.6."""
    written = around.look.get("stroke-dasharray", "none")
    if written == "none":
        return {}
    diagonal = around.whole("diagonal")
    dashes = lengths(written, diagonal)
    if min(dashes) < 0:
        raise ValueError(written)
    if not sum(dashes):
        return {}
    offset = length(around.look.get("stroke-dashoffset", "0"), diagonal)
    return {"stroke-dasharray": " ".join(map(shown, dashes)), "stroke-dashoffset": shown(offset)}


def colour_of(paint: str, said: Look) -> str:
    return said.get("color", "#000000") if paint == "currentColor" else paint


_SIZES = frozenset({"width", "height", "r", "rx", "ry"})

_LINE = ("stroke-linecap", "stroke-linejoin", "stroke-miterlimit")

_MEASURES: Mapping[str, Mapping[str, Whole]] = MappingProxyType(
    {
        "rect": {
            "x": "width",
            "y": "height",
            "width": "width",
            "height": "height",
            "rx": "width",
            "ry": "height",
        },
        "circle": {"cx": "width", "cy": "height", "r": "diagonal"},
        "ellipse": {"cx": "width", "cy": "height", "rx": "width", "ry": "height"},
        "line": {"x1": "width", "y1": "height", "x2": "width", "y2": "height"},
    }
)
"""Shape → its lengths, and what a percentage of each is of."""

_NEEDED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"rect": ("width", "height"), "circle": ("r",), "ellipse": ("rx", "ry"), "line": ()}
)

_STEPS: Mapping[str, tuple[str, Callable[[str], str]]] = MappingProxyType(
    {
        "path": ("d", path),
        "polyline": ("points", polyline),
        "polygon": ("points", lambda points: f"{polyline(points)} Z"),
    }
)
"""Shape → the attribute with its points, and how they become a path."""

SHAPES = frozenset({*_MEASURES, *_STEPS})
