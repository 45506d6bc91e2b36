"""What a build reads is another when a file is, whatever the clock says."""

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn

import pytest

from mappe.manifest import stamps
from mappe.manifest.engines import versions
from mappe.manifest.records import Inputs

PATIENCE = stamps.FINE / 1e9


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / "content/visit").mkdir(parents=True)
    (folder / "content/office.yaml").write_text("languages: [de]\n", encoding="utf-8")
    (folder / "content/visit/document.yaml").write_text("title: A\n", encoding="utf-8")
    return folder


def _settled(project: Path) -> str:
    time.sleep(PATIENCE)
    stamp = stamps.stamp(str(project))
    assert stamp
    return stamp


def _same_size_and_time(project: Path) -> None:
    path = project / "content/visit/document.yaml"
    status = path.stat()
    path.write_text("title: B\n", encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def _swapped(project: Path) -> None:
    """Two files of one size and time change their names."""
    one, other = project / "content/a.txt", project / "content/b.txt"
    one.rename(project / "content/c.txt")
    other.rename(one)
    (project / "content/c.txt").rename(other)


def _templates(project: Path) -> None:
    (project / "templates").mkdir()
    (project / "templates/x").touch()


CHANGES: Mapping[str, Callable[[Path], object]] = {
    "a file of the same size and time": _same_size_and_time,
    "files that change their names": _swapped,
    "a new file": lambda project: (project / "content/new").write_text("", encoding="utf-8"),
    "a hidden file": lambda project: (project / "content/.new").write_text("", encoding="utf-8"),
    "a file less": lambda project: (project / "content/office.yaml").unlink(),
    "a folder that is called otherwise": lambda project: (project / "content/visit").rename(
        project / "content/visits"
    ),
    "templates of its own": _templates,
}


@pytest.mark.parametrize("kind", CHANGES)
def test_any_change_shows_in_stamp_and_digest(kind: str, project: Path) -> None:
    for name in ("a", "b"):
        (project / f"content/{name}.txt").write_text(name, encoding="utf-8")
        os.utime(project / f"content/{name}.txt", ns=(1_000_000_001, 1_000_000_001))
    before = _settled(project), stamps.digest(str(project))
    CHANGES[kind](project)
    assert _settled(project) != before[0]
    assert stamps.digest(str(project)) != before[1]


def test_a_touched_file_has_another_stamp_and_the_same_digest(project: Path) -> None:
    before = _settled(project), stamps.digest(str(project))
    (project / "content/office.yaml").touch()
    assert _settled(project) != before[0]
    assert stamps.digest(str(project)) == before[1]


def test_what_changed_a_moment_ago_has_no_stamp(project: Path) -> None:
    _settled(project)
    (project / "content/office.yaml").touch()
    assert stamps.stamp(str(project)) == ""
    # On a file system that knows whole seconds only, a moment is longer.
    os.utime(project / "content/office.yaml", ns=(10**9, time.time_ns() // 10**9 * 10**9))
    assert Inputs.of(project).stamp == ""


def test_a_project_that_is_moved_has_the_same_digest(project: Path) -> None:
    before = stamps.digest(str(project))
    moved = project.rename(project.with_name("moved"))
    assert stamps.digest(str(moved)) == before


def test_a_link_in_a_circle_is_followed_once(project: Path) -> None:
    (project / "content/visit/again").symlink_to(project / "content", target_is_directory=True)
    names = [name for name, _ in stamps.inputs(str(project)) if "document.yaml" in name]
    assert len(names) == 1


def test_inputs_that_cannot_be_read_are_not_known(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_project: str) -> NoReturn:
        raise PermissionError

    monkeypatch.setattr(stamps, "inputs", fails)
    assert Inputs.of(project) == Inputs()


def test_the_programs_that_write_files_are_known_by_their_versions() -> None:
    import weasyprint  # noqa: PLC0415  # here only

    known = versions()
    assert known["WeasyPrint"] == weasyprint.__version__
    assert {"Pango", "HarfBuzz", "python-docx", "lxml", "pydyf", "Python", "icalendar"} <= {*known}
    assert all(version[0].isdigit() for name, version in known.items() if name != "LibreOffice")
