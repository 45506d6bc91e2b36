"""How a Russian name is written in Latin letters: proposals and questions, never what is printed."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import iuliia

RUSSIAN = "ru"
"""The language of the names; other languages read the same letters otherwise."""

VOWELS = "аеёиоуыэюя"


@dataclass(frozen=True)
class Scheme:
    """A way of writing Russian names; `language` is what English calls the forms that are written so."""

    name: str
    language: str
    write: Callable[[str], str]

    def fits(self, russian: str, latin: str) -> bool:
        """Whether these are the same name, whichever of the two writes ё as е."""
        words, others = russian.casefold().split(), latin.casefold().split()
        return len(words) == len(others) and all(map(self._fits, words, others))

    def _fits(self, russian: str, latin: str) -> bool:
        return any(self.write(spelling) == latin for spelling in _spellings(russian))


def duden(words: str) -> str:
    """As German texts write it.

    Source: Duden, transcription of the Russian alphabet; it has no list of results to compare with.
    """
    return re.sub(r"[а-яё]+", lambda word: "".join(_german(word[0])), words, flags=re.IGNORECASE)


def passport(words: str) -> str:
    """As Russian passports write it. Source: ICAO Doc 9303."""
    return str(iuliia.ICAO_DOC_9303.translate(words))


def english(words: str) -> str:
    """One of several ways; a person's own spelling is always better."""
    return str(iuliia.WIKIPEDIA.translate(words))


def _german(word: str) -> Iterator[str]:
    """The letters of a word, each in title case that was written so."""
    small = word.lower()
    for position, letter in enumerate(word):
        latin = _by_place(small, position)
        latin = DUDEN[small[position]] if latin is None else latin
        yield latin.capitalize() if letter.isupper() else latin


def _by_place(word: str, position: int) -> str | None:
    """What a letter becomes for what stands before and behind it; None if that does not matter."""
    letter, before, behind = word[position], word[:position], word[position + 1 :]
    return next(
        (
            latin
            for letters, near, far, latin in PLACES
            if letter in letters and re.search(f"(?:{near})$", before) and re.match(far, behind)
        ),
        None,
    )


def _spellings(word: str) -> Iterator[str]:
    """A word as it is, without the dots of its ё, and with a ё for each е: hardly any word has two."""
    plain = word.replace("ё", "е")
    yield from (word, plain)
    yield from (f"{plain[: found.start()]}ё{plain[found.end() :]}" for found in re.finditer("е", plain))


# fmt: off
DUDEN: Mapping[str, str] = MappingProxyType({
    "а": "a", "б": "b", "в": "w", "г": "g", "д": "d", "е": "e", "ё": "jo", "ж": "sch", "з": "s", "и": "i",
    "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch", "щ": "schtsch", "ъ": "", "ы": "y",
    "ь": "", "э": "e", "ю": "ju", "я": "ja",
})
# fmt: on
"""Letter → what it becomes wherever `PLACES` says nothing else."""

PLACES: tuple[tuple[str, str, str, str], ...] = (
    ("г", "[ео]", "о$", "w"),
    ("е", f"^|[{VOWELS}ъь]", "", "je"),
    ("ё", "[жчшщ]", "", "o"),
    ("и", "ь", "", "ji"),
    ("й", "[иы]", "", ""),
    ("й", "^", "", "j"),
    ("й", "", f"[{VOWELS}]", "j"),
    ("к", "", "с", "x"),
    ("с", "к", "", ""),
    ("с", f"[{VOWELS}]", f"[{VOWELS}]", "ss"),
    ("ь", "", "о", "j"),
)
"""Letter, what stands before it, what stands behind it, what it then becomes; the first that fits."""

SCHEMES: Mapping[str, Scheme] = MappingProxyType(
    {
        "de": Scheme("Duden", "German", duden),
        "en": Scheme("Wikipedia", "English", english),
    }
)
"""Language → how it writes Russian names."""

PASSPORT = Scheme("ICAO Doc 9303", "passport", passport)
