"""Wordings before and after a language is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, ClassVar, NoReturn, Self

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from mappe.diagnostics import Place, did_you_mean
from mappe.model.located import Keys, place_of

UNDETERMINED = "und"
"""The key of a wording that serves every language (BCP 47: undetermined)."""

LANGUAGES = "languages"
"""Where the validation context holds the tags that a project may use."""


@dataclass(frozen=True)
class Text:
    """One wording per language, or one for all; not printable until a language is chosen.

    `wordings` is {BCP 47 tag: wording}, each wording a string or, for a person's name, its parts.
    """

    wordings: Mapping[str, Any]
    place: Place | None = field(default=None, compare=False)

    takes: ClassVar[str] = "a text, or one text per language"

    def __str__(self) -> NoReturn:
        message = f"a Text has no words until a language is chosen ({self.place})"
        raise TypeError(message)

    __format__ = None  # type: ignore[assignment]  # so that an f-string cannot print it either

    def wording(self, language: str) -> Any | None:  # noqa: ANN401  # a string, or what a subclass keeps
        """The wording in this language, or the one for all languages."""
        return self.wordings.get(language, self.wordings.get(UNDETERMINED))

    @classmethod
    def _wording(cls, value: object, _info: ValidationInfo) -> Any:  # noqa: ANN401
        if not isinstance(value, str):
            raise _fault("text is expected here")
        return value

    @classmethod
    def _from_yaml(cls, value: object, info: ValidationInfo) -> Self:
        if isinstance(value, cls):
            return value
        if isinstance(value, str):
            return cls(MappingProxyType({UNDETERMINED: cls._wording(value, info)}), place_of(value))
        if isinstance(value, Mapping) and value:
            wordings = {
                _known_language(tag, value, info): cls._wording(word, info) for tag, word in value.items()
            }
            return cls(MappingProxyType(wordings), place_of(value))
        raise _fault(f"{cls.takes} is expected here")

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(cls._from_yaml)


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

    def __str__(self) -> str:
        return " ".join(filter(None, (self.given, self.patronymic, self.family)))


class Names(Parallel):
    """A person's name as each language writes it: data, never a transcription made by a program."""

    takes: ClassVar[str] = "a name, or one name per language"

    @classmethod
    def _wording(cls, value: object, info: ValidationInfo) -> Any:  # noqa: ANN401
        if not isinstance(value, Mapping):
            return super()._wording(value, info)
        allowed = ("given", "patronymic", "family")
        if unknown := [key for key in value if key not in allowed]:
            hint = did_you_mean(unknown[0], allowed) or f"a name has {', '.join(allowed)}"
            raise _misplaced(f"unknown key '{unknown[0]}' in a name", value, unknown[0], hint)
        if missing := [key for key in ("given", "family") if key not in value]:
            raise _fault(f"a name needs '{missing[0]}'", place_of(value))
        return NameParts(**{key: str(part) for key, part in value.items()})


class Wording(str):
    """The words of one language, chosen for one reader.

    `language` is the tag of the words; `fallback` says that the reader's own language had none; `elsewhere`
    holds the other languages' wordings of a Parallel; `family` is the family name, to sort by.
    """

    __slots__ = ("elsewhere", "fallback", "family", "language", "place")
    language: str
    place: Place | None
    fallback: bool
    elsewhere: Mapping[str, "Wording"]
    family: str

    def __new__(  # the facts that a printed word must not lose
        cls,
        words: object,
        language: str,
        place: Place | None = None,
        *,
        fallback: bool = False,
        elsewhere: Mapping[str, "Wording"] = MappingProxyType({}),
    ) -> Self:
        wording = super().__new__(cls, str(words))
        wording.language = language
        wording.place = place_of(words) or place
        wording.fallback = fallback
        wording.elsewhere = elsewhere
        wording.family = words.family if isinstance(words, NameParts) else str(words)
        return wording


def _known_language(tag: str, value: Mapping[str, object], info: ValidationInfo) -> str:
    known = tuple((info.context or {}).get(LANGUAGES, ()))
    if tag in known:
        return tag
    hint = did_you_mean(tag, known) or f"the languages of this project are {', '.join(known)}"
    raise _misplaced(f"unknown language '{tag}'", value, tag, hint)


def _fault(message: str, place: Place | None = None, hint: str = "") -> PydanticCustomError:
    """What `content.schema` tells in these words at this place, or else at that of the value."""
    return PydanticCustomError("text", "{message}", {"message": message, "hint": hint, "place": place})


def _misplaced(message: str, value: Mapping[str, object], key: str, hint: str) -> PydanticCustomError:
    return _fault(message, value.key_places[key] if isinstance(value, Keys) else None, hint)
