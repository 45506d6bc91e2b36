"""What is wrong and where: the one shape in which Mappe tells a problem."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
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


@dataclass(frozen=True)
class Diagnostic:
    """One problem: a message for its owner, its place, and a hint that says what would be right."""

    message: str
    place: Place | None = None
    hint: str = ""

    def __str__(self) -> str:
        if self.place is None:
            return f"{self.message}: {self.hint}" if self.hint else self.message
        head = f"{self.place}: {self.message}"
        if not self.place.text.strip():
            return f"{head}\n      {self.hint}" if self.hint else head
        return "\n".join([head, *_excerpt(self.place, self.hint)])


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Each problem once, file by file from top to bottom; those without a place come first."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=_rank))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question naming the nearest of the known words, or nothing."""
    folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), folded, n=1)
    return f"did you mean '{folded[near[0]]}'?" if near else ""


def _rank(diagnostic: Diagnostic) -> tuple[bool, str, int, int]:
    place = diagnostic.place
    return (True, str(place.file), place.line, place.column) if place else (False, "", 0, 0)


def _excerpt(place: Place, hint: str) -> list[str]:
    number = str(place.line)
    line, column = _trimmed(place.text.expandtabs(1).rstrip(), place.column)
    carets = "^" * max(1, min(place.length, len(line) - column + 1))
    return [
        f"{number:>5} | {line}",
        f"{'':>5} | {' ' * (column - 1)}{carets} {hint}".rstrip(),
    ]


def _trimmed(line: str, column: int) -> tuple[str, int]:
    """The part of a long line around the column, so that the caret stays in sight."""
    width, before = 100, 60
    if len(line) <= width:
        return line, column
    start = max(0, column - before)
    return f"…{line[start : start + width]}…", column - start + 1
