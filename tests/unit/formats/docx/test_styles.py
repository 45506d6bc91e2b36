"""Styles."""

import pytest

from mappe.formats.docx import write_docx
from mappe.formats.docx.looks import LOOKS, WORD_LOOKS
from mappe.formats.docx.ooxml import half_points, style_id
from mappe.formats.docx.style_names import CLASSES, FRAMED, STYLES
from mappe.model.page import Part
from mappe.model.vocabulary import CLASSES as VOCABULARY
from tests.unit.formats.docx.word_files import (
    COVER,
    W,
    WordFile,
    every_section,
    page_of,
    section,
    theme,
    whole,
    written,
)


def test_every_style_that_an_element_gets_is_described() -> None:
    named = {*STYLES.values(), *(name for frame in FRAMED.values() for name in frame.values())}
    assert named <= {*LOOKS, *WORD_LOOKS}


def test_every_class_of_the_vocabulary_is_known_on_some_element() -> None:
    known = {name.partition(".")[2] for name in CLASSES}
    assert known >= VOCABULARY


def test_every_measure_and_colour_is_one_of_the_theme() -> None:
    tokens = theme().tokens
    assert {look.type for look in LOOKS.values()} <= tokens.type.keys()
    colours = {rule.colour for look in LOOKS.values() for rule in look.rules} | {
        look.shade for look in LOOKS.values()
    }
    assert colours - {""} <= tokens.colours.keys()


@pytest.mark.parametrize(
    ("markup", "style"),
    [
        ('<p class="lead">a</p>', "Lead"),
        ("<h3>a</h3>", "Heading2"),
        ('<div class="city city-b"><h3>a</h3></div>', "CityBName"),
        ('<div class="city"><h3>a</h3></div>', "CityName"),
        ('<div class="card city-a"><p class="card-name">a</p></div>', "CardAName"),
        ('<div class="box"><p>a</p></div>', "Box"),
        ('<div class="box"><p class="note">a</p></div>', "BoxSideNote"),
        ('<p class="remark">a</p>', "Remark"),
        ('<div class="fallback" lang="ru"><p>a</p></div>', "BodyText"),
        (
            '<table class="programme"><tr class="transfer"><td><p class="slot-title">a</p></td></tr></table>',
            "TransferTitle",
        ),
        ('<table class="projects"><tr><td><p class="remark">a</p></td></tr></table>', "TableRemark"),
    ],
)
def test_an_element_has_the_style_of_its_class_and_place(markup: str, style: str) -> None:
    assert written(markup).paragraphs[1] == (style, "a")


def test_a_box_in_an_internal_section_is_internal() -> None:
    markup = section('<div class="box"><h3>a</h3><p>b</p></div>', classes="talking-points internal")
    styles = [style for style, _ in WordFile(write_docx(page_of(markup))).paragraphs]
    assert styles == ["Heading1", "InternalHeading2", "Internal"]


def test_sizes_and_faces_are_those_of_the_theme() -> None:
    style = "w:style[@w:styleId='Heading1']/w:rPr"
    assert written("").values(f"{style}/w:sz", "styles") == [
        str(half_points(theme().tokens.type["section-title"].size))
    ]
    (faces,) = written("").find(f"{style}/w:rFonts", "styles")
    assert faces.get(f"{W}ascii") == "Source Serif 4 Display"


def test_colours_of_the_dark_cover_become_those_of_white_paper() -> None:
    title = written("").values("w:style[@w:styleId='Title']/w:rPr/w:color", "styles")
    assert title == [theme().tokens.colours["ink"].removeprefix("#").upper()]


def test_styles_that_word_knows_have_the_names_it_stores() -> None:
    file = written("")
    for style, stored in {
        "Heading 1": "heading 1",
        "TOC 1": "toc 1",
        "Caption": "caption",
        "Title": "Title",
    }.items():
        assert file.values(f"w:style[@w:styleId='{style_id(style)}']/w:name", "styles") == [stored]
        assert not file.find(f"w:style[@w:styleId='{style_id(style)}'][@w:customStyle]", "styles")


