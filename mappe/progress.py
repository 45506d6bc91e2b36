"""How a build goes and what came of it, as a console shows it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Column, Table

from mappe.builder import Absent, Built, Compared, Failed, Pruned, Started, Step, Waiting
from mappe.manifest.reasons import NEW

LISTED, SLOWEST = 40, 5
"""Files that are told one by one at the end; when there are more, so many of them."""


def told(steps: Iterable[Step], total: int, out: Console) -> Iterator[Step]:
    """The same steps, each told: a bar on a terminal, plain lines for a log."""
    running: dict[Path, None] = {}
    failed = 0
    with _bar(out) as bar:
        task = bar.add_task("", total=total, now="")
        for step in steps:
            match step:
                case Started():
                    running[step.output.path] = None
                case Waiting() | Pruned():
                    pass
                case _:
                    running.pop(step.output.path, None)
                    bar.advance(task)
            _tell(step, out)
            failed += isinstance(step, Failed)
            now = f"[red]{failed} failed[/red]  " * bool(failed) + "  ".join(each.name for each in running)
            bar.update(task, now=now, refresh=True)
            yield step


def _bar(out: Console) -> Progress:
    """How much is done, how long the rest will take, and what is being made; it leaves no trace."""
    return Progress(
        BarColumn(20),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        # Names, however many and long, take no second line.
        TextColumn("{task.fields[now]}", table_column=Column(no_wrap=True, overflow="ellipsis")),
        console=out,
        transient=True,
        disable=not out.is_terminal,
    )


def _tell(step: Step, out: Console) -> None:
    match step:
        case Waiting():
            out.print(f"waiting {step.who} is building into the same folder")
        case Failed():
            out.print(f"[red]failed[/red]  {step.output.path.as_posix()}")
        case Absent():
            out.print(f"left    {step.output.path.as_posix()}")
        case Pruned(path, ""):
            out.print(f"removed {path.as_posix()}  [dim]no edition has this name any more[/dim]")
        case Pruned(path, kept):
            out.print(
                f"left    {path.as_posix()}  [dim]no edition has this name any more, but it {kept}[/dim]"
            )
        case Built() if step.reason != NEW:
            out.print(f"made    {step.output.path.as_posix()}  [dim]{step.reason}[/dim]")
        case Built() | Compared() if not out.is_terminal:  # where the bar has told it already
            out.print(f"made    {step.output.path.as_posix()}")


def summary(built: Sequence[Built]) -> Iterator[Table]:
    """File by file; when they are more than fit on a screen, their sums and what took longest."""
    if len(built) <= LISTED:
        yield _files(built, "file")
        return
    yield _sums(built)
    longest = sorted(built, key=lambda one: one.seconds, reverse=True)
    yield _files(longest[:SLOWEST], "what took longest")


def _files(built: Sequence[Built], head: str) -> Table:
    table = _table(head, [one.path.as_posix() for one in built], "pages", "size", "time")
    for one in built:
        pages = "" if one.pages is None else str(one.pages)
        table.add_row(one.path.as_posix(), pages, _kilobytes(one.size), _time(one.seconds))
    return table


def _sums(built: Iterable[Built]) -> Table:
    documents = {name: [*files] for name, files in groupby(built, lambda one: one.output.edition.document)}
    table = _table("document", [*documents], "files", "pages", "size", "time")
    for name, ones in documents.items():
        pages = str(sum(one.pages or 0 for one in ones))
        size, seconds = sum(one.size for one in ones), sum(one.seconds for one in ones)
        table.add_row(name, str(len(ones)), pages, _kilobytes(size), _time(seconds))
    return table


def redlines(compared: Sequence[Compared]) -> Table:
    """What changed, file by file."""
    names = [one.path.as_posix() for one in compared]
    table = _table("paragraphs in", names, "new", "changed", "gone", "size", "time")
    for one in compared:
        numbers = (str(number) for number in one.changes)
        table.add_row(one.path.as_posix(), *numbers, _kilobytes(one.size), _time(one.seconds))
    return table


def _table(head: str, names: Sequence[str], *numbers: str) -> Table:
    """Names are shown whole, however narrow the console says it is."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column(head, min_width=max(map(len, names)))
    for name in numbers:
        table.add_column(name, justify="right")
    return table


def _kilobytes(size: int) -> str:
    return f"{size / 1000:,.0f} kB"


def _time(seconds: float) -> str:
    return f"{seconds:.1f} s"
