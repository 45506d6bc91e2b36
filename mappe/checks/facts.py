"""Facts that say too little of where they come from, or are too old."""

from collections.abc import Iterator

from mappe.checks.permissions import is_allowed
from mappe.checks.subject import Subject
from mappe.diagnostics import Diagnostic, Place, Severity
from mappe.model.dates import PartialDate
from mappe.model.document import Document
from mappe.model.project import Limits
from mappe.model.record import Record, records_in
from mappe.model.registers import Source
from mappe.model.sections import KeyFigure, Project


def unfounded(subject: Subject) -> Iterator[Diagnostic]:
    """Figures that tell no year or no source, and sources that tell no date."""
    for record in _records(subject):
        match record:
            case KeyFigure():
                place = record.where("value")
                if record.as_of is None:
                    yield from _missing("year", "this figure", "as_of:", place)
                if record.source is None:
                    yield from _missing("source", "this figure", "source:", place)
            case Source(date=None, accessed=None):
                yield from _missing("date", "this source", "date: or accessed:", record.written_at)


def outdated(subject: Subject) -> Iterator[Diagnostic]:
    """What stands as of a day longer ago than the office wants."""
    limits = subject.project.office.outdated_after or Limits()
    for record in _records(subject):
        match record:
            case Document(as_of=as_of):
                limit = limits.documents
            case Project(as_of=PartialDate() as as_of):
                limit = limits.projects
            case KeyFigure(as_of=PartialDate() as as_of):
                limit = limits.figures
            case _:
                continue
        days = (subject.today - as_of.last_day).days
        place = record.where("as_of")
        if limit is not None and days > limit and not is_allowed("outdated", place):
            ago = f"{days} {'day' if days == 1 else 'days'} ago"
            message = f"as of {as_of} is {ago}: the office wants {limit} at most"
            hint = "see whether it still holds, and write from when it does"
            yield Diagnostic(message, place, hint, Severity.WARNING)


def _records(subject: Subject) -> Iterator[Record]:
    return (inner for _, record in subject.records() for inner in records_in(record))


def _missing(what: str, of: str, key: str, place: Place | None) -> Iterator[Diagnostic]:
    if not is_allowed(f"no {what}", place):
        hint = f"write {key}, or '# allow: no {what}' behind it"
        yield Diagnostic(f"{of} has no {what}", place, hint, Severity.WARNING)
