"""What no single record can know: ids, places in registers, dates against each other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mappe.diagnostics import Diagnostic, Place, did_you_mean
from mappe.model.document import Document
from mappe.model.project import Dossier, Office
from mappe.model.record import Record, Reference, SourceId, leaves
from mappe.model.registers import PlaceRecord
from mappe.model.sections import Day, Programme, Sources, TalkingPoints

Registers = Mapping[str, Mapping[str, Record]]


def checks(office: Office, registers: Registers, dossiers: Iterable[Dossier]) -> Iterator[Diagnostic]:
    """Every fault between records."""
    yield from _of_office(office)
    for records in registers.values():
        for record in records.values():
            yield from _references(record, registers)
    yield from _places_in_circles(registers)
    for dossier in dossiers:
        yield from _references(dossier.document, registers)
        yield from _of_document(dossier.document, office)


def _of_office(office: Office) -> Iterator[Diagnostic]:
    for key, tag in (("source", office.source), ("fallback", office.fallback)):
        if tag is not None and tag not in office.languages:
            message = f"{key} '{tag}' is not one of {', '.join(office.languages)}"
            yield Diagnostic(message, office.written_at)


def _references(record: Record, registers: Registers) -> Iterator[Diagnostic]:
    for leaf in leaves(record):
        if isinstance(leaf, Reference) and leaf.id not in registers[leaf.register]:
            known = registers[leaf.register]
            hint = did_you_mean(leaf.id, known) or f"add it to content/{leaf.register}.yaml"
            yield Diagnostic(f"no record '{leaf.id}' in {leaf.register}.yaml", leaf.place, hint)


def _places_in_circles(registers: Registers) -> Iterator[Diagnostic]:
    """A venue lies in a city, and a city in nothing: so a chain of places ends."""
    places = registers["places"]
    for record in places.values():
        if isinstance(record, PlaceRecord) and record.city is not None:
            city = places.get(record.city.id)
            if isinstance(city, PlaceRecord) and city.city is not None:
                yield Diagnostic(f"'{record.city.id}' lies in a city itself", record.city.place, "name the city")


def _of_document(document: Document, office: Office) -> Iterator[Diagnostic]:
    yield from _same_ids(document)
    yield from _unlisted_sources(document)
    yield from _meetings(document)
    for section in document.sections:
        if isinstance(section, Programme):
            for day in section.days:
                yield from _of_day(day, document)
    for edition in document.editions:
        for tag in edition.languages:
            if tag not in office.languages:
                hint = did_you_mean(tag, office.languages)
                yield Diagnostic(f"language '{tag}' is not in content/office.yaml", edition.written_at, hint)


def _same_ids(document: Document) -> Iterator[Diagnostic]:
    seen: dict[str, Place | None] = {}
    for section in document.sections:
        if section.id in seen:
            first = seen[section.id]
            hint = f"first in line {first.line}" if first else ""
            yield Diagnostic(f"the id '{section.id}' stands here a second time", section.written_at, hint)
        elif section.id is not None:
            seen[section.id] = section.written_at


def _unlisted_sources(document: Document) -> Iterator[Diagnostic]:
    if any(isinstance(section, Sources) for section in document.sections):
        return
    for leaf in leaves(document):
        if isinstance(leaf, SourceId):
            hint = "add a section of type sources"
            yield Diagnostic("a source is cited, but the document does not list its sources", leaf.place, hint)
            return


def _meetings(document: Document) -> Iterator[Diagnostic]:
    slots = _slot_ids(document)
    for section in document.sections:
        if isinstance(section, TalkingPoints) and section.meeting and section.meeting not in slots:
            hint = did_you_mean(section.meeting, slots)
            yield Diagnostic(f"no slot '{section.meeting}' in this document", section.written_at, hint)


def _slot_ids(document: Document) -> Sequence[str]:
    programmes = (section for section in document.sections if isinstance(section, Programme))
    return [slot.id for section in programmes for day in section.days for slot in day.slots if slot.id]


def _of_day(day: Day, document: Document) -> Iterator[Diagnostic]:
    if day.date.day is None:
        yield Diagnostic(f"'{day.date}' is no day", day.written_at, "write YYYY-MM-DD")
        return
    if document.visit and document.visit.end.day and not document.visit.start <= day.date <= document.visit.end:
        yield Diagnostic(f"{day.date} is not in the visit, {document.visit.start} to {document.visit.end}", day.written_at)
    for earlier, later in zip(day.slots, day.slots[1:], strict=False):
        if later.start < earlier.start:
            message = f"the slot at {later.start} stands after the one at {earlier.start}"
            yield Diagnostic(message, later.written_at, "put the slots in order")
