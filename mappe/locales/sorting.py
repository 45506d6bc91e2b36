"""The order of an index: the language's own script first, then Unicode collation (for German DIN 5007-1)."""

import unicodedata
from functools import cache
from typing import TypeAlias

from babel import Locale as CldrLocale
from pyuca import Collator

SortKey: TypeAlias = tuple[bool, tuple[int, ...], str]


def sort_key(text: str, script: str) -> SortKey:
    """For a language in this script (ISO 15924, such as Cyrl); the text itself parts what collates alike."""
    own = _script_name(script)
    first = next((unicodedata.name(letter, "") for letter in text if letter.isalpha()), own)
    weights: tuple[int, ...] = _collator().sort_key(text)
    return not first.startswith(own), weights, text


@cache
def _script_name(script: str) -> str:
    """As Unicode's names of letters begin: CYRILLIC."""
    return str(CldrLocale("en").scripts[script]).upper()


@cache
def _collator() -> Collator:
    return Collator()
