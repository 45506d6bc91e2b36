"""What a worker does: it writes pages as files, one after the other, and tells how each ended."""

import gc
import os
import pickle  # from our own process to our own process
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread
from typing import NoReturn, TypeAlias

from mappe.errors import MappeError
from mappe.formats import FORMATS
from mappe.model.page import Page, Written
from mappe.workers.limits import Limits
from mappe.workers.parcel import Common, opened
from mappe.workers.signals import end_at


@dataclass(frozen=True)
class Job:
    """A page, or why there is none, and the names of the formats it is wanted in.

    They are written in this order by one process: Word takes its page numbers from the PDF before it.
    """

    number: int
    page: Page | MappeError
    formats: tuple[str, ...]


def file_name(page: Page, name: str) -> str:
    """That of a page in the format of this name."""
    return page.name + FORMATS[name].suffix


@dataclass(frozen=True)
class Begun:
    """One format of a job is being written from now on."""

    job: int
    format: str


@dataclass(frozen=True)
class Ended:
    """One format of a job is written, or why it is not; `seconds` of wall time."""

    job: int
    format: str
    outcome: Written | MappeError
    seconds: float


News: TypeAlias = Begun | Ended


OUT_OF_MEMORY = 77
"""Exit status of a worker that came to its limit."""

Delivery: TypeAlias = tuple[dict[str, bytes], bytes, tuple[str, ...]]
"""{digest: what pages have in common, of which the worker has not heard yet}, a page, names of formats."""


def alone(jobs: Iterable[Job]) -> Iterator[News]:
    """Everything written in this process, one after the other."""
    for job in jobs:
        gc.collect()  # as in `work`
        for name in job.formats:
            yield Begun(job.number, name)
            yield Ended(job.number, name, *outcome(job.page, name))


def outcome(page: Page | MappeError, name: str) -> tuple[Written | MappeError, float]:
    """A page in the format of this name, or why it cannot be, and the seconds that it took."""
    begun = time.perf_counter()
    if isinstance(page, MappeError):
        return page, 0.0
    try:
        made: Written | MappeError = FORMATS[name].write(page)
    except MappeError as error:
        made = error
    return made, time.perf_counter() - begun


def work(connection: Connection, limits: Limits, thresholds: tuple[int, int, int]) -> None:
    """Write what comes in until the caller ends it; whatever else is raised ends the process too.

    `thresholds` are the caller's for Python's search for dead values.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_at([signal.SIGTERM])
    gc.set_threshold(*thresholds)
    gc.freeze()  # what was imported lives as long as the process
    _limit_memory(limits)
    deliveries: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_receive, args=(connection, deliveries), daemon=True).start()
    common: dict[str, Common] = {}
    while True:
        _write(connection, deliveries.get(), common, limits)
        gc.collect()  # boxes of a layout hold one another; that is how memory stays flat over 300 editions


def _write(connection: Connection, delivery: bytes, common: dict[str, Common], limits: Limits) -> None:
    try:
        _limit_processor(limits)
        new, content, names = pickle.loads(delivery)  # noqa: S301  # our own
        common.update({digest: pickle.loads(value) for digest, value in new.items()})  # noqa: S301  # our own
        page = opened(content, common)
        for name in names:
            _limit_processor(limits)
            connection.send(outcome(page, name))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # nothing in the process can be relied on any more


if sys.platform == "win32":

    def _limit_memory(_limits: Limits) -> None:
        """Windows knows no such limit; the caller still looks at the clock."""

    def _limit_processor(_limits: Limits) -> None:
        """As above."""

else:
    import resource

    def _limit_memory(limits: Limits) -> None:
        """Let the kernel refuse more than that; programs which the process starts have the same limit."""
        _limit(resource.RLIMIT_AS, limits.megabytes * 1_000_000)

    def _limit_processor(limits: Limits) -> None:
        """Let the kernel end the process when it has worked as long as that at one file."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + limits.processor_seconds))

    def _limit(kind: int, most: int) -> None:
        """As much, or as little as whoever started us allows."""
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _receive(connection: Connection, deliveries: "SimpleQueue[bytes]") -> NoReturn:
    """In a thread of its own, so that a worker in the midst of a page notices when its caller is gone."""
    while True:
        try:
            deliveries.put(connection.recv_bytes())
        except (EOFError, OSError):
            os._exit(0)
