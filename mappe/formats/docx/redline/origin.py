"""Where a Word file comes from, and whether it can be compared at all."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NoReturn

from lxml import etree

from mappe.formats.docx.ooxml import W, qualified
from mappe.formats.docx.redline.package import TYPES, Package, opened

MOST_PARTS = 5_000
MOST_BYTES = 400_000_000
"""Of all parts, unpacked."""

MOST_XML = 100_000_000
"""Bytes of one part of markup, some ten thousand pages."""

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of old Office programs begin, and those that a password locks: [MS-CFB], Compound File Header."""

_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""[MS-OFFCRYPTO], EncryptedPackage Stream."""

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STRICT = "http://purl.oclc.org/ooxml/"

SAVE = "save it in Word as a Word document (.docx)"
SAVE_ANEW = "take the file as it was sent, or open it in Word and save it anew"
UNLOCK = "take the password off in Word: File, Info, Protect Document"
SETTLE = "accept or reject them all in Word (Review, Accept All Changes) and save it"
BUILD_ANEW = "name the git revision that it was built from instead"

REVISIONS = tuple(
    map(
        qualified,
        (
            *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"),
            *("rPrChange", "pPrChange", "sectPrChange", "numberingChange"),
            *("tblPrChange", "tblGridChange", "tblPrExChange", "trPrChange", "tcPrChange"),
            *("moveFromRangeStart", "moveToRangeStart", "customXmlInsRangeStart", "customXmlDelRangeStart"),
            *("customXmlMoveFromRangeStart", "customXmlMoveToRangeStart"),
        ),
    )
)
"""Tracked changes: ISO/IEC 29500-1, 17.13.5 (Revisions)."""

EDITION, AUDIENCE = "Mappe Edition", "Mappe Audience"
"""The custom properties by which a file says what it is."""

STORIES = ("header", "footer", "footnotes", "endnotes")
"""Kinds of parts that have text, beside the document."""


class UnfitError(Exception):
    """Why a file cannot be compared, as the end of a sentence about it, and what would be right."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True)
class Origin:
    """What a file says of the edition that it is, such as `delegation-visit.de.internal` and `internal`."""

    edition: str
    audience: str


def origin(content: bytes) -> Origin:
    """Whose file it is. Raises `UnfitError` for one that cannot be compared."""
    package = _opened(_files(content))
    _refuse_strange(package)
    marks = _marks(package)
    if not marks.get(EDITION) or not marks.get(AUDIENCE):
        message = (
            "does not say which edition it is: it is not from Mappe, or from a Mappe older than redlines"
        )
        raise UnfitError(message, BUILD_ANEW)
    _refuse_tracked(package)
    return Origin(marks[EDITION], marks[AUDIENCE])


def refuse_other(previous: Package, today: Package) -> None:
    """Raises `UnfitError` unless both are the same edition: nobody reads what was written for others."""
    before, now = (_marks(package) for package in (previous, today))
    for name in (EDITION, AUDIENCE):
        if not now.get(name) or before.get(name) != now.get(name):
            message = f"is of the edition '{before.get(EDITION, '')}' for '{before.get(AUDIENCE, '')}'"
            raise UnfitError(message, f"today's is '{now.get(EDITION, '')}' for '{now.get(AUDIENCE, '')}'")


def saved_elsewhere(package: Package) -> bool:
    """Whether another program than Mappe wrote it: then its markup says less than its words.

    Word counts minutes of work and numbers its sessions, all others give their own name.
    """
    settings, about = package.story("settings"), package.related("extended-properties")
    numbered = bool(settings) and package.root(settings).find(qualified("rsids")) is not None
    if numbered or not about:
        return True
    said = {etree.QName(item).localname: item.text for item in package.root(about)}
    return said.get("Application") != "Microsoft Office Word" or "TotalTime" in said


