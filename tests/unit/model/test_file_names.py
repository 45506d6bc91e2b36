"""Names of files: whatever people are called, any file system can keep them."""

import unicodedata

import pytest

from mappe.model.file_names import BYTES, CHARACTERS, RESERVED, file_name, folded, with_id


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Müller-Anna", "müller-anna"),
        ("O’Neill / Shaughnessy: Mary", "o-neill-shaughnessy-mary"),
        ("  Dr. Anna  von der Au. ", "dr-anna-von-der-au"),
        ('a\\b:c*d?"e<f>g|h\x07i\u202ej', "a-b-c-d-e-f-g-h-i-j"),
        ("../../etc/passwd", "etc-passwd"),
        ("Ёлкина-Татьяна", "ёлкина-татьяна"),
        ("王小明 2", "王小明-2"),
        ("Mu\u0308ller", "müller"),
        ("İstanbul", "i\u0307stanbul"),
        ("สมชาย กิ่งแก้ว", "สมชาย-กิ่งแก้ว"),
        ("a/\u0301b", "a-b"),
        ("\u0301", "id"),
        ("…///…", "id"),
        ("", "id"),
        ("CON", "con-id"),
        ("com1", "com1-id"),
    ],
)
def test_a_name_has_letters_digits_and_hyphens(words: str, name: str) -> None:
    assert file_name(words, "id") == name
    assert unicodedata.is_normalized("NFC", name)


@pytest.mark.parametrize("letter", ["a", "я", "語", "e\u0323\u0302", "𐐨"])
def test_a_long_name_is_cut_at_a_whole_character(letter: str) -> None:
    name = file_name(letter * 200, "id")
    whole = unicodedata.normalize("NFC", letter)
    assert name == whole * (len(name) // len(whole))
    assert min(CHARACTERS - len(name), BYTES - len(name.encode())) < len(whole.encode())
    assert len(name) <= CHARACTERS
    assert len(name.encode()) <= BYTES


@pytest.mark.parametrize("words", ["a" * 300, "я" * 300, "x"])
def test_with_an_id_it_is_not_longer(words: str) -> None:
    name = with_id(file_name(words, "i"), "i" * 61)
    assert name.endswith("-" + "i" * 61)
    assert len(name) <= CHARACTERS
    assert len(name.encode()) <= BYTES


def test_a_character_longer_than_any_name_is_none() -> None:
    assert file_name("a" + "\u0301" * 200, "id") == "id"


@pytest.mark.parametrize(
    ("one", "other"), [("Anna", "ANNA"), ("mu\u0308ller", "MÜLLER"), ("groß", "GROSS"), ("ς", "σ")]
)
def test_names_that_a_file_system_takes_for_one_fold_to_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)
    assert folded(one) != folded(other + "x")


def test_no_name_of_windows_is_given() -> None:
    assert not {file_name(name.upper(), "id") for name in RESERVED} & RESERVED
