"""More than one machine: the workers of a Dask scheduler write the same bytes, and may die of it."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest

from mappe.errors import ContentError, FormatError, MachineError, RequestError
from mappe.model.page import Page, Written
from mappe.workers.limits import Limits
from mappe.workers.work import Ended, Job, News, alone
from tests.benchmarks.measure import longer
from tests.command import mappe
from tests.editions import ROOT, pages_of
from tests.faults import MINIMAL, tree

pytestmark = pytest.mark.slow

LIMITS = Limits(60, 2000)
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_DISTRIBUTED__DASHBOARD__LINK": ""}


def _dask(*words: str, **environment: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "dask", *words],  # whose Mappe is not simply that of this folder
        env={**ENVIRONMENT, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def _said(process: "subprocess.Popen[str]", words: str) -> str:
    """The line with these words, when it comes."""
    assert process.stderr
    return next(line for line in process.stderr if words in line)


def _worker(address: str, **environment: str) -> "subprocess.Popen[str]":
    """One process with one thread, without a nanny that would start another one."""
    words = ("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--death-timeout", "30")
    process = _dask(*words, **environment)
    _said(process, "Registered to")
    return process


@contextmanager
def _scheduler(**environment: str) -> "Iterator[tuple[subprocess.Popen[str], str]]":
    """A scheduler and its address."""
    words = ("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    process = _dask(*words, **environment)
    try:
        yield process, _said(process, "Scheduler at:").split()[-1]
    finally:
        process.kill()
        process.communicate()


@contextmanager
def _workers(*addresses: str, **environment: str) -> "Iterator[list[subprocess.Popen[str]]]":
    """A worker for each of these addresses of schedulers."""
    started = [_worker(address, **environment) for address in addresses]
    try:
        yield started
    finally:
        for process in started:
            process.kill()
            process.communicate()


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """A scheduler, by its address."""
    with _scheduler() as (_, address):
        yield address


@pytest.fixture
def workers(scheduler: str) -> "Iterator[list[subprocess.Popen[str]]]":
    """Two of them."""
    with _workers(scheduler, scheduler) as started:
        yield started


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits as long as for a real network."""
    from mappe.workers import cluster  # noqa: PLC0415  # takes a second

    monkeypatch.setattr(cluster, "PATIENCE", 2.0)


@pytest.fixture(scope="module")
def page() -> Page:
    return pages_of(MINIMAL)["visit.de"]


def _across(jobs: Iterable[Job], address: str, limits: Limits = LIMITS) -> Iterator[News]:
    from mappe.workers.cluster import across  # noqa: PLC0415  # as above

    return across(jobs, address, limits)


def _ended(news: Iterator[News]) -> dict[tuple[int, str], Written | Exception]:
    return {(one.job, one.format): one.outcome for one in news if isinstance(one, Ended)}


def _pages(page: Page, number: int, *formats: str) -> list[Job]:
    return [Job(each, replace(page, title=f"{each}"), formats) for each in range(number)]


def test_workers_elsewhere_write_the_same_bytes(scheduler: str, workers: list[object], page: Page) -> None:
    assert len(workers) == 2
    jobs = [*_pages(page, 2, "pdf", "docx", "html"), Job(2, ContentError([]), ("html",))]
    assert _ended(_across(jobs, scheduler)) == _ended(alone(jobs))


def test_a_format_that_fails_stops_no_other(scheduler: str, workers: list[object], page: Page) -> None:
    assert workers
    lonely = replace(page, contacts=())
    told = _ended(_across([Job(0, lonely, ("vcf", "html")), Job(1, page, ("html",))], scheduler))
    assert isinstance(told[0, "vcf"], FormatError)
    assert "leave vcf out of the formats" in str(told[0, "vcf"])
    assert [type(told[key]) for key in ((0, "html"), (1, "html"))] == [Written, Written]


