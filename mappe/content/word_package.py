"""The bytes of a Word file → its parts, each unpacked once, whole and within bounds."""

import posixpath
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NoReturn
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.parsers import expat

from mappe.content.files import UnreadableError
from mappe.model.unpacking import TYPES, Bounds, Trouble, UnpackingError, unpacked
from mappe.model.word import TemplatePart, TemplateRelation

BOUNDS = Bounds(files=1_000, bytes=50_000_000, markup=50_000_000)

MOST_XML = 8_000_000
"""Bytes of one part of markup."""

DEEPEST = 200
"""Elements within each other."""

_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
SAVE = "save it in Word as a template (.dotx)"
SAVE_ANEW = "open it in Word and save it anew"
UNLOCK = "take the password off in Word: File, Info, Protect Document"

_CURES: Mapping[Trouble, str] = MappingProxyType(
    {
        "locked": UNLOCK,
        "old": SAVE,
        "foreign": SAVE,
        "damaged": SAVE_ANEW,
        "large": "take out what a letterhead does not need, such as large pictures",
    }
)

Parts = Mapping[str, TemplatePart]
"""{name with a slash before it: part}; the relations of the file itself are those of the part `/`."""


def parts(content: bytes) -> Parts:
    """What a Word file holds. Raises `UnreadableError` for what no Word file would be."""
    try:
        return MappingProxyType(dict(_parts(unpacked(content, BOUNDS))))
    except UnpackingError as error:
        raise UnreadableError(str(error), _CURES[error.trouble]) from None


def _parts(files: Mapping[str, bytes]) -> Iterator[tuple[str, TemplatePart]]:
    types = markup(files[TYPES], TYPES)
    default = {each.get("Extension", "").lower(): _media_type(each) for each in types.iter(f"{_TYPE}Default")}
    own = {each.get("PartName", "").lower(): _media_type(each) for each in types.iter(f"{_TYPE}Override")}
    for name, content in {"": b"", **files}.items():
        if name == TYPES or name.endswith(".rels"):
            continue
        part = f"/{name}"
        media_type = own.get(part.lower()) or default.get(name.rpartition(".")[2].lower(), "")
        if media_type.lower().endswith("xml"):
            markup(content, name)
        yield part, TemplatePart(content, media_type, tuple(_relations(part, files)))


def _media_type(element: ElementTree.Element) -> str:
    return element.get("ContentType", "")


def _relations(part: str, files: Mapping[str, bytes]) -> Iterator[TemplateRelation]:
    """ISO/IEC 29500-2, Relationships part."""
    folder, _, name = part.rpartition("/")
    listing = f"{folder}/_rels/{name}.rels"[1:]
    if listing not in files:
        return
    for relation in markup(files[listing], listing).iter(_RELATION):
        identifier, kind = relation.get("Id", ""), relation.get("Type", "")
        target = relation.get("Target", "")
        if relation.get("TargetMode") == "External":
            yield TemplateRelation(identifier, kind, target, outside=True)
        elif (inside := _inside(folder, target))[1:] in files:
            yield TemplateRelation(identifier, kind, inside)


def _inside(folder: str, target: str) -> str:
    """The name of the part that a part in `folder` means."""
    path = unquote(target.partition("#")[0])
    return posixpath.normpath(posixpath.join(f"{folder}/", path)) if path else ""


def markup(content: bytes, name: str) -> ElementTree.Element:
    """A part's elements. Raises `UnreadableError` for what an honest program does not write."""
    if len(content) > MOST_XML:
        message = f"holds more than {MOST_XML // 1_000_000} MB of markup in {name}"
        raise UnreadableError(message, "take out what a letterhead does not need")
    try:
        _Guard().parser.Parse(content, True)  # noqa: FBT003  # the parser takes it by position only
        return ElementTree.fromstring(content)  # noqa: S314  # the guard let no entities pass
    except (expat.ExpatError, ElementTree.ParseError, ValueError, LookupError):
        raise UnreadableError(f"is damaged: {name} is no whole XML", SAVE_ANEW) from None


class _Guard:
    """A first reading that keeps nothing: no document type, so no entities, and no endless depth."""

    def __init__(self) -> None:
        self._depth = 0
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _refuse(self, *_declared: object) -> NoReturn:
        raise UnreadableError("is damaged: it declares entities, which no Word file has", SAVE_ANEW)

    def _start(self, *_element: object) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise UnreadableError(f"is damaged: it is nested more than {DEEPEST} deep", SAVE_ANEW)

    def _end(self, _name: str) -> None:
        self._depth -= 1
