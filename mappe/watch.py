"""What changes in a project, as it changes."""

import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from watchfiles import watch

from mappe.manifest.records import Inputs
from mappe.manifest.stamps import template_folders

SETTLED, LONGEST = 150, 1600
"""Milliseconds after which a burst of changes is over: without another one, and at the latest."""

LOOK = 2000
"""Milliseconds after which we look without being told: a network drive tells nothing, nor does a folder that
takes the place of one that was watched."""


def follow(project: Path, build: Callable[[], Inputs]) -> None:
    """Build, and build again whenever the inputs are others than the last build's, until a signal comes."""
    known = build()
    for _ in _looks(project):
        now = Inputs.of(project, known)
        known = now if now.digest == known.digest else build()


def _looks(project: Path) -> Iterator[None]:
    """Moments in which something may have changed."""
    while True:
        try:
            folders = _folders(project)
            for _ in watch(
                *folders, step=SETTLED, debounce=LONGEST, rust_timeout=LOOK, yield_on_timeout=True
            ):
                yield
                if _folders(project) != folders:
                    break
        except FileNotFoundError:  # a folder that has just been taken away
            time.sleep(SETTLED / 1000)
        except KeyboardInterrupt:  # which stands for any signal, whatever its handler raised
            return


def _folders(project: Path) -> Mapping[Path, int]:
    """{folder that is watched: its number}; those of Mappe's own templates are always there."""
    folders = [project / "content", *map(Path, template_folders(str(project)))]
    return {folder: folder.stat().st_ino for folder in folders if folder.is_dir()}
