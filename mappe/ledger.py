"""Writes down which translation belongs to which source wording."""

import datetime
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mappe.content.translations import NAME, kept, written
from mappe.diagnostics import Diagnostic
from mappe.manifest.files import replace
from mappe.manifest.lock import lock
from mappe.model.project import Project
from mappe.model.translations import Pair

OUTPUT, LOCK = "output", ".translations.lock"

PATIENCE = 0.01
"""Seconds between two looks whether another process has written."""


@dataclass(frozen=True)
class Kept:
    """Whether the file was written, and what was wrong with the one before."""

    changed: bool
    damaged: tuple[Diagnostic, ...]


def keep(project: Project, today: datetime.date) -> Kept:
    """Write down the translations that nobody has seen before. Raises `MachineError`."""
    return confirm(project.root, project.translations.unseen(), today)


def confirm(root: Path, pairs: Iterable[Pair], today: datetime.date) -> Kept:
    """Write down that these translations are right for these sources. Raises `MachineError`."""
    wanted = {*pairs}
    before = kept(root)
    if wanted <= before.ledger.keys() and not before.damaged:
        return Kept(changed=False, damaged=())
    with lock(root / OUTPUT, LOCK) as ours:
        while ours.take():
            time.sleep(PATIENCE)
        before = kept(root)
        new = {pair: today.isoformat() for pair in wanted - before.ledger.keys()}
        replace(root / NAME, written({**before.ledger, **new}, before), root / NAME.parent)
    return Kept(changed=True, damaged=before.damaged)
