"""The colours of all graphics, and solid tones between two of them."""

import re
from dataclasses import astuple, dataclass

HEX = re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as `#RRGGBB` and the family of all words, from the tokens of the theme."""

    ink: str
    a: str
    b: str
    night: str
    glow: str
    amber: str
    ice: str
    grey: str
    line: str
    sand: str
    paper: str
    font: str

    def __post_init__(self) -> None:
        *colours, _ = astuple(self)
        for colour in colours:
            if not HEX.fullmatch(colour):
                message = f"{colour!r} is not a colour like '#0B4A57'"
                raise ValueError(message)


def mixed(ground: str, colour: str, share: float) -> str:
    """`share` of `colour` on `ground` as a solid tone: opacity would break PDF/UA, see `reference/pdf.md`."""
    pairs = zip(_channels(ground), _channels(colour), strict=True)
    return "#" + "".join(f"{round(below + (above - below) * share):02X}" for below, above in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
