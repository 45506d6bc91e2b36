"""Where words break that patterns break wrongly; the one place that knows pyphen."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import pyphen

ALLOWED, FORBIDDEN = 9, 8
"""Stronger than any pattern: an odd number breaks, an even one does not (F. M. Liang, Word Hy-phen-a-tion by
Com-put-er, 1983)."""


@contextmanager
def broken_as(exceptions: Mapping[str, tuple[str, ...]]) -> Iterator[None]:
    """Let WeasyPrint break words so, {BCP 47 tag: words with a hyphen at each break}, and their inflections.

    No soft hyphen does it: of the text before one WeasyPrint 70.0 breaks no other word.
    """
    paths = {tag: _path(tag) for tag in exceptions}
    for tag, words in exceptions.items():
        pyphen.hdcache[paths[tag]] = _extended(paths[tag], words)
    try:
        yield
    finally:
        for path in paths.values():
            pyphen.hdcache.pop(path, None)


def _path(tag: str) -> Path:
    """The file of patterns that WeasyPrint takes for a language."""
    return Path(pyphen.LANGUAGES[pyphen.language_fallback(tag)])


@lru_cache(maxsize=8)
def _extended(path: Path, words: tuple[str, ...]) -> pyphen.HyphDict:
    dictionary = pyphen.HyphDict(path)
    for word in words:
        for rest in _rests(word.lower().split("-")):
            letters, values = _pattern(rest)
            dictionary.patterns[letters] = (2, values)
            dictionary.maxlen = max(dictionary.maxlen, len(letters))
    return dictionary


def _rests(parts: Sequence[str]) -> Iterator[Sequence[str]]:
    """A word, and what is left of it behind each break: to WeasyPrint that is a word of its own."""
    return (parts[number:] for number in range(len(parts)))


def _pattern(parts: Sequence[str]) -> tuple[str, tuple[int, ...]]:
    """The letters of a word behind the dot of its beginning, and what may be before each but the first."""
    values = [ALLOWED if number == 0 else FORBIDDEN for part in parts for number in range(len(part))]
    return f".{''.join(parts)}", tuple(values[1:])
