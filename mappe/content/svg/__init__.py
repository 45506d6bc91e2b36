"""An SVG file as a drawing that is safe and looks the same wherever it is drawn.

Nothing of the file itself goes on: what is known to draw is read, and written anew. Styles are resolved,
copies are made, and what is left are shapes, groups, gradients and outlines to clip with.
"""

from xml.etree import ElementTree

from mappe.content.svg.drawing import drawn
from mappe.content.svg.faults import DrawingError
from mappe.content.svg.reading import Node, tree
from mappe.content.svg.values import length, numbers, shown
from mappe.model.page import Asset

__all__ = ["LARGEST", "DrawingError", "drawing"]

LARGEST = 2_000_000
"""Bytes of one file."""

SMALLEST_SIDE, LARGEST_SIDE = 8, 20_000
"""Pixels."""

SLIMMEST = 20
"""How many times longer one side may be than the other."""


def drawing(content: bytes) -> Asset:
    """The drawing that a file holds, in CSS pixels. Raises `DrawingError`."""
    root = tree(content)
    box = _box(root)
    width, height = _size(root, box)
    made = drawn(root, box[2], box[3])
    head = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": shown(width),
        "height": shown(height),
        "viewBox": " ".join(map(shown, box)),
        **made.attrib,
    }
    made.attrib.clear()
    made.attrib.update(head)
    return Asset("image/svg+xml", ElementTree.tostring(made), round(width), round(height))


def _box(root: Node) -> list[float]:
    """What the drawing shows of its plane: left, top, width, height."""
    written = root.attributes.get("viewBox", "")
    if not written.strip():
        return [0, 0, _side(root, "width") or _no_size(root), _side(root, "height") or _no_size(root)]
    try:
        left, top, width, height = numbers(written)
    except ValueError:
        raise root.fault(f"has viewBox '{written}'", "write 'left top width height'") from None
    if width <= 0 or height <= 0:
        raise root.fault(f"has an empty viewBox '{written}'", "write 'left top width height'")
    return [left, top, width, height]


def _size(root: Node, box: list[float]) -> tuple[float, float]:
    """Width and height in pixels: those of the file, or else those of what it shows."""
    width, height = _side(root, "width"), _side(root, "height")
    if width is None:
        width = box[2] if height is None else height * box[2] / box[3]
    if height is None:
        height = width * box[3] / box[2]
    sides = sorted((width, height))
    if not SMALLEST_SIDE <= sides[0] <= sides[1] <= min(LARGEST_SIDE, sides[0] * SLIMMEST):
        hint = f"{SMALLEST_SIDE} to {LARGEST_SIDE:,} a side, and {SLIMMEST} : 1 at most"
        raise DrawingError(f"is {width:,.7g} × {height:,.7g} pixels large", hint)
    return width, height


def _side(root: Node, name: str) -> float | None:
    """Pixels, where the file says them; a share of a page it does not know is none."""
    written = root.attributes.get(name, "auto").strip()
    if written == "auto" or written.endswith("%"):
        return None
    try:
        return length(written, 0)
    except ValueError:
        raise root.fault(f"has {name} '{written}'", "write it in px, mm, cm, in, pt or pc") from None


def _no_size(root: Node) -> float:
    raise root.fault("has no size", "write width, height and viewBox into its <svg>")
