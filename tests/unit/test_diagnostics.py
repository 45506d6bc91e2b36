"""How one problem is told."""

from pathlib import Path

import pytest

from mappe.diagnostics import Diagnostic, Place, did_you_mean, in_order, nearest

FILE = Path("content/visit/document.yaml")


def place(text: str, column: int = 1, length: int = 1, line: int = 41) -> Place:
    return Place(FILE, line, column, text, length)


def test_a_problem_shows_its_line_and_a_caret_under_each_character_of_the_value() -> None:
    told = Diagnostic(
        "no section type 'programm'", place("  - type: programm", 11, 8), "did you mean 'programme'?"
    )
    assert str(told) == (
        "content/visit/document.yaml:41:11: no section type 'programm'\n"
        "   41 |   - type: programm\n"
        "      |           ^^^^^^^^ did you mean 'programme'?"
    )


def test_a_problem_without_a_hint_ends_with_its_caret() -> None:
    assert str(Diagnostic("wrong", place("a: b", 4))).endswith("\n      |    ^")


@pytest.mark.parametrize(
    ("told", "text"),
    [
        (Diagnostic("wrong"), "wrong"),
        (Diagnostic("wrong", None, "write right"), "wrong: write right"),
        (Diagnostic("wrong", place("")), f"{FILE}:41:1: wrong"),
        (Diagnostic("wrong", place("  "), "write right"), f"{FILE}:41:1: wrong\n      write right"),
    ],
)
def test_a_problem_without_a_place_or_a_line_is_told_all_the_same(told: Diagnostic, text: str) -> None:
    assert str(told) == text


def test_a_caret_never_reaches_beyond_its_line() -> None:
    assert str(Diagnostic("wrong", place("a: b", 4, 99))).endswith("|    ^")
    assert str(Diagnostic("wrong", place("a:", 9, 5))).endswith("|         ^")


@pytest.mark.parametrize("column", [1, 50, 61, 62, 120, 199, 200])
def test_of_a_long_line_the_part_around_the_caret_is_shown(column: int) -> None:
    line = "".join(chr(ord("a") + number % 26) for number in range(200))
    _, shown, carets = str(Diagnostic("wrong", place(line, column))).split("\n")
    assert len(shown) <= 8 + 102
    assert shown[carets.index("^")] == line[column - 1]
    assert shown.startswith("   41 | …") == (column > 60)
    assert shown.endswith("…") == (column <= 160)


@pytest.mark.parametrize(
    "character",
    ["\x1b", "\x07", "\x00", "\r", "\n", "\x0b", "\x85", "\u2028", "\u202e", "\u2066", "\ud800", "\ufeff"],
)
def test_what_is_quoted_moves_no_cursor_and_turns_no_direction(character: str) -> None:
    for told in (
        Diagnostic(f"unknown key 'a{character}b'", place(f"a{character}b: c", 3)),
        Diagnostic("wrong", place("a"), f"did you mean 'a{character}b'?"),
        Diagnostic(f"a{character}b", None, f"a{character}b"),
        Diagnostic("wrong", Place(Path(f"content/a{character}b"), 1)),
    ):
        text = str(told)
        assert character not in text.replace("\n", "") or character == "\n"
        assert len(text.split("\n")) <= 3
        assert text.encode()


def test_a_replaced_character_keeps_the_caret_in_its_column() -> None:
    text = str(Diagnostic("wrong", place("\ta\x1b\u00a0b: c", 5)))
    assert text.split("\n")[1:] == ["   41 |  a� b: c", "      |     ^"]


def test_problems_are_told_once_and_from_top_to_bottom() -> None:
    first, second = Diagnostic("b", place("", 2, line=9)), Diagnostic("a", place("", 1, line=10))
    general, other = Diagnostic("general"), Diagnostic("c", Place(Path("content/office.yaml"), 99))
    assert in_order([second, first, other, general, first]) == (general, other, first, second)


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("tittle", ["title", "text"], "title"),
        ("Title", ["title", "text"], "title"),
        ("dokuchaew", ["dokuchaev", "miroshnichenko"], "dokuchaev"),
        ("prosa", ["prose", "phrases"], "prose"),
        ("gast", ["guest", "internal"], "guest"),
        ("xyz", ["title", "text"], ""),
        ("", ["title"], ""),
        ("title", [], ""),
    ],
)
def test_the_nearest_known_word_is_suggested_where_one_is_near(
    word: str, known: list[str], near: str
) -> None:
    assert nearest(word, known) == near
    assert did_you_mean(word, known) == (f"did you mean '{near}'?" if near else "")
