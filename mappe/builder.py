"""Makes what is planned; the failure of one output stops no other."""

import os
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as with_changes
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from mappe.content.loader import load
from mappe.content.writer import attachments
from mappe.diagnostics import Diagnostic, did_you_mean
from mappe.errors import LanguageError, MappeError, RequestError
from mappe.formats import FORMATS
from mappe.locales import MissingPhrase, locales_of
from mappe.manifest.files import replace, sweep
from mappe.manifest.instant import request
from mappe.manifest.lock import Lock, lock
from mappe.manifest.reasons import difference, facts
from mappe.manifest.records import Facts, Inputs, Manifest
from mappe.model.dates import PartialDate
from mappe.model.excerpt import excerpt
from mappe.model.page import Page
from mappe.model.project import Edition, Project
from mappe.model.record import leaves
from mappe.model.word import StyleKind
from mappe.plan import Comparison, Output, plan
from mappe.render.layout import Voices, page, voices
from mappe.workers.work import Begun, Ended, Job, News, alone

if TYPE_CHECKING:
    from mappe.formats.docx.redline import Changes

UNKNOWN = Inputs()

PATIENCE = 0.1
"""Seconds between two looks whether another build has ended."""

SECONDS_A_VALUE = 0.001
"""What a value of the content takes from page to file, where no file tells more."""


@dataclass(frozen=True)
class Wanted:
    """What to build; an empty choice means all."""

    documents: Collection[str] = ()
    languages: Collection[str] = ()
    formats: Collection[str] = ()
    recipients: Collection[str] = ()
    audiences: Collection[str] = ()

    @property
    def request(self) -> str:
        """The same as a key of the manifest."""
        choices = (self.languages, self.formats, self.audiences, self.recipients)
        return request(self.documents, choices)


@dataclass(frozen=True)
class Waiting:
    """Another build is going on in the same folder; `who` says whose."""

    who: str


@dataclass(frozen=True)
class Started:
    output: Output | Comparison


@dataclass(frozen=True)
class Built:
    """A file that is whole and in its place, and why it was made; `size` in bytes, `seconds` of wall time."""

    output: Output
    path: Path
    size: int
    pages: int | None
    seconds: float
    reason: str


@dataclass(frozen=True)
class Fresh:
    """An output that need not be made: its file is what it would be."""

    output: Output


@dataclass(frozen=True)
class Pruned:
    """A file of ours that no plan names any more: it is taken away, or stays for the reason that is told."""

    path: Path
    kept: str


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
    changes: "Changes"
    seconds: float


@dataclass(frozen=True)
class Absent:
    """A redline that there cannot be, since its edition was not there before; `reason` is a sentence."""

    output: Comparison
    reason: str


Step: TypeAlias = Waiting | Started | Built | Fresh | Pruned | Failed | Compared | Absent

Writer: TypeAlias = Callable[[Iterable[Job]], Iterator[News]]
"""Who writes pages as files: this process, several, or several machines."""


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
    """A project and its languages, ready to build.

    `work` is what is asked for; `named` are the paths of all outputs that the project has.
    """

    project: Project
    voices: Voices
    wanted: Wanted
    work: tuple[tuple[Edition, tuple[Output, ...]], ...]
    named: frozenset[str]


def prepare(root: Path, templates: Sequence[Path], wanted: Wanted) -> Workshop:
    """Everything read and checked. Raises a `MappeError` before any file is touched."""
    project = load(root, templates, _word_styles)
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
    whole = work if wanted == Wanted() else tuple(plan(project))
    named = frozenset(output.path.as_posix() for _, outputs in whole for output in outputs)
    locales = locales_of(project.office.languages, templates)
    return Workshop(project, voices(locales, templates), wanted, work, named)


def _word_styles() -> Mapping[str, StyleKind]:
    from mappe.formats.docx.template import STYLES  # noqa: PLC0415  # python-docx, for a letterhead only

    return STYLES


@dataclass(frozen=True)
class Needed:
    """An output that is to be made: from what, and why."""

    output: Output
    facts: Facts
    reason: str


def build(
    workshop: Workshop,
    target: Path,
    write: Writer = alone,
    inputs: Inputs = UNKNOWN,
    *,
    force: bool = False,
) -> Iterator[Step]:
    """What is not up to date below `target`, as it begins and as it ends; a `force`d build makes all.

    The same bytes whoever writes them. `inputs` are what `workshop` was read from, as it was before. Raises
    `MachineError` where nothing can be written at all.
    """
    with lock(target) as ours:
        yield from _turn(ours)
        sweep(target)
        site = Site(workshop, target, Manifest.of(target), force=force)
        site.manifest.begin(inputs, _owner(workshop, target))
        yield from site.steps(write)
        for path, kept in site.manifest.prune(workshop.named):
            yield Pruned(target / path, kept)
        if not site.failed:
            answer = [output.path.as_posix() for _, outputs in workshop.work for output in outputs]
            site.manifest.settle(workshop.wanted.request, answer)


def _owner(workshop: Workshop, target: Path) -> str:
    """SHA-256 of a project's path from its output folder, as hexadecimal: it tells nobody where that is."""
    path = os.path.relpath(workshop.project.root, target)
    return sha256(os.fsencode(path)).hexdigest()


def _turn(ours: Lock) -> Iterator[Step]:
    """Wait until nobody else builds there."""
    who = ours.take()
    if who:
        yield Waiting(who)
        while ours.take():
            time.sleep(PATIENCE)


