"""How long a wording may be."""

import pytest
from pydantic import TypeAdapter, ValidationError

from mappe.model.text import LONGEST_WORD, Text, Title

TEXT: TypeAdapter[Text] = TypeAdapter(Text)
TITLE: TypeAdapter[Title] = TypeAdapter(Title)


def test_a_word_fits_into_some_lines() -> None:
    assert TEXT.validate_python("a" * LONGEST_WORD)
    with pytest.raises(ValidationError):
        TEXT.validate_python("eins " + "a" * (LONGEST_WORD + 1))


def test_the_address_of_a_link_is_no_word() -> None:
    assert TEXT.validate_python(f"der [Plan](https://example.org/{'a' * 300}) der Stadt")


def test_a_title_is_short_and_a_text_is_not() -> None:
    words = "eins " * 30
    assert TEXT.validate_python(words)
    with pytest.raises(ValidationError):
        TITLE.validate_python(words)
