"""More than one machine: the workers of a Dask scheduler write the same bytes, and may die of it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mappe.errors import ContentError, MachineError
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
        [sys.executable, "-m", "dask", *words],
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


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """A scheduler, by its address."""
    process = _dask("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    try:
        yield _said(process, "Scheduler at:").split()[-1]
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def workers(scheduler: str) -> "Iterator[list[subprocess.Popen[str]]]":
    """Two of them."""
    started = [_worker(scheduler), _worker(scheduler)]
    try:
        yield started
    finally:
        for process in started:
            process.kill()
            process.communicate()


@pytest.fixture(scope="module")
def page() -> Page:
    return pages_of(MINIMAL)["visit.de"]


def _across(jobs: list[Job], address: str) -> Iterator[News]:
    from mappe.workers.cluster import across  # noqa: PLC0415  # takes a second

    return across(jobs, address, LIMITS)


def _ended(news: Iterator[News]) -> dict[tuple[int, str], Written | Exception]:
    return {(one.job, one.format): one.outcome for one in news if isinstance(one, Ended)}


def test_workers_elsewhere_write_the_same_bytes(scheduler: str, workers: list[object], page: Page) -> None:
    assert len(workers) == 2
    fault = ContentError([])
    jobs = [Job(number, replace(page, title=f"{number}"), ("pdf", "docx", "html")) for number in range(4)]
    jobs += [Job(4, fault, ("html",))]
    assert _ended(_across(jobs, scheduler)) == _ended(alone(jobs))


def test_a_worker_that_is_killed_costs_nothing(
    scheduler: str, workers: "list[subprocess.Popen[str]]", page: Page
) -> None:
    jobs = [Job(number, longer(page, 5 + number), ("pdf", "html")) for number in range(8)]
    ended: dict[tuple[int, str], Written | Exception] = {}
    for news in _across(jobs, scheduler):
        if isinstance(news, Ended):
            ended[news.job, news.format] = news.outcome
            if len(ended) == 2:
                workers[0].send_signal(signal.SIGKILL)
    assert ended == _ended(alone(jobs))


def test_workers_that_are_all_gone_end_the_build(
    scheduler: str, workers: "list[subprocess.Popen[str]]", page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mappe.workers import cluster  # noqa: PLC0415  # as above

    monkeypatch.setattr(cluster, "PATIENCE", 2.0)
    jobs = [Job(number, longer(page, 30), ("pdf",)) for number in range(3)]
    news = _across(jobs, scheduler)
    next(news)
    for process in workers:
        process.kill()
    faults = [*_ended(news).values()]
    assert len(faults) == 3
    assert all(isinstance(fault, MachineError) for fault in faults)
    assert "no longer answers, or has no worker" in str(faults[0])


def test_a_project_is_built_by_a_cluster(scheduler: str, workers: list[object], tmp_path: Path) -> None:
    words = ("build", "--project", str(MINIMAL), "--output")
    far = mappe(*words, str(tmp_path / "far"), "--cluster", scheduler, folder=tmp_path)
    near = mappe(*words, str(tmp_path / "near"), folder=tmp_path)
    assert (far.returncode, far.stderr, near.returncode) == (0, "", 0)
    assert tree(tmp_path / "far") == tree(tmp_path / "near")
    assert workers


def test_a_worker_that_would_write_other_bytes_is_refused(scheduler: str, page: Page, tmp_path: Path) -> None:
    other = tmp_path / "weasyprint-1.0.dist-info"
    other.mkdir()
    worker = _worker(scheduler, PYTHONPATH=f"{ROOT}{os.pathsep}{tmp_path}")
    try:
        with pytest.raises(MachineError, match=r"the worker tcp://\S+ has WeasyPrint 1\.0, and this machine"):
            next(_across([Job(0, page, ("html",))], scheduler))
    finally:
        worker.kill()
        worker.communicate()


@pytest.mark.parametrize(
    ("address", "status", "message"),
    [
        ("localhost", 2, "'localhost' is no address of a scheduler: write tcp://host:port, such as tcp://"),
        (
            "tcp://127.0.0.1:9",
            3,
            "no scheduler answers at tcp://127.0.0.1:9: start one with 'dask scheduler'",
        ),
    ],
)
def test_a_scheduler_that_is_not_there_is_told(
    address: str, status: int, message: str, tmp_path: Path
) -> None:
    begun = time.monotonic()
    words = ("build", "--project", str(MINIMAL), "--output", str(tmp_path), "--cluster", address)
    result = mappe(*words, folder=tmp_path)
    assert (result.returncode, result.stderr.count("\n")) == (status, 1)
    assert result.stderr.startswith(message)
    assert time.monotonic() - begun < 30


def test_a_cluster_without_its_extra_is_told(tmp_path: Path) -> None:
    words = ("build", "--project", str(MINIMAL), "--output", str(tmp_path), "--cluster", "tcp://a:1")
    result = mappe(*words, folder=tmp_path, lacking=("distributed",))
    assert (result.returncode, result.stderr) == (
        3,
        "'--cluster' needs Dask, which is not installed: pip install 'mappe[cluster]'\n",
    )
