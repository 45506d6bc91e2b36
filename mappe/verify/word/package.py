"""The package of a Word file: parts in a zip file, their types, and what leads from one to another.

Source: ISO/IEC 29500-2 (Open Packaging Conventions).
"""

import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from mappe.model.unpacking import COMPOUND_FILE, LOCKED, TYPES, is_markup

MOST_PARTS = 4_000
MOST_BYTES = 500_000_000
MOST_TEXT = 100_000_000
"""Bytes of XML: as a tree they take ten times as much."""
MOST_PACKED = 200
"""So many times may a part be larger than what is packed; text reaches about 50."""
SMALL = 1_000_000
"""Bytes: a part of this size may be packed as it likes."""

OLD_WORD = "WordDocument".encode("utf-16-le")
CLOSED = "it needs a password"
IS_ENCRYPTED = 1
"""Bit of a zip entry."""

RELATIONS = ".rels"
STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
OTHER_NAMES = {b"extendedProperties": b"extended-properties", b"customProperties": b"custom-properties"}

WHERE = re.compile(r" \(<string>, line \d+\)$")

KINDS = {
    "wordprocessingml": "",
    "ms-word": "",
    "spreadsheetml": "it is a spreadsheet",
    "presentationml": "it is a presentation",
}

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What reading a damaged zip file raises."""


FETCH_AGAIN = "fetch or make it again"
OPEN_IT = "save it without a password"
SAVE_AS = "open it in Word or LibreOffice and save it as .docx"


class UnreadableError(Exception):
    """The file cannot be opened as a Word file: says why, and how to mend it."""

    def __init__(self, why: str, mend: str = FETCH_AGAIN) -> None:
        super().__init__(why)
        self.mend = mend


@dataclass(frozen=True)
class Relation:
    """What leads from one part to another, or out of the file; `kind` is the end of its type's name."""

    source: str
    id: str
    kind: str
    target: str
    is_external: bool


@dataclass(eq=False)
class Package:
    """All names in the order of the zip file; the bytes of those parts that are XML."""

    names: tuple[str, ...]
    contents: Mapping[str, bytes]
    faults: dict[str, str] = field(default_factory=dict)
    """{part: why it is no XML}, of the parts that were looked at."""
    _roots: dict[str, etree._Element | None] = field(default_factory=dict)

    @cached_property
    def parts(self) -> Mapping[str, str]:
        """{name in small letters: name}: upper and lower case name the same part."""
        return {name.casefold(): name for name in self.names if not name.endswith("/")}

    @cached_property
    def types(self) -> Mapping[str, str]:
        """{part in small letters: its type}, of the parts that are named one by one."""
        return {
            str(item.get("PartName", "")).lstrip("/").casefold(): str(item.get("ContentType", ""))
            for item in self._typed("Override")
        }

    @cached_property
    def endings(self) -> Mapping[str, str]:
        """{ending in small letters: type of such parts}."""
        return {
            str(item.get("Extension", "")).casefold(): str(item.get("ContentType", ""))
            for item in self._typed("Default")
        }

    @property
    def main(self) -> str:
        """The part with the text; nothing where no relation leads to one that is there."""
        return next((part for part in self.related("", "officeDocument") if part), "")

    @property
    def is_strict(self) -> bool:
        return bool(STRICT.search(self.contents.get(self.main, b"")[:2000]))

    def type_of(self, part: str) -> str:
        ending = posixpath.basename(part).rpartition(".")[2].casefold()
        return self.types.get(part.casefold(), self.endings.get(ending, ""))

    def root(self, part: str) -> etree._Element | None:
        """The root of a part; the same one each time, and nothing where the part is missing or no XML."""
        if part not in self._roots:
            self._roots[part] = self.parsed(part)
        return self._roots[part]

    def parsed(self, part: str) -> etree._Element | None:
        """A part read anew, with the names of the Transitional form."""
        if part not in self.contents:
            return None
        try:
            root = etree.fromstring(_transitional(self.contents[part]), _parser())
        except (etree.XMLSyntaxError, ValueError) as error:
            self.faults[part] = WHERE.sub("", " ".join(str(error).split()))
            return None
        if root.getroottree().docinfo.doctype:
            self.faults[part] = "it has a document type (DOCTYPE), which no part may have"
            return None
        return root

    def relations(self, part: str) -> tuple[Relation, ...]:
        """What leads away from a part, or from the whole package if the name is empty."""
        folder, name = posixpath.split(part)
        root = self.root(self.parts.get(posixpath.join(folder, "_rels", name + RELATIONS).casefold(), ""))
        return () if root is None else tuple(_relation(part, item) for item in root.iter("{*}Relationship"))

    def all_relations(self) -> Iterator[Relation]:
        for name in self.parts.values():
            if name.endswith(RELATIONS):
                folder, source = posixpath.split(name)
                yield from self.relations(
                    posixpath.join(posixpath.dirname(folder), source.removesuffix(RELATIONS))
                )

    def related(self, part: str, kind: str) -> Iterator[str]:
        """The parts to which relations of a kind lead; empty where one leads to nothing."""
        for relation in self.relations(part):
            if relation.kind == kind and not relation.is_external:
                yield self.parts.get(relation.target.casefold(), "")

    def _typed(self, tag: str) -> Iterator[etree._Element]:
        root = self.root(self.parts.get(TYPES.casefold(), ""))
        return iter(()) if root is None else root.iter(f"{{*}}{tag}")


