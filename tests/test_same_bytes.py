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


@pytest.fixture(scope="module")
def every_section(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build makes of that project."""
    return _built(EVERY_SECTION, tmp_path_factory.mktemp("every-section"))


def _built(project: Path, target: Path) -> Path:
    environment = {**os.environ, "PYTHONHASHSEED": "12345", "TZ": "Asia/Yekaterinburg"}
    command = [sys.executable, "-m", "mappe", "build", "--project", str(project), "--output", str(target)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return target


def _files(folder: Path) -> dict[str, str]:
    """{path: digest of what is there}, without what Mappe remembers."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.glob("*/*")
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
def test_two_builds_of_the_sample_give_the_same_bytes(tmp_path: Path) -> None:
    built = _files(_built(SAMPLE, tmp_path))
    assert len(built) == 87
    assert built == _made_here(SAMPLE)


@pytest.mark.slow
def test_two_builds_of_every_section_give_the_same_bytes(every_section: Path) -> None:
    built = _files(every_section)
    assert len(built) == 18
    assert built == _made_here(EVERY_SECTION)


@pytest.mark.slow
def test_no_file_tells_where_it_was_made(every_section: Path) -> None:
    traces = [str(ROOT).encode(), str(Path.home()).encode() + b"/", str(every_section).encode()]
    files = [path for path in every_section.rglob("*") if path.is_file()]
    assert len(files) == 18 + len((".manifest.json", ".manifest.lock"))
    for path in files:
        assert [trace for trace in traces if trace in path.read_bytes()] == []
