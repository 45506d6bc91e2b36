"""Every phrase that a project's templates and Mappe itself look up in the catalogs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import get_args

from jinja2 import Environment

from mappe.diagnostics import Diagnostic, Place
from mappe.errors import TemplateError
from mappe.locales import Own
from mappe.locales.phrases import Phrase, Phrases, gathered
from mappe.model import sections
from mappe.model.audience import Audience
from mappe.model.registers import REGISTERS
from mappe.model.sections import SECTIONS
from mappe.render.environment import silent
from mappe.render.failures import FAILURES, diagnostic_of, place_of_words

BY_VALUE = "a phrase is written out where it is looked up, or no catalog could be known to have it"
BY_VALUE_HINT = "for the values of a field, write pgettext('name of the field', value)"


def phrases_of(templates: Sequence[Path]) -> Phrases:
    """Of all templates in these folders, nearest first, and of Mappe.

    Raises `TemplateError` for each template that cannot be read.
    """
    reading = silent(templates)
    reading.newstyle_gettext = True  # type: ignore[attr-defined]  # added by the extension
    names = reading.list_templates(extensions=["html"])
    found = [one for name in names for one in _look_ups(reading, name)]
    if faults := [one for one in found if isinstance(one, Diagnostic)]:
        raise TemplateError(faults)
    looked_up = [one for one in found if isinstance(one, LookUp)]
    said = (phrase for one in looked_up for phrase in _phrases(one))
    strange = (one.context for one in looked_up if not one.words and one.context not in VALUES)
    return Phrases(gathered((*said, *_of_mappe())), frozenset(filter(None, strange)))


@dataclass(frozen=True)
class LookUp:
    """A phrase as a template asks for it; without words, the values of a field in this context."""

    words: str
    context: str | None
    plural: str
    place: Place


def _look_ups(reading: Environment, name: str) -> Iterator[LookUp | Diagnostic]:
    try:
        text, path, _ = reading.loader.get_source(reading, name)  # type: ignore[union-attr]  # `silent` gave it one
        calls = [*reading.extract_translations(reading.parse(text, name, path), tuple(POSITIONS))]  # type: ignore[attr-defined]  # as above
    except FAILURES as error:
        yield diagnostic_of(error, reading, name)
        return
    lines = text.split("\n")
    for line, function, arguments in sorted(calls, key=lambda call: call[0]):
        place = _place(name, line, lines)
        said = (arguments,) if isinstance(arguments, str | None) else arguments
        yield _look_up(function, said, place)


def _look_up(function: str, said: Sequence[str | None], place: Place) -> LookUp | Diagnostic:
    """`said` are the arguments of the function; None for one that is no words but a value."""
    wanted = {part: said[at] if at < len(said) else None for part, at in POSITIONS[function].items()}
    words, context, plural = (wanted.get(part) for part in ("words", "context", "plural"))
    found = place_of_words(place, words, context)
    computed = {part for part, written in wanted.items() if not written}
    if computed and (computed, function) != ({"words"}, "pgettext"):
        return Diagnostic(BY_VALUE, found, BY_VALUE_HINT)
    return LookUp(words or "", context, plural or "", found)


def _place(name: str, number: int, lines: Sequence[str]) -> Place:
    text = lines[number - 1] if number <= len(lines) else ""
    indent = len(text) - len(text.lstrip())
    return Place(Path("templates", name), number, indent + 1, text, len(text.strip()) or 1)


def _phrases(found: LookUp) -> Iterator[Phrase]:
    for words in (found.words,) if found.words else VALUES.get(found.context or "", ()):
        yield Phrase(words, found.context, found.plural, places=(found.place,))


def _of_mappe() -> Iterator[Phrase]:
    yield from (own.value for own in Own)
    for kind in SECTIONS.values():
        yield Phrase(kind.heading, comment="The title of a section whose author gives none.")
        if kind.numbered:
            yield Phrase(
                kind.numbered, comment="What a caption begins with, and what a reference to it says."
            )
    for context in BY_MAPPE:
        yield from (Phrase(value, context) for value in VALUES[context])


AUDIENCES = tuple(audience.name.lower() for audience in Audience)

VALUES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "attachment": ("document", "office", *REGISTERS),
        "audience": AUDIENCES,
        "audience mark": AUDIENCES,
        "gift": get_args(sections.GiftDirection),
        "interpreting": get_args(sections.InterpretingMode),
        "press": get_args(sections.PressMode),
        "project field": get_args(sections.ProjectField),
        "project status": get_args(sections.ProjectStatus),
        "slot kind": get_args(sections.SlotKind),
        "transport": get_args(sections.TransportMode),
    }
)
"""Context → the values that are looked up in it."""

BY_MAPPE = ("attachment", "audience", "slot kind")
"""Contexts in which Mappe itself looks up values: for what it embeds, and for calendars."""

POSITIONS: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "_": {"words": 0},
        "gettext": {"words": 0},
        "ngettext": {"words": 0, "plural": 1},
        "pgettext": {"context": 0, "words": 1},
        "npgettext": {"context": 0, "words": 1, "plural": 2},
    }
)
"""Function of a template → where its arguments stand."""
