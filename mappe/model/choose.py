"""Audience, then language: from records to the plain values of one reader."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType, SimpleNamespace
from typing import Any

from mappe.diagnostics import Diagnostic
from mappe.errors import ContentError
from mappe.model.audience import Audience
from mappe.model.document import Document
from mappe.model.located import place_of
from mappe.model.policy import Policy
from mappe.model.project import Edition, Office, Project, Recipient, Registers
from mappe.model.recipients import for_recipient, groups_of, language_of, lost, member_of
from mappe.model.record import Readable, Record, Reference, SourceId
from mappe.model.registers import Person
from mappe.model.sections import Section
from mappe.model.text import Gloss, Mark, Parallel, Text, Wording
from mappe.model.translations import State, Translations


class Chosen(SimpleNamespace):
    """A record as one reader may see it: strings of one language, and nothing of what is not for them."""


Typeset = Mapping[str, Callable[[str], str]]
"""{language: how it sets prose}."""


@dataclass
class _Reader:
    """One edition's reader, how many texts they met, and what was wrong with those."""

    audience: Audience
    language: str
    office: Office
    registers: Registers
    policy: Policy
    translations: Translations
    typeset: Typeset
    texts: int = 0
    faults: list[Diagnostic] = field(default_factory=list)
    fallen_back: list[Diagnostic] = field(default_factory=list)
    seen: dict[tuple[str, str], Chosen] = field(default_factory=dict)


def choose(project: Project, edition: Edition, language: str, typeset: Typeset) -> Chosen:
    """The document of an edition as its readers may see it in one of its languages, with the sources cited.

    Raises `ContentError` with the place of every wording that the edition needs and its language lacks, or
    that its office's policy does not let out.
    """
    authored = project.dossier(edition.document).document
    document = for_recipient(authored, edition.recipient)
    reader = _Reader(
        edition.audience,
        language,
        project.office,
        project.registers,
        project.office.policy(edition.audience, language),
        project.translations,
        typeset,
    )
    chosen = _record(document, reader)
    chosen.recipient = edition.recipient and _own(document, edition.recipient, edition.languages, reader)
    chosen.sections = tuple(_told(chosen.sections, chosen.recipient))
    chosen.lost = lost(authored, edition.recipient)
    _name_groups(chosen.sections)
    if faults := [*reader.faults, *_incomplete(reader)]:
        raise ContentError(faults)
    chosen.cited = tuple(
        record for (register, _), record in reader.seen.items() if register == SourceId.register
    )
    return chosen


def _own(document: Document, recipient: Recipient, languages: Sequence[str], reader: _Reader) -> Chosen:
    """What one recipient may read of themself, whoever else may not."""
    member = member_of(document, recipient)
    person = reader.registers[member.person.register][member.person.id]
    return Chosen(
        person=_record(person, reader),
        salutation=_salutation(person, languages, reader) if isinstance(person, Person) else None,
        groups=tuple(_value(group.name, reader) for group in groups_of(document, recipient)),
        hotel=_value(member.hotel, reader),
        transport=_value(member.transport, reader),
    )


def _salutation(person: Person, languages: Sequence[str], reader: _Reader) -> Wording | None:
    """How a person is greeted: in their own language, or in each of the two that stand side by side."""
    tag = language_of(person, reader.office) if len(languages) == 1 else reader.language
    if person.salutation is None or not person.salutation.wording(tag):
        return None
    return _set(person.salutation, tag, reader)


def _told(sections: Sequence[Chosen], recipient: Chosen | None) -> Iterator[Chosen]:
    """The sections without one for the recipient that says nothing."""
    facts = ("salutation", "groups", "hotel", "transport")
    tells = any(getattr(recipient, name) for name in facts) if recipient else False
    return (section for section in sections if section.type != "personal" or section.text or tells)


def _name_groups(sections: Sequence[Chosen]) -> None:
    """What members and slots call by its id gets its name, if the list of the groups is there to be read."""
    lists = [section for section in sections if section.type == "delegation"]
    everywhere = {group.id: group.name for one in reversed(lists) for group in one.groups}
    for one in lists:
        own = {group.id: group.name for group in one.groups}
        for member in one.members:
            member.groups = tuple(own[name] for name in member.groups if name in own)
    for slot in slots_of(sections):
        slot.groups = tuple(everywhere[name] for name in slot.groups if name in everywhere)


def slots_of(sections: Iterable[Chosen]) -> Iterator[Chosen]:
    """The slots of all programmes that a reader sees, in their order."""
    programmes = (section for section in sections if section.type == "programme")
    return (slot for programme in programmes for day in programme.days for slot in day.slots)


def readable(record: Record, audience: Audience, registers: Registers) -> Iterator[tuple[str, object]]:
    """The fields of a record with what an audience may read in them: the one rule of who reads what.

    What it may not read is as if it were not written. A record inside, or one of a register that is referred
    to, is there whole or not at all, and is to be asked in its turn.
    """
    for name in type(record).model_fields:
        if audience.reads(record.lowest_reader_of(name)):
            yield name, _left(getattr(record, name), audience, registers)
        else:
            yield name, _unwritten(type(record), name)


def _left(value: object, audience: Audience, registers: Registers) -> object:
    if isinstance(value, tuple):
        return tuple(entry for entry in value if _visible(entry, audience, registers))
    return value if _visible(value, audience, registers) else None


