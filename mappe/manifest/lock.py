"""One build at a time in an output folder."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from errno import ELOOP
from io import FileIO
from pathlib import Path

from mappe.diagnostics import Diagnostic
from mappe.errors import MachineError

if sys.platform == "win32":
    import msvcrt

    def _take(file: FileIO) -> None:
        file.seek(BEHIND)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(file: FileIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


NAME = ".manifest.lock"

NO_LINK = getattr(os, "O_NOFOLLOW", 0)
"""Who has the lock is written into it, and never into a file that it leads to."""

BEHIND = 4096
"""Which byte is locked on Windows: nobody else can read it, so it is none of those that say who has it."""


@dataclass(frozen=True)
class Lock:
    """The right to build into a folder; it ends with the process that has it, however that ends."""

    file: FileIO

    def take(self) -> str:
        """Have it from now on; who else has it, if it cannot be had."""
        try:
            _take(self.file)
        except OSError:
            self.file.seek(0)
            return self.file.read(BEHIND // 8).decode(errors="replace").strip() or "another process"
        with suppress(OSError):  # a full disk, of which more is told when a file is written
            self.file.seek(0)
            self.file.truncate()
            self.file.write(f"process {os.getpid()} (since {time.strftime('%H:%M:%S')})".encode())
        return ""


@contextmanager
def lock(folder: Path) -> Iterator[Lock]:
    """That of an output folder, not taken yet. Raises `MachineError` where nothing can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = os.fdopen(os.open(folder / NAME, os.O_RDWR | os.O_CREAT | NO_LINK, 0o666), "r+b", 0)
    except OSError as error:
        message = f"nothing can be written to {folder.as_posix()}: {error.strerror}"
        hint = f"remove the link {NAME}" if error.errno == ELOOP else ""
        raise MachineError([Diagnostic(message, None, hint)]) from None
    with file:
        yield Lock(file)
