"""Pages written by the workers of a Dask scheduler, on other machines too: the caller's side and theirs.

Pages go out as values and bytes come back; only the caller writes files. What runs there is this module.
"""

import gc
import pickle  # from our own process to our own process
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

import distributed

from mappe.diagnostics import Diagnostic
from mappe.errors import MachineError, MappeError, RequestError
from mappe.manifest import stamps
from mappe.manifest.engines import versions
from mappe.model.page import Written
from mappe.workers.limits import Limits
from mappe.workers.parcel import Common, Parcel, as_bytes, opened, packed
from mappe.workers.work import Begun, Ended, Job, News, alone, outcome

ADDRESS = re.compile(r"(tcp|tls)://\S+:\d+")

PATIENCE = 10.0
"""Seconds in which a scheduler must answer, and have a worker."""

LOOK = 1.0
"""Seconds between two looks whether scheduler and workers are still there."""

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
            if isinstance(job.page, MappeError):
                yield from alone([job])
                continue
            yield cluster.hand_out(job, packed(job.page))
            while len(cluster.orders) >= 2 * workers:
                yield from cluster.heard()
        while cluster.orders:
            yield from cluster.heard()


@contextmanager
def _connected(address: str) -> Iterator[distributed.Client]:
    try:
        client = distributed.Client(address, timeout=PATIENCE)
    except (OSError, distributed.comm.CommClosedError):
        message = f"no scheduler answers at {address}"
        raise MachineError([Diagnostic(message, None, "start one with 'dask scheduler'")]) from None
    try:
        yield client
    finally:
        client.close(timeout=1)


def _agreeing(client: distributed.Client, address: str) -> int:
    """How many workers there are. Raises `MachineError` where they would write other bytes than we."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        told = client.run(_engines, on_error="return")
    except (OSError, distributed.comm.CommClosedError):
        message = f"the scheduler at {address} has no worker"
        raise MachineError([Diagnostic(message, None, "start some with 'dask worker'")]) from None
    faults = [fault for worker, theirs in told.items() if (fault := _disagreement(worker, theirs))]
    if faults:
        raise MachineError(faults)
    return len(told)


def _engines() -> Mapping[str, str]:
    """What decides on the bytes of a file, in this process."""
    known = {name: version for name, version in versions().items() if name != "LibreOffice"}
    return {**known, "Mappe": stamps.code()[:12]}


def _disagreement(worker: str, theirs: Mapping[str, str] | BaseException) -> Diagnostic | None:
    hint = (
        "install there what is installed here: .lock/requirements.txt, and this Mappe with its extra cluster"
    )
    if isinstance(theirs, BaseException):
        return Diagnostic(f"the worker {worker} has no Mappe: {theirs}", None, hint)
    ours = _engines()
    for name in sorted({*ours, *theirs}):
        if ours.get(name) != theirs.get(name):
            versions_of = f"{name} {theirs.get(name, 'missing')}, and this machine {ours.get(name, 'none')}"
            return Diagnostic(f"the worker {worker} has {versions_of}", None, hint)
    return None


@dataclass
class Cluster:
    """Jobs that are under way: {what Dask calls the order: (job, its future)}."""

    client: distributed.Client
    address: str
    limits: Limits
    orders: dict[str, tuple[Job, Any]] = field(default_factory=dict)
    common: dict[str, Any] = field(default_factory=dict)
    heard_at: float = field(default_factory=time.monotonic)

    def hand_out(self, job: Job, parcel: Parcel) -> Begun:
        """Order a job; what pages have in common is ordered once, and again where its worker dies."""
        for digest, value in parcel.common.items():
            if digest not in self.common:
                self.common[digest] = self.client.submit(_kept, as_bytes(value), pure=False)
        common = [(digest, self.common[digest]) for digest in parcel.common]
        future = self.client.submit(_written, _engines(), parcel.content, common, job.formats, pure=False)
        self.orders[future.key] = job, future
        return Begun(job.number, job.formats[0])

    def heard(self) -> Iterator[News]:
        """The jobs that have ended; waits for one, but not for ever."""
        try:
            distributed.wait(
                [future for _, future in self.orders.values()], timeout=LOOK, return_when="FIRST_COMPLETED"
            )
        except (TimeoutError, distributed.TimeoutError):
            yield from self._looked()
            return
        self.heard_at = time.monotonic()
        for key, (job, future) in [*self.orders.items()]:
            if future.done():
                del self.orders[key]
                yield from _told(job, _result(future, self.address))

    def _looked(self) -> Iterator[News]:
        """All are given up where nobody can be there any more, or nothing has ended in too long a time."""
        silent = time.monotonic() - self.heard_at
        most = max(len(job.formats) for job, _ in self.orders.values()) * self.limits.seconds
        alone_since = silent > PATIENCE and not self._is_manned()
        if silent < most and not alone_since:
            return
        what = (
            "no longer answers, or has no worker"
            if alone_since
            else f"has ended nothing in {silent:,.0f} seconds"
        )
        fault = MachineError([Diagnostic(f"the scheduler at {self.address} {what}")])
        for job, future in self.orders.values():
            future.cancel(force=True)
            yield from _told(job, [(fault, 0.0)] * len(job.formats))
        self.orders.clear()

    def _is_manned(self) -> bool:
        return self.client.status == "running" and bool(self.client.scheduler_info()["workers"])


def _result(future: Any, address: str) -> Outcomes | MachineError:  # noqa: ANN401  # Dask has no types
    try:
        found: Outcomes = future.result(timeout=PATIENCE)
    except distributed.scheduler.KilledWorker:
        message = "every process that wrote this file was ended"
        return MachineError([Diagnostic(message, None, "have the workers memory enough?")])
    except Exception as error:  # noqa: BLE001  # whatever went wrong on another machine
        return MachineError([Diagnostic(f"the scheduler at {address} gave this file up: {error!r}")])
    return found


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
