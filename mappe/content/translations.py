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


@dataclass(frozen=True)
class Kept:
    """What a project's file says, and what is wrong with its other lines."""

    ledger: Ledger = field(default_factory=dict)
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
    damaged = []
    for number, line in enumerate(map(str.rstrip, text.split("\n")), 1):
        if found := LINE.fullmatch(line):
            *words, day = found.groups()
            pair = Pair(*words)
            days[pair] = min(day, days.get(pair, day))
        elif not LEFT_OUT.fullmatch(line):
            damaged.append(_damaged(number, line))
    return Kept(MappingProxyType(days), tuple(damaged))


def add(root: Path, ledger: Ledger) -> None:
    """Write more pairs behind those that are there. Raises `MachineError`.

    All at once and behind the last line, so that of two processes neither loses what the other one writes.
    """
    path = root / NAME
    lines = [
        f"- {pair.translation} {pair.language} {pair.source} {pair.source_language} {day}"
        for pair, day in sorted(ledger.items())
    ]
    try:
        if not path.resolve().is_relative_to(root.resolve()):
            raise MachineError(
                [Diagnostic(f"{NAME.as_posix()} is a link out of the project", None, "remove it")]
            )
        if not path.exists():
            lines = [*HEAD, *lines]
            _let_git_merge(path)
        elif not path.read_bytes().endswith(b"\n"):
            lines = ["", *lines]
        with path.open("ab") as file:
            file.write("".join(f"{line}\n" for line in lines).encode())
    except OSError as error:
        raise MachineError([Diagnostic(f"{NAME.as_posix()} cannot be written: {error.strerror}")]) from None


def _let_git_merge(path: Path) -> None:
    """Each line is true by itself: two people who confirm translations never disagree."""
    attributes = path.with_name(".gitattributes")
    if not attributes.exists():
        attributes.write_text(f"{path.name} merge=union\n", encoding="utf-8")


def _damaged(number: int, line: str) -> Diagnostic:
    place = Place(NAME, number, 1, line, len(line))
    hint = "delete it: what it said is taken anew from the content"
    return Diagnostic("this line is no confirmed translation", place, hint, Severity.WARNING)
