"""What happened to a file since it was written."""

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from mappe.errors import MachineError
from mappe.formats import FORMATS
from mappe.manifest.engines import DISTRIBUTIONS, versions
from mappe.manifest.files import change, removed, replace, sweep
from mappe.manifest.instant import seen
from tests.editions import ROOT


def _same_with_other_time(path: Path) -> None:
    path.write_bytes(b"whole")


def _copy(path: Path) -> None:
    status = path.stat()
    path.unlink()
    path.write_bytes(b"whole")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def _forged(path: Path) -> None:
    status = path.stat()
    path.write_bytes(b"WHOLE")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _link(path: Path) -> None:
    path.rename(path.with_name("other"))
    path.symlink_to(path.with_name("other"))


CHANGES: Mapping[str, tuple[Callable[[Path], object], str]] = {
    "nothing": (lambda _: None, ""),
    "taken away": (Path.unlink, "is gone"),
    "cut": (lambda path: path.write_bytes(b"who"), "was cut short"),
    "written to": (lambda path: path.write_bytes(b"whole and more"), "was touched"),
    "touched": (_same_with_other_time, "was touched"),
    "copied with its time": (_copy, ""),
    "written to with its old time": (_forged, "was touched"),
    "a folder": (_folder, "is no file"),
    "a link": (_link, "is no file"),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_what_happened_to_a_file_is_seen(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "visit.pdf"
    path.write_bytes(b"whole")
    os.utime(path, ns=(1, 1))
    file = seen(path.stat())
    happen, told = CHANGES[kind]
    happen(path)
    assert change(path, file, sha256(b"whole").hexdigest()) == told


def test_drafts_are_swept_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "visit").mkdir()
    for name in (".a.draft", "visit/.b.pdf.draft", "visit/b.draft", ".gitkeep", "visit/.c"):
        (tmp_path / name).touch()
    sweep(tmp_path)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"visit/b.draft", ".gitkeep", "visit/.c"}


def test_the_last_file_takes_its_folder_along(tmp_path: Path) -> None:
    for name in ("a", "b"):
        replace(tmp_path / "visit" / name, b"x", tmp_path)
    assert removed(tmp_path / "visit/a", tmp_path) == ""
    assert (tmp_path / "visit").is_dir()
    assert removed(tmp_path / "visit/b", tmp_path) == ""
    assert not (tmp_path / "visit").exists()
    assert removed(tmp_path / "visit/b", tmp_path) == "cannot be removed: No such file or directory"


def test_nothing_is_written_outside_the_folder(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "output").mkdir()
    (tmp_path / "output/visit").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/.a.pdf.draft").touch()  # somebody's
    with pytest.raises(MachineError, match="is a link out of"):
        replace(tmp_path / "output/visit/a.pdf", b"x", tmp_path / "output")
    assert [*(tmp_path / "elsewhere").iterdir()] == [tmp_path / "elsewhere/.a.pdf.draft"]


def test_the_engines_of_formats_are_known() -> None:
    engines = {engine for kind in FORMATS.values() for engine in kind.engines}
    assert engines <= {*versions()}
    assert engines <= {*DISTRIBUTIONS.values(), "Python", "Pango", "HarfBuzz"}


FOR_OURSELVES = frozenset(
    {"click", "iuliia", "phonenumberslite", "pydantic", "pymorphy3", "rich", "watchfiles"}
)
"""What Mappe needs and no file shows."""


def test_everything_that_pages_and_files_are_made_with_is_looked_at() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[<>=]", line)[0] for line in project["dependencies"]}
    assert needed - FOR_OURSELVES <= {*DISTRIBUTIONS}
    assert needed >= FOR_OURSELVES
