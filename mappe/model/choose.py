"""Audience, then language: from records to the plain values of one reader."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType, SimpleNamespace
from typing import Any

from mappe.diagnostics import Diagnostic
from mappe.errors import ContentError
from mappe.model.audience import Audience
from mappe.model.project import Edition, Office, Project
from mappe.model.record import Item, Record, Reference, SourceId
from mappe.model.sections import Section
from mappe.model.text import Gloss, Parallel, Text, Wording


class Chosen(SimpleNamespace):
    """A record as one reader may see it: strings of one language, and nothing of what is not for them."""


@dataclass
class _Reader:
    """One edition's reader, and what was missing for them."""

    audience: Audience
    language: str
    office: Office
    registers: Mapping[str, Mapping[str, Record]]
    missing: list[Diagnostic] = field(default_factory=list)
    seen: dict[tuple[str, str], Chosen] = field(default_factory=dict)


def choose(project: Project, name: str, edition: Edition) -> Chosen:
    """The document of this name as the readers of an edition may see it, and the sources they see cited.

    Raises `ContentError` with the place of every wording that the edition needs and its language lacks.
    """
    document = next(dossier.document for dossier in project.dossiers if dossier.name == name)
    reader = _Reader(edition.audience, edition.language, project.office, project.registers)
    chosen = _record(document, reader)
    if reader.missing:
        raise ContentError(reader.missing)
    chosen.cited = tuple(
        record for (register, _), record in reader.seen.items() if register == SourceId.register
    )
    return chosen


def _record(record: Record, reader: _Reader) -> Chosen:
    chosen = Chosen(written_at=record.written_at)
    for name, lowest in _lowest_readers(type(record)):
        value = getattr(record, name)
        setattr(chosen, name, _value(value, reader) if reader.audience.reads(lowest) else _nothing(value))
    return chosen


@cache
def _lowest_readers(kind: type[Record]) -> tuple[tuple[str, Audience], ...]:
    """The fields of a kind of record, each with the lowest audience that its annotation names."""
    return tuple(
        (name, next((mark for mark in field.metadata if isinstance(mark, Audience)), Audience.PUBLIC))
        for name, field in kind.model_fields.items()
    )


def _value(value: object, reader: _Reader) -> Any:  # noqa: ANN401  # whatever a field holds
    match value:
        case Text():
            return _wording(value, reader)
        case Reference():
            return _referred(value, reader)
        case Record():
            return _record(value, reader) if _visible(value, reader) else None
        case tuple():
            return tuple(_visible_entries(value, reader))
        case Mapping():
            return {key: _value(entry, reader) for key, entry in value.items()}
        case _:
            return value


def _nothing(value: object) -> object:
    return () if isinstance(value, tuple) else None


def _visible_entries(entries: tuple[object, ...], reader: _Reader) -> Iterator[Any]:
    for entry in entries:
        chosen = _value(entry, reader)
        if chosen is not None:
            yield chosen


def _visible(record: Record, reader: _Reader) -> bool:
    if isinstance(record, Section):
        return reader.audience.reads(record.audience or record.lowest) and not _emptied(record, reader)
    if isinstance(record, Item):
        return reader.audience.reads(record.lowest)
    return True


def _emptied(section: Section, reader: _Reader) -> bool:
    """Whether the audience leaves a section nothing of what it was written for."""
    for value in (getattr(section, name) for name in type(section).model_fields):
        if isinstance(value, tuple) and value and all(isinstance(entry, Item) for entry in value):
            return not any(_visible(entry, reader) for entry in value)
    return False


def _referred(reference: Reference, reader: _Reader) -> Chosen:
    key = (reference.register, reference.id)
    if key not in reader.seen:
        chosen = _record(reader.registers[reference.register][reference.id], reader)
        chosen.id = reference.id
        reader.seen[key] = chosen
    return reader.seen[key]


def _wording(text: Text, reader: _Reader) -> Wording | None:
    own = text.wording(reader.language)
    if own is not None:
        return _printed(text, own, reader.language, reader)
    if isinstance(text, Gloss):
        return None
    fallback = reader.office.fallback
    other = text.wording(fallback) if fallback else None
    if other is None or fallback is None:
        hint = f"add {reader.language}: or name a fallback in content/office.yaml"
        reader.missing.append(Diagnostic(f"no wording in '{reader.language}'", text.place, hint))
        return None
    return _printed(text, other, fallback, reader, fallback=True)


def _printed(text: Text, words: object, language: str, reader: _Reader, *, fallback: bool = False) -> Wording:
    elsewhere: Mapping[str, Wording] = MappingProxyType({})
    if isinstance(text, Parallel):
        others = {tag: text.wording(tag) for tag in reader.office.languages}
        elsewhere = {tag: Wording(word, tag, text.place) for tag, word in others.items() if word is not None}
    return Wording(words, language, text.place, fallback=fallback, elsewhere=elsewhere)
