"""What no single record can know: ids, days of a visit, languages of the office."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from mappe.diagnostics import Diagnostic, Place, did_you_mean
from mappe.model.document import Document, EditionPlan
from mappe.model.project import Dossier, Office
from mappe.model.recipients import sections_called
from mappe.model.record import PersonId, Readable, Record, SourceId, leaves
from mappe.model.registers import Concept, Person, PlaceRecord, Source
from mappe.model.sections import (
    ALL_MEMBERS,
    Code,
    Day,
    Delegation,
    Gifts,
    Glossary,
    Phrases,
    Programme,
    Section,
    Slot,
    Sources,
    TalkingPoints,
    authored_slots,
    section_name,
)


def checks(
    office: Office, registers: Mapping[str, Mapping[str, Record]], dossiers: Iterable[Dossier]
) -> Iterator[Diagnostic]:
    """Every fault between records."""
    yield from _of_office(office)
    yield from _places_in_circles(registers.get("places", {}))
    yield from _of_glossary(registers.get("glossary", {}), office)
    for source in registers.get("sources", {}).values():
        if isinstance(source, Source) and source.language is not None:
            yield from _unknown_language(source.language, office, source.where("language"))
    for dossier in dossiers:
        yield from _of_document(dossier.document, office)
        yield from _below_the_document(dossier.document, registers.get("organisations", {}))
        yield from _invented_people(dossier.document, registers.get("people", {}))


def _of_office(office: Office) -> Iterator[Diagnostic]:
    for key, tag in (("source", office.source), ("fallback", office.fallback)):
        if tag is not None:
            yield from _unknown_language(tag, office, office.where(key))
    for number, rule in enumerate(office.translations):
        for each, tag in enumerate(rule.languages):
            place = office.where("translations", number, "languages", each)
            yield from _unknown_language(tag, office, place)
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


def _of_glossary(records: Mapping[str, Record], office: Office) -> Iterator[Diagnostic]:
    """Wordings that are wanted and avoided at once, or avoided for two reasons."""
    concepts = {name: concept for name, concept in records.items() if isinstance(concept, Concept)}
    wanted = {
        (tag, words): name
        for name, concept in concepts.items()
        for tag in office.languages
        for words in concept.wordings(tag)
    }
    avoided: dict[tuple[str, str], str] = {}
    for name, concept in concepts.items():
        for key in ("also", "avoid"):
            for tag in getattr(concept, key):
                yield from _unknown_language(tag, office, concept.where(key, tag))
        for tag, several in concept.avoid.items():
            for number, words in enumerate(several):
                place = concept.where("avoid", tag, number)
                if user := wanted.get((tag, words)):
                    yield Diagnostic(
                        f"'{words}' is to be avoided and used at once", place, f"used by '{user}'"
                    )
                if avoided.setdefault((tag, words), name) != name:
                    message = f"'{words}' is to be avoided for two terms"
                    yield Diagnostic(message, place, f"the other one is '{avoided[tag, words]}'")


def _of_document(document: Document, office: Office) -> Iterator[Diagnostic]:
    yield from _repeated((section.id, section.where("id")) for section in document.sections if section.id)
    yield from _repeated((slot.id, slot.where("id")) for slot in authored_slots(document.sections) if slot.id)
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
        if plan.for_each is not None:
            yield from _of_list(plan.for_each, document, plan.where("for_each"))


def _of_list(written: str, document: Document, place: Place | None) -> Iterator[Diagnostic]:
    """A list that packs are made for: it is there, and somebody is in it."""
    name, _, group = written.partition(".")
    match sections_called(document, name):
        case [Delegation() as section]:
            yield from _of_group(group, section, place)
        case [section]:
            hint = f"name a section of the type delegation, such as delegation.{ALL_MEMBERS}"
            yield Diagnostic(f"the section '{name}' has no members", place, hint)
        case []:
            known = [section.id or section_name(section.type) for section in document.sections]
            hint = did_you_mean(name, known) or "write the id of a section of the type delegation"
            yield Diagnostic(f"no section '{name}' in this document", place, hint)
        case several:
            hint = "give the section that you mean an id"
            yield Diagnostic(f"'{name}' may be any of {len(several)} sections", place, hint)


def _of_group(name: str, section: Delegation, place: Place | None) -> Iterator[Diagnostic]:
    groups, people = [group.id for group in section.groups], [member.person.id for member in section.members]
    known = [ALL_MEMBERS, *groups, *people]
    if name not in known:
        hint = did_you_mean(name, known) or f"there is {', '.join(known)}"
        yield Diagnostic(f"no group '{name}' in this section", place, hint)
    elif name in groups and not any(name in member.groups for member in section.members):
        yield Diagnostic(f"nobody is in the group '{name}'", place, f"write groups: [{name}] for a member")


def _below_the_document(document: Document, organisations: Mapping[str, Record]) -> Iterator[Diagnostic]:
    """Editions for readers who may not read the document, or not know who issues it."""
    issuer = organisations.get(document.issuer.id)
    for plan in document.editions:
        who = plan.audience.name.lower()
        if not plan.audience.reads(document.lowest_reader):
            own = document.lowest_reader.name.lower()
            place = plan.where("audience") or plan.written_at or document.where("audience")
            hint = f"write editions: [{{audience: {own}}}], or audience: {who} on top of the document"
            message = f"a document whose audience is '{own}' has no '{who}' edition"
            yield Diagnostic(message, place, hint)
        elif isinstance(issuer, Readable) and not plan.audience.reads(issuer.lowest_reader):
            message = f"readers of the '{who}' edition may not know its issuer, '{document.issuer.id}'"
            yield Diagnostic(message, document.issuer.place, "name another one, or open its record to them")


def _planned(plan: EditionPlan, office: Office) -> Iterator[str]:
    """The editions of a plan, each as an author would call it."""
    audience = plan.audience.name.lower()
    if plan.for_each is not None:
        languages = "-".join(plan.languages) or "their own language"
        yield f"'{audience}' in '{languages}' for each of '{plan.for_each}'"
    elif plan.layout == "single":
        yield from (f"'{audience}' in '{tag}'" for tag in plan.languages or office.languages)
    else:
        yield f"'{audience}' in '{plan.layout}' of '{'-'.join(plan.languages)}'"


def _of_section(section: Section, document: Document, office: Office) -> Iterator[Diagnostic]:
    match section:
        case Programme():
            for day in section.days:
                yield from _of_day(day, document)
        case Delegation():
            yield from _of_delegation(section)
        case TalkingPoints(meeting=str(slot)):
            yield from _unknown_slot(slot, document, section.where("meeting"))
        case Code(slot=str(slot)):
            yield from _unknown_slot(slot, document, section.where("slot"))
        case Gifts():
            yield from _of_gifts(section, document)
        case Phrases() | Glossary():
            for number, tag in enumerate(section.languages):
                yield from _unknown_language(tag, office, section.where("languages", number))


def _of_gifts(section: Gifts, document: Document) -> Iterator[Diagnostic]:
    for gift in section.items:
        if gift.moment is not None:
            yield from _unknown_slot(gift.moment, document, gift.where("moment"))


def _of_delegation(section: Delegation) -> Iterator[Diagnostic]:
    known = [group.id for group in section.groups]
    yield from _repeated((name, section.where("groups", n, "id")) for n, name in enumerate(known))
    yield from _repeated((member.person.id, member.person.place) for member in section.members)
    for member in section.members:
        for number, name in enumerate(member.groups):
            if name not in known:
                hint = did_you_mean(name, known) or "write it in groups: of this section"
                yield Diagnostic(f"no group '{name}' in this section", member.where("groups", number), hint)


def _unknown_groups(slot: Slot, document: Document) -> Iterator[Diagnostic]:
    lists = (section for section in document.sections if isinstance(section, Delegation))
    known = [group.id for section in lists for group in section.groups]
    for number, name in enumerate(slot.groups):
        if name not in known:
            hint = did_you_mean(name, known) or "write it in groups: of a delegation"
            yield Diagnostic(f"no group '{name}' in this document", slot.where("groups", number), hint)


def _unknown_slot(name: str, document: Document, place: Place | None) -> Iterator[Diagnostic]:
    slots = [slot.id for slot in authored_slots(document.sections) if slot.id]
    if name not in slots:
        hint = did_you_mean(name, slots) or "give the slot of the programme an id"
        yield Diagnostic(f"no slot '{name}' in this document", place, hint)


def _of_day(day: Day, document: Document) -> Iterator[Diagnostic]:
    place = day.where("date")
    visit = document.visit
    if day.date.day is None:
        yield Diagnostic(f"'{day.date}' is no day", place, "write YYYY-MM-DD")
    elif visit and not visit.start.first_day <= day.date.first_day <= visit.end.last_day:
        yield Diagnostic(f"{day.date} is not in the visit, {visit.start} to {visit.end}", place)
    yield from _out_of_order(day.slots)
    for slot in day.slots:
        yield from _unknown_groups(slot, document)


def _out_of_order(slots: Sequence[Slot]) -> Iterator[Diagnostic]:
    for earlier, later in pairwise(slots):
        if later.start < earlier.start:
            message = f"the slot at {later.start} stands behind the one at {earlier.start}"
            yield Diagnostic(message, later.where("start"), "put the slots in order")
