"""`mappe build` with several processes: the same files, no process or draft left behind."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.editions import EVERY_SECTION, ROOT

MINIMAL = ROOT / "tests/projects/minimal"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def _words(project: Path, target: Path, *words: str) -> list[str]:
    return [
        *(sys.executable, "-m", "mappe", "build", "--project", str(project), "--output", str(target)),
        *words,
    ]


def _built(project: Path, target: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        _words(project, target, *words), env=ENVIRONMENT, capture_output=True, text=True, check=False
    )


def _files(folder: Path) -> dict[str, bytes]:
    """What was built, without what Mappe remembers."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".manifest.")
    }


def test_one_process_and_two_write_the_same_files(tmp_path: Path) -> None:
    one = _built(MINIMAL, tmp_path / "one", "--jobs", "1")
    two = _built(MINIMAL, tmp_path / "two", "--jobs", "2")
    assert (one.returncode, two.returncode, one.stderr, two.stderr) == (0, 0, "", "")
    assert len(_files(tmp_path / "one")) == 6
    assert _files(tmp_path / "one") == _files(tmp_path / "two")
    told = [result.stdout.replace("/one/", "/two/").splitlines() for result in (one, two)]
    assert sorted(told[0][:6]) == sorted(told[1][:6])
    assert [row.split()[0] for row in told[0][6:]] == [row.split()[0] for row in told[1][6:]]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights are others on Windows")
def test_a_file_that_cannot_be_written_stops_no_other_of_two_processes(tmp_path: Path) -> None:
    (tmp_path / "visit/visit.de.html").mkdir(parents=True)
    result = _built(MINIMAL, tmp_path, "--jobs", "2", "--format", "html")
    assert result.returncode == 3
    assert result.stderr.splitlines() == [
        "visit.de.html cannot be written: Is a directory",
        "1 of 2 files not made; earlier files stay as they were.",
    ]
    assert [*_files(tmp_path)] == ["visit/visit.en.html"]


def test_there_is_no_build_with_no_process(tmp_path: Path) -> None:
    result = _built(MINIMAL, tmp_path, "--jobs", "0")
    assert result.returncode == 2
    assert "0 is not in the range x>=1" in result.stderr


@contextmanager
def _half_done(target: Path) -> Iterator["subprocess.Popen[str]"]:
    """A build in a group of processes of its own, of which the first file is made."""
    words = _words(EVERY_SECTION, target, "--jobs", "2")
    with subprocess.Popen(
        words,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as building:
        assert building.stdout
        building.stdout.readline()
        assert len(_group(building.pid)) >= 3  # the caller and its two workers
        yield building


def _group(leader: int) -> list[int]:
    """The processes of its group that live."""
    return [pid for pid, _, group, state in _processes() if group == leader and state != "Z"]


def _workers(caller: int) -> list[int]:
    """The grandchildren: copies of the caller's child that has imported everything."""
    children = {pid for pid, parent, _, _ in _processes() if parent == caller}
    return [pid for pid, parent, group, _ in _processes() if parent in children and group == caller]


def _processes() -> Iterator[tuple[int, int, int, str]]:
    """Each with its parent, its group and what it does: `Z` is dead and not buried."""
    command = ["ps", "-A", "-o", "pid=,ppid=,pgid=,stat="]
    listed = subprocess.run(command, capture_output=True, text=True, check=True)
    for line in listed.stdout.splitlines():
        pid, parent, group, state = line.split()
        yield int(pid), int(parent), int(group), state[0]


def _soon(holds: Callable[[], bool]) -> bool:
    """Whether it holds within two seconds."""
    until = time.monotonic() + 2
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("ps") is None, reason="nobody to ask for processes")
@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)]
)
def test_the_end_of_a_build_is_the_end_of_its_processes(
    number: signal.Signals, status: int, tmp_path: Path
) -> None:
    with _half_done(tmp_path) as building:
        # Ctrl-C on a terminal goes to all of its processes.
        os.killpg(building.pid, number) if number == signal.SIGINT else building.send_signal(number)
        assert building.wait(timeout=10) == status
        assert _soon(lambda: not _group(building.pid)), _group(building.pid)
        assert building.stderr
        assert building.stderr.read() == ""
    made = _files(tmp_path)
    assert made
    assert [name for name in made if name.endswith(".draft")] == []


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("ps") is None, reason="nobody to ask for processes")
def test_a_killed_worker_costs_one_file_of_a_build(tmp_path: Path) -> None:
    with _half_done(tmp_path) as building:
        os.kill(_workers(building.pid)[0], signal.SIGKILL)
        _, said = building.communicate(timeout=120)
    assert building.returncode == 3
    assert "the process that wrote this file was ended by SIGKILL" in said
    assert f"1 of {len(_files(tmp_path)) + 1} files not made" in said
