"""The wordings that an office wants, and those that it does not."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mappe.checks.permissions import allowed
from mappe.checks.spots import inside
from mappe.checks.subject import Subject
from mappe.diagnostics import Diagnostic, Place, Severity
from mappe.locales import Locale
from mappe.locales.inflection import Hit, Matcher, exactly, loosely
from mappe.model.located import place_of
from mappe.model.registers import Concept
from mappe.model.text import UNDETERMINED, Text


@dataclass(frozen=True)
class Terms:
    """The glossary in one language: {wording: concept} of those to avoid and of those to use."""

    avoided: Mapping[str, str]
    used: Mapping[str, str]
    unwanted: Matcher
    wanted: Matcher


@dataclass(frozen=True)
class Permission:
    """What an author allows on a line; `place` is that of a value in it."""

    place: Place
    words: frozenset[str]


@dataclass
class Reading:
    """A glossary while texts are read: where something was allowed, and which of that was needed.

    Both are by file and line.
    """

    concepts: Mapping[str, Concept]
    terms: Mapping[str, Terms]
    source: str
    root: Path
    permissions: dict[tuple[Path, int], Permission] = field(default_factory=dict)
    needed: dict[tuple[Path, int], set[str]] = field(default_factory=lambda: defaultdict(set))

    def faults(self, text: Text) -> Iterator[Diagnostic]:
        for tag, words in text.wordings.items():
            place = place_of(words) or text.place
            if tag != UNDETERMINED and place is not None:
                self.permissions.setdefault((place.file, place.line), Permission(place, allowed(place)))
                yield from self._avoided(words, tag, place)
                if tag != self.source and self.source in text.wordings:
                    yield from self._unsaid(text.wordings[self.source], words, tag, place)

    def unneeded(self) -> Iterator[Diagnostic]:
        """Permissions for terms of the glossary; other checks have their own."""
        ours = {word for terms in self.terms.values() for word in (*terms.avoided, *terms.used)}
        for line, permission in self.permissions.items():
            for word in sorted(permission.words & ours - self.needed[line]):
                message = f"nothing here needs the permission for '{word}'"
                yield Diagnostic(message, permission.place, "delete it", Severity.WARNING)

    def _avoided(self, words: str, tag: str, place: Place) -> Iterator[Diagnostic]:
        terms = self.terms[tag]
        for hit in _outermost(terms.unwanted.hits(words)):
            said = words[hit.begin : hit.end]
            if not _is_part(hit, terms.wanted.hits(words)) and not self._allows({hit.term, said}, place):
                wanted = self.concepts[terms.avoided[hit.term]].term.wording(tag)
                hint = f"write '{wanted}', or allow it here: # allow: {hit.term}"
                spot = inside(self.root, place, words, hit.begin, hit.end)
                yield Diagnostic(f"'{said}' is not the wording to use", spot, hint)

    def _unsaid(self, original: str, words: str, tag: str, place: Place) -> Iterator[Diagnostic]:
        """Concepts that a source names and its translation does not."""
        source, terms = self.terms[self.source], self.terms[tag]
        said = {terms.used[hit.term] for hit in terms.wanted.hits(words)}
        for name in dict.fromkeys(source.used[hit.term] for hit in _outermost(source.wanted.hits(original))):
            wanted = self.concepts[name].wordings(tag)
            if wanted and name not in said and not self._allows({*wanted}, place):
                term = self.concepts[name].term.wording(self.source)
                message = (
                    f"the text in '{self.source}' says '{term}', and this one does not say '{wanted[0]}'"
                )
                hint = f"write it, or allow it here: # allow: {wanted[0]}"
                yield Diagnostic(message, place, hint, Severity.WARNING)

    def _allows(self, words: Collection[str], place: Place) -> bool:
        line = place.file, place.line
        found = self.permissions[line].words.intersection(words)
        self.needed[line] |= found
        return bool(found)


def glossary(subject: Subject) -> Iterator[Diagnostic]:
    """Wordings to avoid, terms of the source that a translation does not have, permissions without use."""
    concepts = _concepts(subject)
    terms = {tag: _terms(concepts, tag, locale) for tag, locale in subject.locales.items()}
    reading = Reading(concepts, terms, subject.project.office.source, subject.project.root)
    for _, text in subject.texts():
        if text.is_prose:
            yield from reading.faults(text)
    yield from reading.unneeded()


def _concepts(subject: Subject) -> Mapping[str, Concept]:
    records = subject.project.registers["glossary"]
    return {name: record for name, record in records.items() if isinstance(record, Concept)}


def _terms(concepts: Mapping[str, Concept], language: str, locale: Locale) -> Terms:
    avoided = {words: name for name, concept in concepts.items() for words in concept.avoid.get(language, ())}
    used = {words: name for name, concept in concepts.items() for words in concept.wordings(language)}
    return Terms(
        avoided, used, exactly(avoided, language, locale.endings), loosely(used, language, locale.endings)
    )


def _is_part(hit: Hit, wanted: Iterator[Hit]) -> bool:
    """Whether a wording stands in a term that is longer: Swerdlowsk in Gebiet Swerdlowsk."""
    return any(
        term.begin <= hit.begin and hit.end <= term.end and term.end - term.begin > hit.end - hit.begin
        for term in wanted
    )


def _outermost(hits: Iterator[Hit]) -> Iterator[Hit]:
    """Each place once, however many terms it fits."""
    end = 0
    for hit in sorted(hits, key=lambda hit: (hit.begin, -hit.end)):
        if hit.begin >= end:
            yield hit
            end = hit.end
