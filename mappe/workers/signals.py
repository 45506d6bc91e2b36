"""Signals that end a process by way of its own clean-up, whatever it is at."""

import signal
import sys
from collections.abc import Iterable
from threading import Timer, main_thread
from types import FrameType
from typing import NoReturn

AGAIN = 0.05
"""Seconds until a signal comes once more that came where nothing can be raised."""

received: list[int] = []
"""For who cannot see the `SystemExit` of their handler."""


def end_at(numbers: Iterable[int]) -> None:
    """Let these signals raise `SystemExit` with 128 and their number, for good and without a word.

    Python drops what is raised while it tidies up a value (sys.unraisablehook): there the signal is repeated.
    """
    for number in numbers:
        signal.signal(number, _end)
    sys.unraisablehook = _dropped


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    received.append(number)
    raise SystemExit(128 + number)


def _dropped(what: "sys.UnraisableHookArgs") -> None:
    if isinstance(what.exc_value, SystemExit):
        Timer(AGAIN, _repeat, received[-1:]).start()
    else:
        sys.__unraisablehook__(what)


if sys.platform == "win32":
    _repeat = signal.raise_signal

else:

    def _repeat(number: int) -> None:
        """As from outside: it also ends the wait of whoever waits."""
        if ident := main_thread().ident:
            signal.pthread_kill(ident, number)
