"""What is checked."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mappe.locales import Locale
from mappe.model.project import Project
from mappe.model.record import Record, leaves
from mappe.model.text import Text


@dataclass(frozen=True)
class Subject:
    """A project that was read without fault, its languages, the folders of its templates, and today."""

    project: Project
    locales: Mapping[str, Locale]
    templates: Sequence[Path]
    today: datetime.date

    def records(self) -> Iterator[tuple[str, Record]]:
        """Each record of a register and each document, with the name of that register or document."""
        for name, register in self.project.registers.items():
            yield from ((name, record) for record in register.values())
        yield from ((dossier.name, dossier.document) for dossier in self.project.dossiers)

    def texts(self) -> Iterator[tuple[str, Text]]:
        """Each text, with the name of its register or document."""
        for name, record in self.records():
            yield from ((name, leaf) for leaf in leaves(record) if isinstance(leaf, Text))
