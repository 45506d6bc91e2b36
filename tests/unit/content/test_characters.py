import sys

from mappe.content.characters import TURNING, UNPRINTABLE


def test_no_character_that_is_looked_for_is_printable_for_python() -> None:
    """Which is why a text that is printable needs no look at each of its characters."""
    looked_for = [
        letter
        for letter in map(chr, range(sys.maxunicode + 1))
        if UNPRINTABLE.match(letter) or TURNING.match(letter)
    ]
    assert len(looked_for) > 100
    assert not [letter for letter in looked_for if letter.isprintable()]
