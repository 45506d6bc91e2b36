"""The bytes of a project's own files, and of no others."""

import os
from pathlib import Path

from mappe.diagnostics import did_you_mean


class UnreadableError(Exception):
    """Why there are no bytes, as the end of a sentence about the file, and what would be right."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class MissingError(UnreadableError):
    """There is no such file; the hint names one that is called alike."""


def own(path: Path, root: Path, most: int) -> bytes:
    """What a file below `root` holds, `most` bytes or fewer. Raises `UnreadableError`."""
    # Links are followed first: a link that leaves the folder is a way out of it like any other.
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        raise UnreadableError("lies outside the project", "copy it into the project")
    try:
        if not path.exists():
            raise MissingError("is missing", did_you_mean(path.name, _neighbours(path)))
        if not path.is_file():
            raise UnreadableError("is no file")
        if path.stat().st_size > most:
            raise UnreadableError(f"is larger than {most // 1000:,} kB")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}") from None


def _neighbours(path: Path) -> list[str]:
    return [other.name for other in path.parent.iterdir()] if path.parent.is_dir() else []
