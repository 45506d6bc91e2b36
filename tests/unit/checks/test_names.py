"""Names and words as they are written in several scripts."""

from pathlib import Path

import pytest

from mappe.checks.names import mixed_scripts
from tests.subjects import subject_of, written


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Ганновер", ""),
        ("Hannover Messe и Ганновер", ""),
        ("CEBIT-форум", ""),
        ("Екaтеринбург", "'Екaтеринбург' has letters of two scripts: 'a' is Latin"),
        ("Hаnnоver", "'Hаnnоver' has letters of two scripts: 'а' is Cyrillic, 'о' is Cyrillic"),
    ],
)
def test_a_word_with_letters_of_two_scripts_is_found(tmp_path: Path, name: str, message: str) -> None:
    root = written({"organisations.yaml": f"stadt:\n  name: {{de: {name}, en: City}}\n"}, tmp_path)
    found = [*mixed_scripts(subject_of(root))]
    assert [fault.message for fault in found] == ([message] if message else [])
    assert all(fault.place and fault.place.column == 14 for fault in found)