def _unwritten(kind: type[Record], name: str) -> object:
    field = kind.model_fields[name]
    return None if field.is_required() else field.get_default(call_default_factory=True)


def _visible(value: object, audience: Audience, registers: Registers) -> bool:
    if isinstance(value, Reference):
        return _visible(registers[value.register][value.id], audience, registers)
    if not isinstance(value, Readable):
        return True
    return audience.reads(value.lowest_reader) and all(
        _is_left(value, names, audience, registers) for names in _needed(type(value))
    )


def _is_left(record: Record, names: Sequence[str], audience: Audience, registers: Registers) -> bool:
    """Whether an audience may read one of these fields, if any is written."""
    written = [name for name in names if _says_something(getattr(record, name))]
    return not written or any(
        audience.reads(record.lowest_reader_of(name))
        and _says_something(_left(getattr(record, name), audience, registers))
        for name in written
    )


def _says_something(value: object) -> bool:
    return value is not None and value is not False and value != ()


@cache
def _needed(kind: type[Readable]) -> tuple[tuple[str, ...], ...]:
    """Groups of fields of each of which something must be left, so that no empty label stays."""
    required = tuple((name,) for name, field in kind.model_fields.items() if field.is_required())
    own = (name for name in kind.model_fields if name not in {*Section.model_fields, "type"})
    content = ((*own, "lead"),) if issubclass(kind, Section) else ()
    return (*required, *kind.one_of, *content)


def _record(record: Record, reader: _Reader) -> Chosen:
    chosen = Chosen(written_at=record.written_at)
    for name, value in readable(record, reader.audience, reader.registers):
        setattr(chosen, name, _value(value, reader))
    return chosen


def _value(value: object, reader: _Reader) -> Any:  # noqa: ANN401  # whatever a field holds
    match value:
        case Text():
            return _wording(value, reader)
        case Reference():
            return _referred(value, reader) if _visible(value, reader.audience, reader.registers) else None
        case Record():
            return _record(value, reader)
        case tuple():
            chosen = (_value(entry, reader) for entry in value)
            return tuple(entry for entry in chosen if entry is not None)
        case Mapping():
            return {key: _value(entry, reader) for key, entry in value.items()}
        case _:
            return value


def _referred(reference: Reference, reader: _Reader) -> Chosen:
    key = (reference.register, reference.id)
    if key not in reader.seen:
        chosen = _record(reader.registers[reference.register][reference.id], reader)
        chosen.id = reference.id
        reader.seen[key] = chosen
    return reader.seen[key]


def spoken(text: Text, language: str, office: Office) -> str | None:
    """The language in which a reader of this one gets a text; None where there is nothing for them."""
    tags = (language,) if isinstance(text, Gloss) else (language, office.fallback)
    return next((tag for tag in tags if tag and text.wording(tag) is not None), None)


def _incomplete(reader: _Reader) -> Iterator[Diagnostic]:
    """Why an edition that lacks so many texts is not published."""
    there = reader.texts - len(reader.fallen_back)
    if 100 * there < reader.policy.complete * reader.texts:
        who, needed = reader.audience.name.lower(), reader.policy.complete
        message = f"the {who} edition in '{reader.language}' has {100 * there // reader.texts} % of its texts"
        hint = f"{needed} % are needed; see translations: in content/office.yaml"
        yield Diagnostic(message, reader.policy.place, hint)
        yield from reader.fallen_back


def _wording(text: Text, reader: _Reader) -> Wording | None:
    language = spoken(text, reader.language, reader.office)
    if language is None and isinstance(text, Gloss):
        return None
    reader.texts += 1
    if text.wording(reader.language) is None:
        message = f"no wording in '{reader.language}'"
        if language is None or reader.policy.missing == "error":
            hint = f"add {reader.language}: or name a fallback in content/office.yaml"
            reader.faults.append(Diagnostic(message, text.place, hint))
            return None
        reader.fallen_back.append(Diagnostic(message, text.place, f"add {reader.language}:"))
    return _printed(text, language or reader.language, reader)


def _printed(text: Text, language: str, reader: _Reader) -> Wording:
    elsewhere: Mapping[str, Wording] = MappingProxyType({})
    if isinstance(text, Parallel):
        others = (tag for tag in reader.office.languages if text.wording(tag) is not None)
        elsewhere = {tag: _set(text, tag, reader) for tag in others}
    mark = Mark.FALLBACK if language != reader.language else _mark(text, language, reader)
    wording = _set(text, language, reader)
    wording.mark, wording.elsewhere = mark, elsewhere
    return wording


def _mark(text: Text, language: str, reader: _Reader) -> Mark:
    """Whether readers see that a translation is older than its source."""
    policy = reader.policy.stale
    if policy == "warning" or reader.translations.state(text, language) is not State.STALE:
        return Mark.NONE
    if policy == "error":
        place = place_of(text.wording(language)) or text.place
        hint = f"translate it anew, or accept it: mappe confirm {place}"
        reader.faults.append(Diagnostic("the source of this translation has changed", place, hint))
    return Mark.STALE


def set_words(text: Text, language: str, typeset: Typeset) -> Any:  # noqa: ANN401  # as `Text.wording`
    """A wording as its language sets prose; a name as it is."""
    words = text.wording(language)
    return typeset[language](words) if text.is_prose and isinstance(words, str) else words


def _set(text: Text, language: str, reader: _Reader) -> Wording:
    place = place_of(text.wording(language)) or text.place
    return Wording(set_words(text, language, reader.typeset), language, place)
