"""What no single record can know: ids, days of a visit, languages of the office."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from mappe.diagnostics import Diagnostic, Place, did_you_mean
from mappe.model.document import Document, EditionPlan
from mappe.model.project import Dossier, Office
from mappe.model.record import PersonId, Record, SourceId, leaves
from mappe.model.registers import Person, PlaceRecord, Source
from mappe.model.sections import Day, Glossary, Phrases, Programme, Section, Slot, Sources, TalkingPoints


def checks(
    office: Office, registers: Mapping[str, Mapping[str, Record]], dossiers: Iterable[Dossier]
) -> Iterator[Diagnostic]:
    """Every fault between records."""
    yield from _of_office(office)
    yield from _places_in_circles(registers.get("places", {}))
    for source in registers.get("sources", {}).values():
        if isinstance(source, Source) and source.language is not None:
            yield from _unknown_language(source.language, office, source.where("language"))
    for dossier in dossiers:
        yield from _of_document(dossier.document, office)
        yield from _invented_people(dossier.document, registers.get("people", {}))


def _of_office(office: Office) -> Iterator[Diagnostic]:
    for key, tag in (("source", office.source), ("fallback", office.fallback)):
        if tag is not None:
            yield from _unknown_language(tag, office, office.where(key))
    for key, words in (("languages", office.languages), ("formats", office.formats)):
        yield from _repeated((word, office.where(key, number)) for number, word in enumerate(words))


def _unknown_language(tag: str, office: Office, place: Place | None) -> Iterator[Diagnostic]:
    if tag not in office.languages:
        hint = did_you_mean(tag, office.languages) or f"its languages are {', '.join(office.languages)}"
        yield Diagnostic(f"'{tag}' is no language of this office", place, hint)


def _repeated(words: Iterable[tuple[str, Place | None]]) -> Iterator[Diagnostic]:
    first: dict[str, Place | None] = {}
    for word, place in words:
        if word in first:
            before = first[word]
            yield Diagnostic(
                f"'{word}' stands here a second time", place, f"first in line {before.line}" if before else ""
            )
        first.setdefault(word, place)


def _places_in_circles(places: Mapping[str, Record]) -> Iterator[Diagnostic]:
    """A venue lies in a city, and a city in nothing: so a chain of places ends."""
    for record in places.values():
        if isinstance(record, PlaceRecord) and record.city is not None:
            city = places.get(record.city.id)
            if isinstance(city, PlaceRecord) and city.city is not None:
                message = f"'{record.city.id}' is no city, since it lies in one itself"
                yield Diagnostic(message, record.city.place, "name the city")


def _of_document(document: Document, office: Office) -> Iterator[Diagnostic]:
    yield from _repeated((section.id, section.where("id")) for section in document.sections if section.id)
    yield from _repeated((slot.id, slot.where("id")) for slot in _slots(document) if slot.id)
    yield from _unlisted_sources(document)
    yield from _editions(document, office)
    files = enumerate(document.print.files)
    yield from _repeated((name, document.print.where("files", number)) for number, name in files)
    for section in document.sections:
        yield from _of_section(section, document, office)


def _invented_people(document: Document, people: Mapping[str, Record]) -> Iterator[Diagnostic]:
    """A reader must learn that a person does not exist: `sample` prints it on every page."""
    for leaf in leaves(document):
        if isinstance(leaf, PersonId) and not document.sample:
            person = people.get(leaf.id)
            if isinstance(person, Person) and person.fictitious:
                message = f"'{leaf.id}' is an invented person, but the document does not say so"
                yield Diagnostic(message, leaf.place, "write 'sample: true' on top of the document")


def _slots(document: Document) -> Iterator[Slot]:
    for section in document.sections:
        if isinstance(section, Programme):
            for day in section.days:
                yield from day.slots


def _unlisted_sources(document: Document) -> Iterator[Diagnostic]:
    """Said once: a citation is a number in a list."""
    if any(isinstance(section, Sources) for section in document.sections):
        return
    cited = (leaf for leaf in leaves(document) if isinstance(leaf, SourceId))
    if first := next(cited, None):
        message = "a source is cited here, but the document does not list its sources"
        yield Diagnostic(message, first.place, "add a section '- type: sources'")


def _editions(document: Document, office: Office) -> Iterator[Diagnostic]:
    """Two plans for the same readers in the same languages would write the same files."""
    first: dict[str, Place | None] = {}
    for plan in document.editions:
        names = [*_planned(plan, office)]
        if again := next((name for name in names if name in first), None):
            before = first[again]
            hint = f"first in line {before.line}" if before else ""
            yield Diagnostic(f"the edition {again} stands here a second time", plan.written_at, hint)
        first.update((name, first.get(name, plan.written_at)) for name in names)
        for number, tag in enumerate(plan.languages):
            yield from _unknown_language(tag, office, plan.where("languages", number))


def _planned(plan: EditionPlan, office: Office) -> Iterator[str]:
    """The editions of a plan, each as an author would call it."""
    audience = plan.audience.name.lower()
    if plan.layout == "single":
        yield from (f"'{audience}' in '{tag}'" for tag in plan.languages or office.languages)
    else:
        yield f"'{audience}' in '{plan.layout}' of '{'-'.join(plan.languages)}'"


def _of_section(section: Section, document: Document, office: Office) -> Iterator[Diagnostic]:
    match section:
        case Programme():
            for day in section.days:
                yield from _of_day(day, document)
        case TalkingPoints(meeting=str(meeting)):
            slots = [slot.id for slot in _slots(document) if slot.id]
            if meeting not in slots:
                hint = did_you_mean(meeting, slots) or "give the slot of the programme an id"
                yield Diagnostic(f"no slot '{meeting}' in this document", section.where("meeting"), hint)
        case Phrases() | Glossary():
            for number, tag in enumerate(section.languages):
                yield from _unknown_language(tag, office, section.where("languages", number))


def _of_day(day: Day, document: Document) -> Iterator[Diagnostic]:
    place = day.where("date")
    visit = document.visit
    if day.date.day is None:
        yield Diagnostic(f"'{day.date}' is no day", place, "write YYYY-MM-DD")
    elif visit and visit.end.day and not visit.start <= day.date <= visit.end:
        yield Diagnostic(f"{day.date} is not in the visit, {visit.start} to {visit.end}", place)
    yield from _out_of_order(day.slots)


def _out_of_order(slots: Sequence[Slot]) -> Iterator[Diagnostic]:
    for earlier, later in pairwise(slots):
        if later.start < earlier.start:
            message = f"the slot at {later.start} stands behind the one at {earlier.start}"
            yield Diagnostic(message, later.where("start"), "put the slots in order")
