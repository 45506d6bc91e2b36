"""Weekdays in words that do not fit the date beside them."""

from collections.abc import Iterator

from mappe.checks.permissions import is_allowed
from mappe.checks.subject import Subject
from mappe.diagnostics import Diagnostic
from mappe.model.document import Document
from mappe.model.located import place_of, spot_in


def wrong_weekdays(subject: Subject) -> Iterator[Diagnostic]:
    """In every wording; a date without a year is of the year of the document's visit."""
    years = {dossier.name: _year(dossier.document) for dossier in subject.project.dossiers}
    for name, text in subject.texts():
        for tag, words in text.wordings.items():
            if isinstance(words, str):
                locale = subject.locales.get(tag, subject.locales[subject.project.office.source])
                for found in locale.dated_weekdays(words, years.get(name)):
                    written = words[found.start : found.start + found.length]
                    if not found.fits and not is_allowed(written, place_of(words)):
                        place = spot_in(words, found.start, found.length)
                        hint = f"that day is {locale.weekday(found.date)}"
                        yield Diagnostic(f"'{written}' does not fit {found.date}", place, hint)


def _year(document: Document) -> int | None:
    """The year of the visit, if it has one alone."""
    visit = document.visit
    return visit.start.year if visit and visit.start.year == visit.end.year else None
