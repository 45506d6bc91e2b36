"""The content of one edition and no other: what its readers may read, in the words that it prints."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

from mappe.model.audience import Audience
from mappe.model.choose import readable, spoken
from mappe.model.page import Page
from mappe.model.project import Edition, Project
from mappe.model.record import Record, Reference, SourceId
from mappe.model.text import UNDETERMINED, NameParts, Parallel, Text

HOUSE = frozenset({"word_template", "word_styles"})
"""What the office says of its own Word file, which is the house's and travels in no other."""

Excerpt = Mapping[str, Mapping[str, Any]]
"""{file of content/: keys, lists and single values of records}; `document` is the edition's."""


@dataclass
class _Reader:
    """One edition's reader, the foreign words that they find on the page, and what they were referred to."""

    project: Project
    edition: Edition
    foreign: frozenset[str]
    used: dict[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)


def excerpt(project: Project, edition: Edition, page: Page) -> Excerpt:
    """What an edition is made of, so that nothing else is needed to make its `page` again, but for images."""
    reader = _Reader(project, edition, _foreign_words(page))
    files: dict[str, Mapping[str, Any]] = {"document": _document(reader)}
    files["office"] = {
        key: value for key, value in _record(project.office, reader).items() if key not in HOUSE
    }
    for register, records in project.registers.items():
        used = {name: reader.used[register, name] for name in records if (register, name) in reader.used}
        if used:
            files[register] = used
    return files


def _foreign_words(page: Page) -> frozenset[str]:
    """Whatever stands on the page in an element that names its language."""
    markup = "".join(part.markup for part in page.parts)
    root = ElementTree.fromstring(f"<body>{markup}</body>")  # noqa: S314  # our own templates' output
    return frozenset("".join(element.itertext()) for element in root.iter() if "lang" in element.attrib)


def _document(reader: _Reader) -> Mapping[str, Any]:
    document = _record(reader.project.dossier(reader.edition.document).document, reader)
    layout = {} if reader.edition.layout == "single" else {"layout": reader.edition.layout}
    edition = {"audience": reader.edition.audience, **layout, "languages": [*reader.edition.languages]}
    return {**document, "editions": [edition], "sections": _sections(document.get("sections", []), reader)}


def _sections(sections: list[dict[str, Any]], reader: _Reader) -> list[Mapping[str, Any]]:
    """The sections without what leads to others that are not there."""
    programmes = (section for section in sections if section["type"] == "programme")
    slots = {slot.get("id") for programme in programmes for day in programme["days"] for slot in day["slots"]}
    kept: list[Mapping[str, Any]] = [
        {key: value for key, value in section.items() if key != "meeting" or value in slots}
        for section in sections
    ]
    if not any(section["type"] == "sources" for section in sections) and (_cites(reader) or not sections):
        # A document that cites must list, and none is empty: so it has a list that these readers do not see.
        kept.append({"type": "sources", "audience": Audience.INTERNAL})
    return kept


def _cites(reader: _Reader) -> bool:
    return any(register == SourceId.register for register, _ in reader.used)


def _record(record: Record, reader: _Reader) -> dict[str, Any]:
    """What was written in a record, its type first; without keys of which these readers have nothing."""
    fields = type(record).model_fields
    written = (
        (fields[name].alias or name, _value(value, reader))
        for name, value in readable(record, reader.edition.audience)
        if name in record.model_fields_set
    )
    kept = ((key, value) for key, value in written if value not in (None, [], {}))
    return dict(sorted(kept, key=lambda entry: entry[0] != "type"))


def _value(value: object, reader: _Reader) -> Any:  # noqa: ANN401  # whatever a field holds
    match value:
        case Text():
            return _words(value, reader)
        case Reference():
            return _referred(value, reader)
        case Record():
            return _record(value, reader)
        case tuple():
            return [kept for entry in value if (kept := _value(entry, reader)) is not None]
        case Mapping():
            return {key: kept for key, entry in value.items() if (kept := _value(entry, reader))}
        case _:
            return value


def _referred(reference: Reference, reader: _Reader) -> str:
    key = (reference.register, reference.id)
    if key not in reader.used:
        reader.used[key] = _record(reader.project.registers[reference.register][reference.id], reader)
    return reference.id


def _words(text: Text, reader: _Reader) -> object:
    """The wording that is printed, and those that stand beside it in other languages."""
    if UNDETERMINED in text.wordings:
        return _parts(text.wordings[UNDETERMINED])
    printed = {spoken(text, tag, reader.project.office) for tag in reader.edition.languages}
    beside = reader.foreign if isinstance(text, Parallel) else ()
    return {
        tag: _parts(words) for tag, words in text.wordings.items() if tag in printed or str(words) in beside
    }


def _parts(words: object) -> object:
    if isinstance(words, NameParts):
        parts = {"given": words.given, "patronymic": words.patronymic, "family": words.family}
        return {key: part for key, part in parts.items() if part}
    return words
