"""The office's own Word file → WordTemplate: looked through, so that nothing in it can surprise a reader."""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from xml.etree import ElementTree

from mappe.content.faults import Faults
from mappe.content.files import MissingError, UnreadableError, own
from mappe.content.word_package import SAVE, SAVE_ANEW, Parts, markup, parts
from mappe.content.word_styles import TemplateStyle, style_named, styles_of
from mappe.diagnostics import Diagnostic, did_you_mean
from mappe.errors import ContentError
from mappe.model.located import Keys, place_of, place_of_key
from mappe.model.word import StyleKind, TemplatePart, TemplateRelation, WordTemplate

LARGEST = 10_000_000
"""Bytes of the file."""

LEAST_ROOM = 80
"""Millimetres of text: what a table of three columns needs."""

Styles = Callable[[], Mapping[str, StyleKind]]
"""{name of a style of Mappe that an office may exchange for its own: its kind}."""

FILE, STYLES = "word_template", "word_styles"
"""The keys of office.yaml."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/"
_WITHOUT_MACROS = "save it in Word as a template without macros (.dotx)"

_MAIN = tuple(
    f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}.main+xml"
    for kind in ("document", "template")
)
"""ISO/IEC 29500-1, Main Document Part."""

_FORBIDDEN: tuple[tuple[str, str, str], ...] = (
    ("macroenabled", "may hold macros", _WITHOUT_MACROS),
    ("vbaproject", "holds macros", _WITHOUT_MACROS),
    ("vbadata", "holds macros", _WITHOUT_MACROS),
    ("activex", "holds an ActiveX control", "take the control out in Word"),
    ("oleobject", "holds an embedded object", "take the object out in Word, or paste it as a picture"),
    ("/control", "holds an ActiveX control", "take the control out in Word"),
)
"""What media types and kinds of relations tell, in small letters → what is said of the file, and the cure."""

_ELSEWHERE: Mapping[str, str] = MappingProxyType(
    {
        "attachedTemplate": "attach the template 'Normal' to it in Word: Developer, Document Template",
        "image": "break the link in Word, so that the picture is saved in the file",
        "mailMergeSource": "make it an ordinary Word document in Word: Mailings, Start Mail Merge",
    }
)
"""The last word of a relation's kind → how not to depend on what is outside."""

