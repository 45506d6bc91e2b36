"""The two covers, dark and light: one scene in different inks, every tone a solid colour."""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from mappe.render.graphics.labels import NOTE, TITLE
from mappe.render.graphics.palette import Palette, mixed
from mappe.render.graphics.plane import XY, Box
from mappe.render.graphics.sphere import View
from mappe.render.graphics.svg import Lettering, circular, number, shape

Tone: TypeAlias = Callable[[XY], str]
"""The colour of a line at a place on the sheet."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Of lines, in mm."""

    net: float
    meridian: float
    line: float
    ring: float


@dataclass(frozen=True, slots=True)
class Look:
    """What the scene is drawn with; `cities`, `halos` and `meridians` are of a and b."""

    frame: Box
    ground: Callable[[View], Iterable[str]]
    empty: str
    net: Tone
    horizon: Tone
    meridians: tuple[Tone, Tone]
    cities: tuple[str, str]
    halos: tuple[str, str]
    line: str
    title: Lettering
    note: Lettering
    paper: str
    weights: Weights


def dark(palette: Palette) -> Look:
    """For the screen and for professional print: reaches over the edge of the sheet."""
    night, ice, amber, paper = palette.night, palette.ice, palette.amber, palette.paper
    lit = mixed(night, palette.glow, 0.6)
    return Look(
        frame=BLEED,
        ground=lambda view: _globe(view, palette),
        empty=night,
        net=_fading(night, mixed(palette.glow, paper, 0.3), _light_on_lines),
        horizon=_fading(night, mixed(ice, paper, 0.3), _above_foot, 0.75),
        meridians=(_fading(night, ice, _above_foot, 0.85), _fading(night, amber, _above_foot, 0.85)),
        cities=(ice, amber),
        halos=(mixed(lit, ice, 0.22), mixed(lit, amber, 0.22)),
        line=paper,
        title=Lettering(palette.font, TITLE, paper, 600),
        note=Lettering(palette.font, NOTE, mixed(night, paper, 0.86)),
        paper=paper,
        weights=Weights(0.2, 0.36, 0.9, 0.2),
    )


def light(palette: Palette) -> Look:
    """For office printers (`look/LOOK.md`, section 8): lines only."""
    a, b, paper = palette.a, palette.b, palette.paper
    return Look(
        frame=PRINTABLE,
        ground=lambda _: (),
        empty=paper,
        net=_fading(paper, palette.line, _above_foot),
        horizon=_fading(paper, palette.grey, _above_foot),
        meridians=(_fading(paper, a, _above_foot), _fading(paper, b, _above_foot)),
        cities=(a, b),
        halos=(paper, paper),
        line=palette.ink,
        title=Lettering(palette.font, TITLE, palette.ink, 600),
        note=Lettering(palette.font, NOTE, palette.grey),
        paper=paper,
        weights=Weights(0.2, 0.4, 0.7, 0.25),
    )


def _fading(ground: str, colour: str, strength: Callable[[XY], float], most: float = 1) -> Tone:
    """`colour` sinking into `ground` where `strength` falls from 1 to 0, in steps nobody can tell apart."""
    tones = [mixed(ground, colour, most * step / STEPS) for step in range(STEPS + 1)]
    return lambda place: tones[round(strength(place) * STEPS)]


def _globe(view: View, palette: Palette) -> Iterator[str]:
    """The lit ground as nested ellipses, then the sky over all of them that is not the globe."""
    left, top, right, bottom = BLEED.left, BLEED.top, BLEED.right, BLEED.bottom
    yield shape("rect", x=left, y=top, width=right - left, height=bottom - top, fill=palette.night)
    for step in range(ELLIPSES):
        size = 1 - step / ELLIPSES
        tone = mixed(palette.night, palette.glow, _falling(size))
        yield shape("ellipse", cx=LIGHT[0], cy=LIGHT[1], rx=REACH[0] * size, ry=REACH[1] * size, fill=tone)
    for step in range(AIRS):
        tone = mixed(palette.night, palette.glow, 0.62 * (1 - step / (AIRS - 1)) ** 2.2)
        yield shape("path", d=_sky(view, AIR * step / AIRS), fill=tone, fill_rule="evenodd")


def _sky(view: View, height: float) -> str:
    """All but a disc that reaches `height` mm above the globe, less to its sides and not below it."""
    x, y, radius = view.centre[0], view.centre[1] - 0.8 * height, view.radius + 0.2 * height
    left, right = min(BLEED.left, x - radius), max(BLEED.right, x + radius)
    bottom = max(BLEED.bottom, y + radius)
    corners = f"M{number(left)} {number(BLEED.top)}H{number(right)}V{number(bottom)}H{number(left)}Z"
    return corners + circular((x, y), radius)


def _light_on_lines(place: XY) -> float:
    """Lines keep more light than the ground, or they would be lost at the horizon."""
    across, down = (place[0] - LIGHT[0]) / REACH[0], (place[1] - LIGHT[1]) / REACH[1]
    return math.pow(_falling(math.hypot(across, down)), 0.6)


def _falling(distance: float) -> float:
    """From 1 in the middle to 0 at distance 1, smooth at both ends."""
    inner = 1 - min(1.0, distance) ** 2
    return inner * inner


def _above_foot(place: XY) -> float:
    """1 on the globe, 0 where the words at the foot begin, smooth between."""
    start, end = FOOT
    share = min(1.0, max(0.0, (end - place[1]) / (end - start)))
    return share * share * (3 - 2 * share)


BLEED = Box(-3, -3, 213, 300)
PRINTABLE = Box(8, 8, 202, 289)
FOOT = 220.0, 254.0
"""Between these heights, in mm, the globe fades."""
LIGHT = 105.0, 180.0
"""Where the dark globe is brightest, in mm."""
REACH = 170.0, 76.0
"""How far its light reaches to the sides and up and down, in mm."""
AIR = 12.0
"""Height of its atmosphere in mm."""
STEPS, ELLIPSES, AIRS = 14, 56, 24
