"""Words in whatever form they stand: Russian ones by a dictionary, others by their endings."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import Protocol

from pymorphy3 import MorphAnalyzer

from mappe.locales.typography import UNTOUCHED

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
GAP = re.compile(r"[\s\u00a0]+")
"""What may stand between two words of a term."""

DOMAIN = re.compile(r"(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}(?![\w-])")
"""Such as hannover.de, which typography has no need to spare."""

SHORTEST = 4
"""Letters of a stem: what is left of a shorter one could be any word."""


@dataclass(frozen=True, order=True)
class Hit:
    """A term in a text: where it begins and ends, and as which of the terms it was found."""

    begin: int
    end: int
    term: str


class Matcher(Protocol):
    """Finds some terms of one language."""

    def hits(self, text: str) -> Iterator[Hit]:
        """Where they stand, but for addresses."""
        ...


def exactly(terms: Iterable[str], language: str, endings: Sequence[str]) -> Matcher:
    """Terms to avoid: as they are written, with an ending; for Russian, in all their forms."""
    if language in DICTIONARIES:
        return Runs(tuple(terms), DICTIONARIES[language])
    return Stems(tuple(terms), tuple(endings))


def loosely(terms: Iterable[str], language: str, endings: Sequence[str]) -> Matcher:
    """Terms to use: in all their forms, with small letters or capitals."""
    return Runs(tuple(terms), DICTIONARIES.get(language) or _without_endings(tuple(endings)))


@dataclass(frozen=True)
class Stems:
    """Terms that are spelled so, each with one of the endings or none."""

    terms: tuple[str, ...]
    endings: tuple[str, ...]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        terms, endings = _longest_first(self.terms), _longest_first(self.endings)
        return re.compile(rf"(?<![\w@.])(?P<term>{terms})(?:{endings})?(?!\w)")

    def hits(self, text: str) -> Iterator[Hit]:
        if self.terms:
            for found in self._pattern.finditer(masked(text)):
                yield Hit(found.start(), found.end(), " ".join(found["term"].split()))


@dataclass(frozen=True)
class Runs:
    """Terms whose words follow one another, each in any form that `forms` gives the same for."""

    terms: tuple[str, ...]
    forms: Callable[[str], frozenset[str]]

    @cached_property
    def _by_first(self) -> Mapping[str, Sequence[tuple[str, Sequence[frozenset[str]]]]]:
        """{a form of the first word: terms that begin with it}."""
        known: dict[str, list[tuple[str, Sequence[frozenset[str]]]]] = {}
        for term in self.terms:
            words = [self.forms(word) for word in WORD.findall(term)]
            for form in words[0] if words else ():
                known.setdefault(form, []).append((term, words))
        return known

    def hits(self, text: str) -> Iterator[Hit]:
        said = masked(text)
        words = [*WORD.finditer(said)]
        for number, word in enumerate(words):
            begun = {term: run for form in self.forms(word[0]) for term, run in self._by_first.get(form, ())}
            for term, run in begun.items():
                there = words[number : number + len(run)]
                if len(there) == len(run) and self._follow(there, run, said):
                    yield Hit(there[0].start(), there[-1].end(), term)

    def _follow(self, there: Sequence[re.Match[str]], run: Sequence[frozenset[str]], said: str) -> bool:
        gaps = pairwise(there)
        return all(self.forms(word[0]) & forms for word, forms in zip(there, run, strict=True)) and all(
            GAP.fullmatch(said, one.end(), other.start()) for one, other in gaps
        )


def masked(text: str) -> str:
    """Addresses and the like as spaces, so that all else keeps its place."""
    return DOMAIN.sub(_blank, UNTOUCHED.sub(_blank, text))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", r"[\s\u00a0]+") for word in sorted({*words}, key=len, reverse=True)
    )


@cache
def _without_endings(endings: tuple[str, ...]) -> Callable[[str], frozenset[str]]:
    """Forms of a word of a language that has no dictionary: itself, and what is left without its endings."""

    @lru_cache(maxsize=100_000)
    def forms(word: str) -> frozenset[str]:
        if word.isupper():  # a name that somebody writes so, such as HANNOVER MESSE
            return frozenset({word})
        folded = word.casefold()
        stems = (folded.removesuffix(ending) for ending in endings if folded.endswith(ending))
        return frozenset({folded, *(stem for stem in stems if len(stem) >= SHORTEST)})

    return forms


@cache
def _russian() -> MorphAnalyzer:
    return MorphAnalyzer(lang="ru")


@lru_cache(maxsize=100_000)
def lemmas(word: str) -> frozenset[str]:
    """All that a Russian word may be a form of, and itself; ё is е, and a Latin word is only itself."""
    if not re.search("[а-яёА-ЯЁ]", word):
        return frozenset({word})
    plain = word.lower().replace("ё", "е")
    return frozenset({plain, *(parse.normal_form.replace("ё", "е") for parse in _russian().parse(plain))})


DICTIONARIES: Mapping[str, Callable[[str], frozenset[str]]] = MappingProxyType({"ru": lemmas})
"""Language → all that a word of it may be a form of."""
