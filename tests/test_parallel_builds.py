"""`mappe build` with several processes: the same files, and one of them may die.

What else may happen to a build is in tests/test_faults.py.
"""

import os
import re
import signal
from pathlib import Path

import pytest

from tests.editions import EVERY_SECTION, ROOT
from tests.faults import MINIMAL, Ended, built, ended, started, tree, words, workers

REBUILD = ROOT / "tests/projects/rebuild"


def _built(project: Path, target: Path, *more: str) -> Ended:
    return built(project, "--output", str(target), *more)


def test_one_process_and_two_write_the_same_files(tmp_path: Path) -> None:
    one = _built(MINIMAL, tmp_path / "one", "--jobs", "1")
    two = _built(MINIMAL, tmp_path / "two", "--jobs", "2")
    assert (one.status, two.status, one.err, two.err) == (0, 0, "", "")
    assert len(tree(tmp_path / "one")) == 6
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    told = [result.out.replace("/one/", "/two/").splitlines() for result in (one, two)]
    assert sorted(told[0][:6]) == sorted(told[1][:6])
    assert [row.split()[0] for row in told[0][6:]] == [row.split()[0] for row in told[1][6:]]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights are others on Windows")
def test_a_file_that_cannot_be_written_stops_no_other_of_two_processes(tmp_path: Path) -> None:
    (tmp_path / "visit/visit.de.html").mkdir(parents=True)
    result = _built(MINIMAL, tmp_path, "--jobs", "2", "--format", "html")
    assert result.status == 3
    assert result.err.splitlines() == [
        "visit.de.html cannot be written: Is a directory",
        "1 of 2 files not made; earlier files stay as they were.",
    ]
    assert [*tree(tmp_path)] == ["visit/visit.en.html"]


def test_there_is_no_build_with_no_process(tmp_path: Path) -> None:
    result = _built(MINIMAL, tmp_path, "--jobs", "0")
    assert result.status == 2
    assert "0 is not in the range x>=1" in result.err


@pytest.mark.slow
def test_any_number_of_processes_writes_the_same_files(tmp_path: Path) -> None:
    formats = ("--format", "html", "--format", "ics", "--format", "vcf")
    trees = []
    for number in ("1", "2", "4"):
        told = _built(REBUILD, tmp_path / number, "--jobs", number, *formats)
        assert (told.status, told.err) == (0, "")
        trees.append(tree(tmp_path / number))
    assert len(trees[0]) == 10
    assert trees[0] == trees[1] == trees[2]


@pytest.mark.slow
def test_a_killed_worker_costs_one_file_of_a_build(tmp_path: Path) -> None:
    with started(words(EVERY_SECTION, "--output", str(tmp_path), "--jobs", "2")) as building:
        assert building.stdout
        building.stdout.readline()
        os.kill(workers(building.pid)[0], signal.SIGKILL)
        told = ended(building)
    assert told.status == 3
    lost = re.search(r"the process that wrote (\S+) was ended by SIGKILL", told.err)
    assert lost
    assert f"1 of {len(tree(tmp_path)) + 1} files not made" in told.err
    assert lost[1] not in {name.partition("/")[2] for name in tree(tmp_path)}
