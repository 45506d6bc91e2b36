"""The same content gives the same bytes: in another process, another time zone, another order of hashes."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from mappe.builder import Wanted, prepare
from mappe.cli import template_folders
from tests.editions import EVERY_SECTION, ROOT, SAMPLE, every_page_of, file_of


def _built(project: Path, target: Path, seed: str, zone: str) -> dict[str, str]:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
    command = [sys.executable, "-m", "mappe", "build", "--project", str(project), "--output", str(target)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return {
        path.relative_to(target).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in target.rglob("*")
        if path.is_file()
    }


def _made_here(project: Path) -> dict[str, str]:
    """By this process, or another one of this run, each of them with a seed of its own."""
    workshop = prepare(project, template_folders(project), Wanted())
    pages = every_page_of(project)
    return {
        output.path.as_posix(): sha256(file_of(pages[edition.stem], output.format).content).hexdigest()
        for edition, outputs in workshop.work
        for output in outputs
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    ("project", "files"), [(SAMPLE, 57), (EVERY_SECTION, 18)], ids=["sample", "every-section"]
)
def test_two_builds_give_the_same_bytes(project: Path, files: int, tmp_path: Path) -> None:
    built = _built(project, tmp_path, "12345", "Asia/Yekaterinburg")
    assert len(built) == files
    assert built == _made_here(project)


@pytest.mark.slow
def test_no_file_tells_where_it_was_made(tmp_path: Path) -> None:
    _built(EVERY_SECTION, tmp_path, "0", "UTC")
    traces = [str(ROOT).encode(), str(Path.home()).encode() + b"/", str(tmp_path).encode()]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == 18
    for path in files:
        assert [trace for trace in traces if trace in path.read_bytes()] == []
