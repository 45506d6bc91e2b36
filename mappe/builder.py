"""Makes what is planned; the failure of one output stops no other."""

import os
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as with_changes
from pathlib import Path
from typing import Protocol

from mappe.content.loader import load
from mappe.content.writer import attachments
from mappe.diagnostics import Diagnostic, Place
from mappe.errors import LanguageError, MachineError, MappeError
from mappe.formats import FORMATS
from mappe.formats.docx.redline import Changes, redline
from mappe.formats.docx.template import STYLES
from mappe.locales import Locale, MissingPhrase, locale_of
from mappe.model.dates import PartialDate
from mappe.model.excerpt import excerpt
from mappe.model.page import Page
from mappe.model.project import Edition, Project
from mappe.plan import Comparison, Output, plan
from mappe.render.layout import Voices, page, voices
from mappe.workers.crew import together
from mappe.workers.work import Begun, Ended, Job, alone

CATALOGS = "locales"


@dataclass(frozen=True)
class Wanted:
    """What to build; an empty choice means all."""

    documents: Collection[str] = ()
    languages: Collection[str] = ()
    formats: Collection[str] = ()
    recipients: Collection[str] = ()
    audiences: Collection[str] = ()


@dataclass(frozen=True)
class Started:
    output: Output | Comparison


@dataclass(frozen=True)
class Built:
    """A file that is whole and in its place; `size` in bytes, `seconds` of wall time."""

    output: Output
    path: Path
    size: int
    pages: int | None
    seconds: float


@dataclass(frozen=True)
class Failed:
    """An output that could not be made; the file of an earlier build stays as it was."""

    output: Output | Comparison
    error: MappeError


@dataclass(frozen=True)
class Compared:
    """A redline that is whole and in its place; `size` in bytes, `seconds` of wall time."""

    output: Comparison
    path: Path
    size: int
    changes: Changes
    seconds: float


@dataclass(frozen=True)
class Absent:
    """A redline that there cannot be, since its edition was not there before; `reason` is a sentence."""

    output: Comparison
    reason: str


Step = Started | Built | Failed | Compared | Absent


@dataclass(frozen=True)
class Absence:
    """Why an edition was not there before, as a sentence."""

    reason: str


class Previous(Protocol):
    """What was there before."""

    def concerns(self, edition: Edition, /) -> bool:
        """Whether there may be this edition in it."""

    def content(self, edition: Edition, /) -> bytes | Absence:
        """The edition's Word file. Raises a `MappeError`."""

    def refuse(self, editions: Sequence[Edition], /) -> MappeError:
        """Why none of these editions may be in it."""


@dataclass(frozen=True)
class Workshop:
    """A project and its languages, ready to build."""

    project: Project
    voices: Voices
    work: tuple[tuple[Edition, tuple[Output, ...]], ...]


def prepare(root: Path, templates: Sequence[Path], wanted: Wanted) -> Workshop:
    """Everything read and checked. Raises a `MappeError` before any file is touched."""
    project = load(root, templates, STYLES)
    work = tuple(
        plan(
            project,
            documents=wanted.documents,
            languages=wanted.languages,
            formats=wanted.formats,
            recipients=wanted.recipients,
            audiences=wanted.audiences,
        )
    )
    locales = _locales(project.office.languages, templates)
    return Workshop(project, voices(locales, templates), work)


def build(workshop: Workshop, target: Path, jobs: int = 1) -> Iterator[Step]:
    """Each output below `target`, as it begins and as it ends; so many `jobs` are done at a time.

    The same bytes whoever writes them. A single edition, or one after the other, is written in this process.
    """
    size = min(jobs, len(workshop.work))
    pages = _pages(workshop)
    for news in together(pages, size) if size > 1 else alone(pages):
        output = Output(workshop.work[news.job][0], news.format)
        yield Started(output) if isinstance(news, Begun) else _stored(output, news, target)


def _pages(workshop: Workshop) -> Iterator[Job]:
    """Edition by edition, each made when it is asked for."""
    for number, (edition, outputs) in enumerate(workshop.work):
        made: Page | MappeError
        try:
            made = finished(workshop, edition)
        except MappeError as error:
            made = error
        yield Job(number, made, tuple(output.format for output in outputs))


