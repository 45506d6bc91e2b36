"""Photographs and screenshots in the PDF: as many pixels as the paper needs, and no more."""

import io
import math
from collections.abc import Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from PIL import Image
from weasyprint.images import RasterImage

from mappe.formats.pdf.saving import MM
from mappe.formats.pictures import pixels, scaled
from mappe.model.page import Asset, Page

UNSMOOTHED: Mapping[str, str] = MappingProxyType({"image_rendering": "crisp-edges"})
"""What asks a viewer to smooth an image is forbidden in an archive's file (ISO 19005-2, 6.2.8.3)."""


def pictures(page: Page) -> dict[str, Any]:
    """{address: image} for WeasyPrint's `cache`, where it looks before it fetches.

    Its own `dpi` would shrink a photograph anew for every file, and to quality 75.
    """
    raster = {address: asset for address, asset in page.assets.items() if asset.media_type != "image/svg+xml"}
    return {address: Picture(asset) for address, asset in raster.items()}


class Picture:
    """An image as WeasyPrint uses one: it has a size, and draws itself when its place is known."""

    def __init__(self, asset: Asset) -> None:
        self._asset = asset
        self._files: dict[str, bytes] = {}

    def get_intrinsic_size(self, resolution: float, _font_size: float) -> tuple[float, float, float]:
        """Width, height and their ratio, in CSS pixels."""
        width, height = self._asset.width, self._asset.height
        return width / resolution, height / resolution, width / height

    def draw(self, stream: Any, width: float, height: float, _style: Mapping[str, Any]) -> None:  # noqa: ANN401
        """Puts the image into the stream; what WeasyPrint transforms by is in points."""
        (a, b), (c, d), *_ = (row[:2] for row in stream.ctm)
        across, down = width * math.hypot(a, b), height * math.hypot(c, d)
        asset = scaled(self._asset, pixels(across / MM), pixels(down / MM))
        self._image(asset).draw(stream, width, height, UNSMOOTHED)

    def _image(self, asset: Asset) -> Any:  # noqa: ANN401
        name = sha256(asset.content).hexdigest()
        with Image.open(io.BytesIO(asset.content)) as picture:
            return RasterImage(picture, name, asset.content, cache=self._files)
