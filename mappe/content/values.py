"""From YAML's nodes to located values, without what would surprise their author."""

import re
import unicodedata
from collections.abc import Iterator

from yaml.nodes import Node, ScalarNode, SequenceNode

from mappe.content.characters import unreadable
from mappe.content.grammar import PLAIN_SPACES, QUOTE_IT, TAB
from mappe.content.lines import Lines
from mappe.diagnostics import Diagnostic, Place
from mappe.model.located import Items, Keys, Scalar, Value

LOST = re.compile(r"\s+(#[^\s#]\S*)")
"""What stands behind an unquoted value and looks like a comment, but not much."""


def value_of(node: Node, source: Lines, faults: list[Diagnostic], key: str = "") -> Value:
    """The value in a node, the one of `key` if a key has it; what is wrong with it is added to `faults`."""
    start = node.start_mark
    if source.line(start.line).startswith(("!", "&"), start.column):
        # A tag or an anchor, which would be lost with the word behind it.
        place = source.place(start)
        message = f"a value cannot begin with '{place.text[start.column]}'"
        faults.append(Diagnostic(message, place, QUOTE_IT))
        return Scalar("", place)
    if isinstance(node, ScalarNode):
        return _scalar(node, source, faults, key)
    if isinstance(node, SequenceNode):
        return Items([value_of(child, source, faults) for child in node.value], source.place(node.start_mark))
    return _keys(node, source, faults)


def _keys(node: Node, source: Lines, faults: list[Diagnostic]) -> Keys:
    entries: dict[str, Value] = {}
    places: dict[str, Place] = {}
    for key_node, value_node in node.value:
        key = _key(key_node, source, faults)
        if key in places:
            hint = f"first in line {places[key].line}"
            faults.append(Diagnostic(f"the key '{key}' stands here a second time", key.place, hint))
        places.setdefault(key, key.place)
        entries[key] = value_of(value_node, source, faults, key)
    return Keys(entries, source.place(node.start_mark), places)


def _key(node: Node, source: Lines, faults: list[Diagnostic]) -> Scalar:
    if not isinstance(node, ScalarNode):
        raise source.fault("a key must be a word", node.start_mark, QUOTE_IT)
    key = Scalar(unicodedata.normalize("NFC", node.value), _extent(node, source))
    if not key.strip():
        faults.append(Diagnostic("a key is missing before the colon", key.place, "write 'key: value'"))
    elif node.style is None and key.place.text.endswith("?", 0, node.start_mark.column):
        faults.append(Diagnostic("a value cannot begin with '?'", key.place, QUOTE_IT))
    elif key.strip() != key:
        message = f"a wide or unbreakable space stands at '{key.strip()}'"
        faults.append(Diagnostic(message, key.place, PLAIN_SPACES))
    faults.extend(unreadable(key))
    return key


def _scalar(node: ScalarNode, source: Lines, faults: list[Diagnostic], key: str) -> Scalar:
    scalar = Scalar(unicodedata.normalize("NFC", node.value), _extent(node, source))
    faults.extend(unreadable(scalar))
    if not scalar.strip():
        faults.append(_empty(scalar.place, key))
    elif node.style is None:
        faults.extend(_swallowed(node, source))
    elif node.style in ("'", '"'):
        faults.extend(_misquoted(node, source))
    return scalar


def _extent(node: Node, source: Lines) -> Place:
    """From the first to the last character of a value on one line; the first of one on several."""
    start, end = node.start_mark, node.end_mark
    length = end.column - start.column if end.line == start.line else 1
    return source.place_at(start.line, start.column, length or 1)


def _empty(place: Place, key: str) -> Diagnostic:
    message = f"the key '{key}' has no value" if key else "an entry is empty"
    behind = place.text[place.column - 1 :].strip()
    if behind.startswith("#"):
        return Diagnostic(message, place, "what follows # is a comment: " + QUOTE_IT)
    if behind.startswith((",", "}")):
        return Diagnostic(message, place, "write one, or put a text with commas in quotes")
    return Diagnostic(message, place, f"write one, or delete the {'key' if key else 'entry'}")


def _swallowed(node: ScalarNode, source: Lines) -> Iterator[Diagnostic]:
    """What an unquoted value loses, as `Room #5` does, or takes in: an entry not in line with its list."""
    end = node.end_mark
    if lost := LOST.match(source.line(end.line), end.column):
        place = source.place_at(end.line, lost.start(1), len(lost[1]))
        yield Diagnostic(f"'{lost[1]}' would be lost as a comment", place, QUOTE_IT)
    for place in _further_lines(node, source, "- "):
        hint = "begin in the same column as its neighbours"
        yield Diagnostic("this entry would become part of the value above", place, hint)


def _misquoted(node: ScalarNode, source: Lines) -> Iterator[Diagnostic]:
    """What PyYAML lets pass around quotation marks, and YAML does not."""
    end = node.end_mark
    if source.line(end.line).startswith("#", end.column):
        yield Diagnostic("a comment begins with ' #'", source.place(end), "write a space before it")
    for place in _further_lines(node, source, "\t"):
        yield Diagnostic(TAB, place, "use spaces")


def _further_lines(node: ScalarNode, source: Lines, begin: str) -> Iterator[Place]:
    """Where the text of a line behind the first begins so."""
    for number in range(node.start_mark.line + 1, node.end_mark.line + 1):
        line = source.line(number)
        column = len(line) - len(line.lstrip(" "))
        if line[column:].startswith(begin):
            yield source.place_at(number, column)
