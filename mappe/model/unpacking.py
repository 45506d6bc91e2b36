"""The bytes of a Word file from elsewhere → the files in it, each unpacked once, whole and within bounds.

Source: ISO/IEC 29500-2 (Open Packaging Conventions).
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of old Office programs begin, and those that a password locks: [MS-CFB], Compound File Header."""

LOCKED = "EncryptedPackage".encode("utf-16-le")
"""[MS-OFFCRYPTO], EncryptedPackage Stream."""

TYPES = "[Content_Types].xml"
"""Content Types Stream: what every package has."""

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What the standard library raises over files that are no whole archives."""

Trouble = Literal["locked", "old", "foreign", "damaged", "large"]
"""Who is to do something about it depends on it, and what."""


class UnpackingError(Exception):
    """Why there are no files, as the end of a sentence about the whole."""

    def __init__(self, trouble: Trouble, message: str) -> None:
        super().__init__(message)
        self.trouble: Trouble = trouble


@dataclass(frozen=True)
class Bounds:
    """How many files there may be, how many bytes all of them together, and one with markup."""

    files: int
    bytes: int
    markup: int


def unpacked(content: bytes, bounds: Bounds) -> dict[str, bytes]:
    """{name: content} of all files in a package. Raises `UnpackingError` for what no Word file would be."""
    if content.startswith(COMPOUND_FILE):
        if LOCKED in content:
            raise UnpackingError("locked", "is protected by a password")
        raise UnpackingError("old", "is a Word file of the old kind (.doc)")
    if not content.startswith(b"PK"):
        raise UnpackingError("foreign", "is no Word file")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = dict(_files(archive, len(content), bounds))
    except _DAMAGE:
        raise UnpackingError("damaged", "is damaged") from None
    if TYPES not in files:
        raise UnpackingError("foreign", "is no Word file")
    return files


def _files(archive: zipfile.ZipFile, size: int, bounds: Bounds) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file; what an entry says of its size is not trusted."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise UnpackingError("damaged", "is damaged: it is packed as no Word file is")
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnpackingError("locked", "is protected by a password")
    if len({entry.filename.casefold() for entry in entries}) < len(entries):
        raise UnpackingError("damaged", "is damaged: it holds a part twice")
    # Entries that overlap share their packed bytes, and unpack to far more than the file could hold.
    if len(entries) > bounds.files or sum(entry.compress_size for entry in entries) > size:
        raise _too_large(bounds)
    left = bounds.bytes
    for entry in entries:
        most = min(left, bounds.markup) if is_markup(entry.filename) else left
        with archive.open(entry) as packed:
            content = packed.read(most + 1)
        if len(content) > most:
            raise _too_large(bounds)
        left -= len(content)
        yield entry.filename, content


def is_markup(name: str) -> bool:
    return name.casefold().endswith((".xml", ".rels"))


def _too_large(bounds: Bounds) -> UnpackingError:
    message = f"unpacks to more than {bounds.files:,} parts or {bounds.bytes // 1_000_000} MB"
    return UnpackingError("large", message)
