"""Word templates as offices have them: the unpacked one in `letterhead/`, whose styles have German ids.

Those in `projects/broken/word-*` were packed of the same, with one thing wrong: half of the bytes, a part of
macros (vbaProject), a foot that declares entities, a head with a field INCLUDEPICTURE; the locked and the old
one are the first bytes of a compound file, with the name EncryptedPackage in UTF-16 if it is locked.
"""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from PIL import Image

from mappe.content.word_template import looked_through
from mappe.model.word import WordTemplate

FOLDER = Path(__file__).parent / "letterhead"
LOGO = "word/media/wappen.png"
NOTHING: Mapping[str, str] = MappingProxyType({})

Parts = dict[str, bytes]


def letterhead(**changes: tuple[str, str]) -> Parts:
    """The parts by their names; `changes` are {name of a part below word/: (words, words for them)}."""
    files = (path for path in sorted(FOLDER.rglob("*")) if path.is_file())
    parts = {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in files}
    for name, (old, new) in changes.items():
        exchange(parts, f"word/{name}.xml", old, new)
    return {**parts, LOGO: logo()}


def exchange(parts: Parts, name: str, old: str, new: str) -> None:
    assert old.encode() in parts[name], (name, old)
    parts[name] = parts[name].replace(old.encode(), new.encode())


def logo() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (30, 10), "#00519e").save(written, "png")
    return written.getvalue()


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A Word file of these parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def template_of(content: bytes, styles: Mapping[str, str] = NOTHING) -> WordTemplate:
    """A template as content gives it to formats; `styles` are {ours: id of one of its own}."""
    main, opened = looked_through(content)
    return WordTemplate("briefkopf.dotx", main, opened, styles)
