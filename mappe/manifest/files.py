"""Files below the output folder: put there whole, and taken away only if they are ours."""

import os
from contextlib import suppress
from hashlib import sha256
from itertools import count
from pathlib import Path
from stat import S_ISREG

from mappe.diagnostics import Diagnostic
from mappe.errors import MachineError
from mappe.manifest.instant import seen

GONE = "is gone"

DRAFT = ".*.draft"
"""Files that are not whole yet; only a build that was killed leaves one."""


def replace(path: Path, content: bytes, folder: Path) -> None:
    """Put `content` at `path` below `folder`, whole, or leave what is there. Raises `MachineError`."""
    if not is_inside(path, folder):
        message = (
            f"{path.name} cannot be written: the folder '{path.parent.name}' is a link out of '{folder}'"
        )
        raise MachineError([Diagnostic(message, None, "remove the link")])
    draft = path.with_name(f".{path.name}.draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        hint = "close it where it is open" if isinstance(error, PermissionError) else ""
        message = f"{path.name} cannot be written: {error.strerror}"
        raise MachineError([Diagnostic(message, None, hint)]) from None
    finally:
        _unlinked(draft)


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a file is where its path says: no folder above it is a link out of this one."""
    return path.parent.resolve().is_relative_to(folder.resolve())


def sweep(folder: Path) -> None:
    """Take away what a build left that was killed."""
    with suppress(OSError):  # a folder that cannot be read: whoever writes to it tells more
        for draft in (*folder.glob(DRAFT), *folder.glob(f"*/{DRAFT}")):
            if is_inside(draft, folder):
                _unlinked(draft)


def _unlinked(draft: Path) -> None:
    with suppress(OSError):  # its folder cannot be written to: then there is no draft in it either
        draft.unlink(missing_ok=True)


def put_aside(path: Path) -> None:
    """Keep what is damaged as `.bad`; of folders all are kept, of files the last one."""
    bad = path.with_name(f"{path.name}.bad")
    if bad.is_dir() or (path.is_dir() and os.path.lexists(bad)):  # neither can take the other's place
        names = (bad.with_name(f"{bad.name}{number}") for number in count(2))
        bad = next(name for name in names if not os.path.lexists(name))
    with suppress(OSError):
        path.replace(bad)


def change(path: Path, file: list[int], digest: str) -> str:
    """What happened to a file since it was written, as the end of a sentence; nothing if nothing did.

    `file` is what was `seen` then. Another number or time of change alone may come from a copy.
    """
    try:
        status = path.lstat()
        size, written, *_ = file
        if seen(status) == file:
            return ""
        if not S_ISREG(status.st_mode):
            return "is no file"
        same = (status.st_size, status.st_mtime_ns) == (size, written) and _digest_of(path) == digest
    except FileNotFoundError:
        return GONE
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return "" if same else "was cut short" if status.st_size < size else "was touched"


def _digest_of(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def removed(path: Path, folder: Path) -> str:
    """Take a file below `folder` away, and its own folder if that was the last; why it stays, if it does."""
    if not is_inside(path, folder):
        return f"lies outside of '{folder}'"
    try:
        path.unlink()
    except OSError as error:
        return f"cannot be removed: {error.strerror}"
    with suppress(OSError):  # others are in it
        path.parent.rmdir()
    return ""
