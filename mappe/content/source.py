"""YAML with places: every scalar as the string that was typed, and nothing that surprises its author."""

import codecs
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path


from yaml.composer import Composer
from yaml.error import Mark, MarkedYAMLError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.parser import Parser
from yaml.reader import Reader, ReaderError
from yaml.resolver import BaseResolver
from yaml.scanner import Scanner

from mappe.diagnostics import Diagnostic, Place
from mappe.errors import ContentError
from mappe.model.located import Items, Keys, Scalar, Value

DEEPEST = 40
"""Levels of nesting; no dossier comes near, and a parser's stack ends not far beyond."""

TOO_DEEP = f"more than {DEEPEST} levels of nesting"

LARGEST = 2_000_000
"""Bytes of one file."""

BYTE_ORDER_MARKS: Mapping[bytes, str] = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufdd0-\ufdef\ufeff\ufffe\uffff]")
BIDI_OPENING, BIDI_CLOSING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068", "\u202c\u2069"


@dataclass(frozen=True)
class Text:
    """A file's text and the name by which messages call it."""

    file: Path
    lines: tuple[str, ...]

    def place(self, mark: Mark | None, length: int = 1) -> Place:
        line, column = (mark.line, mark.column) if mark else (0, 0)
        return self.place_at(line, column, length)

    def place_at(self, line: int, column: int, length: int = 1) -> Place:
        """Line and column count from 0 here, as YAML counts them."""
        text = self.lines[line] if line < len(self.lines) else ""
        return Place(self.file, line + 1, column + 1, text, length)

    def fault(self, message: str, mark: Mark | None, hint: str = "", length: int = 1) -> ContentError:
        return ContentError([Diagnostic(message, self.place(mark, length), hint)])


class _Loader(Reader, Scanner, Parser, Composer, BaseResolver):
    """PyYAML's parser in pure Python, without any rule that gives a scalar a type.

    The parser in C reads some files differently, and ends the process on deep nesting.
    """

    def __init__(self, stream: str) -> None:
        Reader.__init__(self, stream)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)
        BaseResolver.__init__(self)
        self._depth = 0

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise MarkedYAMLError(problem=TOO_DEEP, problem_mark=self.peek_event().start_mark)
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node


def read(path: Path, shown: Path) -> Keys:
    """The mapping in a YAML file, every value with its place; messages call the file `shown`.

    Raises `ContentError` with the first fault of form, or with all faults of values.
    """
    text = _decoded(path, shown)
    source = Text(shown, tuple(text.splitlines()))
    _refuse_unprintable(source)
    node = _composed(text, source)
    faults: list[Diagnostic] = []
    value = _value(node, source, faults)
    if faults:
        raise ContentError(faults)
    if not isinstance(value, Keys):
        raise source.fault("a mapping is expected here", node.start_mark, "begin with 'key: value'")
    return value


