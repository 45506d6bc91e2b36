"""Pages written by the workers of a Dask scheduler, on other machines too: the caller's side and theirs.

Pages go out as values and bytes come back; only the caller writes files. What runs there is this module.
"""

import gc
import logging
import pickle  # from our own process to our own process
import re
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache
from threading import Lock
from typing import Any

import dask
import distributed

from mappe.diagnostics import Diagnostic
from mappe.errors import MachineError, MappeError, RequestError
from mappe.manifest import stamps
from mappe.manifest.engines import versions
from mappe.model.page import Written
from mappe.workers.limits import Limits
from mappe.workers.parcel import Common, as_bytes, opened, packed
from mappe.workers.work import Begun, Ended, Job, News, alone, file_name, outcome

ADDRESS = re.compile(r"(tcp|tls)://\S+:\d+")

PATIENCE = 10.0
"""Seconds in which a scheduler must answer, and have a worker."""

LOOK = 1.0
"""Seconds between two looks whether scheduler and workers are still there."""

SETTINGS = {"distributed.admin.large-graph-warning-threshold": "1 TB"}
"""Of Dask, for the caller: a page with many pictures is large, and needs no warning."""

SPEAKERS = ("distributed", "distributed.client")
"""Dask's loggers that print by themselves; what they would say of a lost scheduler is told as our error."""

Outcomes = list[tuple[Written | MappeError, float]]
"""How each format of a job ended, and the seconds that it took."""

_common: dict[str, Common] = {}
"""What this process has met; see `Parcel`."""

_turn = Lock()
"""Of a worker with several threads: WeasyPrint lays out one page at a time."""


def across(jobs: Iterable[Job], address: str, limits: Limits) -> Iterator[News]:
    """Everything written by the workers of the scheduler at `address`, tcp://host:port.

    At most twice as many pages are under way as there are workers. A worker that dies costs nothing: what it
    had is done by another one. Raises `RequestError` for what is no address, and `MachineError` where there
    is no scheduler, no worker, or one that would write other bytes.
    """
    if not ADDRESS.fullmatch(address):
        message = f"'{address}' is no address of a scheduler"
        raise RequestError([Diagnostic(message, None, "write tcp://host:port, such as tcp://localhost:8786")])
    with _connected(address) as client:
        workers = _agreeing(client, address)
        cluster = Cluster(client, address, limits)
        for job in jobs:
            yield from cluster.accepted(job)
            while len(cluster.orders) >= 2 * workers:
                yield from cluster.heard()
        while cluster.orders:
            yield from cluster.heard()
        yield from cluster.cleared()


class Client(distributed.Client):  # type: ignore[misc]  # Dask is typed in parts
    """Does not wait for ever where something listens that is no scheduler, such as Dask's own dashboard."""

    def start(self, **options: object) -> None:
        super().start(callback_timeout=PATIENCE, **options)

    def asked(self, function: Callable[[], Any]) -> Mapping[str, Any]:
        """Worker → what the function returned there, or its error; as `run`, which waits for ever."""
        told: Mapping[str, Any] = self.sync(self._run, function, on_error="return", callback_timeout=PATIENCE)
        return told


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    with _quiet(), dask.config.set(SETTINGS):
        client = _client(address)
        try:
            yield client
        finally:
            with suppress(TimeoutError):  # the scheduler is gone, and takes no leave
                client.close(timeout=1)


def _client(address: str) -> Client:
    try:
        return Client(address, timeout=PATIENCE)
    except TypeError:
        message = f"the scheduler at {address} is not to be reached without certificates"
        hint = "name them in Dask's settings, below distributed.comm.tls"
        raise MachineError([Diagnostic(message, None, hint)]) from None
    except (OSError, AssertionError):  # the latter where the answer is none of a scheduler
        message = f"no scheduler answers at {address}"
        raise MachineError([Diagnostic(message, None, "start one with 'dask scheduler'")]) from None


