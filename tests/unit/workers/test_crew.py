"""Several processes write what one would have written, and survive each other."""

import multiprocessing
import os
import re
import signal
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, replace

import pytest

from mappe.errors import ContentError, FormatError, MachineError
from mappe.formats import FORMATS
from mappe.model.page import Page, Written
from mappe.workers import crew
from mappe.workers.limits import Limits
from mappe.workers.start import LONG
from mappe.workers.work import Begun, Ended, Job, News, alone
from tests.benchmarks.measure import longer
from tests.editions import ROOT, pages_of

NAMES = ("pdf", "docx", "html")
PLENTY = Limits(600, 4000)


@pytest.fixture(scope="module")
def page() -> Page:
    return pages_of(ROOT / "tests/projects/minimal")["visit.de"]


def together(jobs: Iterable[Job], size: int, limits: Limits = PLENTY) -> Generator[News, None, None]:
    """A build with so many workers of its own."""
    with crew.crew(size, limits) as hands:
        yield from hands.write(jobs)


def _ended(news: Iterator[News]) -> dict[tuple[int, str], Written | Exception]:
    return {(one.job, one.format): one.outcome for one in news if isinstance(one, Ended)}


def _children() -> set[int | None]:
    return {process.pid for process in multiprocessing.active_children()}


def test_a_worker_writes_the_same_bytes(page: Page) -> None:
    jobs = [Job(0, page, NAMES), Job(1, replace(page, title="Zwei"), NAMES)]
    assert _ended(together(jobs, 2)) == _ended(alone(jobs))
    assert _children() == set()


def test_an_output_is_told_when_it_begins_and_when_it_ends(page: Page) -> None:
    told = [(type(one), one.job, one.format) for one in together([Job(7, page, ("html", "docx"))], 1)]
    assert told == [(kind, 7, name) for name in ("html", "docx") for kind in (Begun, Ended)]


def test_a_fault_of_one_page_is_the_same_and_stops_no_other(page: Page) -> None:
    bad = replace(
        page, parts=(replace(page.parts[-1], markup='<section id="s"><h2>\U0001f9ff</h2></section>'),)
    )
    jobs = [Job(0, bad, ("pdf",)), Job(1, page, ("html",))]
    with pytest.raises(FormatError) as here:
        FORMATS["pdf"].write(bad)
    ended = _ended(together(jobs, 1))
    fault = ended[0, "pdf"]
    assert isinstance(fault, FormatError)
    assert fault.diagnostics == here.value.diagnostics
    assert isinstance(ended[1, "html"], Written)


def test_an_edition_that_has_no_page_is_told_and_stops_no_other(page: Page) -> None:
    fault = ContentError([])
    ended = _ended(together([Job(0, fault, NAMES), Job(1, page, ("html",)), Job(2, fault, NAMES)], 2))
    assert [name for (job, name), one in ended.items() if one is fault and job in {0, 2}] == [*NAMES, *NAMES]
    assert isinstance(ended[1, "html"], Written)


@pytest.mark.parametrize(("number", "name"), [(signal.SIGKILL, "SIGKILL"), (signal.SIGSEGV, "SIGSEGV")])
def test_a_worker_that_is_killed_costs_the_file_it_was_at(number: int, name: str, page: Page) -> None:
    jobs = [Job(0, longer(page, 30), ("pdf", "html")), Job(1, page, ("html",))]
    ended: dict[tuple[int, str], Written | Exception] = {}
    for news in together(jobs, 1):
        if news == Begun(0, "pdf"):
            (process,) = multiprocessing.active_children()
            assert process.pid
            os.kill(process.pid, number)
        if isinstance(news, Ended):
            ended[news.job, news.format] = news.outcome
    lost = ended.pop((0, "pdf"))
    assert isinstance(lost, MachineError)
    assert f"the process that wrote visit.de.pdf was ended by {name}" in str(lost)
    assert {*ended} == {(0, "html"), (1, "html")}
    assert all(isinstance(one, Written) for one in ended.values())


def test_an_error_of_our_own_costs_the_file(page: Page) -> None:
    broken = replace(page, parts=None)  # type: ignore[arg-type]  # which no page is
    ended = _ended(together([Job(0, broken, ("html",)), Job(1, page, ("html",))], 1))
    assert "the process that wrote visit.de.html ended with status 1" in str(ended[0, "html"])
    assert isinstance(ended[1, "html"], Written)


