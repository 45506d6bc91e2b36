"""Several workers, and who of them does what: the caller's side."""

import gc
import math
import pickle  # from our own process to our own process
import signal
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import wait

from mappe.diagnostics import Diagnostic
from mappe.errors import MachineError, MappeError
from mappe.workers.limits import Limits
from mappe.workers.parcel import Parcel, as_bytes, packed
from mappe.workers.start import CONTEXT, warm
from mappe.workers.work import OUT_OF_MEMORY, Begun, Ended, Job, News, alone, file_name, work

GRACE = 0.5
"""Seconds in which workers may clean up after themselves when all is to end."""

LIFE = 50
"""Orders of a worker: each leaves 0.2 MB behind, in no cache of ours; a new one costs half a second."""

PROCESSOR_TIME: float = getattr(signal, "SIGXCPU", math.inf)
"""The signal of a worker that worked too long; no system without it has a status that says so."""

MORE_MEMORY = "is there memory enough? fewer --jobs need less, --megabytes allows one file more"


@dataclass(frozen=True)
class Order:
    """A job on its way; `formats` are those that are not written yet, `files` the names of their files."""

    job: int
    parcel: Parcel
    formats: tuple[str, ...]
    files: tuple[str, ...]


class Worker:
    """A process of ours, and the order it has from us; `due` is when it must be done with a file."""

    def __init__(self, limits: Limits) -> None:
        self.connection, theirs = CONTEXT.Pipe()
        self._process = CONTEXT.Process(target=work, args=(theirs, limits, gc.get_threshold()), daemon=True)
        self._process.start()
        theirs.close()
        self._limits = limits
        self._known: set[str] = set()
        self.order: Order | None = None
        self.due = math.inf
        self._taken = 0

    def take(self, order: Order) -> Begun:
        """Begin with an order."""
        self.order = order
        self.due = time.monotonic() + self._limits.seconds
        self._taken += 1
        missing = {
            digest: as_bytes(value)
            for digest, value in order.parcel.common.items()
            if digest not in self._known
        }
        self._known.update(missing)
        with suppress(OSError):  # it has just died, which is noticed where news are expected of it
            self.connection.send_bytes(pickle.dumps((missing, order.parcel.content, order.formats)))
        return Begun(order.job, order.formats[0])

    def news(self) -> Iterator[News]:
        """How the file ended that it was at, and the next one begun. Raises `EOFError` if the process did."""
        assert self.order  # noqa: S101  # for the types: only who has an order is listened to
        try:
            outcome, seconds = self.connection.recv()
        except OSError:
            raise EOFError from None
        yield Ended(self.order.job, self.order.formats[0], outcome, seconds)
        self.order = rest(self.order)
        self.due = time.monotonic() + self._limits.seconds if self.order else math.inf
        if self.order:
            yield Begun(self.order.job, self.order.formats[0])

    def is_fit(self) -> bool:
        """Whether it lives and may have another order."""
        return self._process.is_alive() and self._taken < LIFE

    def dismiss(self) -> None:
        """Ask it to clean up after itself and to go."""
        self._process.terminate()

    def end(self, patience: float = GRACE) -> None:
        """Wait until it is gone, but not for ever."""
        self.dismiss()
        self._process.join(patience)
        self._process.kill()
        self._process.join()
        self.connection.close()

    def death(self, file: str) -> Diagnostic:
        """How it ended, and the file at which it was."""
        self._process.join()
        status = self._process.exitcode or 0
        if status == OUT_OF_MEMORY:
            message = f"{file} needs more than {self._limits.megabytes:,} MB of memory"
            return Diagnostic(message, None, f"--megabytes {2 * self._limits.megabytes} would allow it more")
        if status == -PROCESSOR_TIME:
            return self._too_long(file, f"{self._limits.processor_seconds:,.0f} seconds of the processor")
        if status < 0:
            message = f"the process that wrote {file} was ended by {signal.Signals(-status).name}"
            return Diagnostic(message, None, MORE_MEMORY)
        message = f"the process that wrote {file} ended with status {status}"
        return Diagnostic(message, None, "what it says above is a fault of Mappe's own")

    def overdue(self, file: str) -> Diagnostic:
        """End it, since it is not done in time."""
        self.end()
        return self._too_long(file, f"{self._limits.seconds:,.0f} seconds")

    def _too_long(self, file: str, what: str) -> Diagnostic:
        hint = f"if that may be, --seconds {10 * self._limits.seconds:.0f} would allow it more"
        return Diagnostic(f"{file} takes more than {what}", None, hint)