@contextmanager
def _quiet() -> Iterator[None]:
    """Dask does not print what we tell."""
    loggers = [logging.getLogger(name) for name in SPEAKERS]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def _agreeing(client: Client, address: str) -> int:
    """How many workers there are. Raises `MachineError` where they would write other bytes than we."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except OSError:
        message = f"the scheduler at {address} has no worker"
        raise MachineError([Diagnostic(message, None, "start some with 'dask worker'")]) from None
    try:
        told = client.asked(_engines)
    except OSError:
        message = f"a worker of the scheduler at {address} does not answer"
        raise MachineError([Diagnostic(message, None, "look at 'dask worker' on each machine")]) from None
    faults = [fault for worker, theirs in told.items() if (fault := _disagreement(worker, theirs))]
    if faults:
        raise MachineError(faults)
    return len(told)


@cache
def _engines() -> Mapping[str, str]:
    """What decides on the bytes of a file, in this process."""
    known = {name: version for name, version in versions().items() if name != "LibreOffice"}
    return {**known, "Mappe": stamps.code()[:12]}


def _disagreement(worker: str, theirs: Mapping[str, str] | BaseException) -> Diagnostic | None:
    hint = (
        "install there what is installed here: .lock/requirements.txt, and this Mappe with its extra cluster"
    )
    if isinstance(theirs, BaseException):
        return Diagnostic(f"the worker {worker} has no Mappe, or another one: {theirs}", None, hint)
    ours = _engines()
    for name in sorted({*ours, *theirs}):
        if ours.get(name) != theirs.get(name):
            versions_of = f"{name} {theirs.get(name, 'missing')}, and this machine {ours.get(name, 'none')}"
            return Diagnostic(f"the worker {worker} has {versions_of}", None, hint)
    return None


@dataclass(frozen=True)
class Order:
    """A job that is under way, as Dask knows it; nothing else was ordered with one that `is_alone`."""

    job: Job
    future: Any
    is_alone: bool


@dataclass
class Cluster:
    """What is under way, by Dask's name for it; with a `fault`, nothing will be any more.

    At `suspects`, processes died.
    """

    client: Client
    address: str
    limits: Limits
    orders: dict[str, Order] = field(default_factory=dict)
    suspects: deque[Job] = field(default_factory=deque)
    common: dict[str, Any] = field(default_factory=dict)
    fault: MachineError | None = None
    heard_at: float = 0.0

    def accepted(self, job: Job) -> Iterator[News]:
        """Order a job; one without a page, or without a scheduler, is dealt with at once."""
        if self.client.status != "running":
            yield from self._looked()
        if isinstance(job.page, MappeError) or self.fault:
            yield from alone([replace(job, page=self.fault or job.page)])
        else:
            self._hand_out(job)
            yield Begun(job.number, job.formats[0])

    def heard(self) -> Iterator[News]:
        """The jobs that have ended; waits for one, but not for ever."""
        futures = [order.future for order in self.orders.values()]
        with suppress(TimeoutError, distributed.CancelledError):
            distributed.wait(futures, timeout=LOOK, return_when="FIRST_COMPLETED")
        results = {key: _result(order.future) for key, order in self.orders.items()}
        ended = {key: found for key, found in results.items() if found is not None}
        for key, found in ended.items():
            yield from self._ended(self.orders.pop(key), found)
            self.heard_at = time.monotonic()  # whoever takes the news may take their time
        if not ended:
            yield from self._looked()

    def cleared(self) -> Iterator[News]:
        """The suspects once more, one format after the other and nothing beside it, for most were only near.

        Dask suspects all that a dead process had before it, not only what it was at.
        """
        while self.suspects:
            job = self.suspects.popleft()
            for number, name in enumerate(job.formats):
                one = replace(job, formats=(name,))
                if number:
                    yield Begun(job.number, name)
                if self.fault:
                    yield from _told(one, self.fault)
                else:
                    self._hand_out(one, is_alone=True)
                while self.orders:
                    yield from self.heard()

    def _hand_out(self, job: Job, *, is_alone: bool = False) -> None:
        """Order it; what pages have in common is ordered once, and by Dask again where its worker dies."""
        assert not isinstance(job.page, MappeError)  # noqa: S101  # for the types: only who has a page gets here
        parcel = packed(job.page)
        for digest, value in parcel.common.items():
            if digest not in self.common:
                self.common[digest] = self.client.submit(_kept, as_bytes(value), pure=False)
        common = [(digest, self.common[digest]) for digest in parcel.common]
        future = self.client.submit(_written, _engines(), parcel.content, common, job.formats, pure=False)
        self.orders[future.key] = Order(job, future, is_alone)
        self.heard_at = time.monotonic()  # nothing was to be heard while the page was made

    def _ended(self, order: Order, found: Outcomes | BaseException) -> Iterator[News]:
        if isinstance(found, distributed.KilledWorker):
            if not order.is_alone:
                self.suspects.append(order.job)
                return
            message = f"every process that wrote {_file(order.job)} was ended"
            fault = MachineError([Diagnostic(message, None, "have the workers memory enough?")])
            yield from _told(order.job, fault)
        elif isinstance(found, BaseException):
            message = f"the scheduler at {self.address} gave {_file(order.job)} up: {found!r}"
            yield from _told(order.job, MachineError([Diagnostic(message)]))
        else:
            yield from _told(order.job, found)

    def _looked(self) -> Iterator[News]:
        """All are given up where nobody can be there any more, or nothing has ended in too long a time."""
        if what := self._end():
            self.fault = MachineError([Diagnostic(f"the scheduler at {self.address} {what}")])
            for order in self.orders.values():
                order.future.cancel(force=True)
                yield from _told(order.job, self.fault)
            self.orders.clear()

    def _end(self) -> str:
        """Why nothing is to be expected any more, if it is not."""
        if self.client.status != "running" or any(order.future.cancelled() for order in self.orders.values()):
            return "went away, or lost what it was given"
        silent = time.monotonic() - self.heard_at
        most = max((len(order.job.formats) for order in self.orders.values()), default=1)
        if silent > PATIENCE and not self._is_manned():
            return "no longer answers, or has no worker"
        return f"has ended nothing in {silent:,.0f} seconds" if silent > most * self.limits.seconds else ""

    def _is_manned(self) -> bool:
        try:
            found = self.client.sync(self.client.scheduler.identity, callback_timeout=PATIENCE)
        except (OSError, AttributeError):  # the latter where the client has just closed itself
            return False
        return bool(found["n_workers"])


def _result(future: Any) -> Outcomes | BaseException | None:  # noqa: ANN401  # Dask is typed in parts
    """What came of an order; nothing as long as that is not known."""
    if future.status == "error":
        error: BaseException = future.exception()
        return error
    if future.status != "finished":
        return None
    try:
        found: Outcomes = future.result(timeout=PATIENCE)
    except (OSError, distributed.CancelledError):  # who had it has just died: it is made again, or was lost
        return None
    return found


def _file(job: Job) -> str:
    """The name of the first file of a job that has a page."""
    assert not isinstance(job.page, MappeError)  # noqa: S101  # for the types: no other is ordered
    return file_name(job.page, job.formats[0])


def _told(job: Job, found: Outcomes | MachineError) -> Iterator[News]:
    """Its first format has begun before."""
    outcomes = [(found, 0.0)] * len(job.formats) if isinstance(found, MachineError) else found
    for number, (name, (made, seconds)) in enumerate(zip(job.formats, outcomes, strict=True)):
        if number:
            yield Begun(job.number, name)
        yield Ended(job.number, name, made, seconds)


def _kept(value: bytes) -> bytes:
    """Lets Dask carry what pages have in common to the workers that need it, once."""
    return value


def _written(
    engines: Mapping[str, str], content: bytes, common: list[tuple[str, bytes]], formats: tuple[str, ...]
) -> Outcomes:
    """A page in these formats, on a machine that may have come after we agreed with the others."""
    if _engines() != engines:
        raise RuntimeError("another version of Mappe, or of what it needs, is installed there")
    with _turn:
        for digest, value in common:
            if digest not in _common:
                _common[digest] = pickle.loads(value)  # noqa: S301  # our own
        page = opened(content, _common)
        made = [outcome(page, name) for name in formats]
        gc.collect()  # as in `work`
        return made
