"""The file of confirmed translations."""

from pathlib import Path

import pytest

from mappe.content.translations import HEAD, NAME, Kept, kept, written
from mappe.errors import MachineError
from mappe.model.translations import Pair

ONE = Pair("0" * 16, "ru", "a" * 16, "de")
TWO = Pair("1" * 16, "en", "b" * 16, "de")
LINE = f"- {'0' * 16} ru {'a' * 16} de 2018-06-04"


def _read(root: Path, content: str | bytes) -> Kept:
    (root / NAME).parent.mkdir()
    (root / NAME).write_bytes(content if isinstance(content, bytes) else content.encode())
    return kept(root)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    ledger = {TWO: "2018-06-05", ONE: "2018-06-04"}
    content = written(ledger, Kept())
    assert content.decode().splitlines()[2:] == [LINE, f"- {'1' * 16} en {'b' * 16} de 2018-06-05"]
    assert _read(tmp_path, content) == Kept(ledger)
    assert written({ONE: "2018-06-04", TWO: "2018-06-05"}, kept(tmp_path)) == content


def test_no_file_is_no_fault(tmp_path: Path) -> None:
    assert kept(tmp_path) == Kept()


def test_both_sides_of_a_merge_are_true_and_the_first_day_counts(tmp_path: Path) -> None:
    other = f"- {'1' * 16} en {'b' * 16} de 2018-06-05"
    merged = f"<<<<<<< HEAD\n{LINE}\n=======\n{other}\n{LINE[:-1]}2\n>>>>>>> other branch\n"
    assert _read(tmp_path, merged) == Kept({ONE: "2018-06-02", TWO: "2018-06-05"})


@pytest.mark.parametrize(
    "damaged", [LINE[:-1], LINE.replace("ru", "RU"), f"{LINE} # why", "- 12", "key: value", "\ufffd\ufffd"]
)
def test_a_damaged_line_is_told_and_costs_no_other(tmp_path: Path, damaged: str) -> None:
    found = _read(tmp_path, f"{HEAD[0]}\n{damaged}\n{LINE}\n")
    assert found.ledger == {ONE: "2018-06-04"}
    (fault,) = found.damaged
    assert str(fault).startswith("content/.translations.yaml:2:1: warning: this line is no confirmed transl")


def test_what_is_no_pair_stays_as_a_comment(tmp_path: Path) -> None:
    found = _read(tmp_path, f"# Irina asks.\n{LINE[:9]}\n{LINE}\r\n")
    content = written(found.ledger, found).decode()
    assert content.splitlines() == [*HEAD, "# Irina asks.", f"# not understood: {LINE[:9]}", LINE]
    (tmp_path / NAME).write_text(content, "utf-8")
    again = kept(tmp_path)
    assert (again.damaged, written(again.ledger, again).decode()) == ((), content)


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    assert len(_read(tmp_path, b"\xff\xfe\x00\n" + LINE.encode()).damaged) == 1


def test_a_file_that_cannot_be_read_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir(parents=True)
    with pytest.raises(MachineError, match=r"content/\.translations\.yaml cannot be read: Is a directory"):
        kept(tmp_path)
