"""The phrases of templates and their words in each language."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from mappe.checks.subject import Subject
from mappe.diagnostics import Diagnostic
from mappe.errors import MappeError
from mappe.locales.agreement import Checked, checked_catalog, disagreements
from mappe.locales.phrases import Phrases
from mappe.render.phrases import phrases_of


def phrases_and_words(subject: Subject) -> Iterator[Diagnostic]:
    """Phrases that a catalog lacks, and those that no template needs."""
    yield from catalog_faults(subject.locales, subject.project.root, subject.templates)


def catalog_faults(tags: Iterable[str], root: Path, templates: Sequence[Path]) -> Iterator[Diagnostic]:
    """The same of a project's languages, whatever is wrong with its content.

    Catalogs and templates that cannot be read are told first, and all of them.
    """
    catalogs: list[Checked] = []
    phrases = Phrases(())
    unread: list[Diagnostic] = []
    for tag in tags:
        try:
            catalogs.append(checked_catalog(tag, root, templates))
        except MappeError as error:
            unread.extend(error.diagnostics)
    try:
        phrases = phrases_of(templates)
    except MappeError as error:
        unread.extend(error.diagnostics)
    yield from unread or disagreements(phrases, catalogs)
