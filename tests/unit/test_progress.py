"""What a console shows of a build."""

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.console import Console

from mappe.builder import Built, Failed, Started, Step
from mappe.diagnostics import Diagnostic
from mappe.errors import FormatError
from mappe.manifest.reasons import NEW
from mappe.model.audience import Audience
from mappe.model.project import Edition
from mappe.plan import Output
from mappe.progress import LISTED, SLOWEST, summary, told


def _output(document: str, name: str = "pdf") -> Output:
    return Output(Edition(document, ("de",), Audience.GUEST), name)


FAILED = Failed(_output("bad"), FormatError([Diagnostic("too wide")]))


def _built(document: str, seconds: float = 1.0, reason: str = NEW) -> Built:
    output = _output(document)
    return Built(output, Path("output", output.path), 2000, 3, seconds, reason)


def _console(*, terminal: bool, width: int = 90) -> tuple[Console, io.StringIO]:
    screen = io.StringIO()
    return Console(file=screen, force_terminal=terminal, width=width, color_system=None), screen


def _steps() -> Iterator[Step]:
    yield from (
        Started(_output("good")),
        Started(_output("bad")),
        FAILED,
        _built("good"),
        Started(_output("last")),
    )


def _frames(steps: Iterable[Step], total: int, console: Console, screen: io.StringIO) -> Iterator[str]:
    """What each step brings to the screen."""
    before = 0
    for _ in told(steps, total, console):
        yield screen.getvalue()[before:]
        before = screen.tell()


def test_a_log_has_a_line_for_each_file() -> None:
    console, log = _console(terminal=False)
    assert [*told(_steps(), 3, console)] == [*_steps()]
    assert log.getvalue().splitlines() == ["failed  bad/bad.de.pdf", "made    good/good.de.pdf"]


def test_a_terminal_has_a_bar_that_names_what_is_being_made() -> None:
    console, screen = _console(terminal=True)
    seen = [*_frames(_steps(), 3, console, screen)]
    assert "0/3" in seen[1]
    assert "good.de.pdf  bad.de.pdf" in seen[1]
    assert "1/3" in seen[2]
    assert "1 failed  good.de.pdf" in seen[2]
    assert "2/3" in seen[4]
    assert "1 failed  last.de.pdf" in seen[4]
    assert "failed  bad/bad.de.pdf" in screen.getvalue()
    assert "made " not in screen.getvalue()


def test_the_bar_takes_one_line_however_much_is_being_made() -> None:
    console, screen = _console(terminal=True, width=60)
    steps = (Started(_output(f"document-{number}")) for number in range(20))
    *_, drawn = _frames(steps, 20, console, screen)
    assert "document-0.de.pdf" in drawn
    assert "…" in drawn
    assert "document-9" not in drawn


def _shown(built: list[Built]) -> list[str]:
    console, screen = _console(terminal=False)
    console.print(*summary(built), sep="\n\n")
    return [line.rstrip() for line in screen.getvalue().splitlines()]


def test_files_are_told_one_by_one_as_long_as_a_screen_holds_them() -> None:
    rows = _shown([_built("visit") for _ in range(LISTED)])
    assert len(rows) == LISTED + 1
    assert rows[1].split() == ["output/visit/visit.de.pdf", "3", "2", "kB", "1.0", "s"]


def test_of_many_files_the_sums_and_the_slowest_are_told() -> None:
    many = [*[_built("packs", 2.0)] * 300, _built("visit", 9.5), *[_built("visit")] * 9]
    rows = _shown(many)
    assert [row.split() for row in rows[:3]] == [
        ["document", "files", "pages", "size", "time"],
        ["packs", "300", "900", "600", "kB", "600.0", "s"],
        ["visit", "10", "30", "20", "kB", "18.5", "s"],
    ]
    assert rows[-SLOWEST].split()[0] == "output/visit/visit.de.pdf"
    assert rows[-SLOWEST - 1].startswith("what took longest")
