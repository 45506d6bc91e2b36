"""Values of records as YAML, as an author would write it; `source` reads the same values back."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from yaml.nodes import ScalarNode
from yaml.resolver import BaseResolver, Resolver

from mappe.locales import Locale
from mappe.model.audience import Audience
from mappe.model.dates import DateRange, PartialDate, WallTime
from mappe.model.excerpt import Excerpt
from mappe.model.fields import ImagePath
from mappe.model.page import Attachment

MEDIA_TYPE = "application/yaml"
"""RFC 9512."""

WIDEST = 100
"""Columns of a line, if it has a space to break at."""

INDENT = "  "

PLAIN = re.compile(r"[\w(„«“‚‘…+](?:[^\t\n:#]|:(?=[^ ])|(?<=[^ ])#)*")
"""Words that mean themselves without quotation marks."""

SHORT = re.compile(r"[a-z0-9-]+")
"""What may share a line with others of its list."""

BREAKABLE = re.compile(r"(?<=\S) (?=\S)")
"""A space that may be the end of a line: folding makes the same space of it."""

ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\t": r"\t"})

OTHERS = Resolver()
"""How other programs take a word without quotation marks: as a number, a truth, a date, or as text."""


def attachments(files: Excerpt, locale: Locale) -> Iterator[Attachment]:
    """Each file, described in this language. Raises `MissingPhrase`."""
    for name, keys in files.items():
        content = written(keys).encode()
        yield Attachment(f"{name}.yaml", MEDIA_TYPE, content, locale.pgettext("attachment", name))


def written(keys: Mapping[str, Any]) -> str:
    """A whole file."""
    return "".join(f"{line}\n" for line in _lines(keys, ""))


def _lines(value: Any, indent: str) -> Iterator[str]:  # noqa: ANN401  # keys and values, or a list
    """A value that has lines of its own."""
    if isinstance(value, Mapping):
        for key, entry in value.items():
            yield from _behind(f"{indent}{_inline(key)}:", entry, indent + INDENT)
        return
    for entry in value:
        if _has_lines(entry):
            first, *others = _lines(entry, indent + INDENT)
            yield f"{indent}- {first.removeprefix(indent + INDENT)}"
            yield from others
        else:
            yield from _behind(f"{indent}-", entry, indent + INDENT)


def _behind(head: str, value: object, indent: str) -> Iterator[str]:
    """A value behind its key or its hyphen."""
    if _has_lines(value):
        yield head
        yield from _lines(value, indent)
        return
    line = f"{head} {_inline(value)}"
    block = _block(value, WIDEST - len(indent), wide=len(line) > WIDEST) if isinstance(value, str) else ()
    if not block:
        yield line
        return
    sign, *words = block
    yield f"{head} {sign}"
    yield from (part and f"{indent}{part}" for part in words)


def _has_lines(value: object) -> bool:
    if isinstance(value, Mapping):
        return bool(value)
    return isinstance(value, Sequence) and not isinstance(value, str) and not all(map(_is_short, value))


def _is_short(value: object) -> bool:
    return isinstance(value, str) and bool(SHORT.fullmatch(value)) and _is_plain(value)


def _inline(value: Any) -> str:  # noqa: ANN401  # whatever needs no lines of its own
    if isinstance(value, str):
        return value if _is_plain(value) else _quoted(value)
    if isinstance(value, Sequence):
        return f"[{', '.join(value)}]"
    return "{}" if isinstance(value, Mapping) else NOTATIONS[type(value)](value)


def _is_plain(text: str) -> bool:
    """Whether text is read as the same text by Mappe, and as text by others."""
    as_others_read = OTHERS.resolve(ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return (
        PLAIN.fullmatch(text) is not None
        and text == text.strip()
        and as_others_read == BaseResolver.DEFAULT_SCALAR_TAG
    )


def _quoted(text: str) -> str:
    if ('"' in text or "\\" in text) and not re.search(r"[\n\t]", text):
        return "'" + text.replace("'", "''") + "'"
    return f'"{text.translate(ESCAPES)}"'


def _block(text: str, width: int, *, wide: bool) -> Sequence[str]:
    """Text that is long or has lines itself, behind its sign; nothing where quotation marks must do."""
    if text != text.lstrip() or text.endswith("\n\n") or re.search(r"\t|^ +$", text, re.MULTILINE):
        return ()
    if "\n" in text:
        return ("|" if text.endswith("\n") else "|-", *text.removesuffix("\n").split("\n"))
    if wide and text == text.rstrip() and BREAKABLE.search(text):
        return (">-", *_folded(text, width))
    return ()


def _folded(text: str, width: int) -> Iterator[str]:
    line, *words = BREAKABLE.split(text)
    for word in words:
        if len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}"
    yield line


NOTATIONS: Mapping[type, Callable[[Any], str]] = MappingProxyType(
    {
        Audience: lambda audience: audience.name.lower(),
        DateRange: str,
        Decimal: "{:f}".format,
        ImagePath: lambda image: _inline(image.path),
        PartialDate: str,
        WallTime: str,
        ZoneInfo: str,
        bool: lambda flag: "true" if flag else "false",
        int: str,
    }
)
"""Kind of a single value that is no text → how it is written."""
