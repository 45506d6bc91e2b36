"""Letters that no font of a theme has, before a reader finds boxes in their place."""

import unicodedata
from collections.abc import Iterable, Iterator

from mappe.content.theme import uncovered
from mappe.diagnostics import Diagnostic
from mappe.model.located import Items, Keys, Scalar, Value
from mappe.model.theme import Theme


def unprintable(theme: Theme, typed: Iterable[Value]) -> Iterator[Diagnostic]:
    """Each character without a glyph, wherever it is typed."""
    scalars = [scalar for value in typed for scalar in _scalars(value)]
    missing = uncovered(theme, set("".join(scalars)))
    for scalar in scalars if missing else ():
        for character in sorted(missing.intersection(scalar)):
            message = f"no font of the theme '{theme.name}' has the character {_called(character)}"
            yield Diagnostic(message, scalar.place, "write it in another way")


def _scalars(value: Value) -> Iterator[Scalar]:
    if isinstance(value, Scalar):
        yield value
    entries = value.values() if isinstance(value, Keys) else value if isinstance(value, Items) else ()
    for entry in entries:
        yield from _scalars(entry)


def _called(character: str) -> str:
    name = unicodedata.name(character, "which has no name")
    return f"'{character}' (U+{ord(character):04X}, {name})"
