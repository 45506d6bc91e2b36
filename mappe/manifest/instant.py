"""Whether there is nothing to do at all, found out before anything is imported that takes time."""

import hashlib
import json
import os
from collections.abc import Iterable

from mappe.manifest import stamps

TYPE_CHECKING = False  # `typing` takes as long to import as all that is done here
if TYPE_CHECKING:
    from typing import Any

NAME = ".manifest.json"

CHOICES = ("--language", "--format", "--audience", "--recipient")
"""Options that leave outputs out; each may be said more than once."""

WAYS = ("--jobs", "--seconds", "--megabytes")
"""Options that change nothing about the files."""

FOLDERS = ("--project", "--output")

SEEN = ("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")
"""Size, time of the last writing and of the last change in nanoseconds, number."""

HEAD = '{"check": "%s",'
"""The first line of a manifest, with the SHA-256 of all lines that follow."""


class DamagedError(ValueError):
    """The file is no manifest, or not whole."""


def nothing_to_do(words: list[str]) -> str:
    """What a command tells that finds nothing to do; nothing where there may be something.

    That is a build which asks for what an earlier one has made, when neither what that read nor what it
    wrote has changed since.
    """
    if words[:1] != ["build"]:
        return ""
    try:
        project, target, request = _asked(words[1:])
        kept = read(target)
        made = kept["requests"][request]
        found = [os.stat(os.path.join(target, path)) for path in made]
        written = [kept["outputs"][path]["file"] for path in made]
        if [seen(status) for status in found] == written and _is_unread(project, kept):
            return up_to_date(len(made))
    except (OSError, ValueError, KeyError, TypeError):
        return ""  # no manifest, or a damaged one, or other words than these: who builds tells that
    return ""


def up_to_date(files: int) -> str:
    return f"Nothing to do: {files} {'files are' if files != 1 else 'file is'} up to date."


def request(documents: Iterable[str], choices: Iterable[Iterable[str]]) -> str:
    """What a build is asked for, as a key; `choices` are what is said with `CHOICES`."""
    return json.dumps([sorted({*words}) for words in (documents, *choices)], ensure_ascii=False)


def read(target: str) -> "Any":  # noqa: ANN401  # what JSON holds, `records` says
    """The manifest in an output folder.

    Raises `OSError` where it cannot be read and `DamagedError` where it is not whole.
    """
    with open(os.path.join(target, NAME), "rb") as file:
        content = file.read()
    head, _, rest = content.partition(b"\n")
    if head != (HEAD % hashlib.sha256(rest).hexdigest()).encode():
        raise DamagedError
    return json.loads(content)


def seen(status: os.stat_result) -> list[int]:
    """What is kept of a file's status."""
    return [getattr(status, name) for name in SEEN]


def _is_unread(project: str, kept: "Any") -> bool:  # noqa: ANN401  # as above
    """Whether nothing has changed of what the build read."""
    stamp = stamps.stamp(project)
    return bool(stamp and stamp == kept["stamp"]) or stamps.digest(project) == kept["inputs"]


def _asked(words: list[str]) -> tuple[str, str, str]:
    """The project's folder, that of its outputs, and the request.

    Raises `KeyError` for another option and `ValueError` for one without its value.
    """
    documents: list[str] = []
    said: dict[str, list[str]] = {name: [] for name in (*CHOICES, *WAYS, *FOLDERS)}
    rest = iter(words)
    for word in rest:
        if not word.startswith("-"):
            documents.append(word)
            continue
        name, _, value = word.partition("=")
        said[name].append(value or next(rest, ""))
        if not said[name][-1]:
            raise ValueError(word)
    project = (said["--project"] or ["."])[-1]
    target = (said["--output"] or [os.path.join(project, "output")])[-1]
    return project, target, request(documents, (said[name] for name in CHOICES))
