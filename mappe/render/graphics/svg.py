"""SVG as strings: solid colours, lengths in mm, the same values always the same bytes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from math import cos, pi, sin, tan
from typing import Literal

from mappe.render.graphics.plane import XY, Segment

Graphic = Literal["globe", "scale", "clock", "strip", "mark"]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Lettering:
    """How words look; `size` in mm."""

    font: str
    size: float
    colour: str
    weight: int = 400


def number(value: float) -> str:
    """Two decimals at most, without trailing zeros and without a negative zero."""
    short = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


def drawing(graphic: Graphic, width: float, height: float, shapes: Iterable[str]) -> str:
    """One decoration of `width` × `height` mm; what it shows is said in words elsewhere on the page."""
    across, down = number(width), number(height)
    size = f'viewBox="0 0 {across} {down}" width="{across}mm" height="{down}mm"'
    body = "".join(shapes)
    return f'<svg xmlns="http://www.w3.org/2000/svg" class="{graphic}" aria-hidden="true" {size}>{body}</svg>'


def moved(right: float, shapes: Iterable[str]) -> str:
    """The same shapes so many mm further right."""
    return f'<g transform="translate({number(right)} 0)">{"".join(shapes)}</g>'


def shape(tag: str, **attributes: float | str) -> str:
    """An empty element; `stroke_width=1` is written `stroke-width="1"`."""
    return f"<{tag}{_written(attributes)}/>"


def rule(start: XY, end: XY, colour: str, width: float) -> str:
    return shape("path", d=course([(start, end)]), stroke=colour, stroke_width=width)


def text(words: str, place: XY, lettering: Lettering, anchor: Anchor) -> str:
    """One line with its baseline at `place`; `words` are finished and localised by the caller."""
    attributes = {
        "x": place[0],
        "y": place[1],
        "text-anchor": anchor,
        "font-family": lettering.font,
        "font-size": lettering.size,
        "font-weight": lettering.weight,
        "fill": lettering.colour,
    }
    return f"<text{_written(attributes)}>{escape(words, quote=False)}</text>"


def course(segments: Iterable[Segment]) -> str:
    """Path data; segments that follow each other are one line."""
    written: list[str] = []
    last = ""
    for segment in segments:
        start, end = (f"{number(x)} {number(y)}" for x, y in segment)
        written.append(f"L{end}" if start == last else f"M{start}L{end}")
        last = end
    return "".join(written)


def circular(centre: XY, radius: float) -> str:
    """Path data of a circle in eight curves: WeasyPrint 70 draws `<circle>` and arcs up to 1 % too wide."""
    x, y = centre
    reach = radius * 4 / 3 * tan(pi / 16)
    written = [f"M{number(x + radius)} {number(y)}"]
    for turn in (step * pi / 4 for step in range(8)):
        start, end = (cos(turn), sin(turn)), (cos(turn + pi / 4), sin(turn + pi / 4))
        handles = (
            (x + radius * start[0] - reach * start[1], y + radius * start[1] + reach * start[0]),
            (x + radius * end[0] + reach * end[1], y + radius * end[1] - reach * end[0]),
            (x + radius * end[0], y + radius * end[1]),
        )
        written.append("C" + " ".join(f"{number(across)} {number(down)}" for across, down in handles))
    return "".join(written) + "Z"


def _written(attributes: Mapping[str, float | str]) -> str:
    return "".join(
        f' {name.replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for name, value in attributes.items()
    )
