"""How far each wording has come: translated, missing, or behind its source."""

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from hashlib import sha256

from mappe.model.text import UNDETERMINED, Gloss, Text


class State(Enum):
    """What can be said of a text in a language.

    Stale: its source was another one when the translation was confirmed. Unsure: the translation was
    confirmed for other texts, which are all still there, but not for this one.
    """

    TRANSLATED = "translated"
    MISSING = "missing"
    STALE = "stale"
    UNSURE = "unsure"


@dataclass(frozen=True, order=True)
class Pair:
    """A translation that was confirmed for a source: digests of both wordings, and their BCP 47 tags."""

    translation: str
    language: str
    source: str
    source_language: str


Ledger = Mapping[Pair, str]
"""{what was confirmed: the first day on which it was, YYYY-MM-DD}."""


@dataclass(frozen=True)
class Translations:
    """All texts of a project against what was confirmed; `source` is the language that is written first."""

    texts: Collection[Text]
    source: str
    languages: Collection[str]
    ledger: Ledger

    def state(self, text: Text, language: str) -> State | None:
        """How far a text has come in a language; None where there is nothing to translate."""
        if UNDETERMINED in text.wordings:
            return None
        if isinstance(text, Gloss) and None in {text.wording(language), text.wording(self.source)}:
            return None
        if text.wording(language) is None:
            return State.MISSING
        return State.TRANSLATED if language == self.source else self._of_pair(text, language)

    def _of_pair(self, text: Text, language: str) -> State:
        pair = self.pair(text, language)
        if pair is None:
            return State.UNSURE  # nothing to compare it with
        earlier = self._confirmed.get((pair.translation, language), {})
        if pair in self.ledger or not earlier:  # what was never seen was written for this source
            return State.TRANSLATED
        return State.UNSURE if self._sources.issuperset(earlier) else State.STALE

    def since(self, text: Text, language: str) -> str:
        """The last day on which a translation was confirmed, for whatever source; nothing if it never was."""
        confirmed = self._confirmed.get((digest(text.wording(language)), language), {})
        return max(confirmed.values(), default="")

    def pair(self, text: Text, language: str) -> Pair | None:
        """A translation with its source; None where one of them is missing, or where they are one."""
        words, source = text.wording(language), text.wording(self.source)
        if words is None or source is None or language == self.source or UNDETERMINED in text.wordings:
            return None
        return Pair(digest(words), language, digest(source), self.source)

    def unseen(self) -> Iterator[Pair]:
        """Translations that nobody has seen before, each with the source it is taken to be written for."""
        for text in self.texts:
            for language in self.languages:
                pair = self.pair(text, language)
                if pair and pair not in self.ledger and self.state(text, language) is State.TRANSLATED:
                    yield pair

    @cached_property
    def _confirmed(self) -> Mapping[tuple[str, str], Mapping[tuple[str, str], str]]:
        """{translation and its language: {source and its language: day}}."""
        confirmed: dict[tuple[str, str], dict[tuple[str, str], str]] = defaultdict(dict)
        for pair, day in self.ledger.items():
            confirmed[pair.translation, pair.language][pair.source, pair.source_language] = day
        return confirmed

    @cached_property
    def _sources(self) -> frozenset[tuple[str, str]]:
        """Whatever a text says in the source language."""
        words = (text.wordings.get(self.source) for text in self.texts)
        return frozenset((digest(word), self.source) for word in words if word is not None)


def digest(words: object) -> str:
    """SHA-256 of a wording however its lines are broken, as 16 hexadecimal digits."""
    said = " ".join(unicodedata.normalize("NFC", str(words)).split())
    return sha256(said.encode()).hexdigest()[:16]
