"""Several workers, and who of them does what: the caller's side."""

import gc
import pickle  # from our own process to our own process
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing.connection import wait

from mappe.diagnostics import Diagnostic
from mappe.errors import MachineError, MappeError
from mappe.workers.parcel import Parcel, as_bytes, packed
from mappe.workers.start import CONTEXT, warm
from mappe.workers.work import Begun, Ended, Job, News, alone, work

GRACE = 1.0
"""Seconds in which a worker may clean up after itself when all is to end."""


LIFE = 50
"""Orders of a worker: each leaves 0.2 MB behind, in no cache of ours; a new one costs half a second."""


@dataclass(frozen=True)
class Order:
    """A job on its way; `formats` are those that are not written yet."""

    job: int
    parcel: Parcel
    formats: tuple[str, ...]


def together(jobs: Iterable[Job], size: int) -> Iterator[News]:
    """Everything written by so many processes; news come as things happen.

    At most twice as many pages are under way. A process that dies costs the file it was at, and no other.
    """
    crew = Crew(size)
    try:
        yield from crew.write(iter(jobs))
    finally:
        crew.end()


class Worker:
    """A process of ours, and the order it has from us."""

    def __init__(self) -> None:
        self.connection, theirs = CONTEXT.Pipe()
        self._process = CONTEXT.Process(target=work, args=(theirs, gc.get_threshold()), daemon=True)
        self._process.start()
        theirs.close()
        self._known: set[str] = set()
        self.order: Order | None = None
        self._taken = 0

    def take(self, order: Order) -> Begun:
        """Begin with an order."""
        self.order = order
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
        if self.order:
            yield Begun(self.order.job, self.order.formats[0])

    def is_fit(self) -> bool:
        """Whether it lives and may have another order."""
        return self._process.is_alive() and self._taken < LIFE

    def dismiss(self) -> None:
        """Ask it to clean up after itself and to go."""
        self._process.terminate()

    def end(self) -> None:
        """Wait until it is gone, but not for ever."""
        self.dismiss()
        self._process.join(GRACE)
        self._process.kill()
        self._process.join()
        self.connection.close()

    def death(self) -> Diagnostic:
        """How it ended."""
        self._process.join()
        status = self._process.exitcode or 0
        if status < 0:
            message = f"the process that wrote this file was ended by {signal.Signals(-status).name}"
            return Diagnostic(message, None, "is there memory enough? fewer --jobs need less")
        message = f"the process that wrote this file ended with status {status}"
        return Diagnostic(message, None, "what it says above is a fault of Mappe's own")


def rest(order: Order) -> Order | None:
    """What remains of an order when its first format is dealt with."""
    return replace(order, formats=order.formats[1:]) if order.formats[1:] else None


class Crew:
    """Workers, and the orders that wait for one of them."""

    def __init__(self, size: int) -> None:
        warm()
        self._workers = [Worker() for _ in range(size)]
        self._waiting: deque[Order] = deque()

    def write(self, jobs: Iterator[Job]) -> Iterator[News]:
        """The next pages are made while those before them are written, so that nobody waits for work."""
        more = True
        while more or self._waiting or self._busy():
            yield from self._handed_out()
            hungry = more and len(self._waiting) < len(self._workers)
            if hungry:
                if job := next(jobs, None):
                    yield from self._accepted(job)
                more = job is not None
            yield from self._heard(0 if hungry else None)

    def end(self) -> None:
        """Leave no process behind."""
        for worker in self._workers:
            worker.dismiss()
        for worker in self._workers:
            worker.end()

    def _busy(self) -> list[Worker]:
        return [worker for worker in self._workers if worker.order]

    def _accepted(self, job: Job) -> Iterator[News]:
        """Put it with those that wait; what has no page is dealt with at once."""
        if isinstance(job.page, MappeError):
            yield from alone([job])
        else:
            self._waiting.append(Order(job.number, packed(job.page), job.formats))

    def _handed_out(self) -> Iterator[Begun]:
        for number, worker in enumerate(self._workers):
            if self._waiting and not worker.order:
                yield self._fit(number, worker).take(self._waiting.popleft())

    def _fit(self, number: int, worker: Worker) -> Worker:
        """The worker, or a new one in its place."""
        if not worker.is_fit():
            worker.end()
            self._workers[number] = worker = Worker()
        return worker

    def _heard(self, patience: float | None) -> Iterator[News]:
        """What has happened by now; without anything to do meanwhile, `patience` is for ever: None."""
        busy = self._busy()
        talking = wait([worker.connection for worker in busy], patience) if busy else ()
        for worker in (worker for worker in busy if worker.connection in talking):
            try:
                yield from worker.news()
            except EOFError:
                yield self._buried(worker)

    def _buried(self, worker: Worker) -> Ended:
        """The file at which a worker died; what else was ordered with it waits for another one."""
        order, worker.order = worker.order, None
        assert order  # noqa: S101  # as in `news`
        if others := rest(order):
            self._waiting.appendleft(others)
        return Ended(order.job, order.formats[0], MachineError([worker.death()]), 0.0)