def test_a_worker_that_dies_while_it_waits_costs_nothing(page: Page) -> None:
    news = together([Job(number, page, ("html",)) for number in range(3)], 1)
    ended = dict[tuple[int, str], Written | Exception]()
    for one in news:
        if isinstance(one, Ended):
            ended[one.job, one.format] = one.outcome
            (process,) = multiprocessing.active_children()
            process.kill()
            process.join()
    assert [isinstance(one, Written) for one in ended.values()] == [True, True, True]


def test_a_worker_that_has_written_many_pages_makes_room_for_another(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "LIFE", 2)
    seen = [
        _children()
        for one in together([Job(each, page, ("html",)) for each in range(5)], 1)
        if isinstance(one, Ended)
    ]
    assert [len(children) for children in seen] == [1] * 5
    assert seen[0] == seen[1] != seen[2] == seen[3] != seen[4]


def test_few_pages_are_under_way_at_any_time(page: Page) -> None:
    size, asked = 2, 0

    def jobs() -> Iterator[Job]:
        nonlocal asked
        for asked in range(1, 21):
            yield Job(asked, page, ("html",))

    ahead = []
    ended = 0
    for news in together(jobs(), size):
        ended += isinstance(news, Ended)
        ahead.append(asked - ended)
    assert ended == 20
    assert max(ahead) <= 2 * size


def test_who_stops_listening_leaves_no_process_behind(page: Page) -> None:
    news = together((Job(number, longer(page, 30), ("pdf",)) for number in range(9)), 2)
    assert [type(next(news)), type(next(news))] == [Begun, Begun]
    assert len(_children()) == 2
    news.close()
    assert _children() == set()


@dataclass(frozen=True)
class Trap:
    """A title that does something in the process that unpacks it."""

    code: str

    def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
        return eval, (self.code,)


TRAPS = {
    "hangs": (
        "__import__('time').sleep(1000)",
        "visit.de.html takes more than 3 seconds: if that may be, --seconds 30",
    ),
    "turns in a circle": (
        "sum(0 for _ in iter(int, 1))",
        "visit.de.html takes more than (2 seconds of the processor|3 seconds): if that may be",
    ),
    "has so much of the processor left": (
        "exit(__import__('resource').getrlimit(0)[0] - int(__import__('time').process_time()))",
        r"ended with status [23]\b",
    ),
    "wants all memory": ("bytes(10**12)", "visit.de.html needs more than 900 MB of memory: --megabytes 1800"),
    "wants a little more each time": (
        "[bytes(10**7) for _ in iter(int, 1)]",
        "visit.de.html needs more than 900 MB of memory",
    ),
    "breaks": ("__import__('ctypes').string_at(0)", "was ended by SIGSEGV"),
    "aborts": ("__import__('os').abort()", "was ended by SIGABRT"),
    "leaves": ("__import__('sys').exit(4)", "ended with status 4"),
    "leaves at once": ("__import__('os')._exit(5)", "ended with status 5"),
    "raises what cannot be sent": (
        "(_ for _ in ()).throw(type('Own', (Exception,), {})())",
        "ended with status 1",
    ),
    "ends itself": ("__import__('os').kill(__import__('os').getpid(), 9)", "was ended by SIGKILL"),
}
"""What a worker does → how, and what is told of the file."""


@pytest.mark.slow
@pytest.mark.parametrize("kind", TRAPS)
def test_a_worker_that_goes_wrong_costs_the_file_it_was_at(kind: str, page: Page) -> None:
    code, message = TRAPS[kind]
    bad = replace(page, title=Trap(code))  # type: ignore[arg-type]  # which no page has
    jobs = [Job(0, bad, ("html",)), *(Job(number, page, ("html",)) for number in range(1, 4))]
    ended = _ended(together(jobs, 2, Limits(3, 900)))
    fault = ended.pop((0, "html"))
    assert isinstance(fault, MachineError)
    assert re.search(message, str(fault))
    assert [isinstance(one, Written) for one in ended.values()] == [True, True, True]
    assert _children() == set()


def test_what_takes_long_to_import_is_known_before_the_formats_are() -> None:
    heavy = {name for name, kind in FORMATS.items() if {"WeasyPrint", "python-docx"} & {*kind.engines}}
    assert {*LONG} == heavy