def compare(workshop: Workshop, earlier: Previous, target: Path) -> Iterator[Step]:
    """The redline of each edition below `target`, as it begins and as it ends.

    Raises a `MappeError` where the previous state has none of them.
    """
    editions = [edition for edition, _ in workshop.work]
    concerned = [edition for edition in editions if earlier.concerns(edition)]
    if not concerned:
        raise earlier.refuse(editions)
    for edition in concerned:
        output = Comparison(edition)
        yield Started(output)
        try:
            yield _compared(workshop, earlier, output, target)
        except MappeError as error:
            yield Failed(output, error)


def _compared(workshop: Workshop, earlier: Previous, output: Comparison, target: Path) -> Compared | Absent:
    begun = time.perf_counter()
    before = earlier.content(output.edition)
    if isinstance(before, Absence):
        return Absent(output, before.reason)
    today = finished(workshop, output.edition)
    day = PartialDate.parse(today.date).first_day
    made = redline(before, FORMATS["docx"].write(today).content, today.author, f"{day.isoformat()}T00:00:00Z")
    replace(target / output.path, made.content)
    seconds = time.perf_counter() - begun
    return Compared(output, target / output.path, len(made.content), made.changes, seconds)


def finished(workshop: Workshop, edition: Edition) -> Page:
    """An edition as a page, with what its document embeds. Raises a `MappeError`."""
    try:
        made = page(workshop.project, edition, workshop.voices)
        if workshop.project.dossier(edition.document).document.embed is None:
            return made
        files = excerpt(workshop.project, edition, made)
        described = attachments(files, workshop.voices.locales[edition.language])
        return with_changes(made, attachments=tuple(described))
    except MissingPhrase as error:
        place = Place(Path("templates", CATALOGS, f"{error.language}.po"), 1)
        raise LanguageError([Diagnostic(str(error), place)]) from None


def _stored(output: Output, ended: Ended, target: Path) -> Built | Failed:
    written = ended.outcome
    if isinstance(written, MappeError):
        return Failed(output, written)
    begun = time.perf_counter()
    try:
        replace(target / output.path, written.content)
    except MappeError as error:
        return Failed(output, error)
    seconds = ended.seconds + time.perf_counter() - begun
    return Built(output, target / output.path, len(written.content), written.pages, seconds)


def replace(path: Path, content: bytes) -> None:
    """Put `content` at `path` whole, or leave what is there. Raises `MachineError`."""
    draft = path.with_name(f".{path.name}.draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        hint = "close it where it is open" if isinstance(error, PermissionError) else ""
        message = f"{path.name} cannot be written: {error.strerror}"
        raise MachineError([Diagnostic(message, None, hint)]) from None
    finally:
        _discard(draft)


def _discard(draft: Path) -> None:
    try:
        draft.unlink(missing_ok=True)
    except OSError:
        return  # its folder cannot be written to: then there is no draft in it either


def _locales(tags: Sequence[str], templates: Sequence[Path]) -> Mapping[str, Locale]:
    locales: dict[str, Locale] = {}
    faults: list[Diagnostic] = []
    for tag in tags:
        try:
            locales[tag] = locale_of(_catalog(tag, templates))
        except LanguageError as error:
            faults.extend(_below_templates(fault, tag) for fault in error.diagnostics)
    if faults:
        raise LanguageError(faults)
    return locales


def _below_templates(fault: Diagnostic, tag: str) -> Diagnostic:
    """The fault as all others are told: without the folders above the project."""
    shown = Path("templates", CATALOGS, f"{tag}.po")
    return with_changes(fault, place=fault.place and with_changes(fault.place, file=shown))


def _catalog(tag: str, templates: Sequence[Path]) -> Path:
    """The nearest catalog of a language. Raises `LanguageError` where no folder has one."""
    name = f"{tag}.po"
    for folder in templates:
        if (folder / CATALOGS / name).is_file():
            return folder / CATALOGS / name
    place = Place(Path("templates", CATALOGS, name), 1)
    raise LanguageError(
        [Diagnostic(f"no catalog for the language '{tag}'", place, "write one, or take it from office.yaml")]
    )
