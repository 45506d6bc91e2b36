"""Builds as copies of one process that has imported everything: each waits until it may begin.

Started as a program, it reads the words of one command a line, and says the number of the process and, when
that has ended, its status. What is written is written by the process itself, not by workers.
"""

import ctypes
import json
import os
import signal
import subprocess
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

from mappe import cli, progress
from mappe.workers import crew
from mappe.workers.limits import Limits
from mappe.workers.work import alone
from tests.editions import ROOT

BEGIN = signal.SIGUSR1
PR_SET_PTRACER = 0x59616D61
"""linux/prctl.h: who may trace this process; -1 is anybody."""


class Forked:
    """That program, from outside."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.forked"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, words: Collection[str], err: Path) -> int:
        """The number of a process that waits for `BEGIN`; what it says on standard error goes to a file."""
        assert self._process.stdin
        print(json.dumps([str(err), *words]), file=self._process.stdin, flush=True)
        return self._number()

    def status(self) -> int:
        """How the last one ended; minus the number of the signal that did it."""
        return self._number()

    def end(self) -> None:
        self._process.communicate()

    def _number(self) -> int:
        assert self._process.stdout
        return int(self._process.stdout.readline())


@contextmanager
def _by_itself(_size: int, _limits: Limits, _formats: Collection[str]) -> Iterator[SimpleNamespace]:
    yield SimpleNamespace(write=alone)


def _build(err: str, *words: str) -> NoReturn:
    ctypes.CDLL(None).prctl(PR_SET_PTRACER, ctypes.c_ulong(-1), 0, 0, 0)
    for path, number in ((os.devnull, 0), (os.devnull, 1), (err, 2)):
        os.dup2(os.open(path, os.O_RDWR | os.O_CREAT, 0o666), number)
    sys.argv[1:] = words
    signal.sigwait({BEGIN})
    cli.main()


def main() -> None:
    assert progress  # imported here, so that no copy need do so
    crew.crew = _by_itself  # type: ignore[assignment]  # it writes, and ends nobody
    signal.pthread_sigmask(signal.SIG_BLOCK, {BEGIN})
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _build(*json.loads(line))
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
