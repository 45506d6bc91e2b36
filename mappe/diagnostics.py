"""What is wrong and where: the one shape in which Mappe tells a problem."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import IntEnum
from pathlib import Path


@dataclass(frozen=True, order=True)
class Place:
    """A spot in a file; line and column count from 1, `length` is in characters, `text` is the whole line."""

    file: Path
    line: int
    column: int = 1
    text: str = field(default="", compare=False)
    length: int = field(default=1, compare=False)

    def __str__(self) -> str:
        return f"{self.file.as_posix()}:{self.line}:{self.column}"


class Severity(IntEnum):
    """What becomes of it: a notice proposes, a warning lets the files be made, an error does not."""

    NOTICE = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True)
class Diagnostic:
    """One problem: a message for its owner, its place, and a hint that says what would be right."""

    message: str
    place: Place | None = None
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        rank = "" if self.severity is Severity.ERROR else f"{self.severity.name.lower()}: "
        if self.place is None:
            return _visible(rank + (f"{self.message}: {self.hint}" if self.hint else self.message))
        head = _visible(f"{self.place}: {rank}{self.message}")
        if not self.place.text.strip():
            return f"{head}\n      {_visible(self.hint)}" if self.hint else head
        return "\n".join([head, *_excerpt(self.place, _visible(self.hint))])


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each problem once, file by file from top to bottom; those without a place come first."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=_rank))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question naming the nearest of the known words, or nothing."""
    near = nearest(word, known)
    return f"did you mean '{near}'?" if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like this one, or nothing where none is."""
    folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), folded, n=1)
    return folded[near[0]] if near else ""


def _rank(diagnostic: Diagnostic) -> tuple[bool, str, int, int]:
    place = diagnostic.place
    return (True, str(place.file), place.line, place.column) if place else (False, "", 0, 0)


def _visible(text: str) -> str:
    """What is quoted from a file moves no cursor and turns no direction of writing, and keeps its length."""
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character.isspace():
        return " "
    return character if character.isprintable() else "\N{REPLACEMENT CHARACTER}"


def _excerpt(place: Place, hint: str) -> list[str]:
    number = str(place.line)
    line, column = _trimmed(place.text.rstrip(), place.column)
    carets = "^" * max(1, min(place.length, len(line) - column + 1))
    return [
        f"{number:>5} | {_visible(line)}",
        f"{'':>5} | {' ' * (column - 1)}{carets} {hint}".rstrip(),
    ]


def _trimmed(line: str, column: int) -> tuple[str, int]:
    """The part of a long line around the column, so that the caret stays in sight."""
    width, before = 100, 60
    if len(line) <= width:
        return line, column
    start = max(0, column - before)
    left, right = "…" if start else "", "…" if start + width < len(line) else ""
    return f"{left}{line[start : start + width]}{right}", column - start + len(left)
