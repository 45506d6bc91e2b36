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

    def goes_on_with(self, other: "Range") -> bool:
        """Whether counting on from here gives the other's numbers."""
        return self.style == other.style and self.start + other.first - self.first == other.start


def ranges(printed: Iterable[str | None]) -> Iterator[Range]:
    """The labels of pages on which these numbers are printed; one without counts as its neighbours do."""
    found = [Range(index, *_read(label)) for index, label in enumerate(printed) if label]
    before_all = Range(0, "/D", max(1, found[0].start - found[0].first) if found else 1)
    current = found[0] if found and found[0].first == 0 else before_all
    yield current
    for one in found:
        if not current.goes_on_with(one):
            current = one
            yield current


def _read(label: str) -> tuple[str, int]:
    style = next((style for style, form in STYLES if form.fullmatch(label)), "/D")
    return style, int(label) if style == "/D" else _roman(label.lower())


def _roman(letters: str) -> int:
    values = [ROMAN[letter] for letter in letters]
    return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))
