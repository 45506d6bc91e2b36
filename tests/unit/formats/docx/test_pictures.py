"""Pictures."""

import pytest

from mappe.errors import FormatError
from tests.unit.formats.docx.word_files import ADDRESS, WordFile, picture, written

FIGURE = f'<figure><img src="{ADDRESS}" alt="Ein Plan"/><figcaption>Der Plan</figcaption></figure>'


def extent(file: WordFile) -> tuple[int, int]:
    """Millimetres."""
    (found,) = file.find(".//wp:extent")
    return round(int(str(found.get("cx"))) / 36_000), round(int(str(found.get("cy"))) / 36_000)


def test_a_picture_has_its_alternative_text_and_caption() -> None:
    file = written(FIGURE)
    assert [properties.get("descr") for properties in file.find(".//wp:docPr")] == ["Ein Plan"]
    assert file.paragraphs[1:] == [("Picture", ""), ("Caption", "Der Plan")]


def test_a_decorative_picture_is_marked_as_word_marks_it() -> None:
    mark = ".//wp:docPr/{*}extLst/{*}ext[@uri='{C183D7F6-B498-43B3-948B-1728B52AA6E4}']/{*}decorative"
    file = written(f'<figure><img class="decorative" src="{ADDRESS}" alt=""/></figure>')
    assert [properties.get("descr") for properties in file.find(".//wp:docPr")] == [""]
    assert [dict(found.attrib) for found in file.find(mark)] == [{"val": "1"}]
    assert [dict(found.getparent().attrib) for found in file.find(mark)] == [  # type: ignore[union-attr]
        {"uri": "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"}
    ]
    assert not written(FIGURE).find(mark)


def test_a_wide_picture_is_as_wide_as_the_text() -> None:
    assert extent(written(FIGURE)) == (170, 42)


def test_a_picture_that_is_shown_twice_is_stored_once() -> None:
    file = written(FIGURE * 2)
    assert [name for name in file.names if name.startswith("word/media/")] == [
        name for name in file.names if name.endswith(".png")
    ]
    assert sum(name.endswith(".png") for name in file.names) == 1
    assert len({properties.get("id") for properties in file.find(".//wp:docPr")}) == 2


def test_a_picture_that_is_not_shown_is_not_stored() -> None:
    assert not [name for name in written("<p>a</p>").names if name.endswith(".png")]


def test_a_picture_that_is_missing_stops_by_name() -> None:
    with pytest.raises(FormatError, match=r"no picture 'asset:other\.png'"):
        written('<figure><img src="asset:other.png" alt="a"/></figure>')


def test_the_picture_is_the_one_of_the_page() -> None:
    file = written(FIGURE)
    assert picture().content in [file.part(name) for name in file.names]
