"""The content of one edition and no other: what its readers may read, in the words that it prints."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from mappe.model.audience import Audience
from mappe.model.choose import Typeset, readable, set_words, spoken
from mappe.model.markup import body
from mappe.model.page import Page
from mappe.model.policy import Rule
from mappe.model.project import Edition, Project, Recipient
from mappe.model.recipients import for_recipient, lost
from mappe.model.record import Readable, Record, Reference, SourceId
from mappe.model.sections import Member
from mappe.model.text import UNDETERMINED, Gloss, NameParts, Parallel, Text

HOUSE = frozenset({"translations", "word_template", "word_styles", "outdated_after"})
"""What the office says of its own Word file and of its own rules: the house's, it travels in no file."""

SLOTS = frozenset({"meeting", "moment"})
"""Fields that hold the id of a slot."""

REFERENCE = re.compile(r"\[([^\[\]]+)\]\(#([^()\s]*)\)")
"""A reference with words of its own."""

Excerpt = Mapping[str, Mapping[str, Any]]
"""{file of content/: keys, lists and single values of records}; `document` is the edition's."""


@dataclass
class _Reader:
    """One edition's reader, the foreign words that they find on the page, and what they were referred to.

    `lost` is what references lead to in other editions alone.
    """

    project: Project
    edition: Edition
    foreign: frozenset[str]
    lost: frozenset[str]
    typeset: Typeset
    used: dict[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)


def excerpt(project: Project, edition: Edition, page: Page, typeset: Typeset) -> Excerpt:
    """What an edition is made of, so that nothing else is needed to make its `page` again, but for images."""
    document = project.dossier(edition.document).document
    reader = _Reader(project, edition, _foreign_words(page), lost(document, edition.recipient), typeset)
    files: dict[str, dict[str, Any]] = {"document": {**_document(reader)}}
    files["office"] = {
        key: value for key, value in _record(project.office, reader).items() if key not in HOUSE
    }
    if rules := [_record(rule, reader) for rule in project.office.translations if _fits(rule, edition)]:
        files["office"]["translations"] = rules
    for register, records in project.registers.items():
        used = {name: reader.used[register, name] for name in records if (register, name) in reader.used}
        if used:
            files[register] = used
    return files


def _fits(rule: Rule, edition: Edition) -> bool:
    return any(rule.fits(edition.audience, tag) for tag in edition.languages)


def _foreign_words(page: Page) -> frozenset[str]:
    """Whatever stands on the page in an element that names its language."""
    markup = "".join(part.markup for part in page.parts)
    spoken_of = (element for element in body(markup).iter() if "lang" in element.attrib)
    return frozenset("".join(element.itertext()) for element in spoken_of)


def _document(reader: _Reader) -> Mapping[str, Any]:
    recipient = reader.edition.recipient
    authored = reader.project.dossier(reader.edition.document).document
    document = _record(for_recipient(authored, recipient), reader)
    layout = {} if reader.edition.layout == "single" else {"layout": reader.edition.layout}
    said = {"audience": reader.edition.audience, **layout, "languages": [*reader.edition.languages]}
    edition = {**said, **_pack(recipient)}
    return {**document, "editions": [edition], "sections": _sections(document.get("sections", []), reader)}


def _pack(recipient: Recipient | None) -> Mapping[str, str]:
    """What makes a plan be for one person, by the same name."""
    if recipient is None:
        return {}
    return {"for_each": f"{recipient.section}.{recipient.person}", "file_name": recipient.name}


def _sections(sections: list[dict[str, Any]], reader: _Reader) -> list[Mapping[str, Any]]:
    """The sections without what leads to others that are not there."""
    programmes = (section for section in sections if section["type"] == "programme")
    slots = {slot.get("id") for programme in programmes for day in programme["days"] for slot in day["slots"]}
    kept: list[Mapping[str, Any]] = [
        _with_slots(section, slots)
        for section in sections
        if section["type"] != "code" or section.get("slot") in (None, *slots)
    ]
    if not any(section["type"] == "sources" for section in sections) and (_cites(reader) or not sections):
        # A document that cites must list, and none is empty: so it has a list that these readers do not see.
        kept.append({"type": "sources", "audience": Audience.INTERNAL})
    return kept


def _with_slots(section: Mapping[str, Any], slots: Collection[str | None]) -> Mapping[str, Any]:
    """A section, or an item of one, without what leads to slots that are not there."""
    kept = {key: value for key, value in section.items() if key not in SLOTS or value in slots}
    if section.get("type") == "gifts":
        return {**kept, "items": [_with_slots(item, slots) for item in section["items"]]}
    return kept


def _cites(reader: _Reader) -> bool:
    return any(register == SourceId.register for register, _ in reader.used)


def _record(record: Record, reader: _Reader) -> dict[str, Any]:
    """What was written in a record, its type first; without keys of which these readers have nothing."""
    fields = type(record).model_fields
    audience = reader.edition.audience
    written = {
        fields[name].alias or name: _value(value, reader)
        for name, value in readable(record, audience, reader.project.registers)
        if name in record.model_fields_set and audience.reads(record.lowest_reader_of(name))
    }
    written |= {name: _value(getattr(record, name), reader) for name in _own_fields(record, reader)}
    if isinstance(record, Readable):
        written["audiences"] = {key: who for key, who in record.audiences.items() if audience.reads(who)}
    kept = ((key, value) for key, value in written.items() if value not in (None, [], {}))
    return dict(sorted(kept, key=lambda entry: entry[0] != "type"))


def _own_fields(record: Record, reader: _Reader) -> tuple[str, ...]:
    """What the recipient of a pack may read of themself, whoever else may not."""
    recipient = reader.edition.recipient
    if recipient is None:
        return ()
    if isinstance(record, Member) and record.person.id == recipient.person:
        return ("groups", "hotel", "transport")
    return ("salutation",) if record is reader.project.registers["people"][recipient.person] else ()


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
        return _parts(text.wordings[UNDETERMINED], reader)
    printed = {spoken(text, tag, reader.project.office) for tag in reader.edition.languages}
    beside = reader.foreign if isinstance(text, Parallel | Gloss) else ()
    return {
        tag: _parts(words, reader)
        for tag, words in text.wordings.items()
        if tag in printed or str(set_words(text, tag, reader.typeset)) in beside
    }


def _parts(words: object, reader: _Reader) -> object:
    """The parts of a name; of a text, the words alone where a reference leads to what is not there."""
    if isinstance(words, NameParts):
        parts = {"given": words.given, "patronymic": words.patronymic, "family": words.family}
        return {key: part for key, part in parts.items() if part}
    return REFERENCE.sub(lambda found: found[1] if found[2] in reader.lost else found[0], str(words))
