"""Jinja as one language speaks it; the only home of its errors."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import Any, cast

from jinja2 import BytecodeCache, Environment, FileSystemLoader, Undefined, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup

from mappe.errors import MappeError, TemplateError
from mappe.locales import Locale
from mappe.model.text import Wording
from mappe.render.failures import FAILURES, Unknown, diagnostic_of
from mappe.render.filters import filters, marked
from mappe.render.inline_markup import refuse_notes


class CompiledOnce(BytecodeCache):
    """What templates compile to, kept for the environments of all languages and for the next build."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._code:
            bucket.bytecode_from_string(self._code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


_COMPILED = CompiledOnce()


def environment(locale: Locale, locales: Mapping[str, Locale], templates: Sequence[Path]) -> Environment:
    """The templates as this locale speaks them; the nearest folder that has a template gives it."""

    def printable(value: object) -> object:
        if isinstance(value, Wording):
            refuse_notes(value)
            return marked(value, locales)
        if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        if isinstance(value, Undefined):
            return str(value)  # which raises, and says what is not there
        raise TypeError(NOTHING if value is None else f"a template cannot print {_kind(value)}")

    def worded(phrase: Callable[..., object]) -> Callable[..., object]:
        """A phrase whose placeholders are printed by the same rule as all else."""

        @pass_context
        def spoken(context: Context, *words: object, **values: object) -> object:
            return phrase(context, *words, **{name: printable(value) for name, value in values.items()})

        return spoken

    speaking = silent(templates)
    speaking.finalize = printable
    speaking.install_gettext_callables(  # type: ignore[attr-defined]  # added by the extension
        locale.gettext, locale.ngettext, newstyle=True, pgettext=locale.pgettext, npgettext=locale.npgettext
    )
    for name in ("gettext", "ngettext", "pgettext", "npgettext"):
        speaking.globals[name] = worded(cast("Callable[..., object]", speaking.globals[name]))
    every = {**speaking.filters, **filters(locale, locales)}
    speaking.filters = {name: _refusing_nothing(function) for name, function in every.items()}
    return speaking


def silent(templates: Sequence[Path]) -> Environment:
    """The templates as all languages read them, before one speaks."""
    # One whole environment per language: overlays share their globals, so the last language would win.
    return Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        auto_reload=False,
        bytecode_cache=_COMPILED,
        optimized=False,  # an optimised template holds what one language's filters made of its constants
        undefined=Unknown,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )


def rendered(speaking: Environment, name: str, values: Mapping[str, Any]) -> Markup:
    """A template's output. Raises `TemplateError` at the template's own line."""
    try:
        return Markup(speaking.get_template(name).render(values))  # autoescape made it so
    except MappeError:
        raise
    except FAILURES as error:
        raise TemplateError([diagnostic_of(error, speaking, name)]) from None


def _refusing_nothing(function: Callable[..., object]) -> Callable[..., object]:
    """The filter, but for None, of which most would make the word."""
    position = 1 if hasattr(function, "jinja_pass_arg") else 0

    @wraps(function)
    def filtered(*values: object, **named: object) -> object:
        if len(values) > position and values[position] is None:
            raise TypeError(NOTHING)
        return function(*values, **named)

    return filtered


def _kind(value: object) -> str:
    if callable(value):
        return "a function: call it, or print one of its values"
    kinds = {bool: "true or false", tuple: "a list: print its entries", dict: "keys and values"}
    return kinds.get(type(value), f"a value of type {type(value).__name__}")


NOTHING = "a template cannot print a value that is missing: ask for it with {% if … %}"
