"""The elements of drawings that are drawn, or that say how."""

from collections.abc import Mapping
from types import MappingProxyType

_BOX = frozenset({"x", "y", "width", "height"})
_SHEET = _BOX | {"viewBox", "preserveAspectRatio"}
_GRADIENT = frozenset({"href", "gradientUnits", "gradientTransform", "spreadMethod"})

OWN: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "svg": _SHEET,
        "symbol": _SHEET | {"refX", "refY"},
        "g": frozenset(),
        "defs": frozenset(),
        "style": frozenset({"type", "media"}),
        "use": _BOX | {"href"},
        "path": frozenset({"d"}),
        "rect": _BOX | {"rx", "ry"},
        "circle": frozenset({"cx", "cy", "r"}),
        "ellipse": frozenset({"cx", "cy", "rx", "ry"}),
        "line": frozenset({"x1", "y1", "x2", "y2"}),
        "polyline": frozenset({"points"}),
        "polygon": frozenset({"points"}),
        "linearGradient": _GRADIENT | {"x1", "y1", "x2", "y2"},
        "radialGradient": _GRADIENT | {"cx", "cy", "r", "fx", "fy", "fr"},
        "stop": frozenset({"offset"}),
        "clipPath": frozenset({"clipPathUnits"}),
    }
)
"""Element → what it has besides what any may have."""
