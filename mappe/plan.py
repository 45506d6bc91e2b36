"""What a project is to be published as."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from mappe.diagnostics import Diagnostic, Place, did_you_mean
from mappe.errors import ContentError, RequestError
from mappe.formats import FORMATS
from mappe.model.choose import readable
from mappe.model.document import EditionPlan
from mappe.model.file_names import folded
from mappe.model.project import Dossier, Edition, Office, Project
from mappe.model.recipients import addressees, delegation_of, for_recipient


@dataclass(frozen=True)
class Output:
    """One file to be; the path is below the output folder."""

    edition: Edition
    format: str

    @property
    def path(self) -> Path:
        return Path(self.edition.document, self.edition.stem + FORMATS[self.format].suffix)


@dataclass(frozen=True)
class Comparison:
    """The Word file that shows what changed in an edition; the path is below the output folder."""

    edition: Edition

    @property
    def path(self) -> Path:
        return Path(self.edition.document, f"{self.edition.stem}.redline.docx")


@dataclass(frozen=True)
class _Planned:
    """An edition, and where its author asks for it; `owner` is where its recipient stands."""

    edition: Edition
    asked: Place | None
    owner: Place | None = None


def plan(  # noqa: PLR0913, PLR0917  # all that can be asked for
    project: Project,
    documents: Collection[str] = (),
    languages: Collection[str] = (),
    formats: Collection[str] = (),
    recipients: Collection[str] = (),
    audiences: Collection[str] = (),
) -> Iterator[tuple[Edition, tuple[Output, ...]]]:
    """Each edition with its outputs; empty choices mean all.

    Raises `RequestError` for a document, language, format, recipient or audience that there is not, and
    `ContentError` where two files would have the same name, whether they are asked for or not.
    """
    office = project.office
    _known("document", documents, [dossier.name for dossier in project.dossiers])
    _known("language", languages, office.languages)
    planned = {dossier.name: [*_planned(dossier, project)] for dossier in project.dossiers}
    dossiers = [dossier for dossier in project.dossiers if not documents or dossier.name in documents]
    made = {dossier.name: _formats(dossier, office) for dossier in dossiers}
    _known("format", formats, dict.fromkeys(chain(*made.values())))
    asked = [one.edition.audience.name.lower() for dossier in dossiers for one in planned[dossier.name]]
    _known("edition for the audience", audiences, dict.fromkeys(asked))
    _known("recipient", recipients, _people(one for dossier in dossiers for one in planned[dossier.name]))
    clashes = (_same_paths(planned[dossier.name], dossier, office) for dossier in project.dossiers)
    if faults := [*chain(*clashes)]:
        raise ContentError(faults)
    for dossier in dossiers:
        names = [name for name in made[dossier.name] if not formats or name in formats]
        for edition in (one.edition for one in planned[dossier.name]):
            if _is_wanted(edition, languages, recipients, audiences):
                possible = [name for name in names if _is_possible(name, dossier, edition, project)]
                if possible:
                    yield edition, tuple(Output(edition, name) for name in possible)


def _is_wanted(
    edition: Edition,
    languages: Collection[str],
    recipients: Collection[str],
    audiences: Collection[str],
) -> bool:
    is_spoken = not languages or any(tag in languages for tag in edition.languages)
    is_read = not audiences or edition.audience.name.lower() in audiences
    person = edition.recipient and edition.recipient.person
    return is_spoken and is_read and (not recipients or person in recipients)


def _people(planned: Iterable[_Planned]) -> Collection[str]:
    """The ids of all who get a pack of their own."""
    return dict.fromkeys(one.edition.recipient.person for one in planned if one.edition.recipient)


def _planned(dossier: Dossier, project: Project) -> Iterator[_Planned]:
    for wanted in dossier.document.editions:
        if wanted.for_each is None:
            for edition in _editions(dossier.name, wanted, wanted.languages or project.office.languages):
                yield _Planned(edition, wanted.written_at)
        else:
            yield from _packs(dossier, wanted, project)


def _packs(dossier: Dossier, wanted: EditionPlan, project: Project) -> Iterator[_Planned]:
    """Those of members whom the edition's readers know of."""
    place = wanted.where("file_name")
    section = delegation_of(dossier.document, wanted)
    members = dict(readable(section, wanted.audience, project.registers))["members"]
    known = {
        member.person.id for member in section.members if isinstance(members, tuple) and member in members
    }
    for one in addressees(section, wanted, project):
        if one.recipient.person not in known:
            continue
        for edition in _editions(dossier.name, wanted, wanted.languages or (one.language,)):
            yield _Planned(replace(edition, recipient=one.recipient), place, one.place)


def _editions(document: str, wanted: EditionPlan, languages: Sequence[str]) -> Iterator[Edition]:
    sets = [(tag,) for tag in languages] if wanted.layout == "single" else [tuple(languages)]
    return (Edition(document, tags, wanted.audience, wanted.layout) for tags in sets)


def _same_paths(planned: Iterable[_Planned], dossier: Dossier, office: Office) -> Iterator[Diagnostic]:
    """Whatever some file system would take for one file, redlines too."""
    first: dict[str, _Planned] = {}
    for one in planned:
        outputs = (Output(one.edition, name) for name in _formats(dossier, office))
        paths = [*(output.path for output in outputs), Comparison(one.edition).path]
        if again := next((path for path in paths if folded(str(path)) in first), None):
            other = first[folded(str(again))]
            hint = f"write a file_name: that tells {_each(other, one)} apart"
            yield Diagnostic(f"two files would be called '{again.name}'", one.asked, hint)
        first.update((folded(str(path)), one) for path in paths)


def _each(one: _Planned, other: _Planned) -> str:
    """Two editions as an author would tell them apart: by person or, if that is the same, by line."""
    people = [
        planned.edition.recipient.person if planned.edition.recipient else "" for planned in (one, other)
    ]
    if people[0] == people[1]:
        people = ["", ""]
    told = (
        f"'{person}' in {_line(planned.owner)}" if person else f"the edition in {_line(planned.asked)}"
        for person, planned in zip(people, (one, other), strict=True)
    )
    return " and ".join(told)


def _line(place: Place | None) -> str:
    return f"line {place.line}" if place else "no line"


def _formats(dossier: Dossier, office: Office) -> tuple[str, ...]:
    """What the office makes of every document, then what this one is printed as; PDF tells Word its pages."""
    return (*(name for name in FORMATS if name in office.formats), *dossier.document.print.files)


def _is_possible(name: str, dossier: Dossier, edition: Edition, project: Project) -> bool:
    """Whether the readers of an edition see a section of which a format is made."""
    needed = FORMATS[name].sections
    if not needed:
        return True
    document = for_recipient(dossier.document, edition.recipient)
    sections = dict(readable(document, edition.audience, project.registers))["sections"]
    types = (section.type for section in sections) if isinstance(sections, tuple) else ()
    return not needed.isdisjoint(types)


def _known(what: str, wanted: Collection[str], known: Collection[str]) -> None:
    faults = [
        Diagnostic(
            f"no {what} '{word}'", None, did_you_mean(word, known) or f"there is {', '.join(known) or 'none'}"
        )
        for word in wanted
        if word not in known
    ]
    if faults:
        raise RequestError(faults)
