"""What programs without the fonts are told about them."""

import io

import pytest
from fontTools.ttLib import TTFont

from mappe.formats.docx.font_table import described
from tests.unit.formats.docx.word_files import NAMES, W, theme, written

TAGS = ["panose1", "charset", "family", "pitch", "sig"]


def kind_and_pitch(**digits: int) -> tuple[str, str]:
    """What is said of a font whose PANOSE has these digits."""
    changed = io.BytesIO()
    with TTFont(io.BytesIO(theme().fonts["SourceSans3-Regular.ttf"]), lazy=True) as tables:
        for name, digit in digits.items():
            setattr(tables["OS/2"].panose, name, digit)
        tables.save(changed)
    said = {
        str(element.tag).removeprefix(W): element.get(f"{W}val") for element in described(changed.getvalue())
    }
    return str(said["family"]), str(said["pitch"])


def test_every_family_of_the_theme_is_described() -> None:
    file = written("<p>Wörter</p>")
    families = {font.word for font in theme().tokens.fonts}
    assert {element.get(f"{W}name") for element in file.root("fontTable")} == families
    for element in file.root("fontTable"):
        assert [str(child.tag).removeprefix(W) for child in element] == TAGS


def test_a_serif_is_known_from_a_sans_serif() -> None:
    file = written("<p>Wörter</p>")
    kinds = {
        str(element.get(f"{W}name")): element.find("w:family", NAMES).get(f"{W}val")  # type: ignore[union-attr]  # above
        for element in file.root("fontTable")
    }
    assert {kind for family, kind in kinds.items() if "Serif" in family} == {"roman"}
    assert {kind for family, kind in kinds.items() if "Sans" in family} == {"swiss"}


@pytest.mark.parametrize(
    ("digits", "said"),
    [
        ({"bFamilyType": 2, "bSerifStyle": 11}, ("swiss", "variable")),
        ({"bFamilyType": 2, "bSerifStyle": 4}, ("roman", "variable")),
        ({"bFamilyType": 2, "bSerifStyle": 0}, ("auto", "variable")),
        ({"bFamilyType": 2, "bProportion": 9}, ("modern", "fixed")),
        ({"bFamilyType": 3}, ("script", "variable")),
        ({"bFamilyType": 4}, ("decorative", "variable")),
        ({"bFamilyType": 5}, ("auto", "variable")),
    ],
)
def test_panose_says_what_kind_of_face_it_is(digits: dict[str, int], said: tuple[str, str]) -> None:
    assert kind_and_pitch(**digits) == said


def test_the_signature_says_that_it_can_write_russian() -> None:
    cyrillic_range, cyrillic_page = 9, 2
    for element in written("<p>Wörter</p>").find(".//w:sig", "fontTable"):
        assert int(str(element.get(f"{W}usb0")), 16) >> cyrillic_range & 1
        assert int(str(element.get(f"{W}csb0")), 16) >> cyrillic_page & 1
