"""The file of confirmed translations: one line a pair, so that git merges them line by line."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from mappe.diagnostics import Diagnostic, Place, Severity
from mappe.errors import MachineError
from mappe.model.translations import Ledger, Pair

NAME = Path("content/.translations.yaml")

HEAD = (
    "# Which translation was confirmed for which source wording; Mappe writes this file, commit it.",
    "# Digest of the translation, its language, digest of the source, its language, first day.",
)

LINE = re.compile(
    r"- ([0-9a-f]{16}) ([a-z]{2,3}) ([0-9a-f]{16}) ([a-z]{2,3}) ([0-9]{4}-[01][0-9]-[0-3][0-9])"
)
LEFT_OUT = re.compile(r"(#.*)?|<<<<<<< .*|\|\|\|\|\|\|\| .*|=======|>>>>>>> .*")
"""Empty lines, comments, and the marks of a merge that git left to people: both sides of it are true."""


NOT_UNDERSTOOD = "# not understood: "


@dataclass(frozen=True)
class Kept:
    """What a project's file says, its comments, and what is wrong with its other lines."""

    ledger: Ledger = field(default_factory=dict)
    comments: tuple[str, ...] = ()
    damaged: tuple[Diagnostic, ...] = ()


def kept(root: Path) -> Kept:
    """What is known of a project's translations; nothing where there is no file yet.

    Raises `MachineError` for a file that cannot be read, which must not be taken for an empty one.
    """
    try:
        text = (root / NAME).read_bytes().decode("utf-8-sig", errors="replace")
    except FileNotFoundError:
        return Kept()
    except OSError as error:
        raise MachineError([Diagnostic(f"{NAME.as_posix()} cannot be read: {error.strerror}")]) from None
    days: dict[Pair, str] = {}
    comments, damaged = [], []
    for number, line in enumerate(map(str.rstrip, text.split("\n")), 1):
        if found := LINE.fullmatch(line):
            *words, day = found.groups()
            pair = Pair(*words)
            days[pair] = min(day, days.get(pair, day))
        elif line.startswith("#") and line not in HEAD:
            comments.append(line)
        elif not LEFT_OUT.fullmatch(line):
            damaged.append(_damaged(number, line))
    return Kept(MappingProxyType(days), tuple(comments), tuple(damaged))


def written(ledger: Ledger, before: Kept) -> bytes:
    """The file's content; the same for the same pairs, whatever order they come in.

    What stood there `before` and was no pair stays as a comment, for whoever wants to look into it.
    """
    comments = [
        *before.comments,
        *(f"{NOT_UNDERSTOOD}{fault.place.text}" for fault in before.damaged if fault.place),
    ]
    lines = (
        f"- {pair.translation} {pair.language} {pair.source} {pair.source_language} {day}"
        for pair, day in sorted(ledger.items())
    )
    return "".join(f"{line}\n" for line in (*HEAD, *comments, *lines)).encode()


def _damaged(number: int, line: str) -> Diagnostic:
    place = Place(NAME, number, 1, line, len(line))
    hint = "it becomes a comment the next time that Mappe writes the file"
    return Diagnostic("this line is no confirmed translation", place, hint, Severity.WARNING)
