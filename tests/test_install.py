"""Mappe as a user gets it: a wheel in an empty environment, and a folder that has only content."""

import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.editions import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(target)]
    command = [sys.executable, "-m", "pip", "wheel", *options, "."]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(target.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_carries_templates_catalogs_and_fonts(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        f"mappe/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "templates").rglob("*")
        if path.is_file()
    }
    assert len(wanted) >= 45
    assert wanted - held == set()
    assert not [name for name in held if name.startswith(("tests/", "content/"))]


@pytest.mark.slow
def test_an_empty_environment_builds_a_folder_with_only_content(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    python = environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "--require-hashes", "-r", ".lock/requirements.txt"], cwd=ROOT, check=True)
    subprocess.run([*install, "--no-deps", str(wheel)], check=True)
    shutil.copytree(ROOT / "tests/projects/minimal/content", tmp_path / "project/content")
    mappe = python.with_name("mappe")
    subprocess.run([str(mappe), "build"], cwd=tmp_path / "project", check=True, capture_output=True)
    made = sorted(path.suffix for path in (tmp_path / "project/output").glob("*/*.*"))
    assert set(made) == {".docx", ".html", ".pdf"}
