"""Where in a value its words stand."""

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, islice
from pathlib import Path

from mappe.diagnostics import Place


def inside(root: Path, place: Place, words: str, begin: int, end: int) -> Place:
    """The place of some of the words of a value; that of the value where its file does not show them.

    As they stand in the file: a value may have several lines, quotation marks or escapes.
    """
    said = re.compile(r"\s+".join(map(re.escape, words[begin:end].split())))
    earlier = len(said.findall(words[:begin]))
    source = _source(root / place.file)
    starts = [0, *accumulate(len(line) + 1 for line in source.split("\n"))]
    position = starts[place.line - 1] + place.column - 1
    found = next(islice(said.finditer(source, position), earlier, None), None)
    if found is None:
        return place
    line = source.count("\n", 0, found.start())
    text = source[starts[line] : starts[line + 1] - 1]
    length = min(found.end(), starts[line + 1] - 1) - found.start()
    return replace(place, line=line + 1, column=found.start() - starts[line] + 1, text=text, length=length)


@lru_cache(maxsize=4)
def _source(path: Path) -> str:
    """A file as `content.source` reads it."""
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
