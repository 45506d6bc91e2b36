"""The editions of a project as pages, each made once for a whole run of tests."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from mappe.builder import Wanted, finished, prepare
from mappe.cli import template_folders
from mappe.model.audience import Audience
from mappe.model.document import Layout
from mappe.model.page import Page
from mappe.model.project import Edition

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT
EVERY_SECTION = ROOT / "tests/projects/every-section"


@cache
def pages_of(project: Path) -> Mapping[str, Page]:
    """{name of the edition's files: page}, of the editions in one language that are for nobody in particular.

    What the others have of their own is tested in tests/test_two_languages_*.py and test_personal_packs.py.
    """
    workshop = prepare(project, template_folders(project), Wanted())
    usual = (edition for edition, _ in workshop.work if edition.layout == "single" and not edition.recipient)
    return {edition.stem: finished(workshop, edition) for edition in usual}


@cache
def every_page_of(project: Path) -> Mapping[str, Page]:
    """Those of `pages_of`, those in two languages and the packs."""
    workshop = prepare(project, template_folders(project), Wanted())
    return {edition.stem: finished(workshop, edition) for edition, _ in workshop.work}


@cache
def page_in(
    project: Path, document: str, languages: tuple[str, str], layout: Layout, audience: Audience
) -> Page:
    """A document of a project in two languages, whether its own editions are so or not."""
    workshop = prepare(project, template_folders(project), Wanted((document,)))
    return finished(workshop, Edition(document, languages, audience, layout))