@dataclass
class Site:
    """An output folder while it is built into.

    `fresh` are outputs of which nobody was told yet that they need not be made; `needed` are the others, by
    the number of their edition and their format.
    """

    workshop: Workshop
    target: Path
    manifest: Manifest
    force: bool
    failed: bool = False
    fresh: deque[Output] = field(default_factory=deque)
    needed: dict[tuple[int, str], Needed] = field(default_factory=dict)

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """{name of a document: how many values it has}."""
        return {one.name: sum(1 for _ in leaves(one.document)) for one in self.workshop.project.dossiers}

    def steps(self, write: Writer) -> Iterator[Step]:
        """What is not up to date, as it begins and as it ends."""
        for news in write(self._jobs()):
            yield from self._told()
            needed = self.needed[news.job, news.format]
            yield Started(needed.output) if isinstance(news, Begun) else self._stored(needed, news)
        yield from self._told()

    def _told(self) -> Iterator[Fresh]:
        while self.fresh:
            yield Fresh(self.fresh.popleft())

    def _jobs(self) -> Iterator[Job]:
        """The editions of which something is to be made, each as a page when it is asked for."""
        for number in sorted(range(len(self.workshop.work)), key=self._duration, reverse=True):
            edition, outputs = self.workshop.work[number]
            made: Page | MappeError
            try:
                made = finished(self.workshop, edition)
            except MappeError as error:
                made = error
            needed = [*self._needed(made, outputs)]
            self.needed.update({(number, each.output.format): each for each in needed})
            if needed:
                yield Job(number, made, tuple(each.output.format for each in needed))

    def _duration(self, number: int) -> float:
        """How many seconds an edition will take: as many as before, or what one of its size would."""
        edition, outputs = self.workshop.work[number]
        records = [self.manifest.outputs.get(output.path.as_posix()) for output in outputs]
        if known := [record.seconds for record in records if record]:
            return sum(known) * len(outputs) / len(known)
        return self.sizes[edition.document] * len(edition.languages) * SECONDS_A_VALUE

    def _needed(self, made: Page | MappeError, outputs: Sequence[Output]) -> Iterator[Needed]:
        if isinstance(made, MappeError):
            yield from (Needed(output, {}, "") for output in outputs)
            return
        known = facts(made, [output.format for output in outputs])
        for output in outputs:
            now = known[output.format]
            if reason := "--force" if self.force else why(self.manifest, output, now):
                yield Needed(output, now, reason)
            else:
                self.fresh.append(output)

    def _stored(self, needed: Needed, ended: Ended) -> Built | Failed:
        output, written = needed.output, ended.outcome
        if isinstance(written, MappeError):
            self.failed = True
            return Failed(output, written)
        begun = time.perf_counter()
        path = self.target / output.path
        try:
            replace(path, written.content, self.target)
            seconds = ended.seconds + time.perf_counter() - begun
            self.manifest.record(output.path.as_posix(), needed.facts, written.content, seconds)
        except MappeError as error:
            self.failed = True
            return Failed(output, error)
        return Built(output, path, len(written.content), written.pages, seconds, needed.reason)


def why(manifest: Manifest, output: Output, now: Facts) -> str:
    """Why an output is to be made from these facts; nothing if its file is what it would be."""
    path = output.path.as_posix()
    record = manifest.outputs.get(path)
    if record is None and manifest.damaged:
        return "what it was made from is not known, the manifest was damaged"
    reason = difference(record, now, output.edition.document)
    change = "" if reason else manifest.change(path)
    return reason or (f"the file {change}" if change else "")


def explain(workshop: Workshop, target: Path, file: Path) -> tuple[Path, str]:
    """The path of an output below `target`, and why the next build would make it; nothing if it would not.

    Raises `RequestError` for a file that no plan names, and a `MappeError` where its page cannot be made.
    """
    manifest = Manifest.of(target)
    asked = _below(target, file)
    for edition, outputs in workshop.work:
        for output in outputs:
            if output.path == asked:
                known = facts(finished(workshop, edition), [output.format])
                return asked, why(manifest, output, known[output.format])
    if asked.as_posix() in manifest.outputs:
        change = manifest.change(asked.as_posix())
        what = f"it {change}, so it stays" if change else "the next build takes it away"
        return asked, f"no edition has this name any more; {what}"
    hint = did_you_mean(asked.as_posix(), workshop.named)
    raise RequestError([Diagnostic(f"no edition is published as '{asked.as_posix()}'", None, hint)])


def _below(target: Path, file: Path) -> Path:
    """A file's path below the output folder, by whichever path it was typed."""
    whole = Path(os.path.abspath(file))  # noqa: PTH100  # `resolve` would follow a link that is an output
    return whole.relative_to(target.absolute()) if whole.is_relative_to(target.absolute()) else file


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
    from mappe.formats.docx.redline import redline  # noqa: PLC0415  # python-docx, for redlines only

    made = redline(before, FORMATS["docx"].write(today).content, today.author, f"{day.isoformat()}T00:00:00Z")
    replace(target / output.path, made.content, target)
    seconds = time.perf_counter() - begun
    return Compared(output, target / output.path, len(made.content), made.changes, seconds)


def finished(workshop: Workshop, edition: Edition) -> Page:
    """An edition as a page, with what its document embeds. Raises a `MappeError`."""
    try:
        made = page(workshop.project, edition, workshop.voices)
        if workshop.project.dossier(edition.document).document.embed is None:
            return made
        files = excerpt(workshop.project, edition, made, workshop.voices.typeset)
        described = attachments(files, workshop.voices.locales[edition.language])
        return with_changes(made, attachments=tuple(described))
    except MissingPhrase as error:
        raise LanguageError([error.at(None)]) from None