def _decoded(path: Path, shown: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise ContentError([Diagnostic("the file is missing", Place(shown, 1))]) from None
    except OSError as error:
        raise ContentError([Diagnostic(f"the file cannot be read: {error.strerror}", Place(shown, 1))]) from None
    if len(content) > LARGEST:
        raise ContentError([Diagnostic(f"the file is larger than {LARGEST // 1000} kB", Place(shown, 1), "split it")])
    encoding = next((name for mark, name in BYTE_ORDER_MARKS.items() if content.startswith(mark)), "utf-8")
    try:
        if encoding == "utf-32":
            raise UnicodeError
        text = content.decode(encoding)
    except UnicodeError as error:
        line = content[: getattr(error, "start", 0)].count(b"\n") + 1
        message = "the file is not UTF-8 text"
        raise ContentError([Diagnostic(message, Place(shown, line), "save it as UTF-8")]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_unprintable(source: Text) -> None:
    faults = []
    for number, line in enumerate(source.lines):
        for found in UNPRINTABLE.finditer(line):
            message = f"the character U+{ord(found[0]):04X} cannot be printed"
            faults.append(Diagnostic(message, source.place_at(number, found.start()), "delete it"))
    if faults:
        raise ContentError(faults)


def _composed(text: str, source: Text) -> Node:
    try:
        node = _Loader(text).get_single_node()
    except MarkedYAMLError as error:
        raise _said_again(error, source) from None
    except ReaderError as error:
        raise source.fault(f"the file is no YAML: {error}", None) from None
    if node is None:
        raise source.fault("the file is empty", None)
    return node


# Matched against what PyYAML says, a line feed, and the line up to the place.
YAML_FAULTS: tuple[tuple[str, str, str], ...] = (
    (TOO_DEEP, TOO_DEEP, "no dossier needs so many"),
    (r"'\\t' that cannot start any token", "a tab cannot indent YAML", "use spaces"),
    (r"cannot start any token", "this character cannot begin a value", "put the value in quotes"),
    (r"mapping values are not allowed here\n\s*[\w-]+$", "this line is indented too far", "or the line above wants quotes"),
    (r"mapping values are not allowed", "a colon inside an unquoted value", "put the value in quotes"),
    (r"found unexpected end of stream|found unexpected document", "a quotation mark is not closed", 'close it with " or \''),
    (r"could not find expected ':'", "a key without its colon", "write 'key: value'"),
    (r"expected a single document", "a second document begins here", "one file holds one document: delete '---'"),
    (r"undefined alias|alias", "an alias (*) cannot be used here", "write the value out, or put it in quotes"),
    (r"expected <block end>.*\n.*[\"']\s$", "text stands behind a closing quotation mark", "put the whole value in quotes"),
    (r"expected <block end>", "the indentation does not fit the lines above", "begin in the same column as its neighbours"),
    (r"expected ',' or '\]'|expected ',' or '\}'", "a bracket is not closed", "close it with ] or }"),
    (r"unknown escape character", "an unknown escape", "write a backslash in single quotes, or double it"),
    (r"found unknown directive|expected '<document start>'|directive", "a line cannot begin with %", "put the value in quotes"),
)
"""What PyYAML says → what Mappe says, and what would be right."""


def _said_again(error: MarkedYAMLError, source: Text) -> ContentError:
    mark = error.problem_mark or error.context_mark
    said = f"{error.context or ''} {error.problem or ''}\n{_before(mark, source)}"
    if re.search(r"scanning a quoted|parsing a flow", said):
        mark = error.context_mark  # where the author opened what is not closed
    for pattern, message, hint in YAML_FAULTS:
        if re.search(pattern, said, re.DOTALL):
            return source.fault(message, mark, hint)
    return source.fault(f"the file is no YAML: {error.problem}", mark)


def _before(mark: Mark | None, source: Text) -> str:
    return source.lines[mark.line][: mark.column] if mark and mark.line < len(source.lines) else ""


def _value(node: Node, source: Text, faults: list[Diagnostic]) -> Value:
    faults.extend(_forbidden(node, source))
    if isinstance(node, ScalarNode):
        return _scalar(node, source, faults)
    if isinstance(node, SequenceNode):
        return Items([_value(child, source, faults) for child in node.value], source.place(node.start_mark))
    return _keys(node, source, faults)


def _keys(node: MappingNode, source: Text, faults: list[Diagnostic]) -> Keys:
    entries: dict[str, Value] = {}
    places: dict[str, Place] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, ScalarNode):
            raise source.fault("a key must be a word", key_node.start_mark)
        key, place = str(key_node.value), source.place(key_node.start_mark, len(key_node.value))
        if key in places:
            faults.append(Diagnostic(f"'{key}' stands here a second time", place, f"first in line {places[key].line}"))
        places[key] = place
        entries[key] = _value(value_node, source, faults)
    return Keys(entries, source.place(node.start_mark), places)


def _scalar(node: ScalarNode, source: Text, faults: list[Diagnostic]) -> Scalar:
    text = unicodedata.normalize("NFC", node.value)
    first_line = node.end_mark.line == node.start_mark.line
    length = node.end_mark.column - node.start_mark.column if first_line else 1
    place = source.place(node.start_mark, max(1, length))
    if not text.strip():
        faults.append(Diagnostic("a value is missing here", place, "write one, or delete the key"))
    if found := UNPRINTABLE.search(text):
        faults.append(Diagnostic(f"the character U+{ord(found[0]):04X} cannot be printed", place, "delete it"))
    if _unbalanced_bidi(text):
        faults.append(Diagnostic("a mark that turns the writing direction is not closed", place, "delete it"))
    if node.style is None and (lost := _comment_after(node, source)):
        faults.append(Diagnostic(f"'{lost}' would be lost as a comment", place, "put the value in quotes"))
    return Scalar(text, place)


def _forbidden(node: Node, source: Text) -> Iterator[Diagnostic]:
    """Tags and anchors: the values of Mappe have none."""
    line = source.lines[node.start_mark.line] if node.start_mark.line < len(source.lines) else ""
    before = line[node.start_mark.column :]
    if node.tag is not None and not node.tag.startswith("tag:yaml.org,2002:") or before.startswith(("!", "&")):
        word = before.split(maxsplit=1)[0] if before else str(node.tag)
        yield Diagnostic(f"'{word}' is a tag or an anchor of YAML", source.place(node.start_mark), "put the value in quotes")


def _comment_after(node: ScalarNode, source: Text) -> str:
    """What stands behind ` #` on a plain scalar's last line, when it reads like the value's end: `Room #5`."""
    line = source.lines[node.end_mark.line] if node.end_mark.line < len(source.lines) else ""
    found = re.match(r"\s+(#[^\s#]\S*)", line[node.end_mark.column :])
    return found[1] if found else ""


def _unbalanced_bidi(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character in BIDI_OPENING) - (character in BIDI_CLOSING)
        if depth < 0:
            return True
    return depth != 0


