"""Writes down which translation belongs to which source wording."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mappe.content.translations import add, kept
from mappe.diagnostics import Diagnostic
from mappe.model.project import Project
from mappe.model.translations import Pair


@dataclass(frozen=True)
class Kept:
    """Whether something was new, and what is wrong with what was there."""

    changed: bool
    damaged: tuple[Diagnostic, ...]


def keep(project: Project, today: datetime.date) -> Kept:
    """Write down the translations that nobody has seen before. Raises `MachineError`."""
    return confirm(project.root, project.translations.unseen(), today)


def confirm(root: Path, pairs: Iterable[Pair], today: datetime.date) -> Kept:
    """Write down that these translations are right for these sources. Raises `MachineError`."""
    before = kept(root)
    new = {pair: today.isoformat() for pair in pairs if pair not in before.ledger}
    if new:
        add(root, new)
    return Kept(bool(new), before.damaged)
