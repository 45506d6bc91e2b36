"""The `mappe` command as somebody types it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.editions import EVERY_SECTION, ROOT

MINIMAL = ROOT / "tests/projects/minimal"


def _mappe(*words: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mappe", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINIMAL, tmp_path / "project"))


def test_a_build_names_each_file_and_then_what_was_made(project: Path) -> None:
    result = _mappe("build", "--language", "en", "--format", "html", "--format", "pdf", folder=project)
    assert result.returncode == 0
    assert result.stderr == ""
    first, second, head, *rows = result.stdout.splitlines()
    assert (first, second) == ("made    visit/visit.en.pdf", "made    visit/visit.en.html")
    assert head.split() == ["file", "pages", "size", "time"]
    assert [row.split()[0] for row in rows] == ["output/visit/visit.en.pdf", "output/visit/visit.en.html"]
    assert sorted(path.name for path in (project / "output/visit").iterdir()) == [
        "visit.en.html",
        "visit.en.pdf",
    ]


def test_output_goes_where_the_option_says(project: Path, tmp_path: Path) -> None:
    _mappe("build", "visit", "--format", "html", "--output", str(tmp_path / "elsewhere"), folder=project)
    assert (tmp_path / "elsewhere/visit/visit.de.html").is_file()
    assert not (project / "output").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["visti"], "no document 'visti': did you mean 'visit'?"),
        (["--language", "fr"], "no language 'fr': there is de, en"),
        (["--format", "odt"], "no format 'odt': there is pdf, docx, html"),
        (["--no-such-option"], "No such option"),
        (["--project", "nowhere"], "Directory 'nowhere' does not exist"),
    ],
)
def test_a_mistyped_command_ends_with_2(words: list[str], message: str, project: Path) -> None:
    result = _mappe("build", *words, folder=project)
    assert result.returncode == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights are others on Windows")
def test_a_file_that_cannot_be_written_ends_with_3_and_stops_no_other(project: Path) -> None:
    (project / "output/visit/visit.de.html").mkdir(parents=True)
    result = _mappe("build", "--format", "html", "--format", "docx", folder=project)
    assert result.returncode == 3
    assert "visit.de.html cannot be written: Is a directory" in result.stderr
    assert "1 of 4 files not made; earlier files stay as they were." in result.stderr
    assert (project / "output/visit/visit.de.docx").is_file()


@pytest.mark.slow
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_build_without_a_trace(number: signal.Signals, status: int, tmp_path: Path) -> None:
    words = [
        sys.executable,
        "-m",
        "mappe",
        "build",
        "--project",
        str(EVERY_SECTION),
        "--output",
        str(tmp_path),
    ]
    with subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as building:
        assert building.stdout
        assert building.stderr
        building.stdout.readline()
        time.sleep(0.3)
        building.send_signal(number)
        assert building.wait(timeout=20) == status
        assert building.stderr.read() == ""
    assert [*tmp_path.rglob("*.draft")] == []
    made = [*tmp_path.glob("*/*")]
    assert made
    assert all(path.stat().st_size > 1000 for path in made)


def test_help_does_not_wait_for_weasyprint(project: Path) -> None:
    code = "import sys; from mappe import cli; sys.exit('weasyprint' in sys.modules or 'docx' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert (
        subprocess.run([sys.executable, "-c", code], cwd=project, env=environment, check=False).returncode
        == 0
    )
    assert "Make the files of all documents" in _mappe("--help", folder=project).stdout
