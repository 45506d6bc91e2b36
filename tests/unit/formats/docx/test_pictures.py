"""Pictures."""

import io
from pathlib import Path

import pytest
from PIL import Image

from mappe.content.images import image
from mappe.diagnostics import Place
from mappe.errors import ContentError, FormatError
from mappe.model.fields import ImagePath
from tests.unit.formats.docx.test_write_docx import audit
from tests.unit.formats.docx.word_files import ADDRESS, NAMES, W, WordFile, picture, words_of, written

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


def test_a_picture_stands_among_the_words_of_its_paragraph() -> None:
    file = written(f'<p>vorher <img src="{ADDRESS}" alt="Ein Plan"/> nachher</p>')
    assert file.paragraphs[1] == ("BodyText", "vorher  nachher")
    (run,) = (drawing.getparent() for drawing in file.find(".//w:drawing"))
    assert run is not None
    assert [words_of(before) for before in run.itersiblings(f"{W}r", preceding=True)] == ["vorher "]
    assert [properties.get("descr") for properties in file.find(".//wp:docPr")] == ["Ein Plan"]
    assert run.find("w:rPr/w:lang", NAMES) is not None


def test_a_picture_among_words_is_no_wider_than_they_are() -> None:
    assert extent(written(f'<p>a <img src="{ADDRESS}" alt="b"/></p>')) == (124, 31)


@pytest.mark.parametrize(
    ("address", "target"), [("https://a.b/?c=1&amp;d", "https://a.b/?c=1&d"), ("#first", "#_first")]
)
def test_a_picture_may_be_a_link(address: str, target: str) -> None:
    file = written(f'<p><a href="{address}">dort <img src="{ADDRESS}" alt="Ein Plan"/></a></p>')
    (relation,) = [r for r in file.root("word/_rels/document.xml.rels") if r.get("TargetMode") == "External"]
    clicks = file.find(".//{*}hlinkClick")
    assert {click.get(f"{{{NAMES['r']}}}id") for click in clicks} == {relation.get("Id")}
    assert relation.get("Target") == target
    assert [words_of(link) for link in file.find(".//w:hyperlink")] == ["dort "]


def test_a_linked_decorative_picture_passes_the_audit(tmp_path: Path) -> None:
    linked = f'<figure><a href="https://a.b"><img class="decorative" src="{ADDRESS}" alt=""/></a></figure>'
    file = written(linked)
    assert audit(file.content, tmp_path) == []
    assert file.paragraphs[1] == ("Picture", "")
    assert [str(child.tag).partition("}")[2] for child in file.find(".//wp:docPr")[0]] == [
        "hlinkClick",
        "extLst",
    ]


def test_a_picture_is_stored_in_the_pixels_of_its_largest_place() -> None:
    shown = [f'<p><img src="{ADDRESS}" alt="a"/></p>', FIGURE]
    for markup in ("".join(shown), "".join(reversed(shown))):
        file = written(markup)
        (name,) = [name for name in file.names if name.endswith(".png")]
        assert file.part(name) == picture().content


@pytest.mark.parametrize("name", ["grey16.png", "cmyk.jpg", "turned.jpg", "palette.png", "alpha.png"])
def test_a_picture_of_any_kind_that_an_author_may_name_is_one_that_word_shows(
    name: str, tmp_path: Path
) -> None:
    picture_of(name).save(tmp_path / name, exif=TURNED if name == "turned.jpg" else Image.Exif())
    place = Place(tmp_path / "document.yaml", 1)
    asset = image(ImagePath(name, place), tmp_path, tmp_path)
    file = written(FIGURE, assets={ADDRESS: asset})
    (stored,) = [part for part in file.names if "/media/" in part]
    with Image.open(io.BytesIO(file.part(stored))) as shown:
        assert shown.mode in ("L", "P", "RGB", "RGBA")
        assert shown.format == ("PNG" if name.endswith("png") else "JPEG")
        assert (shown.width < shown.height) == (name == "turned.jpg")
        assert not shown.getexif()


TURNED = Image.Exif()
TURNED[0x0112] = 6
"""The camera was held on its side: Exif, Orientation."""


def picture_of(name: str) -> Image.Image:
    modes = {"grey16": "I;16", "cmyk": "CMYK", "turned": "RGB", "palette": "P", "alpha": "RGBA"}
    return Image.new(modes[name.partition(".")[0]], (80, 20))


def test_a_webp_picture_is_refused_where_it_is_named(tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "a.webp")
    place = Place(tmp_path / "document.yaml", 7)
    with pytest.raises(ContentError, match=r"document\.yaml:7:1: 'a\.webp' is no PNG or JPEG image"):
        image(ImagePath("a.webp", place), tmp_path, tmp_path)
