"""Names that any file system can keep, made of what people are called."""

import re
from collections.abc import Iterator
from itertools import pairwise
from unicodedata import category, normalize

CHARACTERS, BYTES = 120, 140
"""How long a name may be: a file system takes 255 bytes, and what stands around the name up to 110."""

RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)
"""Names that no file on Windows can have."""


def file_name(words: str, identifier: str) -> str:
    """Letters and digits of any script, and hyphens; with the id where that is no name by itself."""
    name = _cut(_plain(words), CHARACTERS, BYTES)
    if not name:
        return identifier
    return with_id(name, identifier) if name in RESERVED else name


def with_id(name: str, identifier: str) -> str:
    """The name of one of several who are called so."""
    room = len(identifier) + 1
    return f"{_cut(name, CHARACTERS - room, BYTES - room)}-{identifier}"


def folded(name: str) -> str:
    """The same for all names that some file system takes for one.

    Source: The Unicode Standard, canonical caseless matching.
    """
    return normalize("NFC", normalize("NFD", name).casefold())


def _plain(words: str) -> str:
    lowered = normalize("NFC", normalize("NFC", words).lower())
    kept = (cluster if _is_word(cluster[0]) else "-" for cluster in _clusters(lowered))
    return re.sub("-+", "-", "".join(kept)).strip("-")


def _is_word(character: str) -> bool:
    kind = category(character)
    return kind[0] == "L" or kind == "Nd"


def _clusters(words: str) -> Iterator[str]:
    """Each character with the marks that belong to it."""
    begins = [place for place in range(len(words)) if not place or category(words[place])[0] != "M"]
    for begin, end in pairwise([*begins, len(words)]):
        yield words[begin:end]


def _cut(name: str, characters: int, size: int) -> str:
    """As much from the beginning as there is room for, in characters and in bytes of UTF-8."""
    kept = ""
    for cluster in _clusters(name):
        longer = kept + cluster
        if len(longer) > characters or len(longer.encode()) > size:
            break
        kept = longer
    return kept.strip("-")
