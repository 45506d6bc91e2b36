"""What changes in a project, as it changes."""

from collections.abc import Iterator
from pathlib import Path

from watchfiles import watch

from mappe.manifest.records import Inputs
from mappe.manifest.stamps import template_folders

SETTLED, LONGEST = 150, 1600
"""Milliseconds after which a burst of changes is over: without another one, and at the latest."""

LOOK = 2000
"""Milliseconds after which we look without being told: a network drive tells nothing, nor does a folder that
takes the place of one that was watched."""


def changes(project: Path) -> Iterator[Inputs]:
    """The inputs of a project as they are, and again whenever they are others, until a signal comes."""
    now = Inputs.of(project)
    while True:
        yield now
        try:
            now = _next(project, now)
        except KeyboardInterrupt:  # which stands for any signal, whatever its handler raised
            return


def _next(project: Path, known: Inputs) -> Inputs:
    """The next inputs that differ from those that are known."""
    folders = [project / "content", *map(Path, template_folders(str(project)))]
    seen = [folder for folder in folders if folder.is_dir()] or [project]
    waking = watch(*seen, step=SETTLED, debounce=LONGEST, rust_timeout=LOOK, yield_on_timeout=True)
    return next(now for now in (Inputs.of(project) for _ in waking) if now.digest != known.digest)
