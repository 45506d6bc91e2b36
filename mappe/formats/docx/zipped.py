"""The files of a package → its bytes: the same for the same files, whenever and wherever they are written."""

import io
import zipfile
from collections.abc import Mapping

from mappe.model.unpacking import TYPES

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file knows."""


def zipped(files: Mapping[str, bytes]) -> bytes:
    """`files` are {name: content}; they stand in a fixed order and without the time."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(files, key=_rank):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # or Windows and Linux would write different bytes
            target.writestr(entry, files[name])
    return written.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """{name: content} of a package that is known to be sound."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}


def _rank(name: str) -> tuple[bool, bool, str]:
    return name != TYPES, name != "_rels/.rels", name
