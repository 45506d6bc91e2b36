"""What is checked."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mappe.locales import Locale
from mappe.model.project import Project, records
from mappe.model.record import Record
from mappe.model.text import Text


@dataclass(frozen=True)
class Subject:
    """A project that was read without fault, its languages, the folders of its templates, and today."""

    project: Project
    locales: Mapping[str, Locale]
    templates: Sequence[Path]
    today: datetime.date

    def records(self) -> Iterator[tuple[str, Record]]:
        """Each document and each record of a register, with the name of that document or register."""
        return records(self.project.registers, self.project.dossiers)

    def texts(self) -> Iterator[tuple[str, Text]]:
        """Each text, with the name of its document or register."""
        return self.project.texts()