def stories(package: Package) -> Iterator[str]:
    """The names of the parts that have text."""
    related = package.relations.get(package.main, {}).values()
    names = [one.target for one in related if one.what in STORIES and not one.outside]
    yield from dict.fromkeys([package.main, *(name for name in names if name in package.parts)])


def _files(content: bytes) -> dict[str, bytes]:
    if content.startswith(_COMPOUND_FILE):
        if _LOCKED in content:
            raise UnfitError("is protected by a password", UNLOCK)
        raise UnfitError("is a Word file of the old kind (.doc)", SAVE)
    if not content.startswith(b"PK"):
        raise UnfitError("is no Word file", "name a .docx that Mappe made")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return dict(_unpacked(archive, len(content)))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        raise UnfitError("is damaged", SAVE_ANEW) from None


def _unpacked(archive: zipfile.ZipFile, size: int) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file; what an entry says of its size is not trusted."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnfitError("is protected by a password", UNLOCK)
    if len({entry.filename.casefold() for entry in entries}) < len(entries):
        raise UnfitError("is damaged: it holds a part twice", SAVE_ANEW)
    # Entries that overlap share their packed bytes, and unpack to far more than the file could hold.
    if len(entries) > MOST_PARTS or sum(entry.compress_size for entry in entries) > size:
        _refuse_size()
    left = MOST_BYTES
    for entry in entries:
        most = min(left, MOST_XML) if _is_markup(entry.filename) else left
        with archive.open(entry) as packed:
            unpacked = packed.read(most + 1)
        if len(unpacked) > most:
            _refuse_size()
        left -= len(unpacked)
        yield entry.filename, unpacked


def _refuse_size() -> NoReturn:
    message = f"unpacks to more than {MOST_PARTS:,} parts or {MOST_BYTES // 1_000_000} MB, as no dossier does"
    raise UnfitError(message, SAVE_ANEW)


def _opened(files: dict[str, bytes]) -> Package:
    """The package, all markup of which can be read."""
    if TYPES not in files:
        raise UnfitError("is no Word file", "name a .docx that Mappe made")
    for name, content in files.items():
        if _is_markup(name):
            _refuse_entities(name, content)
    try:
        package = opened(files)
        for name in package.parts:
            if _is_markup(name):
                package.root(name)
    except etree.XMLSyntaxError:
        raise UnfitError("is damaged: some of its markup is no XML", SAVE_ANEW) from None
    return package


def _refuse_entities(name: str, content: bytes) -> None:
    if b"<!DOCTYPE" in content[:4096]:
        raise UnfitError(f"is damaged: {name} declares entities, which no Word file has", SAVE_ANEW)


def _refuse_strange(package: Package) -> None:
    if any(one.kind.startswith(_STRICT) for one in package.relations.get("", {}).values()):
        raise UnfitError("is saved as Strict Open XML", SAVE)
    kinds = {package.type_of(name).casefold() for name in package.parts}
    if any(word in kind for kind in kinds for word in ("macroenabled", "vbaproject", "vbadata")):
        raise UnfitError("holds macros", "save it in Word as a Word document without macros (.docx)")
    if package.type_of(package.main) != _MAIN:
        raise UnfitError("is no Word document", SAVE)
    body = package.root(package.main)
    if body.tag != qualified("document") or body.find(f"{{{W}}}body") is None:
        raise UnfitError("is damaged: it has no text", SAVE_ANEW)


def _refuse_tracked(package: Package) -> None:
    if any(True for name in stories(package) for _ in package.root(name).iter(*REVISIONS)):
        raise UnfitError("has tracked changes of its own", SETTLE)


def _marks(package: Package) -> Mapping[str, str]:
    """{name of a custom property: its value}."""
    name = package.related("custom-properties")
    found = package.root(name) if name else ()
    return MappingProxyType({item.get("name", ""): _said(item.itertext()) for item in found})


def _said(words: Iterable[str]) -> str:
    return "".join(words).strip()


def _is_markup(name: str) -> bool:
    return name.casefold().endswith((".xml", ".rels"))
