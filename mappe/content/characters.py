"""Characters that nobody can print, or that would reach beyond the text in which they stand."""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from mappe.content.lines import Lines
from mappe.diagnostics import Diagnostic, Place
from mappe.model.located import Scalar

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

TURNING = re.compile(f"[{''.join(sorted({*BIDI, *BIDI.values()}))}]")


def unreadable_lines(source: Lines) -> Iterator[Diagnostic]:
    """The first of each line: a file that is no text has nothing else in it."""
    for number, line in enumerate(source.texts):
        if not line.isprintable() and (found := UNPRINTABLE.search(line)):
            yield _unprintable(found[0], source.place_at(number, found.start()))


def unreadable(scalar: Scalar) -> Iterable[Diagnostic]:
    """What escapes of YAML smuggle past the look at the file itself."""
    # Nothing of what is looked for is printable for Python, which looks many times faster.
    return () if scalar.isprintable() else _unreadable(scalar)


def _unreadable(scalar: Scalar) -> Iterator[Diagnostic]:
    if found := UNPRINTABLE.search(scalar):
        yield _unprintable(found[0], scalar.place)
    if _unbalanced(scalar):
        message = "a mark that turns the writing direction is not closed, or was never opened"
        yield Diagnostic(message, scalar.place, "delete it")


def _unbalanced(text: str) -> bool:
    expected: list[str] = []
    for mark in TURNING.findall(text):
        if mark in BIDI:
            expected.append(BIDI[mark])
        elif not expected or expected.pop() != mark:
            return True
    return bool(expected)


def _unprintable(character: str, place: Place) -> Diagnostic:
    return Diagnostic(f"the character U+{ord(character):04X} cannot be printed", place, "delete it")
