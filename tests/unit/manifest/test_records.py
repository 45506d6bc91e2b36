"""What is kept of a build, and what of it is believed."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from mappe.manifest.files import replace
from mappe.manifest.instant import NAME, nothing_to_do
from mappe.manifest.records import Inputs, Manifest

INPUTS = Inputs("stamp", "digest")
PATH = "visit/visit.de.html"


@pytest.fixture
def made(tmp_path: Path) -> Manifest:
    """Of a folder with one file."""
    manifest = Manifest(tmp_path)
    manifest.begin(INPUTS, "owner")
    replace(tmp_path / PATH, b"whole", tmp_path)
    manifest.record(PATH, {"page": "1"}, b"whole", 1.5)
    return manifest


def test_what_was_kept_is_read_again(made: Manifest) -> None:
    made.settle("request", [PATH])
    assert Manifest.of(made.folder) == made
    assert made.requests == {"request": [PATH]}
    assert made.change(PATH) == ""


def test_each_file_is_kept_as_soon_as_it_is_made(made: Manifest) -> None:
    assert [*Manifest.of(made.folder).outputs] == [PATH]


def test_a_folder_without_a_manifest_knows_nothing(tmp_path: Path) -> None:
    assert Manifest.of(tmp_path) == Manifest(tmp_path)
    assert nothing_to_do(["build", "--output", str(tmp_path)]) == ""


def _gone(path: Path) -> None:
    path.unlink()


def _touched(path: Path) -> None:
    os.utime(path, (1, 1))


def _longer(path: Path) -> None:
    path.write_bytes(b"whole and more")


MEANWHILE: Mapping[str, Callable[[Path], None]] = {"gone": _gone, "touched": _touched, "longer": _longer}


@pytest.mark.parametrize("kind", MEANWHILE)
def test_a_file_that_changes_while_others_are_built_is_no_answer(kind: str, made: Manifest) -> None:
    MEANWHILE[kind](made.folder / PATH)
    made.settle("request", [PATH])
    assert made.requests == {}
    assert made.change(PATH) != ""


def test_other_inputs_make_old_answers_none(made: Manifest) -> None:
    made.settle("request", [PATH])
    made.begin(INPUTS, "owner")
    assert made.requests
    made.begin(Inputs("other", "other"), "owner")
    assert not made.requests
    assert made.outputs


def test_inputs_that_are_not_known_answer_nothing(made: Manifest) -> None:
    made.begin(Inputs(), "owner")
    made.settle("request", [PATH])
    assert made.requests == {}


def test_another_project_is_told_nothing_of_the_files(made: Manifest) -> None:
    made.begin(INPUTS, "other")
    assert not made.outputs
    assert [*made.prune([])] == []
    assert (made.folder / PATH).exists()


def test_a_manifest_in_which_one_character_is_another_is_damaged(made: Manifest) -> None:
    file = made.folder / NAME
    file.write_bytes(file.read_bytes().replace(b'"page":"1"', b'"page":"2"'))
    assert Manifest.of(made.folder).damaged


def test_a_damaged_manifest_is_kept_aside(made: Manifest) -> None:
    path = made.folder / NAME
    path.write_bytes(path.read_bytes()[:-1])
    assert Manifest.of(made.folder) == Manifest(made.folder, damaged=True)
    assert not path.exists()
    assert path.with_name(f"{NAME}.bad").exists()
