"""The editions of a project as pages, each made once for a whole run of tests."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from mappe.builder import Wanted, prepare
from mappe.cli import template_folders
from mappe.model.page import Page
from mappe.render.layout import page

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT
EVERY_SECTION = ROOT / "tests/projects/every-section"


@cache
def pages_of(project: Path) -> Mapping[str, Page]:
    """{name of the edition's files: page}."""
    workshop = prepare(project, template_folders(project), Wanted())
    return {edition.stem: page(workshop.project, edition, workshop.voices) for edition, _ in workshop.work}
