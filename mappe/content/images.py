"""Pictures, decoded once and whole, so that no format meets a broken one."""

import io
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from mappe.diagnostics import Diagnostic, did_you_mean
from mappe.errors import ContentError
from mappe.model.fields import ImagePath
from mappe.model.page import Asset

LARGEST_BYTES = 20_000_000
MOST_PIXELS = 40_000_000
SIMPLE_MODES = ("L", "RGB", "RGBA")


def image(written: ImagePath, folder: Path, root: Path) -> Asset:
    """The picture at a path that a document names. Raises `ContentError` at the place of that name."""
    content = _content(written, folder, root)
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                size = f"{picture.width} × {picture.height}"
                raise _fault(written, f"the image has {size} pixels", f"at most {MOST_PIXELS // 1_000_000} million")
            return _asset(picture)
    except UnidentifiedImageError:
        raise _fault(written, f"'{written.path}' is no PNG or JPEG image", "save it as one of them") from None
    except Image.DecompressionBombError:
        raise _fault(written, "the image is too large", f"at most {MOST_PIXELS // 1_000_000} million pixels") from None
    except (OSError, SyntaxError, ValueError) as error:
        raise _fault(written, f"the image '{written.path}' is damaged: {error}", "save it anew") from None


def _content(written: ImagePath, folder: Path, root: Path) -> bytes:
    path = (folder / written.path).resolve()
    if not path.is_relative_to(root.resolve()):
        raise _fault(written, f"'{written.path}' lies outside the project", "copy the image into it")
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise _fault(written, f"the image is larger than {LARGEST_BYTES // 1_000_000} MB", "save it smaller")
        return path.read_bytes()
    except FileNotFoundError:
        raise _fault(written, f"no image '{written.path}' in {folder.name}/", _near(path)) from None
    except OSError as error:
        raise _fault(written, f"the image cannot be read: {error.strerror}") from None


def _asset(picture: Image.Image) -> Asset:
    """Upright, eight bits a channel, without the camera's remarks."""
    jpeg = picture.format == "JPEG"
    upright = ImageOps.exif_transpose(picture)
    if upright.mode not in SIMPLE_MODES:
        transparent = "transparency" in upright.info or upright.mode in ("LA", "PA")
        upright = upright.convert("RGBA" if transparent else "RGB")
    written = io.BytesIO()
    if jpeg:
        upright.save(written, "JPEG", quality=92, subsampling=0)
    else:
        upright.save(written, "PNG")
    media_type = "image/jpeg" if jpeg else "image/png"
    return Asset(media_type, written.getvalue(), upright.width, upright.height)


def _near(path: Path) -> str:
    neighbours = [other.name for other in path.parent.iterdir()] if path.parent.is_dir() else []
    return did_you_mean(path.name, neighbours)


def _fault(written: ImagePath, message: str, hint: str = "") -> ContentError:
    return ContentError([Diagnostic(message, written.place, hint)])
