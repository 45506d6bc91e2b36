"""A process ends when it is told to, and when whoever started it is gone, whatever it is at."""

import os
import signal
import subprocess
import sys
import time

import pytest

from mappe.workers.start import CALLER
from tests.editions import ROOT

TIDYING = """
import signal, time
from mappe.workers.signals import end_at

class Value:
    def __del__(self):
        signal.raise_signal(signal.SIGTERM)

end_at([signal.SIGTERM])
Value()
time.sleep(30)
"""

BROKEN = """
from mappe.workers.signals import end_at

class Value:
    def __del__(self):
        raise OSError("no signal of ours")

end_at([])
Value()
"""

LATE = """
import time
time.sleep(0.3)
import mappe.workers.orphan
time.sleep(30)
"""


def _python(program: str, **environment: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, **environment},
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_signal_that_comes_while_a_value_is_tidied_up_ends_the_process_all_the_same() -> None:
    begun = time.monotonic()
    with _python(TIDYING) as process:
        _, told = process.communicate()
    assert (process.returncode, told) == (128 + signal.SIGTERM, "")
    assert time.monotonic() - begun < 10


def test_another_fault_that_python_drops_is_told_as_always() -> None:
    with _python(BROKEN) as process:
        _, told = process.communicate()
    assert process.returncode == 0
    assert "OSError: no signal of ours" in told


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork server")
@pytest.mark.parametrize(("caller", "status"), [("gone", 0), ("alive", -signal.SIGKILL)])
def test_whose_caller_was_gone_before_it_could_look_ends(caller: str, status: int) -> None:
    number = "1234567" if caller == "gone" else str(os.getpid())
    with _python(LATE, **{CALLER: number}) as process:
        try:
            process.wait(2)
        except subprocess.TimeoutExpired:
            process.kill()
    assert process.returncode == status
