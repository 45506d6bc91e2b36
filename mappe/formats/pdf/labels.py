"""Page labels: a reader who asks for page iv or 7 gets the sheet on which that is printed.

Source: ISO 32000-1, 12.4.2.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

STYLES = (("/D", re.compile(r"[0-9]+")), ("/r", re.compile(r"[ivxlcdm]+")), ("/R", re.compile(r"[IVXLCDM]+")))
"""Style of a label, and what a number in it looks like; the first that fits is taken."""

ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True)
class Range:
    """Pages that are counted on: `first` is the index of the first one, `start` its number."""

    first: int
    style: str
    start: int


def ranges(printed: Iterable[str | None]) -> Iterator[Range]:
    """The labels of pages on which these numbers are printed; one without counts as its neighbours do."""
    current: Range | None = None
    for index, label in enumerate(_complete(list(printed))):
        style, number = _read(label)
        if current is None or (style, number) != (current.style, current.start + index - current.first):
            current = Range(index, style, number)
            yield current


def _complete(printed: list[str | None]) -> Iterator[str]:
    """Every page with a number: a cover counts backwards from the first page that has one."""
    first = next((index for index, label in enumerate(printed) if label), None)
    start = _read(printed[first] or "")[1] if first is not None else 1
    number = start - (first or 0) - 1
    for label in printed:
        if label:
            _, number = _read(label)
        else:
            number += 1
        yield label or str(max(number, 1))


def _read(label: str) -> tuple[str, int]:
    style = next((style for style, form in STYLES if form.fullmatch(label)), "/D")
    return style, int(label) if style == "/D" else _roman(label.lower())


def _roman(letters: str) -> int:
    values = [ROMAN[letter] for letter in letters]
    return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))