def test_headings_are_numbered_by_word_and_kept_with_what_follows() -> None:
    file = whole()
    assert file.values("w:style[@w:styleId='Heading1']/w:pPr/w:numPr/w:numId", "styles") == ["1"]
    assert file.values("w:style[@w:styleId='Heading1']/w:pPr/w:keepNext", "styles") == ["1"]


def test_every_paragraph_watches_for_widows() -> None:
    styles = whole().find("w:style[@w:type='paragraph']", "styles")
    assert all(style.find(f"{W}pPr/{W}widowControl") is not None for style in styles)


def test_the_cover_ends_with_its_sheet_and_has_no_head() -> None:
    page = page_of(every_section()[0])
    file = WordFile(write_docx(page))
    assert len(file.find(".//w:sectPr")) == 1
    with_cover = WordFile(write_docx(page_of(parts=(Part("cover", "cover", COVER), *page.parts))))
    cover, rest = with_cover.find(".//w:sectPr")
    assert cover.find(f"{W}titlePg") is not None
    assert rest.find(f"{W}titlePg") is None
    assert not cover.findall(f"{W}headerReference")


def test_the_title_is_written_in_the_style_of_titles() -> None:
    assert ("Title", "Hannover Ганновер Jekaterinburg Екатеринбург") in whole().paragraphs
    document_title = WordFile(write_docx(page_of(parts=(Part("cover", "cover", "<h1>Besuch</h1>"),))))
    assert document_title.paragraphs == [("DocumentTitle", "Besuch")]


def test_a_section_may_begin_on_a_new_page() -> None:
    file = WordFile(write_docx(page_of(section("", "a"), section("", "b", classes="prose new-page"))))
    first, second = file.find(".//w:p")
    assert first.find(f"{W}pPr/{W}pageBreakBefore") is None
    assert second.find(f"{W}pPr/{W}pageBreakBefore") is not None


def test_headings_share_a_list_of_which_only_the_first_level_is_counted() -> None:
    file = whole()
    for level, heading in enumerate(("Heading1", "Heading2", "Heading3")):
        style = f"w:style[@w:styleId='{heading}']/w:pPr/w:numPr"
        assert file.values(f"{style}/w:ilvl", "styles") == [str(level)]
        assert file.values(f"{style}/w:numId", "styles") == ["1"]
    (headings,) = file.find("w:abstractNum[@w:abstractNumId='1']", "numbering")
    kinds = [kind.get(f"{W}val") for kind in headings.iter(f"{W}numFmt")]
    assert kinds == ["decimal", *["none"] * 8]
    owners = [level.get(f"{W}val") for level in headings.iter(f"{W}pStyle")]
    assert owners == ["Heading1", "Heading2", "Heading3"]


@pytest.mark.parametrize("style", ["Day", "CityName", "BoxHeading2", "InternalHeading3"])
def test_headings_of_other_kinds_stay_out_of_that_list(style: str) -> None:
    assert whole().values(f"w:style[@w:styleId='{style}']/w:pPr/w:numPr/w:numId", "styles") == ["0"]


def test_faces_of_the_theme_change_with_it() -> None:
    file = whole()
    places = {}
    for style in ("Normal", "Heading1", "TableText"):
        (faces,) = file.find(f"w:style[@w:styleId='{style}']/w:rPr/w:rFonts", "styles")
        places[style] = (faces.get(f"{W}asciiTheme"), faces.get(f"{W}ascii"))
    assert places == {
        "Normal": ("minorHAnsi", "Source Serif 4"),
        "Heading1": ("majorHAnsi", "Source Serif 4 Display"),
        "TableText": (None, "Source Sans 3"),
    }
    families = [face.get("typeface") for face in file.root("word/theme/theme1.xml").iter("{*}latin")]
    assert families == ["Source Serif 4 Display", "Source Serif 4"]


def test_letters_are_kerned_as_in_the_pdf() -> None:
    assert written("<p>Wörter</p>").values("w:docDefaults//w:kern", "styles") == ["2"]


def test_no_style_is_named_as_an_element_of_pdf() -> None:
    """Programs that make a tagged PDF of the file would take one for the other: ISO 32000-1, 14.8.4."""
    elements = "Document Part Sect Div BlockQuote Index Note Reference Code Link Figure Formula Form Table"
    assert not {*LOOKS, *WORD_LOOKS}.intersection(elements.split())
