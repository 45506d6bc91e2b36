"""The right to build into a folder does not hang on what is written into its file."""

import io
from pathlib import Path

import pytest

from mappe.manifest.lock import Lock, lock

FULL = Path("/dev/full")


def test_who_has_it_is_told_to_whoever_comes_second(tmp_path: Path) -> None:
    with lock(tmp_path) as first, lock(tmp_path) as second:
        assert first.take() == ""
        assert second.take().startswith("process ")


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a file on a disk that is always full")
def test_it_is_had_on_a_full_disk_too() -> None:
    with io.FileIO(FULL, "r+") as file:
        assert Lock(file).take() == ""
