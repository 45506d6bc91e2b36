"""Audience, then language: from records to the plain values of one reader."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType, SimpleNamespace
from typing import Any, get_args

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


def choose(project: Project, edition: Edition, language: str) -> Chosen:
    """The document of an edition as its readers may see it in one of its languages, with the sources cited.

    Raises `ContentError` with the place of every wording that the edition needs and its language lacks.
    """
    document = project.dossier(edition.document).document
    reader = _Reader(edition.audience, language, project.office, project.registers)
    chosen = _record(document, reader)
    if reader.missing:
        raise ContentError(reader.missing)
    chosen.cited = tuple(
        record for (register, _), record in reader.seen.items() if register == SourceId.register
    )
    return chosen


def readable(record: Record, audience: Audience) -> Iterator[tuple[str, object]]:
    """The fields of a record with what an audience may read in them: the one rule of who reads what.

    A record inside is there whole or not at all, and is to be asked in its turn.
    """
    for name, lowest in _lowest_readers(type(record)):
        value = getattr(record, name)
        yield name, _readable(value, audience) if audience.reads(lowest) else _nothing(value)


@cache
def _lowest_readers(kind: type[Record]) -> tuple[tuple[str, Audience], ...]:
    """The fields of a kind of record, each with the lowest audience that its annotation names."""
    return tuple(
        (name, next((mark for mark in field.metadata if isinstance(mark, Audience)), Audience.PUBLIC))
        for name, field in kind.model_fields.items()
    )


def _readable(value: object, audience: Audience) -> object:
    if isinstance(value, Record):
        return value if _visible(value, audience) else None
    if isinstance(value, tuple):
        return tuple(entry for entry in value if not isinstance(entry, Record) or _visible(entry, audience))
    return value


def _nothing(value: object) -> object:
    return () if isinstance(value, tuple) else None


def _visible(record: Record, audience: Audience) -> bool:
    if isinstance(record, Section):
        return audience.reads(record.audience or record.lowest) and not _emptied(record, audience)
    if isinstance(record, Item):
        return audience.reads(record.lowest) and not _emptied(record, audience)
    return True


def _emptied(record: Record, audience: Audience) -> bool:
    """Whether the audience leaves nothing of the items that a record cannot do without."""
    return any(
        not any(_visible(item, audience) for item in getattr(record, name))
        for name in _required_items(type(record))
    )


@cache
def _required_items(kind: type[Record]) -> tuple[str, ...]:
    """The fields of a kind of record that are lists of items and have no default."""
    return tuple(
        name
        for name, field in kind.model_fields.items()
        if field.is_required() and any(_is_item(entry) for entry in get_args(field.annotation))
    )


def _is_item(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Item)


def _record(record: Record, reader: _Reader) -> Chosen:
    chosen = Chosen(written_at=record.written_at)
    for name, value in readable(record, reader.audience):
        setattr(chosen, name, _value(value, reader))
    return chosen


def _value(value: object, reader: _Reader) -> Any:  # noqa: ANN401  # whatever a field holds
    match value:
        case Text():
            return _wording(value, reader)
        case Reference():
            return _referred(value, reader)
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


def _wording(text: Text, reader: _Reader) -> Wording | None:
    language = spoken(text, reader.language, reader.office)
    if language is not None:
        return _printed(text, language, reader)
    if not isinstance(text, Gloss):
        hint = f"add {reader.language}: or name a fallback in content/office.yaml"
        reader.missing.append(Diagnostic(f"no wording in '{reader.language}'", text.place, hint))
    return None


def _printed(text: Text, language: str, reader: _Reader) -> Wording:
    elsewhere: Mapping[str, Wording] = MappingProxyType({})
    if isinstance(text, Parallel):
        others = {tag: text.wording(tag) for tag in reader.office.languages}
        elsewhere = {tag: Wording(word, tag, text.place) for tag, word in others.items() if word is not None}
    fallback = language != reader.language
    return Wording(text.wording(language), language, text.place, fallback=fallback, elsewhere=elsewhere)
