"""Words as judges look at them: the letters they are written in, how they begin, whether they name a file."""

import re
import unicodedata

QUOTED = 32
"""So many characters of a text are enough to find it again."""

FILE_NAME = re.compile(r"\.(png|jpe?g|svg|gif|tiff?|webp|bmp|emf|wmf)$", re.IGNORECASE)

CYRILLIC_LANGUAGES = frozenset("ab av ba be bg ce cu cv kk kv ky mk mn os ru sr tg tt udm uk".split())  # noqa: SIM905
"""Languages (BCP 47) that are written in Cyrillic letters."""

LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]{4,}")
"""Shorter ones are signs that any language may use: kg, km, USB."""

ADDRESS = re.compile(r"\S*[@/]\S*|(https?|www)\S*|\S+\.[a-z]{2,}\b")
"""Of a page or a mailbox: it is in no language."""

CYRILLIC_WORD = 2
"""So many letters are no slip of the pen."""


def quoted(text: str) -> str:
    """The beginning of a text, to stand behind a place."""
    shown = re.sub(r"\s+", " ", text).strip()
    if not shown:
        return ""
    return f" '{shown}'" if len(shown) <= QUOTED else f" '{shown[:QUOTED].rstrip()}…'"


def is_cyrillic(text: str) -> bool:
    """Whether a text has as many Cyrillic letters as a word."""
    return cyrillic(text) >= CYRILLIC_WORD


def is_latin(text: str) -> bool:
    """Whether a text has Latin words, beside addresses, and nothing Cyrillic."""
    return bool(LATIN_WORD.search(ADDRESS.sub("", text))) and not cyrillic(text)


def cyrillic(text: str) -> int:
    """The number of Cyrillic letters."""
    if text.isascii():
        return 0
    return sum("CYRILLIC" in unicodedata.name(letter, "") for letter in text if not letter.isascii())


def primary(language: str) -> str:
    """A language without its country: `de-DE` → `de`."""
    return language.partition("-")[0].lower()
