"""Pictures, decoded once and whole, so that no format meets a broken one."""

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from mappe.content import svg
from mappe.content.files import MissingError, UnreadableError, own
from mappe.diagnostics import Diagnostic, did_you_mean
from mappe.errors import ContentError
from mappe.model.fields import ImagePath
from mappe.model.page import Asset
from mappe.model.pictures import fitted, stored

LARGEST = 20_000_000
"""Bytes of one file."""

MOST_PIXELS = 40_000_000

LONGEST_SIDE = 3508
"""Pixels that a page can show: the longer side of A4 at 300 to the inch."""


def image(written: ImagePath, folder: Path, root: Path) -> Asset:
    """The picture at a path that a document names. Raises `ContentError` at the place of that name."""
    if written.path.lower().endswith(".svg"):
        return _drawing(written, folder, root)
    try:
        return _decoded(_content(written, folder, root, LARGEST))
    except UnidentifiedImageError:
        message = f"'{written.path}' is no PNG or JPEG image"
        raise _fault(written, message, "save it as one of them") from None
    except (Image.DecompressionBombError, TooLargeError):
        message = f"the image '{written.path}' has more than {MOST_PIXELS // 1_000_000} million pixels"
        raise _fault(written, message, "save it smaller") from None
    except (OSError, SyntaxError, ValueError):
        raise _fault(written, f"the image '{written.path}' is damaged", "save it anew") from None


def _drawing(written: ImagePath, folder: Path, root: Path) -> Asset:
    content = _content(written, folder, root, svg.LARGEST)
    try:
        return svg.drawing(content)
    except svg.DrawingError as error:
        raise _fault(written, f"the image '{written.path}' {error}", error.hint) from None


def _content(written: ImagePath, folder: Path, root: Path, most: int) -> bytes:
    if re.match(r"[A-Za-z]+:", written.path):
        hint = "save the image in the folder of the document, and name it by its path there"
        raise _fault(written, f"the image '{written.path}' is not in the project", hint)
    try:
        return own(folder / written.path, root, most)
    except MissingError as error:
        raise _fault(written, f"the image '{written.path}' {error}", _alike(written, folder)) from None
    except UnreadableError as error:
        raise _fault(written, f"the image '{written.path}' {error}", error.hint) from None


class TooLargeError(Exception):
    """More pixels than a page can show, and maybe more than the machine can hold."""


def _decoded(content: bytes) -> Asset:
    with _strict(), Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise TooLargeError
        return _asset(picture)


@contextmanager
def _strict() -> Iterator[None]:
    """Half an image is none: WeasyPrint, once imported, lets Pillow take one for whole."""
    lenient = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            # Pillow's own bound is higher than ours, and it warns on the way there.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def _asset(picture: Image.Image) -> Asset:
    """Upright, eight bits a channel, no larger than a page, without the camera's remarks."""
    photograph = picture.format != "PNG"  # a JPEG, or the several in one file that some telephones write
    # Smaller first: whatever lies in memory twice should be small.
    upright = ImageOps.exif_transpose(fitted(_plain(picture), LONGEST_SIDE, LONGEST_SIDE))
    upright.info.clear()
    return stored(upright, photograph=photograph)


def _plain(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut off above 255
        return picture.point(lambda grey: grey * (1 / 257) + 0.5).convert("L")
    if "transparency" in picture.info or picture.mode in ("LA", "PA", "RGBA"):
        return picture.convert("RGBA")
    if picture.mode in ("P", "L", "RGB"):
        return picture  # flat colours stay a palette: a third of the bytes
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _alike(written: ImagePath, folder: Path) -> str:
    """The file below the document's folder that has that name in another place, or nearly that path."""
    paths = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    same = [path for path in paths if Path(path).name == Path(written.path).name]
    return f"did you mean '{same[0]}'?" if same else did_you_mean(written.path, paths)


def _fault(written: ImagePath, message: str, hint: str) -> ContentError:
    return ContentError([Diagnostic(message, written.place, hint)])
