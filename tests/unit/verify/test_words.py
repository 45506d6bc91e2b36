"""Words as judges look at them."""

import pytest

from mappe.verify.words import is_cyrillic, is_latin, primary, quoted


@pytest.mark.parametrize("text", ["Hannover", "Guten Morgen, 12:00"])
def test_latin_words_are_seen(text: str) -> None:
    assert is_latin(text)


@pytest.mark.parametrize(
    "text", ["USB", "12 km", "besuche@example.org", "https://example.org/plan", "Ганновер (Hannover)"]
)
def test_signs_addresses_and_names_in_russian_text_are_no_latin_words(text: str) -> None:
    assert not is_latin(text)


def test_one_letter_is_no_russian_word() -> None:
    assert is_cyrillic("да")
    assert not is_cyrillic("Ural и")


def test_a_long_text_is_quoted_by_its_beginning() -> None:
    assert quoted("  a\nb ") == " 'a b'"
    assert quoted("a" * 40) == f" '{'a' * 32}…'"
    assert quoted(" ") == ""


def test_a_language_has_a_first_part() -> None:
    assert primary("de-DE") == "de"