def package(file: Path) -> Package:
    """Open a Word file. Raises `UnreadableError` where it is none, `OSError` where it cannot be had."""
    with file.open("rb") as stream:
        if stream.read(len(COMPOUND_FILE)) == COMPOUND_FILE:
            raise _compound(stream.read(MOST_TEXT))
    try:
        with zipfile.ZipFile(file) as zipped:
            _measure(zipped)
            opened = Package(
                tuple(entry.filename for entry in zipped.infolist()),
                {entry.filename: content for entry in zipped.infolist() if (content := _read(zipped, entry))},
            )
    except BROKEN as error:
        raise UnreadableError(_said(error, file)) from None
    _refuse_strange(opened)
    return opened


def _measure(zipped: zipfile.ZipFile) -> None:
    """Refuse what would fill the memory, before anything is unpacked."""
    entries = zipped.infolist()
    if len(entries) > MOST_PARTS:
        message = f"it holds {len(entries)} parts; {MOST_PARTS} would be many"
        raise UnreadableError(message)
    if any(entry.flag_bits & IS_ENCRYPTED for entry in entries):
        raise UnreadableError(CLOSED, OPEN_IT)
    _limit("unpacked it", entries, MOST_BYTES)
    _limit("unpacked its XML", (entry for entry in entries if is_markup(entry.filename)), MOST_TEXT)
    for entry in entries:
        if entry.file_size > max(SMALL, MOST_PACKED * entry.compress_size):
            message = f"{entry.filename} is packed {entry.file_size // max(1, entry.compress_size)} times"
            raise UnreadableError(f"{message}, as in a file made to fill the memory")


def _limit(what: str, entries: Iterable[zipfile.ZipInfo], most: int) -> None:
    size = sum(entry.file_size for entry in entries)
    if size > most:
        message = f"{what} would have {size // 1_000_000} MB; {most // 1_000_000} MB would be much"
        raise UnreadableError(message)


def _read(zipped: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of a part that is XML; of any other it is only tried whether they are whole."""
    with zipped.open(entry) as stream:
        if is_markup(entry.filename):
            return stream.read()
        while stream.read(SMALL):
            pass
    return b""


def _refuse_strange(opened: Package) -> None:
    kind = opened.type_of(opened.main) if opened.main else ""
    reason = next((said for name, said in KINDS.items() if name in kind), "it has no text of a Word file")
    if reason:
        raise UnreadableError(reason, SAVE_AS)
    if opened.root(opened.main) is None:
        message = f"{opened.main} is no XML: {opened.faults.get(opened.main, 'it is empty')}"
        raise UnreadableError(message)


def _compound(content: bytes) -> UnreadableError:
    if LOCKED in content:
        return UnreadableError(CLOSED, OPEN_IT)
    if OLD_WORD in content:
        return UnreadableError("it is a file of Word 97 to 2003 (.doc)", SAVE_AS)
    return UnreadableError("it is a file of an older Office, or encrypted", SAVE_AS)


def _said(error: Exception, file: Path) -> str:
    if isinstance(error, zipfile.BadZipFile) and "not a zip" in str(error):
        return "it is empty" if file.stat().st_size == 0 else "it is no zip file, or cut off"
    return f"its zip file is damaged: {' '.join(str(error).split())}"


def _relation(source: str, item: etree._Element) -> Relation:
    target, is_external = str(item.get("Target", "")), item.get("TargetMode") == "External"
    if not is_external:
        inner = unquote(target.partition("#")[0])
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), inner)).lstrip("/")
    kind = str(item.get("Type", "")).rpartition("/")[2]
    return Relation(source, str(item.get("Id", "")), kind, target, is_external)


def _transitional(content: bytes) -> bytes:
    """The Strict form with the names of the Transitional one, which say the same."""

    def name(found: re.Match[bytes]) -> bytes:
        return b"http://schemas.openxmlformats.org/" + found[1] + b"/2006/"

    if not STRICT.search(content):
        return content
    for strict, transitional in OTHER_NAMES.items():
        content = content.replace(b"/officeDocument/" + strict, b"/officeDocument/" + transitional)
    return STRICT.sub(name, content)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
