"""The images of a page in the pixels that paper needs, made once for all files that show them."""

import io
import math
from functools import lru_cache

import resvg_py
from PIL import Image

from mappe.model.page import Asset
from mappe.model.pictures import fitted, stored

RESOLUTION = 300
"""Pixels to the inch: more of them nobody sees."""

PIXEL = 25.4 / 96
"""Millimetres: CSS Values and Units, Absolute lengths."""

LAYER = 300
"""How many elements a layer costs, to whoever paints pixel by pixel."""

MOST_PAINTED = 4_000_000_000
"""Pixels times elements."""

KEPT = 32
"""Pictures that are remembered, each at most as large as a page."""


@lru_cache(maxsize=KEPT)
def scaled(asset: Asset, width: int, height: int) -> Asset:
    """A photograph or a screenshot in no more pixels than these; the same one where that saves nothing."""
    # Or: a row of pixels less, for the sake of rounding, would blur all the others.
    if asset.width <= width or asset.height <= height:
        return asset
    with Image.open(io.BytesIO(asset.content)) as picture:
        fewer = stored(fitted(picture, width, height), photograph=asset.media_type == "image/jpeg")
    # A drawing in few colours grows when its edges are blended.
    return fewer if len(fewer.content) < len(asset.content) else asset


@lru_cache(maxsize=KEPT)
def painted(drawing: Asset, width: int) -> Asset:
    """An SVG as a PNG that is so many pixels wide, or as many as can be painted in a few seconds."""
    words = drawing.content.decode()
    elements = words.count("<") + LAYER * (words.count(" opacity=") + words.count(" clip-path="))
    most = math.sqrt(MOST_PAINTED / elements * drawing.width / drawing.height)
    content = bytes(
        resvg_py.svg_to_bytes(svg_string=words, width=min(width, int(most)), skip_system_fonts=True)
    )
    with Image.open(io.BytesIO(content)) as picture:
        return Asset("image/png", content, picture.width, picture.height)


@lru_cache(maxsize=KEPT)
def few_colours(picture: Asset) -> Asset:
    """A painted drawing in 256 colours; the same where that saves nothing or paper shines through."""
    with Image.open(io.BytesIO(picture.content)) as painting:
        if painting.getextrema()[-1] != (255, 255):
            return picture
        palette = painting.convert("RGB").quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    fewer = stored(palette, photograph=False)
    return fewer if len(fewer.content) < len(picture.content) else picture


def pixels(millimetres: float) -> int:
    """How many of them paper needs in a row of this length."""
    return max(1, round(millimetres / 25.4 * RESOLUTION))
