"""Where a Word file comes from, and whether it can be compared at all."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lxml import etree

from mappe.formats.docx.ooxml import W, qualified
from mappe.formats.docx.redline.package import Package, opened
from mappe.formats.docx.settings import AUDIENCE, EDITION
from mappe.model.unpacking import Bounds, Trouble, UnpackingError, is_markup, unpacked

BOUNDS = Bounds(files=5_000, bytes=400_000_000, markup=100_000_000)
"""One with markup has some ten thousand pages."""

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STRICT = "http://purl.oclc.org/ooxml/"

SAVE = "save it in Word as a Word document (.docx)"
SAVE_ANEW = "take the file as it was sent, or open it in Word and save it anew"
UNLOCK = "take the password off in Word: File, Info, Protect Document"
SETTLE = "accept or reject them all in Word (Review, Accept All Changes) and save it"
BUILD_ANEW = "name the git revision that it was built from instead"
_OURS = "name a .docx that Mappe made"

_CURES: Mapping[Trouble, str] = MappingProxyType(
    {"locked": UNLOCK, "old": SAVE, "foreign": _OURS, "damaged": SAVE_ANEW, "large": SAVE_ANEW}
)

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
    try:
        return unpacked(content, BOUNDS)
    except UnpackingError as error:
        raise UnfitError(str(error), _CURES[error.trouble]) from None


def _opened(files: dict[str, bytes]) -> Package:
    """The package, all markup of which can be read."""
    for name, content in files.items():
        if is_markup(name):
            _refuse_entities(name, content)
    try:
        package = opened(files)
        for name in package.parts:
            if is_markup(name):
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