@pytest.mark.parametrize("deaths", ["0", "3"])
def test_a_worker_that_is_killed_costs_nothing(deaths: str, page: Page) -> None:
    # So many deaths Dask allows before it gives up all that the last process had before it.
    jobs = _pages(page, 5, "pdf")
    ended: dict[tuple[int, str], Written | Exception] = {}
    with (
        _scheduler(DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES=deaths) as (_, address),
        _workers(address, address) as workers,
    ):
        for news in _across(jobs, address):
            if isinstance(news, Ended):
                ended[news.job, news.format] = news.outcome
                if len(ended) == 1:
                    workers[0].send_signal(signal.SIGKILL)
    assert ended == _ended(alone(jobs))


@pytest.mark.usefixtures("impatient")
def test_workers_that_are_all_gone_end_the_build(
    scheduler: str, workers: "list[subprocess.Popen[str]]", page: Page
) -> None:
    jobs = [Job(number, longer(page, 30), ("pdf",)) for number in range(3)]
    news = _across(jobs, scheduler)
    next(news)
    for process in workers:
        process.kill()
    faults = [*_ended(news).values()]
    assert len(faults) == 3
    assert all(isinstance(fault, MachineError) for fault in faults)
    assert "no longer answers, or has no worker" in str(faults[0])


def test_a_scheduler_that_goes_away_ends_the_build(page: Page, capfd: pytest.CaptureFixture[str]) -> None:
    jobs = _pages(page, 5, "pdf", "html")
    with _scheduler() as (process, address), _workers(address):
        news = _across(jobs, address)
        next(one for one in news if isinstance(one, Ended))
        process.kill()
        rest = _ended(news)
    faults = {str(fault) for fault in rest.values() if isinstance(fault, MachineError)}
    assert faults == {f"the scheduler at {address} went away, or lost what it was given"}
    assert len(rest) == 9
    assert capfd.readouterr().err == ""


def test_a_build_that_is_broken_off_leaves_nothing_behind(
    scheduler: str, workers: list[object], page: Page
) -> None:
    assert workers
    before = {*threading.enumerate()}
    news = _across(_pages(page, 8, "html"), scheduler)
    next(news)
    assert {*threading.enumerate()} != before
    news.close()  # type: ignore[attr-defined]  # a generator, as Ctrl-C finds it
    assert {*threading.enumerate()} == before


