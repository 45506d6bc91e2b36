"""What a project is to be published as."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from mappe.diagnostics import Diagnostic, did_you_mean
from mappe.errors import RequestError
from mappe.formats import FORMATS
from mappe.model.project import Dossier, Edition, Office, Project


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


def plan(
    project: Project,
    documents: Collection[str] = (),
    languages: Collection[str] = (),
    formats: Collection[str] = (),
) -> Iterator[tuple[Edition, tuple[Output, ...]]]:
    """Each edition with its outputs; empty choices mean all.

    Raises `RequestError` for a document, language or format that the project does not have.
    """
    office = project.office
    _known("document", documents, [dossier.name for dossier in project.dossiers])
    _known("language", languages, office.languages)
    dossiers = [dossier for dossier in project.dossiers if not documents or dossier.name in documents]
    made = {dossier.name: _formats(dossier, office) for dossier in dossiers}
    _known("format", formats, dict.fromkeys(chain(*made.values())))
    for dossier in dossiers:
        names = [name for name in made[dossier.name] if not formats or name in formats]
        for edition in _editions(dossier, office):
            if names and (not languages or any(tag in languages for tag in edition.languages)):
                yield edition, tuple(Output(edition, name) for name in names)


def _editions(dossier: Dossier, office: Office) -> Iterator[Edition]:
    for wanted in dossier.document.editions:
        if wanted.layout == "single":
            for language in wanted.languages or office.languages:
                yield Edition(dossier.name, (language,), wanted.audience)
        else:
            yield Edition(dossier.name, wanted.languages, wanted.audience, wanted.layout)


def _formats(dossier: Dossier, office: Office) -> tuple[str, ...]:
    """What the office makes of every document, then what this one is printed as; PDF tells Word its pages."""
    return (*(name for name in FORMATS if name in office.formats), *dossier.document.print.files)


def _known(what: str, wanted: Collection[str], known: Collection[str]) -> None:
    faults = [
        Diagnostic(f"no {what} '{word}'", None, did_you_mean(word, known) or f"there is {', '.join(known)}")
        for word in wanted
        if word not in known
    ]
    if faults:
        raise RequestError(faults)
