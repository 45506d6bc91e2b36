"""The same content gives the same bytes: in another process, another time zone, another order of hashes."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.editions import EVERY_SECTION, ROOT, SAMPLE


def _built(project: Path, target: Path, seed: str, zone: str) -> dict[str, str]:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
    command = [sys.executable, "-m", "mappe", "build", "--project", str(project), "--output", str(target)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return {
        path.relative_to(target).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in target.rglob("*")
        if path.is_file()
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    ("project", "files"), [(SAMPLE, 57), (EVERY_SECTION, 18)], ids=["sample", "every-section"]
)
def test_two_builds_give_the_same_bytes(project: Path, files: int, tmp_path: Path) -> None:
    first = _built(project, tmp_path / "first", "0", "UTC")
    second = _built(project, tmp_path / "second", "12345", "Asia/Yekaterinburg")
    assert len(first) == files
    assert first == second


@pytest.mark.slow
def test_no_file_tells_where_it_was_made(tmp_path: Path) -> None:
    _built(EVERY_SECTION, tmp_path, "0", "UTC")
    traces = [str(ROOT).encode(), str(Path.home()).encode() + b"/", str(tmp_path).encode()]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == 18
    for path in files:
        assert [trace for trace in traces if trace in path.read_bytes()] == []