_FETCHING = frozenset(
    {"DATABASE", "DDE", "DDEAUTO", "EMBED", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT"}
    | {"LINK", "RD"}
)
"""Fields that take something from elsewhere: ISO/IEC 29500-1, Fields and Hyperlinks."""

_ADDRESS = re.compile(r"(https?|mailto|tel):|#", re.IGNORECASE)


def word_template(typed: Keys, content: Path, styles: Styles, faults: Faults) -> WordTemplate | None:
    """The template that office.yaml names, below the folder `content`; nothing where it names none.

    What is wrong is told in `faults`, at its place.
    """
    name = typed.get(FILE)
    if not isinstance(name, str):
        if STYLES in typed and FILE not in typed:
            hint = f"name the office's own Word file with '{FILE}:'"
            faults.append(Diagnostic(f"there is no {FILE} here", place_of_key(typed, STYLES), hint))
        return None
    try:
        main, opened = looked_through(_bytes(name, content))
    except UnreadableError as error:
        message = f"the Word template '{name}' {error}"
        faults.append(Diagnostic(message, place_of(name), error.hint))
        return None
    theirs = styles_of(_styles_part(opened, main))
    with faults.kept():
        return WordTemplate(name, main, opened, _mapping(typed, name, styles(), theirs))
    return None


def looked_through(content: bytes) -> tuple[str, Parts]:
    """The name of the document in a Word file, and all its parts.

    Raises `UnreadableError` for what is broken, what runs, and what is fetched.
    """
    opened = parts(content)
    main = _main(opened)
    for found in _refused(opened):
        raise found
    document = markup(opened[main].content, main)
    if document.tag != f"{_W}document":
        raise UnreadableError(f"is damaged: {main[1:]} is no document", SAVE_ANEW)
    for sheet in document.iter(f"{_W}sectPr"):
        if (room := _room(sheet)) < LEAST_ROOM:
            message = f"leaves {max(0, room)} mm of a line for text"
            raise UnreadableError(message, f"make its paper wider or its margins smaller: {LEAST_ROOM} mm")
    return main, opened


def _bytes(name: str, content: Path) -> bytes:
    """The file's content. Raises `UnreadableError`."""
    if posixpath.normpath(name).startswith(("..", "/")):
        raise UnreadableError("lies outside content/", "copy it into content/")
    suffix = name.lower().rpartition(".")[2]
    if suffix in ("docm", "dotm"):
        raise UnreadableError("may hold macros", _WITHOUT_MACROS)
    if suffix not in ("docx", "dotx"):
        raise UnreadableError("is no .docx and no .dotx", SAVE)
    try:
        return own(content / name, content, LARGEST)
    except MissingError as error:
        files = (path for kind in ("docx", "dotx") for path in content.rglob(f"*.{kind}"))
        hint = did_you_mean(name, [path.relative_to(content).as_posix() for path in files])
        raise UnreadableError(str(error), hint) from None
    except UnreadableError as error:
        if "outside" in str(error):
            raise UnreadableError("lies outside content/", "copy it into content/") from None
        raise


def _main(opened: Parts) -> str:
    """The name of the document among the parts. Raises `UnreadableError`."""
    for relation in opened["/"].relations:
        if relation.kind.startswith(_STRICT):
            hint = "save it in Word as 'Word Document' or 'Word Template', not as 'Strict Open XML'"
            raise UnreadableError("is saved as Strict Open XML", hint)
        if relation.kind.endswith("/officeDocument") and relation.target in opened:
            if opened[relation.target].media_type not in _MAIN:
                _refuse_forbidden(opened[relation.target].media_type)
                raise UnreadableError("is no Word file", SAVE)
            return relation.target
    raise UnreadableError("is no Word file", SAVE)


def _refuse_forbidden(kind: str) -> None:
    for word, message, hint in _FORBIDDEN:
        if word in kind.lower():
            raise UnreadableError(message, hint)


def _room(sheet: ElementTree.Element) -> int:
    """Millimetres between the margins; enough where the file does not say how much."""
    size, margins = sheet.find(f"{_W}pgSz"), sheet.find(f"{_W}pgMar")
    if size is None or margins is None:
        return LEAST_ROOM
    words = [
        size.get(f"{_W}w", ""),
        *(margins.get(f"{_W}{side}", "0") for side in ("left", "right", "gutter")),
    ]
    width, *edges = (int(word) if re.fullmatch(r"\d{1,6}", word) else 0 for word in words)
    return int((width - sum(edges)) * 25.4 / 1440) if width else LEAST_ROOM


def _refused(opened: Parts) -> Iterator[UnreadableError]:
    """What runs, and what is fetched."""
    for part in opened.values():
        _refuse_forbidden(part.media_type)
        for relation in part.relations:
            _refuse_forbidden(relation.kind)
            if relation.outside:
                yield from _outside(relation, part)
        if part.media_type.endswith(("header+xml", "footer+xml")):
            yield from _fetching(part)


def _outside(relation: TemplateRelation, part: TemplatePart) -> Iterator[UnreadableError]:
    """An address that somebody may click at is none of the file's needs; everything else is."""
    kind = relation.kind.rpartition("/")[2]
    running = part.media_type.endswith(("header+xml", "footer+xml"))
    if kind == "hyperlink":
        if running and not _ADDRESS.match(relation.target):
            message = f"leads to '{relation.target}' from its letterhead"
            yield UnreadableError(message, "let the link lead to an address that begins with https://")
    else:
        hint = _ELSEWHERE.get(kind, "take the link out in Word")
        yield UnreadableError(f"needs a file that is not in it, '{relation.target}' ({kind})", hint)


def _fetching(part: TemplatePart) -> Iterator[UnreadableError]:
    """Fields in the letterhead that take what they show from elsewhere."""
    for instruction in _instructions(ElementTree.fromstring(part.content)):  # noqa: S314  # looked through
        field = (instruction.split() or [""])[0].upper()
        if field in _FETCHING:
            hint = "turn the field into what it shows in Word: Ctrl+Shift+F9"
            yield UnreadableError(f"has a field {field} in its letterhead", hint)


def _instructions(root: ElementTree.Element) -> list[str]:
    """What each field is told to show, a field within another one behind it."""
    found = [""]
    for element in root.iter():
        if element.tag == f"{_W}fldSimple":
            found.append(element.get(f"{_W}instr", ""))
        elif element.tag == f"{_W}fldChar" and element.get(f"{_W}fldCharType") == "begin":
            found.append("")
        elif element.tag == f"{_W}instrText":
            found[-1] += element.text or ""
    return found


def _styles_part(opened: Parts, main: str) -> bytes:
    targets = [each.target for each in opened[main].relations if each.kind.endswith("/styles")]
    return opened[targets[0]].content if targets else b"<none/>"


def _mapping(
    typed: Keys, name: str, known: Mapping[str, StyleKind], theirs: tuple[TemplateStyle, ...]
) -> Mapping[str, str]:
    """{style of Mappe: id of the template's}. Raises `ContentError` for what either of them does not have."""
    wanted = typed.get(STYLES)
    faults: list[Diagnostic] = []
    found: dict[str, str] = {}
    names = {ours.casefold(): ours for ours in known}
    for key, value in wanted.items() if isinstance(wanted, Keys) else ():
        ours = names.get(key.casefold())
        if ours is None:
            message = f"Mappe has no style '{key}' in its Word files"
            faults.append(Diagnostic(message, place_of_key(wanted, key), did_you_mean(key, known)))
            continue
        chosen = style_named(str(value), theirs, known[ours])
        if isinstance(chosen, TemplateStyle):
            found[ours] = chosen.id
        else:
            message, hint = chosen
            faults.append(Diagnostic(message.format(name), place_of(value), hint))
    if faults:
        raise ContentError(faults)
    return MappingProxyType(found)
