"""The editions of a project as pages and as files, each made once for a whole run of tests."""

import os
import pickle  # from our own process to our own process
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from mappe.builder import Wanted, Workshop, finished, prepare
from mappe.cli import template_folders
from mappe.formats import FORMATS
from mappe.model.audience import Audience
from mappe.model.document import Layout
from mappe.model.page import Page, Written
from mappe.model.project import Edition
from tests.conftest import FILES

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT
EVERY_SECTION = ROOT / "tests/projects/every-section"


@cache
def workshop_of(project: Path) -> Workshop:
    """A project that no test changes, read once."""
    return prepare(project, template_folders(project), Wanted())


@cache
def pages_of(project: Path) -> Mapping[str, Page]:
    """{name of the edition's files: page}, of the editions in one language that are for nobody in particular.

    What the others have of their own is tested in tests/test_two_languages_*.py and test_personal_packs.py.
    """
    workshop = workshop_of(project)
    usual = (edition for edition, _ in workshop.work if edition.layout == "single" and not edition.recipient)
    return {edition.stem: finished(workshop, edition) for edition in usual}


@cache
def every_page_of(project: Path) -> Mapping[str, Page]:
    """Those of `pages_of`, those in two languages and the packs."""
    workshop = workshop_of(project)
    return {edition.stem: finished(workshop, edition) for edition, _ in workshop.work}


@cache
def page_in(
    project: Path, document: str, languages: tuple[str, str], layout: Layout, audience: Audience
) -> Page:
    """A document of a project in two languages, whether its own editions are so or not."""
    return finished(workshop_of(project), Edition(document, languages, audience, layout))


def file_of(page: Page, name: str) -> Written:
    """The page in the format of this name, made by whichever process of the run needs it first."""
    kept = _kept(page, name)
    if not kept.exists():
        # Word takes its page numbers from the layout of the PDF, which this process then knows.
        for each in {"pdf": ("pdf", "docx"), "docx": ("pdf", "docx")}.get(name, (name,)):
            draft = kept.with_name(f"{kept.name}.{os.getpid()}")
            draft.write_bytes(pickle.dumps(FORMATS[each].write(page)))
            draft.replace(_kept(page, each))
    found = pickle.loads(kept.read_bytes())  # noqa: S301  # our own
    assert isinstance(found, Written)
    return found


def _kept(page: Page, name: str) -> Path:
    return Path(os.environ[FILES], f"{page.digest}.{name}")
