"""Jinja as one language speaks it; the only home of its errors."""

import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.bccache import Bucket
from markupsafe import Markup

from mappe.diagnostics import Diagnostic, Place, did_you_mean
from mappe.errors import MappeError, TemplateError
from mappe.locales import Locale, MissingPhrase
from mappe.model.text import Wording
from mappe.render.filters import filters, marked


class CompiledOnce(BytecodeCache):
    """What templates compile to, kept for the environments of all languages."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


def environment(
    locale: Locale, locales: Mapping[str, Locale], templates: Sequence[Path], compiled: CompiledOnce
) -> Environment:
    """The templates as this locale speaks them; the nearest folder that has a template gives it."""

    def printable(value: object) -> object:
        if isinstance(value, Wording) and value.fallback:
            return marked(value, locales)
        if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        message = f"a template cannot print {_kind(value)}"
        raise TypeError(message)

    # One whole environment per language: overlays share their globals, so the last language would win.
    speaking = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        bytecode_cache=compiled,
        optimized=False,  # an optimised template holds what one language's filters made of its constants
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        finalize=printable,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    speaking.install_gettext_callables(  # type: ignore[attr-defined]  # added by the extension
        locale.gettext, locale.ngettext, newstyle=True, pgettext=locale.pgettext, npgettext=locale.npgettext
    )
    speaking.filters.update(filters(locale, locales))
    return speaking


def rendered(speaking: Environment, name: str, values: Mapping[str, Any]) -> Markup:
    """A template's output. Raises `TemplateError` at the template's own line."""
    try:
        return Markup(speaking.get_template(name).render(values))  # autoescape made it so
    except MappeError:
        raise
    except TemplateNotFound as error:
        hint = did_you_mean(str(error.name), speaking.list_templates())
        raise TemplateError([Diagnostic(f"no template '{error.name}'", None, hint)]) from None
    except TemplateSyntaxError as error:
        message, _, hint = str(error.message).partition(". ")
        raise TemplateError([Diagnostic(message, _place(error.filename, error.lineno), hint)]) from None
    except MissingPhrase as error:
        raise TemplateError([Diagnostic(str(error), _last_place(error))]) from None
    except (UndefinedError, TypeError, ValueError, LookupError, AttributeError, ArithmeticError) as error:
        raise TemplateError([Diagnostic(str(error), _last_place(error))]) from None


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
    shown = Path("templates", *path.parts[-2:])
    indent = len(text) - len(text.lstrip())
    return Place(shown, line, indent + 1, text, len(text.strip()) or 1)


def _kind(value: object) -> str:
    return "None: the value is missing" if value is None else f"a value of type {type(value).__name__}"
