"""What a template did wrong, told at its own line."""

import re
import traceback
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import TemplateError as JinjaError
from jinja2.utils import missing

from mappe.diagnostics import Diagnostic, Place, did_you_mean
from mappe.locales import MissingPhrase

FAILURES = (
    JinjaError,
    MissingPhrase,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What templates raise when they run."""


class Unknown(StrictUndefined):
    """A name that nothing has; anything done with it raises."""

    @property
    def _undefined_message(self) -> str:
        known = () if self._undefined_obj is missing else _names(self._undefined_obj)
        hint = did_you_mean(str(self._undefined_name), known)
        said = f"nothing is called '{self._undefined_name}' here"
        return self._undefined_hint or (f"{said}: {hint}" if hint else said)


def _names(value: Any) -> Iterable[str]:  # noqa: ANN401  # whatever a template asked for a name
    return [name for name in getattr(value, "__dict__", {}) if not name.startswith("_")]


def diagnostic_of(error: Exception, speaking: Environment, name: str) -> Diagnostic:
    """The failure of a template or of one that it uses."""
    match error:
        case TemplateNotFound():
            hint = did_you_mean(str(error.name), speaking.list_templates())
            return Diagnostic(f"no template '{error.name}'", _last_place(error), hint)
        case TemplateSyntaxError():
            return _of_syntax(error, speaking)
        case UnicodeDecodeError():
            message = f"'{name}', or a template that it uses, is not UTF-8 text"
            return Diagnostic(message, None, "save it as UTF-8")
        case MissingPhrase():
            return error.at(_place_of_phrase(error, _last_place(error)))
        case RecursionError():
            return Diagnostic("this template uses itself without end", _last_place(error))
        case _:
            message, _, hint = str(error).partition(": ")
            return Diagnostic(message, _last_place(error), hint)


def place_of_words(place: Place, words: str | None, context: str | None) -> Place:
    """Where a line looks up a phrase: its words, the context of a value, or the whole line."""
    wanted = [_in_quotes(context or words or "")]
    if words and context:
        wanted.insert(0, rf"{_QUOTE}{re.escape(context)}{_QUOTE},\s*{_in_quotes(words)}")
    for pattern in wanted:
        if found := re.search(pattern, place.text):
            return replace(place, column=found.start("said") + 1, length=len(found["said"]))
    return place


_QUOTE = "[\"']"


def _in_quotes(words: str) -> str:
    return f"{_QUOTE}(?P<said>{re.escape(words)}){_QUOTE}" if words else "(?!)"


def _place_of_phrase(error: MissingPhrase, place: Place | None) -> Place | None:
    return place and place_of_words(place, error.phrase, error.context)


def _of_syntax(error: TemplateSyntaxError, speaking: Environment) -> Diagnostic:
    message, _, hint = str(error.message).removesuffix(".").partition(". ")
    if unknown := re.match(r"No (filter|test) named '(.+)'", message):
        known = speaking.filters if unknown[1] == "filter" else speaking.tests
        hint = did_you_mean(unknown[2], known)
    return Diagnostic(message[:1].lower() + message[1:], _place(error.filename, error.lineno), hint)


def place_of_line(patterns: Iterable[str], speaking: Environment, name: str) -> Place | None:
    """The first line of a template that has the first of these patterns that it has at all.

    A pattern says with a group which of its words are meant.
    """
    path = Path(str(speaking.get_template(name).filename))
    lines = path.read_text(encoding="utf-8").split("\n")
    for pattern in map(re.compile, patterns):
        for number, line in enumerate(lines, 1):
            if found := pattern.search(line):
                start, end = found.span(pattern.groups)
                return Place(_shown(path), number, start + 1, line, end - start)
    return None


def _last_place(error: Exception) -> Place | None:
    """The innermost line of a template that the error came through."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")
    ]
    return _place(frames[-1].filename, frames[-1].lineno or 1) if frames else None


def _place(filename: str | None, line: int) -> Place | None:
    if filename is None:
        return None
    path = Path(filename)
    lines = path.read_text(encoding="utf-8").splitlines()
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    indent = len(text) - len(text.lstrip())
    return Place(_shown(path), line, indent + 1, text, len(text.strip()) or 1)


def _shown(path: Path) -> Path:
    return Path("templates", *path.parts[-2:])
