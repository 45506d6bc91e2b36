"""Whether catalogs and templates have the same phrases."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from babel.messages.catalog import Message

from mappe.diagnostics import Diagnostic, Place, Severity
from mappe.locales.catalogs import missing, read_catalog, shown, to_add
from mappe.locales.faults import Entries, Source, entries, has_words, key_of, strings
from mappe.locales.languages import below_templates, catalog_of
from mappe.locales.phrases import Key, Phrase, Phrases


@dataclass(frozen=True)
class Checked:
    """A catalog that can be read; a project need not mend one that is not its `own`."""

    tag: str
    entries: Entries
    source: Source
    own: bool


def checked_catalog(tag: str, root: Path, templates: Sequence[Path]) -> Checked:
    """The nearest catalog of a language, for the project in `root`. Raises `LanguageError`."""
    path = catalog_of(tag, templates)
    with below_templates(tag):
        catalog, source = read_catalog(path)
    own = path.resolve().is_relative_to((root / "templates").resolve())
    return Checked(tag, catalog, replace(source, path=shown(tag)), own)


def disagreements(phrases: Phrases, catalogs: Iterable[Checked]) -> Iterator[Diagnostic]:
    """What a catalog lacks of the templates' phrases or of the other catalogs', and what it has in vain."""
    every = tuple(catalogs)
    wanted = needed(phrases, (catalog.entries for catalog in every))
    for catalog in every:
        present = {key_of(message): message for message in entries(catalog.entries)}
        for key, phrase in wanted.items():
            yield from _lacking(catalog, phrase, present) if key not in present else ()
        for key, message in present.items():
            yield from _unlike(catalog, message, wanted[key]) if key in wanted else _unused(catalog, message)


def needed(phrases: Phrases, catalogs: Iterable[Entries]) -> Mapping[Key, Phrase]:
    """What each catalog of a project must have: all phrases, and what any other has in an open context."""
    wanted = {phrase.key: phrase for phrase in phrases.known}
    for message in chain.from_iterable(map(entries, catalogs)):
        if message.context in phrases.open:
            words, *plural = strings(message.id)
            wanted.setdefault(key_of(message), Phrase(words, message.context, "".join(plural)))
    return wanted


def _lacking(catalog: Checked, phrase: Phrase, present: Mapping[Key, Message]) -> Iterator[Diagnostic]:
    place = phrase.places[0] if phrase.places else Place(shown(catalog.tag), 1)
    elsewhere = [context for words, context in present if words == phrase.words]
    hint = to_add(catalog.tag)
    if elsewhere:
        others = " and ".join(f"in the context '{one}'" if one else "without a context" for one in elsewhere)
        hint = f"it has them {others}; {hint}"
    yield Diagnostic(missing(catalog.tag, phrase.words, phrase.context), place, hint)


def _unlike(catalog: Checked, message: Message, phrase: Phrase) -> Iterator[Diagnostic]:
    """An entry that is there, and is no answer to what is asked."""
    words, *plural = strings(message.id)
    if phrase.plural and plural != [phrase.plural]:
        told = f"has the plural '{plural[0]}'" if plural else "has no plural"
        text = f"'{words}' {told}, but the templates ask for '{phrase.plural}'"
        hint = f'write msgid_plural "{phrase.plural}" below its msgid, and a msgstr[…] for each form'
        yield catalog.source.fault(text, message.lineno, words, hint)
    elif not has_words(message):
        hint = "write them behind msgstr"
        yield catalog.source.fault(f"'{words}' has no words yet", message.lineno, words, hint)


def _unused(catalog: Checked, message: Message) -> Iterator[Diagnostic]:
    words, *_ = strings(message.id)
    where = f" in the context '{message.context}'" if message.context else ""
    if catalog.own:
        hint = "delete the entry, unless a template is to come that needs it"
        fault = catalog.source.fault(f"no template needs '{words}'{where}", message.lineno, words, hint)
        yield replace(fault, severity=Severity.NOTICE)
