"""Fonts travel inside the file: those it can show, with the letters that its readers may go on to write."""

import io
import uuid
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont

from mappe.errors import FormatError
from mappe.formats.docx import embedding, write_docx
from mappe.formats.docx.embedding import Face, obfuscated, shown
from mappe.model.theme import Theme
from mappe.model.word import WordFiles
from tests.unit.formats.docx.word_files import (
    NAMES,
    W,
    WordFile,
    page_of,
    section,
    theme,
    whole_page,
    written,
)

EMBEDDED = WordFiles(embed_fonts=True)
BODY = "SourceSerif4-Regular.ttf"
ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyzäöüßẞ абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
    " łżšžőçñæø 0123456789 „“«»–—…№€₽§°′ \u0301"
)
IDENTIFIER = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@pytest.fixture(scope="module")
def file() -> WordFile:
    return WordFile(write_docx(replace(whole_page(section("<p>Wörter</p>")), word=EMBEDDED)))


def fonts(file: WordFile) -> Iterator[tuple[str, str, TTFont]]:
    """Family, slot and font of each embedded file, as Word would read it."""
    targets = {
        relation.get("Id"): relation.get("Target") for relation in file.root("word/_rels/fontTable.xml.rels")
    }
    for element in file.root("fontTable"):
        for inner in element.iterfind("*[@w:fontKey]", NAMES):
            key = uuid.UUID(str(inner.get(f"{W}fontKey")))
            hidden = file.part(f"word/{targets[inner.get(IDENTIFIER)]}")
            slot = str(inner.tag).removeprefix(f"{W}embed")
            yield str(element.get(f"{W}name")), slot, TTFont(io.BytesIO(obfuscated(hidden, key)))


def with_rights(bits: int) -> Theme:
    """The theme, whose licence of the body's font says this."""
    changed = io.BytesIO()
    with TTFont(io.BytesIO(theme().fonts[BODY]), lazy=True) as tables:
        tables["OS/2"].fsType = bits
        tables.save(changed)
    return replace(theme(), fonts={**theme().fonts, BODY: changed.getvalue()})


def test_what_word_finds_in_a_file_is_what_the_table_promises(file: WordFile) -> None:
    found = list(fonts(file))
    assert len(found) == 12
    for family, slot, font in found:
        assert font["name"].getDebugName(1) == family
        assert font["name"].getDebugName(2).replace(" ", "") == slot
        assert font["glyf"].glyphs


def test_the_beginning_of_a_font_is_not_to_be_read(file: WordFile) -> None:
    hidden = [name for name in file.names if name.endswith(".odttf")]
    assert len(hidden) == 12
    for name in hidden:
        assert not file.part(name).startswith((b"\x00\x01\x00\x00", b"OTTO", b"true"))


def test_every_face_that_a_style_shows_is_inside(file: WordFile) -> None:
    inside = {(family, "Bold" in slot, "Italic" in slot) for family, slot, _ in fonts(file)}
    shown_in_styles = {
        (family, *(properties.find(f"w:{name}", NAMES) is not None for name in "bi"))
        for properties in file.find(".//w:rPr", "styles")
        for family in properties.xpath("w:rFonts/@w:hAnsi", namespaces=NAMES)
    }
    assert len(shown_in_styles) > 3
    assert shown_in_styles <= inside


def test_where_authors_write_all_four_faces_of_the_family_are_there() -> None:
    slots = {face.slot for face in shown(theme()) if face.family == "Source Serif 4"}
    assert slots == {"Regular", "Bold", "Italic", "BoldItalic"}


def test_a_face_that_nothing_shows_stays_outside() -> None:
    assert Face("Source Serif 4 Display Semibold", "Regular") not in shown(theme())


@pytest.mark.parametrize("letter", sorted(set(ALPHABETS)))
def test_whoever_goes_on_writing_finds_every_letter(file: WordFile, letter: str) -> None:
    for _, _, font in fonts(file):
        assert ord(letter) in font.getBestCmap()


def test_a_letter_from_elsewhere_brings_its_alphabet() -> None:
    usual, greek = (
        next(font for family, _, font in fonts(written(f"<p>{words}</p>", word=EMBEDDED)))
        for words in ("Wörter", "λόγος")
    )
    assert ord("ω") not in usual.getBestCmap()
    assert ord("ω") in greek.getBestCmap()


