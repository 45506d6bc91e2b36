"""What is wrong, as other programs read it."""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from mappe.diagnostics import Diagnostic, Severity

Report: TypeAlias = Callable[[Iterable[Diagnostic], Path], str]
"""Diagnostics of the project in a folder; files are named as seen from the current one."""


def in_json(diagnostics: Iterable[Diagnostic], project: Path) -> str:
    """An array with one object each; whatever a diagnostic lacks is null."""
    return json.dumps([_keys(one, project) for one in diagnostics], ensure_ascii=False, indent=2) + "\n"


def in_github(diagnostics: Iterable[Diagnostic], project: Path) -> str:
    """Workflow commands, one a line, which GitHub shows beside the lines of a change."""
    return "".join(f"{_command(one, project)}\n" for one in diagnostics)


def totals(diagnostics: Sequence[Diagnostic]) -> str:
    """3 errors, 1 warning, 2 notices."""
    numbers = Counter(one.severity for one in diagnostics)
    ranks = [severity for severity in reversed(Severity) if numbers[severity]]
    counted = (f"{numbers[rank]} {rank.name.lower()}{'s' * (numbers[rank] != 1)}" for rank in ranks)
    return f"{', '.join(counted)}."


def _keys(diagnostic: Diagnostic, project: Path) -> Mapping[str, str | int | None]:
    place = diagnostic.place
    return {
        "file": _from_here(place.file, project) if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "length": place.length if place else None,
        "severity": diagnostic.severity.name.lower(),
        "message": diagnostic.message,
        "hint": diagnostic.hint or None,
    }


def _command(diagnostic: Diagnostic, project: Path) -> str:
    place = diagnostic.place
    properties: dict[str, object] = {"title": "mappe"}
    if place:
        file = _from_here(place.file, project)
        properties = {"file": file, "line": place.line, "col": place.column, **properties}
    said = ",".join(f"{name}={_escaped(str(value), PROPERTY)}" for name, value in properties.items())
    message = "\n".join(filter(None, (diagnostic.message, diagnostic.hint)))
    return f"::{diagnostic.severity.name.lower()} {said}::{_escaped(message, MESSAGE)}"


def _from_here(file: Path, project: Path) -> str:
    with suppress(ValueError):  # on Windows, there is no way from one drive to another
        return Path(os.path.relpath(project / file)).as_posix()
    return (project / file).as_posix()


def _escaped(text: str, escapes: Mapping[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in text)


MESSAGE: Mapping[str, str] = MappingProxyType({"%": "%25", "\r": "%0D", "\n": "%0A"})
PROPERTY: Mapping[str, str] = MappingProxyType({**MESSAGE, ":": "%3A", ",": "%2C"})
"""What would end a message or a property → how it is written in one (GitHub, workflow commands)."""

REPORTS: Mapping[str, Report] = MappingProxyType({"json": in_json, "github": in_github})
"""What `--format` calls it → who writes it."""
