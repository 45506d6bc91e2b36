"""One pack for each of several people: who they are, what their files are called, what concerns them."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mappe.diagnostics import Place
from mappe.model.document import BLANK, Document, EditionPlan
from mappe.model.file_names import file_name, folded, with_id
from mappe.model.project import Office, Project, Recipient
from mappe.model.registers import Person
from mappe.model.sections import (
    ALL_MEMBERS,
    AnySection,
    Day,
    Delegation,
    Gifts,
    Group,
    Member,
    Personal,
    Programme,
    TalkingPoints,
    authored_slots,
    section_name,
)
from mappe.model.text import NameParts


@dataclass(frozen=True)
class Addressee:
    """A recipient and the language they speak; `place` is where they stand in the list."""

    recipient: Recipient
    language: str
    place: Place | None


def sections_called(document: Document, name: str) -> Sequence[AnySection]:
    """The section of this id, or those without an id whose type is called so."""
    with_id = [section for section in document.sections if section.id == name]
    return with_id or [
        section for section in document.sections if not section.id and section_name(section.type) == name
    ]


def delegation_of(document: Document, plan: EditionPlan) -> Delegation:
    """The section whose members a plan is for."""
    return _delegation(document, (plan.for_each or "").partition(".")[0])


def addressees(delegation: Delegation, plan: EditionPlan, project: Project) -> Sequence[Addressee]:
    """The recipients of a plan that has any; of those whose names are the same, each by the id too."""
    section, _, group = (plan.for_each or "").partition(".")
    called = [
        _addressee(member, number, section, plan, project)
        for number, member in enumerate(delegation.members, 1)
        if group in {ALL_MEMBERS, member.person.id, *member.groups}
    ]
    shared = Counter(folded(one.recipient.name) for one in called)
    return [one if shared[folded(one.recipient.name)] == 1 else _by_id(one) for one in called]


def _delegation(document: Document, name: str) -> Delegation:
    return next(one for one in sections_called(document, name) if isinstance(one, Delegation))


def _addressee(member: Member, number: int, section: str, plan: EditionPlan, project: Project) -> Addressee:
    person = project.registers["people"][member.person.id]
    if not isinstance(person, Person):
        raise TypeError(person)
    name = person.name.wording(_written_in(person, project.office))
    family, given = (name.family, name.given) if isinstance(name, NameParts) else (str(name), "")
    told: Mapping[str, str] = {
        "id": member.person.id,
        "family": family,
        "given": given,
        "group": " ".join(member.groups),
        "number": f"{number:02}",
    }
    words = BLANK.sub(lambda blank: told[blank[1]], plan.file_name)
    recipient = Recipient(section, member.person.id, file_name(words, member.person.id))
    return Addressee(recipient, language_of(person, project.office), member.person.place)


def _written_in(person: Person, office: Office) -> str:
    """The language of the names in file names: the office's, or any that there is."""
    tags = (office.source, office.fallback, *person.name.wordings)
    return next(tag for tag in tags if tag and person.name.wording(tag) is not None)


def language_of(person: Person, office: Office) -> str:
    """Which of the office's languages a person speaks; the one it writes first, where it is none."""
    own = (tag for tag in (person.native, *person.languages) if tag in office.languages)
    return next(own, None) or office.source


def _by_id(one: Addressee) -> Addressee:
    recipient = one.recipient
    return replace(one, recipient=replace(recipient, name=with_id(recipient.name, recipient.person)))


def member_of(document: Document, recipient: Recipient) -> Member:
    """What the list says of a recipient."""
    members = _delegation(document, recipient.section).members
    return next(member for member in members if member.person.id == recipient.person)


def groups_of(document: Document, recipient: Recipient) -> Iterator[Group]:
    """The groups of a recipient, in the order of the list."""
    own = member_of(document, recipient).groups
    return (group for group in _delegation(document, recipient.section).groups if group.id in own)


def for_recipient(document: Document, recipient: Recipient | None) -> Document:
    """What of a document concerns one of its recipients; without one, what concerns everybody."""
    if recipient is None:
        everybody = [section for section in document.sections if not isinstance(section, Personal)]
        return _with_sections(document, everybody)
    return _with_sections(document, _concerning(document.sections, member_of(document, recipient).groups))


def _with_sections(document: Document, sections: Sequence[AnySection]) -> Document:
    return document.model_copy(update={"sections": tuple(sections)})


def _concerning(sections: Sequence[AnySection], groups: Collection[str]) -> list[AnySection]:
    """The sections without the slots of other groups, and without what is about these alone."""
    narrowed = [_narrowed(section, groups) for section in sections]
    gone = _slots(sections) - _slots(narrowed)
    return [
        section for section in (_without(section, gone) for section in narrowed) if _is_left(section, gone)
    ]


def _is_left(section: AnySection, gone: Collection[str]) -> bool:
    match section:
        case Programme():
            return bool(section.days)
        case Gifts():
            return bool(section.items)
        case TalkingPoints():
            return section.meeting not in gone
        case _:
            return True


def _without(section: AnySection, gone: Collection[str]) -> AnySection:
    """The section without gifts of slots that are gone."""
    if not isinstance(section, Gifts):
        return section
    return section.model_copy(
        update={"items": tuple(gift for gift in section.items if gift.moment not in gone)}
    )


def _narrowed(section: AnySection, groups: Collection[str]) -> AnySection:
    if not isinstance(section, Programme):
        return section
    days = (_day(day, groups) for day in section.days)
    return section.model_copy(update={"days": tuple(day for day in days if day.slots)})


def _day(day: Day, groups: Collection[str]) -> Day:
    slots = (slot for slot in day.slots if not slot.groups or not set(slot.groups).isdisjoint(groups))
    return day.model_copy(update={"slots": tuple(slots)})


def _slots(sections: Sequence[AnySection]) -> set[str]:
    return {slot.id for slot in authored_slots(sections) if slot.id}


def lost(document: Document, recipient: Recipient | None) -> frozenset[str]:
    """What references may lead to in other editions of the document, and in this one not."""
    return _names(document.sections) - _names(for_recipient(document, recipient).sections)


def _names(sections: Sequence[AnySection]) -> frozenset[str]:
    """The ids on a page of sections, and those of days and slots inside of them."""
    return frozenset(name for section in sections for name in _names_in(section))


def _names_in(section: AnySection) -> Iterator[str]:
    name = section.id or section_name(section.type)
    yield name
    if isinstance(section, Programme):
        for day in section.days:
            yield f"{name}-{day.date}"
            yield from (f"{name}-{slot.id}" for slot in day.slots if slot.id)
