"""Codes of a font as text."""

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from mappe.verify.unicode_maps import NOTHING, unicode_map

MAP = b"""
2 beginbfchar <0001> <0041> <0002> <00660069> endbfchar
3 beginbfrange <0010> <0012> <0430> <0020> <0021> [<0042> <D83DDE00>] <0030> <0031> <00410042> endbfrange
1 beginbfchar <0040> <> endbfchar
"""


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("0001", "A"),
        ("0002", "fi"),
        ("001000110012", "абв"),
        ("00200021", "B😀"),
        ("00300031", "ABAC"),
        ("0040", ""),
        ("0099", "\N{REPLACEMENT CHARACTER}"),
        ("00", ""),
    ],
)
def test_codes_are_read_as_the_font_says(shown: str, text: str) -> None:
    with pikepdf.new() as pdf:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type0, ToUnicode=pdf.make_stream(MAP))
        assert unicode_map(font).text(bytes.fromhex(shown)) == text


def test_a_font_without_a_map_shows_latin_letters() -> None:
    assert NOTHING.text(b"Gr\xfc\xdfe") == "Grüße"
