"""A file has the fonts of its theme and no others, whatever the machine has."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import PROJECTS

NO_FONTS = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>'


def built(folder: Path, **environment: str) -> bytes:
    """The PDF of the minimal project, made by a process in this environment."""
    words = ["--project", str(PROJECTS / "minimal"), "--output", str(folder), "--language", "de"]
    subprocess.run(
        [sys.executable, "-m", "mappe", "build", *words, "--format", "pdf"],
        env={**os.environ, "PYTHONPATH": str(PROJECTS.parents[1]), **environment},
        check=True,
        capture_output=True,
    )
    return (folder / "visit/visit.de.pdf").read_bytes()


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return built(tmp_path_factory.mktemp("usual"))


@pytest.mark.parametrize(
    "environment",
    [
        {"HOME": "/nowhere", "XDG_CACHE_HOME": "/nowhere", "XDG_CONFIG_HOME": "/nowhere"},
        {"FONTCONFIG_FILE": "/nowhere/fonts.conf", "FONTCONFIG_PATH": "/nowhere"},
        {"FONTCONFIG_FILE": "{folder}/fonts.conf"},
    ],
    ids=["no home", "no configuration", "no fonts at all"],
)
def test_a_machine_with_other_fonts_makes_the_same_file(
    environment: Mapping[str, str], usual: bytes, tmp_path: Path
) -> None:
    (tmp_path / "fonts.conf").write_text(NO_FONTS, encoding="utf-8")
    changed = {name: value.format(folder=tmp_path) for name, value in environment.items()}
    assert built(tmp_path, **changed) == usual
