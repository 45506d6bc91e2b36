"""Imported first by the process whose copies workers are: it ends with its caller, even while it imports."""

import os
import signal
from types import FrameType

from mappe.workers.start import CALLER

LOOK = 0.2
"""Seconds between two looks whether the caller lives; it may be gone before the first."""


def _look(_number: int, _frame: FrameType | None) -> None:
    if str(os.getppid()) != os.environ[CALLER]:
        os._exit(0)


if CALLER in os.environ:
    # A thread would tell sooner, and who copies a process with threads may hang; copies have no timer.
    signal.signal(signal.SIGALRM, _look)
    signal.setitimer(signal.ITIMER_REAL, LOOK, LOOK)