def test_words_stand_as_far_apart_as_in_the_whole_font(file: WordFile) -> None:
    whole = TTFont(io.BytesIO(theme().fonts[BODY]))
    part = next(font for family, slot, font in fonts(file) if (family, slot) == ("Source Serif 4", "Regular"))
    for letter in ALPHABETS:
        widths = {font["hmtx"][font.getBestCmap()[ord(letter)]][0] for font in (whole, part)}
        assert len(widths) == 1
    features = {record.FeatureTag for record in part["GPOS"].table.FeatureList.FeatureRecord}
    assert {"kern", "mark"} <= features


def test_a_part_is_a_fraction_of_the_font(file: WordFile) -> None:
    assert sum(len(file.part(name)) for name in file.names if "odttf" in name) < 1_400_000
    assert len(file.content) < 700_000


def test_the_same_theme_gives_the_same_bytes() -> None:
    page = page_of(section("<p>Wörter</p>"), word=EMBEDDED)
    once = write_docx(page)
    embedding._embedded.cache_clear()  # noqa: SLF001  # or nothing would be made a second time
    embedding.part_of.cache_clear()
    assert write_docx(page) == once


@pytest.mark.parametrize("bits", [0x0000, 0x0008, 0x000C, 0x0100, 0x0108])
def test_a_licence_that_lets_people_write_lets_the_font_in(bits: int) -> None:
    assert list(fonts(written("<p>Wörter</p>", word=EMBEDDED, theme=with_rights(bits))))


@pytest.mark.parametrize("bits", [0x0002, 0x0004, 0x0006, 0x0200, 0x0208])
def test_a_licence_that_forbids_it_is_told_by_name(bits: int) -> None:
    with pytest.raises(FormatError) as told:
        written("<p>Wörter</p>", word=EMBEDDED, theme=with_rights(bits))
    assert str(told.value) == (
        f"the licence of the font '{BODY}' forbids to embed it in Word files: "
        "choose another font, or write 'embed_fonts: false' in content/office.yaml"
    )


def test_a_licence_that_wants_no_part_gets_the_whole() -> None:
    file = written("<p>Wörter</p>", word=EMBEDDED, theme=with_rights(0x0100))
    sizes = {family: len(font.getGlyphOrder()) for family, slot, font in fonts(file) if slot == "Regular"}
    assert sizes["Source Serif 4"] == 1464
    assert sizes["Source Sans 3"] < 1000


def test_a_font_of_another_name_is_told() -> None:
    tokens = theme().tokens
    wrong = [
        font.model_copy(update={"word": "Source Serif Four"}) if font.word == "Source Serif 4" else font
        for font in tokens.fonts
    ]
    renamed = replace(theme(), tokens=tokens.model_copy(update={"fonts": tuple(wrong)}))
    with pytest.raises(FormatError) as told:
        written("<p>Wörter</p>", word=EMBEDDED, theme=renamed)
    said = "Word knows the font 'SourceSerif4-Regular.ttf' as 'Source Serif 4', not as 'Source Serif Four'"
    assert f"{said}: write word: Source Serif 4" in str(told.value)


def test_a_font_without_what_word_needs_is_told() -> None:
    changed = io.BytesIO()
    with TTFont(io.BytesIO(theme().fonts[BODY]), lazy=True) as tables:
        del tables["OS/2"]
        tables.save(changed)
    poorer = replace(theme(), fonts={**theme().fonts, BODY: changed.getvalue()})
    with pytest.raises(
        FormatError, match=f"the font '{BODY}' has no table 'OS/2', by which Word would know it"
    ):
        written("<p>Wörter</p>", word=EMBEDDED, theme=poorer)


def test_an_office_that_wants_none_gets_none() -> None:
    file = written("<p>Wörter</p>")
    assert not [name for name in file.names if "fonts/" in name]
    assert not file.find("w:embedTrueTypeFonts", "settings")


def test_word_is_told_to_keep_them(file: WordFile) -> None:
    assert file.find("w:embedTrueTypeFonts", "settings")
    assert file.find("w:saveSubsetFonts", "settings")
