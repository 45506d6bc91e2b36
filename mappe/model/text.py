"""Wordings before and after a language is chosen."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType
from typing import Any, ClassVar, NoReturn, Self

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

from mappe.diagnostics import Diagnostic, Place, did_you_mean
from mappe.model.located import Keys, place_of, place_of_key, refusal
from mappe.model.targets import NOWHERE, Targets

UNDETERMINED = "und"
"""The key of a wording that serves every language (BCP 47: undetermined)."""

LANGUAGES = "languages"
"""Where the validation context holds the tags that a project may use."""


LONGEST_WORD = 200
"""In characters; what is longer takes minutes to break into lines."""

LINK = re.compile(r"\]\([^()\s]*\)")
"""What stands behind the words of a link: its address."""

FOOTNOTE = "^["
"""How a footnote begins."""


@dataclass(frozen=True)
class Text:
    """One wording per language, or one for all; not printable until a language is chosen.

    `wordings` is {BCP 47 tag: wording}, each wording a string or, for a person's name, its parts.
    """

    wordings: Mapping[str, Any]
    place: Place | None = field(default=None, compare=False)

    takes: ClassVar[str] = "a text, or one text per language"
    is_prose: ClassVar[bool] = True
    """Whether a language sets it in its own way: its quotation marks, dashes and spaces."""
    longest: ClassVar[int] = 50_000
    """How many characters a wording may have: some twenty pages."""

    def __str__(self) -> NoReturn:
        message = f"a Text has no words until a language is chosen ({self.place})"
        raise TypeError(message)

    __format__ = None  # type: ignore[assignment]  # so that an f-string cannot print it either

    def wording(self, language: str) -> Any | None:  # noqa: ANN401  # a string, or what a subclass keeps
        """The wording in this language, or the one for all languages."""
        return self.wordings.get(language, self.wordings.get(UNDETERMINED))

    @classmethod
    def _from_yaml(cls, value: object, info: ValidationInfo) -> Self:
        if isinstance(value, cls):
            return value
        if isinstance(value, str):
            if found := tuple(cls._faults([value])):
                raise refusal(found)
            return cls(MappingProxyType({UNDETERMINED: value}), place_of(value))
        if not isinstance(value, Mapping) or not value:
            raise refusal([Diagnostic(f"{cls.takes} is expected here", place_of(value))])
        known = tuple((info.context or {}).get(LANGUAGES, ()))
        if found := (*_unknown_languages(value, known), *cls._faults(value.values())):
            raise refusal(found)
        return cls(
            MappingProxyType({tag: cls._wording(word) for tag, word in value.items()}), place_of(value)
        )

    @classmethod
    def _faults(cls, words: Iterable[object]) -> Iterator[Diagnostic]:
        for word in words:
            if not isinstance(word, str):
                yield Diagnostic("text is expected here", place_of(word))
            elif len(word) > cls.longest:
                message = f"at most {cls.longest} characters are possible here, not {len(word)}"
                yield Diagnostic(message, place_of(word))
            elif long := _long_word(word):
                message = (
                    f"'{long[:24]}…' is a word of {len(long)} characters: at most {LONGEST_WORD} are possible"
                )
                yield Diagnostic(message, place_of(word), "put spaces between words")

    @classmethod
    def _wording(cls, word: Any) -> Any:  # noqa: ANN401  # a string, or what a subclass keeps
        return word

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(cls._from_yaml)


class Title(Text):
    """A wording for headings and the edges of sheets, where there is little room."""

    longest: ClassVar[int] = 120

    @classmethod
    def _faults(cls, words: Iterable[object]) -> Iterator[Diagnostic]:
        for word in words:
            yield from super()._faults([word])
            if isinstance(word, str) and FOOTNOTE in word:
                yield Diagnostic(
                    "a footnote cannot stand in a title", place_of(word), "write it in the text below"
                )


class Gloss(Text):
    """A wording that only some readers need: where a language has none, nothing is printed."""


class Parallel(Text):
    """A wording whose other languages may stand beside it: a place's name, a phrase, a term."""


@dataclass(frozen=True)
class NameParts:
    """A person's name in one language."""

    given: str
    family: str
    patronymic: str = ""
    place: Place | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return " ".join(filter(None, (self.given, self.patronymic, self.family)))


class Names(Parallel):
    """A person's name as each language writes it: data, never a transcription made by a program."""

    takes: ClassVar[str] = "a name, or one name per language"
    is_prose: ClassVar[bool] = False

    @classmethod
    def _faults(cls, words: Iterable[object]) -> Iterator[Diagnostic]:
        for word in words:
            if isinstance(word, Keys):
                yield from _faults_of_parts(word)
                yield from super()._faults(word.values())
            else:
                yield from super()._faults([word])

    @classmethod
    def _wording(cls, word: Any) -> Any:  # noqa: ANN401  # as above
        return NameParts(**word, place=place_of(word)) if isinstance(word, Mapping) else word


class Mark(Enum):
    """What readers must be told of a wording: that it is not in their language, or older than its source."""

    NONE = ""
    FALLBACK = "fallback"
    STALE = "stale"


class Wording(str):
    """The words of one language, chosen for one reader.

    `language` is the tag of the words; `mark` is what their reader must be told of them; `elsewhere`
    holds the other languages' wordings of a Parallel; `parts` are those of a name, and `family` is the family
    name, to sort by; `targets` is where references in it may lead, once the sections of the page have their
    ids.
    """

    __slots__ = ("elsewhere", "family", "language", "mark", "parts", "place", "targets")
    language: str
    place: Place | None
    mark: Mark
    elsewhere: Mapping[str, "Wording"]
    family: str
    parts: NameParts | None
    targets: Targets

    def __new__(  # the facts that a printed word must not lose
        cls,
        words: object,
        language: str,
        place: Place | None = None,
    ) -> Self:
        wording = super().__new__(cls, str(words))
        wording.language = language
        wording.place = place_of(words) or place
        wording.mark = Mark.NONE
        wording.elsewhere = MappingProxyType({})
        wording.parts = words if isinstance(words, NameParts) else None
        wording.family = wording.parts.family if wording.parts else str(words)
        wording.targets = NOWHERE
        return wording


def _long_word(text: str) -> str:
    """A word that no line can hold; the address of a link is not printed."""
    words = LINK.sub("]", text).split() if len(text) > LONGEST_WORD else ()
    return next((word for word in words if len(word) > LONGEST_WORD), "")


def _unknown_languages(wordings: Mapping[str, object], known: Sequence[str]) -> Iterator[Diagnostic]:
    for tag in wordings:
        if tag not in known:
            hint = did_you_mean(tag, known) or f"the languages of this project are {', '.join(known)}"
            yield Diagnostic(f"unknown language '{tag}'", place_of_key(wordings, tag), hint)


def _faults_of_parts(name: Keys) -> Iterator[Diagnostic]:
    parts = ("given", "patronymic", "family")
    for key in name:
        if key not in parts:
            hint = did_you_mean(key, parts) or f"a name has {', '.join(parts)}"
            yield Diagnostic(f"unknown key '{key}' in a name", place_of_key(name, key), hint)
    for key in ("given", "family"):
        if key not in name:
            yield Diagnostic(f"the key '{key}' is missing in this name", name.place)