def test_pages_may_be_slow_to_come(
    scheduler: str, workers: list[object], page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert workers
    from mappe.workers import cluster  # noqa: PLC0415  # as above

    monkeypatch.setattr(cluster, "LOOK", 0.001)  # before the file can have come

    def slow() -> Iterator[Job]:
        time.sleep(3)
        yield Job(0, page, ("html",))

    assert [*map(type, _ended(_across(slow(), scheduler, Limits(2, 2000))).values())] == [Written]


def test_files_may_be_slow_to_store(
    scheduler: str, workers: list[object], page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert workers
    from mappe.workers import cluster  # noqa: PLC0415  # as above

    kinds: list[type] = []
    clock = SimpleNamespace(monotonic=lambda: time.monotonic() + 1000 * len(kinds))
    monkeypatch.setattr(cluster, "time", clock)
    for news in _across(_pages(page, 6, "html"), scheduler):
        if isinstance(news, Ended):
            kinds.append(type(news.outcome))  # noqa: PERF401  # which moves the clock
    assert kinds == [Written] * 6


def test_a_page_may_be_large(scheduler: str, workers: list[object], page: Page) -> None:
    assert workers  # and Dask's warning, of more than 10 MB, would be an error here
    jobs = [Job(0, replace(page, author="x" * 11_000_000), ("html",))]
    assert [*map(type, _ended(_across(jobs, scheduler)).values())] == [Written]


def test_a_project_is_built_by_a_cluster(scheduler: str, workers: list[object], tmp_path: Path) -> None:
    words = ("build", "--project", str(MINIMAL), "--output")
    far = mappe(*words, str(tmp_path / "far"), "--cluster", scheduler, folder=tmp_path)
    near = mappe(*words, str(tmp_path / "near"), folder=tmp_path)
    assert (far.returncode, far.stderr, near.returncode) == (0, "", 0)
    assert tree(tmp_path / "far") == tree(tmp_path / "near")
    assert workers


def test_a_worker_that_would_write_other_bytes_is_refused(scheduler: str, page: Page, tmp_path: Path) -> None:
    (tmp_path / "weasyprint-1.0.dist-info").mkdir()
    with (
        _workers(scheduler, PYTHONPATH=f"{ROOT}{os.pathsep}{tmp_path}"),
        pytest.raises(MachineError, match=r"the worker tcp://\S+ has WeasyPrint 1\.0, and this machine"),
    ):
        next(_across([Job(0, page, ("html",))], scheduler))


def test_a_worker_without_mappe_is_refused(scheduler: str, page: Page, tmp_path: Path) -> None:
    (tmp_path / "mappe").mkdir()
    (tmp_path / "mappe/__init__.py").write_text("raise ModuleNotFoundError('No module named mappe')")
    with (
        _workers(scheduler, PYTHONPATH=str(tmp_path)),
        pytest.raises(MachineError, match=r"the worker tcp://\S+ has no Mappe, or another one: ModuleNot"),
    ):
        next(_across([Job(0, page, ("html",))], scheduler))


@pytest.mark.usefixtures("impatient")
def test_a_scheduler_without_workers_is_told(scheduler: str) -> None:
    with pytest.raises(MachineError, match="has no worker: start some with 'dask worker'"):
        next(_across([], scheduler))


@pytest.mark.usefixtures("impatient")
def test_a_worker_that_stands_still_is_told(
    scheduler: str, workers: "list[subprocess.Popen[str]]", page: Page
) -> None:
    workers[0].send_signal(signal.SIGSTOP)
    with pytest.raises(MachineError, match=r"a worker of the scheduler at \S+ does not answer"):
        next(_across([Job(0, page, ("html",))], scheduler))


@pytest.mark.parametrize(
    ("address", "status", "message"),
    [
        ("localhost", 2, "'localhost' is no address of a scheduler: write tcp://host:port, such as"),
        ("tcp://127.0.0.1:9", 3, "no scheduler answers at tcp://127.0.0.1:9: start one with"),
    ],
)
def test_the_command_ends_without_a_traceback(
    address: str, status: int, message: str, tmp_path: Path
) -> None:
    words = ("build", "--project", str(MINIMAL), "--output", str(tmp_path), "--cluster", address)
    result = mappe(*words, folder=tmp_path)
    assert (result.returncode, result.stderr.count("\n")) == (status, 1)
    assert message in result.stderr


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("address", "error", "message"),
    [
        ("localhost", RequestError, "'localhost' is no address of a scheduler: write tcp://host:port, such"),
        (
            "tcp://127.0.0.1:9",
            MachineError,
            "no scheduler answers at tcp://127.0.0.1:9: start one with 'dask",
        ),
        ("tls://127.0.0.1:9", MachineError, "tls://127.0.0.1:9 is not to be reached without certificates"),
    ],
)
def test_a_scheduler_that_is_not_there_is_told(address: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        next(_across([], address))


@pytest.mark.usefixtures("impatient")
def test_a_web_server_is_no_scheduler() -> None:
    # Dask's own dashboard has the port next to the scheduler's.
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        with pytest.raises(MachineError, match="no scheduler answers at"):
            next(_across([], f"tcp://127.0.0.1:{server.server_port}"))


def test_a_cluster_without_its_extra_is_told(tmp_path: Path) -> None:
    words = ("build", "--project", str(MINIMAL), "--output", str(tmp_path), "--cluster", "tcp://a:1")
    result = mappe(*words, folder=tmp_path, lacking=("distributed",))
    assert (result.returncode, result.stderr) == (
        3,
        "'--cluster' needs Dask, which is not installed: pip install 'mappe[cluster]'\n",
    )