def rest(order: Order) -> Order | None:
    """What remains of an order when its first format is dealt with."""
    if not order.formats[1:]:
        return None
    return replace(order, formats=order.formats[1:], files=order.files[1:])


@contextmanager
def crew(size: int, limits: Limits, formats: Collection[str] = ()) -> Iterator["Crew"]:
    """At most so many workers, warm for these formats or all; they stay from build to build, and end here."""
    warm(formats)
    hands = Crew(size, limits)
    try:
        yield hands
    finally:
        hands.end()


class Crew:
    """Workers, and the orders that wait for one of them."""

    def __init__(self, size: int, limits: Limits) -> None:
        self._size, self._limits = size, limits
        self._workers: list[Worker] = []
        self._waiting: deque[Order] = deque()

    def write(self, jobs: Iterable[Job]) -> Iterator[News]:
        """Everything written by these processes; news come as things happen.

        The next pages are made while those before them are written, so that nobody waits for work; at most
        twice as many are under way as there are workers. A process that dies, or takes too long, costs the
        file it was at, and no other.
        """
        coming, more = iter(jobs), True
        while more or self._waiting or self._busy():
            yield from self._handed_out()
            hungry = more and len(self._waiting) < self._size
            if hungry:
                if job := next(coming, None):
                    yield from self._accepted(job)
                more = job is not None
            yield from self._heard(0 if hungry else None)

    def end(self) -> None:
        """Leave no process behind."""
        until = time.monotonic() + GRACE
        for worker in self._workers:
            worker.dismiss()
        for worker in self._workers:
            worker.end(max(0, until - time.monotonic()))

    def _busy(self) -> list[Worker]:
        return [worker for worker in self._workers if worker.order]

    def _accepted(self, job: Job) -> Iterator[News]:
        """Put it with those that wait; what has no page is dealt with at once."""
        if isinstance(job.page, MappeError):
            yield from alone([job])
        else:
            files = tuple(file_name(job.page, name) for name in job.formats)
            self._waiting.append(Order(job.number, packed(job.page), job.formats, files))

    def _handed_out(self) -> Iterator[Begun]:
        while self._waiting and (worker := self._free()):
            yield worker.take(self._waiting.popleft())

    def _free(self) -> Worker | None:
        """A worker without an order, a new one if need be; nobody where all have one."""
        for number, worker in enumerate(self._workers):
            if not worker.order:
                if worker.is_fit():
                    return worker
                worker.end()
                self._workers[number] = new = Worker(self._limits)
                return new
        if len(self._workers) == self._size:
            return None
        self._workers.append(Worker(self._limits))
        return self._workers[-1]

    def _heard(self, patience: float | None) -> Iterator[News]:
        """What has happened by now; without anything to do meanwhile, `patience` is for ever: None."""
        busy = self._busy()
        if not busy:
            return
        left = max(0.0, min(worker.due for worker in busy) - time.monotonic())
        talking = wait([worker.connection for worker in busy], left if patience is None else patience)
        for worker in busy:
            if worker.connection in talking:
                try:
                    yield from worker.news()
                except EOFError:
                    yield self._buried(worker, worker.death)
            elif worker.due < time.monotonic():
                yield self._buried(worker, worker.overdue)

    def _buried(self, worker: Worker, end: Callable[[str], Diagnostic]) -> Ended:
        """The file at which a worker ended; what else was ordered with it waits for another one."""
        order, worker.order, worker.due = worker.order, None, math.inf
        assert order  # noqa: S101  # as in `news`
        if others := rest(order):
            self._waiting.appendleft(others)
        return Ended(order.job, order.formats[0], MachineError([end(order.files[0])]), 0.0)
