"""What a build would read, as two hashes: one that asks only the file system, and one that reads."""

import hashlib
import os
import time
from collections.abc import Iterable, Iterator

from mappe.manifest.engines import installed, versions

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

COARSE, FINE = 2_000_000_000, 20_000_000
"""Nanoseconds in which a file may change twice with one time: on a file system that counts whole or two
seconds (FAT, HFS+), and on one that counts as the kernel's clock ticks."""


def template_folders(project: str) -> list[str]:
    """Where templates are looked for: the project's own, then those that came with Mappe."""
    candidates = (
        os.path.join(project, "templates"),
        os.path.join(PACKAGE, "templates"),
        os.path.join(os.path.dirname(PACKAGE), "templates"),
    )
    return [os.path.realpath(folder) for folder in candidates if os.path.isdir(folder)]


def stamp(project: str) -> str:
    """SHA-256 over names, sizes, times and numbers of all files that a build reads, as hexadecimal.

    Nothing where one changed a moment ago: it may change again and show the same time. A time set back, a
    restored backup and a renamed file show in the time of the change (ctime) or in the number (inode).
    """
    total = hashlib.sha256(repr(installed()).encode())
    now, newest = time.time_ns(), 0
    for name, entry in inputs(project):
        status = entry.stat()
        facts = status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
        total.update(repr((name, facts)).encode())
        changed = max(status.st_mtime_ns, status.st_ctime_ns)
        newest = max(newest, changed + (FINE if changed % 1_000_000_000 else COARSE))
    return "" if newest > now else total.hexdigest()


def digest(project: str) -> str:
    """SHA-256 over names and contents of all files that a build reads, as hexadecimal."""
    return _read(inputs(project), repr(versions()))


def code() -> str:
    """SHA-256 over Mappe itself, as hexadecimal."""
    return _read(_below(PACKAGE, ".py"))


def inputs(project: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Content, templates and Mappe itself, file by file, in an order that does not change.

    Each has a name that stays when the project is moved.
    """
    folders = [os.path.join(os.path.realpath(project), "content"), *template_folders(project)]
    for number, folder in enumerate(folders):
        if os.path.isdir(folder):
            yield from ((f"{number} {name}", entry) for name, entry in _below(folder))
    yield from _below(PACKAGE, ".py")


def _read(files: Iterable[tuple[str, os.DirEntry[str]]], before: str = "") -> str:
    total = hashlib.sha256(before.encode())
    for name, entry in files:
        with open(entry.path, "rb") as file:
            total.update(repr((name, hashlib.sha256(file.read()).hexdigest())).encode())
    return total.hexdigest()


def _below(folder: str, suffix: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """All files in a folder and in those in it, each with its path below; a circle of links is gone once."""
    yield from _entries(folder, len(folder) + 1, suffix, {os.path.realpath(folder)})


def _entries(folder: str, start: int, suffix: str, met: set[str]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_symlink() and entry.is_dir():
            real = os.path.realpath(entry.path)
            if real in met:
                continue
            met.add(real)
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _entries(entry.path, start, suffix, met)
        elif entry.name.endswith(suffix) and entry.is_file():
            yield entry.path[start:], entry
