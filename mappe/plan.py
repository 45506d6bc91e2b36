"""What a project is to be published as."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from mappe.diagnostics import Diagnostic, did_you_mean
from mappe.errors import RequestError
from mappe.formats import FORMATS
from mappe.model.project import Edition, Project


@dataclass(frozen=True)
class Output:
    """One file to be; the path is below the output folder."""

    edition: Edition
    format: str

    @property
    def path(self) -> Path:
        return Path(self.edition.document, self.edition.stem + FORMATS[self.format].suffix)


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
    _known("format", formats, office.formats)
    for dossier in project.dossiers:
        if documents and dossier.name not in documents:
            continue
        for wanted in dossier.document.editions:
            for language in wanted.languages or office.languages:
                if not languages or language in languages:
                    edition = Edition(dossier.name, language, wanted.audience)
                    yield (
                        edition,
                        tuple(
                            Output(edition, name) for name in office.formats if not formats or name in formats
                        ),
                    )


def _known(what: str, wanted: Collection[str], known: Collection[str]) -> None:
    faults = [
        Diagnostic(f"no {what} '{word}'", None, did_you_mean(word, known) or f"there is {', '.join(known)}")
        for word in wanted
        if word not in known
    ]
    if faults:
        raise RequestError(faults)
