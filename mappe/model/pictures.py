"""Decoded pictures in fewer pixels, and as files again."""

import io

from PIL import Image

from mappe.model.page import Asset

QUALITY = 92
"""Of JPEG, with colour as fine as light, so that red letters on a sign stay sharp."""

_BLENDED = {"1": "L", "P": "RGB"}
"""Modes without tones between, and those that have them."""


def fitted(picture: Image.Image, width: int, height: int) -> Image.Image:
    """The picture in no more pixels than these, in its own proportion; the same one if it has no more."""
    scale = min(width / picture.width, height / picture.height)
    if scale >= 1:
        return picture
    size = max(1, round(picture.width * scale)), max(1, round(picture.height * scale))
    # Between two colours of a palette there is none that it must have.
    blended = picture.convert(_BLENDED.get(picture.mode, picture.mode))
    return blended.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)


def stored(picture: Image.Image, *, photograph: bool) -> Asset:
    """The picture as a JPEG or a PNG; the same pixels give the same bytes."""
    written = io.BytesIO()
    if photograph:
        picture.save(written, "JPEG", quality=QUALITY, subsampling=0)
        return Asset("image/jpeg", written.getvalue(), picture.width, picture.height)
    picture.save(written, "PNG")
    return Asset("image/png", written.getvalue(), picture.width, picture.height)
