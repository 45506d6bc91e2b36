"""Small projects as the checks see them."""

import datetime
import shutil
from collections.abc import Mapping
from pathlib import Path

from mappe.builder import Wanted, prepare
from mappe.checks.subject import Subject
from mappe.cli import template_folders
from tests.conftest import PROJECTS

TODAY = datetime.date(2018, 6, 5)
"""The day after the one as of which the minimal project stands."""


def written(files: Mapping[str, str], folder: Path) -> Path:
    """The minimal project in a folder, with these files of content/ as they are given."""
    root = folder / "project"
    shutil.copytree(PROJECTS / "minimal", root, dirs_exist_ok=True)
    for name, content in files.items():
        (root / "content" / name).write_text(content, "utf-8")
    return root


def subject_of(root: Path, today: datetime.date = TODAY) -> Subject:
    """A project, read anew."""
    workshop = prepare(root, template_folders(root), Wanted())
    return Subject(workshop.project, workshop.voices.locales, template_folders(root), today)
