"""YAML with places: every scalar as the string that was typed, and nothing that surprises its author."""

import codecs
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

from yaml.composer import Composer
from yaml.error import Mark, MarkedYAMLError
from yaml.events import AliasEvent
from yaml.nodes import Node, ScalarNode, SequenceNode
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.resolver import BaseResolver
from yaml.scanner import Scanner

from mappe.content.files import UnreadableError, own
from mappe.diagnostics import Diagnostic, Place
from mappe.errors import ContentError
from mappe.model.located import Items, Keys, Scalar, Value

DEEPEST = 40
"""Levels of nesting; no dossier comes near, and a parser's stack ends not far beyond."""

TOO_DEEP = f"more than {DEEPEST} levels of nesting"
ALIAS = "an alias"
DIRECTIVE = "a directive"

LARGEST = 500_000
"""Bytes of one file."""

BYTE_ORDER_MARKS: Mapping[bytes, str] = MappingProxyType(
    {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
)

_LAST_OF_PLANES = "".join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufdd0-\ufdef\ufeff\ufffe\uffff"
    f"{_LAST_OF_PLANES}]"
)
"""Controls, lone surrogates, separators of lines and what Unicode promises never to be a character."""

BIDI: Mapping[str, str] = MappingProxyType(
    {**dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"), **dict.fromkeys("\u2066\u2067\u2068", "\u2069")}
)
"""A mark that turns the writing direction → the mark that turns it back."""


@dataclass(frozen=True)
class Text:
    """A file's lines and the name by which messages call it."""

    file: Path
    lines: tuple[str, ...]

    def place(self, mark: Mark, length: int = 1) -> Place:
        return self.place_at(mark.line, mark.column, length)

    def place_at(self, line: int, column: int, length: int = 1) -> Place:
        """Line and column count from 0 here, as YAML counts them."""
        return Place(self.file, line + 1, column + 1, self.line(line), length)

    def line(self, number: int) -> str:
        """A line, or nothing behind the last one, where YAML sees the end."""
        return self.lines[number] if number < len(self.lines) else ""

    def fault(self, message: str, mark: Mark, hint: str = "") -> ContentError:
        return ContentError([Diagnostic(message, self.place(mark), hint)])


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
        # An alias would let nine lines stand for a thousand million values.
        if self.check_event(AliasEvent):
            raise self._refusal(ALIAS)
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._refusal(TOO_DEEP)
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def fetch_directive(self) -> NoReturn:
        raise MarkedYAMLError(problem=DIRECTIVE, problem_mark=self.get_mark())

    def _refusal(self, problem: str) -> MarkedYAMLError:
        return MarkedYAMLError(problem=problem, problem_mark=self.peek_event().start_mark)  # type: ignore[no-untyped-call]


def read(root: Path, name: Path, shown: Path) -> Keys:
    """The mapping in a YAML file below `root`, every value with its place; messages call the file `shown`.

    Raises `ContentError` with the first fault of form, or with all faults of values.
    """
    try:
        content = own(root / name, root, LARGEST)
    except UnreadableError as error:
        raise _whole(shown, f"the file {error}", error.hint) from None
    text = _decoded(content, shown)
    source = Text(shown, tuple(text.split("\n")))
    _refuse_unprintable(source)
    node = _composed(text, source)
    faults: list[Diagnostic] = []
    value = _value(node, source, faults)
    if faults:
        raise ContentError(faults)
    if not isinstance(value, Keys):
        raise source.fault("keys and values are expected here", node.start_mark, "begin with 'key: value'")
    return value


def _whole(shown: Path, message: str, hint: str = "") -> ContentError:
    return ContentError([Diagnostic(message, Place(shown, 1), hint)])


def _decoded(content: bytes, shown: Path) -> str:
    encoding = next((name for mark, name in BYTE_ORDER_MARKS.items() if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_utf8(content, error.start, shown) from None
    if encoding == "utf-8" and "\0" in text:  # UTF-16 or UTF-32 without its mark
        raise _not_utf8(content, content.index(b"\0"), shown)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _not_utf8(content: bytes, start: int, shown: Path) -> ContentError:
    before = content[:start].decode(errors="replace").split("\n")
    line = content.decode(errors="replace").split("\n")[len(before) - 1]
    place = Place(shown, len(before), len(before[-1]) + 1, line)
    return ContentError([Diagnostic("the file is not UTF-8 text", place, "save it as UTF-8")])


def _refuse_unprintable(source: Text) -> None:
    """The first of each line: a file that is no text has nothing else in it."""
    faults = [
        _unprintable(found[0], source.place_at(number, found.start()))
        for number, line in enumerate(source.lines)
        if (found := UNPRINTABLE.search(line))
    ]
    if faults:
        raise ContentError(faults)


def _unprintable(character: str, place: Place) -> Diagnostic:
    return Diagnostic(f"the character U+{ord(character):04X} cannot be printed", place, "delete it")


def _composed(text: str, source: Text) -> Node:
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except MarkedYAMLError as error:
        raise _said_again(error, source) from None
    except (ValueError, OverflowError):  # from chr()
        mark = loader.get_mark()
        raise source.fault("this escape means no character", mark, "write the character itself") from None
    if node is None:
        raise _whole(source.file, "the file is empty")
    return node


QUOTE_IT = "put the value in quotes"

# Matched in this order against what PyYAML says, a line feed, and the line up to the place.
YAML_FAULTS: tuple[tuple[str, str, str], ...] = (
    (TOO_DEEP, TOO_DEEP, "no dossier needs so many"),
    (DIRECTIVE, "a line cannot begin with '%'", QUOTE_IT),
    (r"'\\t' that cannot start any token", "a tab stands where YAML wants spaces", "use spaces"),
    (
        r"an alias|an anchor|a tag|tag handle|cannot start any|mapping keys|expected the node content",
        "a value cannot begin with '{}'",
        QUOTE_IT,
    ),
    (
        r"expected a single document|expected '<document start>'",
        "a second document begins here",
        "one file holds one: delete '---' and '...'",
    ),
    (
        r"unknown escape|expected escape",
        "'\\' begins no known escape here",
        "double it, or use single quotes",
    ),
    (r"scanning a quoted scalar", "a quotation mark is not closed", "close it with the same mark"),
    (r"a double-quoted scalar", "a quotation mark is not closed", "close it with the same mark"),
    (
        r"parsing a flow",
        "a bracket is not closed, or a comma is missing",
        "write [one, two] or {de: …, en: …}",
    ),
    (r"a block scalar", "text stands behind '{}'", "begin it on the next line, or put the value in quotes"),
    (r"sequence entries", "a list cannot begin on the line of its key", "begin it on the next line"),
    (r"<block end>, but found ':'", "a key is missing before the colon", "write 'key: value'"),
    (
        r"<block end>.*\n.*[\"'\]}]\s*$",
        "text stands behind the end of a value",
        "put the whole value in quotes",
    ),
    (
        r"mapping values are not.*\n\s*[\w-]+$",
        "this line is indented too far",
        "or the line above lacks its ': '",
    ),
    (r"mapping values are not", "a colon stands inside an unquoted value", QUOTE_IT),
    (r"could not find expected ':'", "a key lacks its colon", "write 'key: value'"),
    (r"<block end>", "the indentation fits no line above", "begin in the same column as its neighbours"),
)
"""What PyYAML says → what Mappe says, `{}` being the character at the place, and what would be right."""

BEGUN_AT = re.compile(r"a quoted|an alias|an anchor|a tag|a flow|a block scalar|a simple key")
"""What PyYAML scans when it is better to show where that began than where it failed."""


def _said_again(error: MarkedYAMLError, source: Text) -> ContentError:
    mark = error.problem_mark
    if error.context_mark and BEGUN_AT.search(error.context or ""):
        mark = error.context_mark
    if mark is None:
        return _whole(source.file, f"the file is no YAML: {error.problem}")
    line = source.line(mark.line)
    said = f"{error.context or ''} {error.problem or ''}\n{line[: mark.column]}"
    for pattern, message, hint in YAML_FAULTS:
        if re.search(pattern, said, re.DOTALL):
            return source.fault(message.format(line[mark.column : mark.column + 1]), mark, hint)
    return source.fault(f"this is no YAML: {error.problem}", mark)


def _value(node: Node, source: Text, faults: list[Diagnostic]) -> Value:
    first = source.line(node.start_mark.line)[node.start_mark.column :][:1]
    if first in ("!", "&"):  # a tag or an anchor, which would be lost with the word behind it
        place = source.place(node.start_mark)
        faults.append(Diagnostic(f"a value cannot begin with '{first}'", place, QUOTE_IT))
        return Scalar("", place)
    if isinstance(node, ScalarNode):
        return _scalar(node, source, faults)
    if isinstance(node, SequenceNode):
        return Items([_value(child, source, faults) for child in node.value], source.place(node.start_mark))
    return _keys(node, source, faults)


def _keys(node: Node, source: Text, faults: list[Diagnostic]) -> Keys:
    entries: dict[str, Value] = {}
    places: dict[str, Place] = {}
    for key_node, value_node in node.value:
        key = _key(key_node, source, faults)
        if key in places:
            hint = f"first in line {places[key].line}"
            faults.append(Diagnostic(f"the key '{key}' stands here a second time", key.place, hint))
        places.setdefault(key, key.place)
        entries[key] = _value(value_node, source, faults)
    return Keys(entries, source.place(node.start_mark), places)


def _key(node: Node, source: Text, faults: list[Diagnostic]) -> Scalar:
    if not isinstance(node, ScalarNode):
        raise source.fault("a key must be a word", node.start_mark, QUOTE_IT)
    key = Scalar(unicodedata.normalize("NFC", node.value), _extent(node, source))
    if not key.strip():
        faults.append(Diagnostic("a key is missing before the colon", key.place, "write 'key: value'"))
    elif key.strip() != key:
        hint = "use plain spaces, as the space bar gives them"
        faults.append(Diagnostic(f"a wide or unbreakable space stands at '{key.strip()}'", key.place, hint))
    faults.extend(_unreadable(key))
    return key


def _scalar(node: ScalarNode, source: Text, faults: list[Diagnostic]) -> Scalar:
    scalar = Scalar(unicodedata.normalize("NFC", node.value), _extent(node, source))
    if not scalar.strip():
        faults.append(Diagnostic("a value is missing here", scalar.place, _why_empty(node, source)))
    faults.extend(_unreadable(scalar))
    if node.style is None:
        faults.extend(_swallowed(node, source))
    return scalar


def _extent(node: Node, source: Text) -> Place:
    """From the first to the last character of a value on one line; the first of one on several."""
    start, end = node.start_mark, node.end_mark
    return source.place(start, max(1, end.column - start.column) if end.line == start.line else 1)


def _why_empty(node: ScalarNode, source: Text) -> str:
    behind = source.line(node.start_mark.line)[node.start_mark.column :].strip()
    if behind.startswith("#"):
        return "what follows # is a comment: " + QUOTE_IT
    return "write one, or delete the key"


def _unreadable(scalar: Scalar) -> Iterator[Diagnostic]:
    """What escapes of YAML smuggle past the look at the file itself."""
    if found := UNPRINTABLE.search(scalar):
        yield _unprintable(found[0], scalar.place)
    if _unbalanced(scalar):
        message = "a mark that turns the writing direction is not closed, or was never opened"
        yield Diagnostic(message, scalar.place, "delete it")


def _unbalanced(text: str) -> bool:
    expected: list[str] = []
    for character in text:
        if character in BIDI:
            expected.append(BIDI[character])
        elif character in BIDI.values() and (not expected or expected.pop() != character):
            return True
    return bool(expected)


def _swallowed(node: ScalarNode, source: Text) -> Iterator[Diagnostic]:
    """What an unquoted value loses, as `Room #5` does, or takes in: an entry not in line with its list."""
    end = node.end_mark
    if lost := re.match(r"\s+(#[^\s#]\S*)", source.line(end.line)[end.column :]):
        place = source.place_at(end.line, end.column + lost.start(1), len(lost[1]))
        yield Diagnostic(f"'{lost[1]}' would be lost as a comment", place, QUOTE_IT)
    for number in range(node.start_mark.line + 1, end.line + 1):
        if entry := re.match(r"\s*- ", source.line(number)):
            place = source.place_at(number, entry.end() - 2)
            hint = "begin in the same column as its neighbours"
            yield Diagnostic("this entry would become part of the value above", place, hint)
