"""The file of confirmed translations."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mappe.content.translations import HEAD, NAME, Kept, add, kept
from mappe.errors import MachineError
from mappe.model.translations import Pair

ONE = Pair("0" * 16, "ru", "a" * 16, "de")
TWO = Pair("1" * 16, "en", "b" * 16, "de")
LINE = f"- {'0' * 16} ru {'a' * 16} de 2018-06-04"
OTHER = f"- {'1' * 16} en {'b' * 16} de 2018-06-05"


def _read(root: Path, content: str | bytes) -> Kept:
    (root / NAME).parent.mkdir()
    (root / NAME).write_bytes(content if isinstance(content, bytes) else content.encode())
    return kept(root)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    add(tmp_path, {TWO: "2018-06-05", ONE: "2018-06-04"})
    assert (tmp_path / NAME).read_text("utf-8").splitlines() == [*HEAD, LINE, OTHER]
    assert kept(tmp_path) == Kept({ONE: "2018-06-04", TWO: "2018-06-05"})


@pytest.mark.parametrize("before", [f"# Irina asks.\n{LINE}\n- 12\n", f"# Irina asks.\n{LINE}\n- 12"])
def test_more_is_written_behind_and_nothing_is_lost(tmp_path: Path, before: str) -> None:
    _read(tmp_path, before)
    add(tmp_path, {TWO: "2018-06-05"})
    assert (tmp_path / NAME).read_text("utf-8") == f"# Irina asks.\n{LINE}\n- 12\n{OTHER}\n"


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    pairs = [Pair(f"{number:016x}", "ru", "a" * 16, "de") for number in range(200)]
    add(tmp_path, {ONE: "2018-06-04"})
    with ThreadPoolExecutor(8) as pool:
        [*pool.map(lambda pair: add(tmp_path, {pair: "2018-06-04"}), pairs)]
    assert kept(tmp_path) == Kept(dict.fromkeys([ONE, *pairs], "2018-06-04"))


def test_git_is_told_to_merge_it_unless_somebody_told_it_something(tmp_path: Path) -> None:
    attributes = tmp_path / "content/.gitattributes"
    attributes.parent.mkdir()
    add(tmp_path, {ONE: "2018-06-04"})
    assert attributes.read_text("utf-8") == ".translations.yaml merge=union\n"
    (tmp_path / NAME).unlink()
    attributes.write_text("*.png binary\n", "utf-8")
    add(tmp_path, {ONE: "2018-06-04"})
    assert attributes.read_text("utf-8") == "*.png binary\n"


def test_nothing_is_written_outside_the_project(tmp_path: Path) -> None:
    (tmp_path / "project/content").mkdir(parents=True)
    (tmp_path / "project" / NAME).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(MachineError, match="is a link out of the project"):
        add(tmp_path / "project", {ONE: "2018-06-04"})
    assert not (tmp_path / "elsewhere").exists()


def test_no_file_is_no_fault(tmp_path: Path) -> None:
    assert kept(tmp_path) == Kept()


def test_both_sides_of_a_merge_are_true_and_the_first_day_counts(tmp_path: Path) -> None:
    merged = f"<<<<<<< HEAD\n{LINE}\n=======\n{OTHER}\n{LINE[:-1]}2\n>>>>>>> other branch\n"
    assert _read(tmp_path, merged) == Kept({ONE: "2018-06-02", TWO: "2018-06-05"})


@pytest.mark.parametrize(
    "damaged", [LINE[:-1], LINE.replace("ru", "RU"), f"{LINE} # why", "- 12", "key: value", "\ufffd\ufffd"]
)
def test_a_damaged_line_is_told_and_costs_no_other(tmp_path: Path, damaged: str) -> None:
    found = _read(tmp_path, f"{HEAD[0]}\n{damaged}\n{LINE}\n")
    assert found.ledger == {ONE: "2018-06-04"}
    (fault,) = found.damaged
    assert str(fault).startswith("content/.translations.yaml:2:1: warning: this line is no confirmed transl")


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    assert len(_read(tmp_path, b"\xff\xfe\x00\n" + LINE.encode()).damaged) == 1


def test_a_file_that_cannot_be_read_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir(parents=True)
    with pytest.raises(MachineError, match=r"content/\.translations\.yaml cannot be read: Is a directory"):
        kept(tmp_path)
