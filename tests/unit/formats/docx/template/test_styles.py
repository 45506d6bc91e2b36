"""The styles of an office's template are used as they are; ours come in beside them, dressed as they are."""

import re

import pytest

from mappe.formats.docx.ooxml import twips
from tests.letterheads import FOLDER, letterhead
from tests.unit.formats.docx.template.houses import (
    LISTS,
    housed,
    paragraph_of,
    said,
    style,
    style_ids,
    whole,
    written,
)
from tests.unit.formats.docx.word_files import NAMES, W, page_of, section, style_of, theme

OWN = FOLDER / "word/styles.xml"
BOLD_LINE = '<w:style w:type="character" w:styleId="Fett">'
PARTS = ("document", "styles", "numbering", "footer2", "header4")


def test_the_office_s_styles_are_in_the_file_as_they_were() -> None:
    file = written()
    own = re.findall(r'w:styleId="([^"]+)"', OWN.read_text("utf-8"))
    assert len(own) == 13
    assert style_ids(file)[:13] == own
    assert said(style(file, "berschrift1"), "w:rPr/w:sz") == ["32"]
    assert said(style(file, "Textkrper"), "w:pPr/w:jc") == []


def test_our_words_stand_in_the_office_s_own_styles() -> None:
    file = written("<p>Text</p>" + LISTS)
    assert style_of(paragraph_of(file, "Text")) == "Textkrper"
    assert [name for name, words in file.paragraphs if words == "Titel"] == ["berschrift1"]
    assert style_of(paragraph_of(file, "Punkt")) == "Aufzhlungszeichen"


def test_a_style_that_the_office_lacks_is_taken_in() -> None:
    file = written("<p class='lead'>Vorspann</p>")
    name = style_of(paragraph_of(file, "Vorspann"))
    assert name == "MappeLead"  # the office has the id for another one
    assert said(style(file, name), "w:name") == ["Lead"]
    assert said(style(file, name), "w:basedOn") == ["Standard"]


def test_a_name_that_the_office_gave_to_another_kind_is_not_given_twice() -> None:
    file = written("<dl class='facts'><dt>Wer</dt><dd>Wir</dd></dl>")
    (taken_in,) = (each for each in file.find("w:style", "styles") if each.get(f"{W}styleId") == "Label")
    assert said(taken_in, "w:name") == ["Mappe Label"]
    names = [name.casefold() for each in file.find("w:style", "styles") for name in said(each, "w:name")]
    assert len({*names}) == len(names)


def test_only_styles_that_are_used_are_taken_in() -> None:
    assert "Phrase" not in style_ids(written())
    assert "Phrase" in style_ids(whole())
    assert written().find("w:style/w:qFormat", "styles") == []


def test_no_part_means_a_style_that_is_not_there() -> None:
    file = whole()
    known = {*style_ids(file)}
    assert len(known) > 60
    tags = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
    for part in (name[5:-4] for name in file.names if re.fullmatch(r"word/\w+\.xml", name)):
        for tag in tags:
            assert {*file.values(f".//w:{tag}", part)} <= known, (part, tag)


def test_the_office_says_which_style_stands_for_which() -> None:
    file = written(
        "<p class='lead'>Vorspann</p><p>Text <strong>fett</strong></p>",
        {"Lead": "Lead", "Heading 1": "Kapitel"},
    )
    assert style_of(paragraph_of(file, "Vorspann")) == "Lead"
    assert [name for name, words in file.paragraphs if words == "Titel"] == ["Kapitel"]
    assert "Fett" in file.values(".//w:rStyle")


def test_a_table_may_have_the_office_s_style() -> None:
    table = '<table class="generic"><caption>T</caption><tr><th scope="row">a</th><td>b</td></tr></table>'
    assert {*written(table).values(".//w:tblStyle")} == {"MappeTable"}
    assert {*written(table, {"Mappe Table": "Tabellenraster"}).values(".//w:tblStyle")} == {"Tabellenraster"}


def test_a_heading_by_an_office_s_own_name_is_a_heading_all_the_same() -> None:
    file = written(chosen={"Heading 1": "Kapitel"})
    assert said(paragraph_of(file, "Titel"), "w:pPr/w:outlineLvl") == ["0"]
    instructions = [each.text or "" for each in file.find(".//w:instrText")]
    assert [words.strip() for words in instructions if "TOC" in words] == [r'TOC \o "1-1" \u \h \z']


def test_word_s_own_heading_needs_no_help() -> None:
    file = written()
    assert said(paragraph_of(file, "Titel"), "w:pPr/w:outlineLvl") == []
    assert any(r'TOC \o "1-1" \h \z' in (each.text or "") for each in file.find(".//w:instrText"))


def test_what_is_taken_in_is_set_in_the_office_s_type() -> None:
    file = whole()
    ours = {font.word for font in theme().tokens.fonts}
    fonts = [each for part in ("styles", "numbering") for each in file.find(".//w:rFonts", part)]
    assert not {each.get(f"{W}ascii") for each in fonts} & ours
    assert not [each for each in fonts if each.get(f"{W}asciiTheme")]
    assert style(file, "Day").find("w:rPr/w:rFonts", NAMES).get(f"{W}ascii") == "Georgia"  # type: ignore[union-attr]  # it has one
    assert style(file, "TableHead").find("w:rPr/w:rFonts", NAMES) is None
    assert style(file, "TableHead").find("w:rPr/w:b", NAMES) is not None


def test_running_text_is_as_large_as_the_office_s() -> None:
    sizes = said(style(written("<dl class='facts'><dt>Wer</dt><dd>Wir</dd></dl>"), "Fact"), "w:rPr/w:sz")
    assert sizes == ["22"]


def test_colours_of_the_office_are_used_where_they_can_be_read() -> None:
    file = whole()
    blue = style(file, "Zone").getroottree().findall(".//w:color[@w:val='00519E']", NAMES)
    assert {each.get(f"{W}themeColor") for each in blue} == {"accent1"}
    assert not file.find(".//w:color[@w:val='FFCC00']", "styles")  # its yellow is no colour for words
    assert {each.get(f"{W}themeColor") for each in file.find(".//w:color[@w:val='A63A22']", "styles")} == {
        None
    }


def test_text_of_ours_begins_where_the_office_s_text_begins() -> None:
    def edge(old: str, new: str) -> str:
        file = written("<p class='lead'>Vorspann</p>", styles=(old, new))
        return str(style(file, "MappeLead").find("w:pPr/w:ind", NAMES).get(f"{W}left"))  # type: ignore[union-attr]  # it has one

    spacing = '<w:spacing w:after="120" w:line="280" w:lineRule="exact"/>'
    assert edge(spacing, spacing) == "0"
    assert edge(spacing, f'{spacing}<w:ind w:left="567"/>') == "567"


def test_in_a_house_without_styles_for_text_our_columns_stay() -> None:
    parts = letterhead()
    for name in ("Body Text", "heading 1"):
        parts["word/styles.xml"] = parts["word/styles.xml"].replace(name.encode(), b"Anders " + name.encode())
    file = housed(page_of(section("<p>Text</p>")), parts)
    indent = style(file, "BodyText").find("w:pPr/w:ind", NAMES)
    axis = float(theme().tokens.measures["label-column"])
    assert indent is not None
    assert (
        twips(axis * 0.9) < int(str(indent.get(f"{W}left"))) <= twips(axis)
    )  # its text is narrower than ours


def test_a_justified_column_does_not_reach_into_tables() -> None:
    assert said(style(whole(), "TableText"), "w:pPr/w:jc") == ["left"]
    assert said(style(whole(), "TableNumeric"), "w:pPr/w:jc") == ["right"]
    assert said(style(whole(), "SideNote"), "w:pPr/w:jc") == []


def test_words_are_not_put_into_a_style_that_hides_them() -> None:
    file = written(
        styles=("<w:rPr><w:b/></w:rPr>", "<w:rPr><w:b/><w:vanish/></w:rPr>"),
        markup="<p><strong>a</strong></p>",
    )
    assert file.values(".//w:rStyle").count("Fett") == 0
    assert said(style(file, "Strong"), "w:name") == ["Mappe Strong"]


@pytest.mark.parametrize("page_language", ["de", "ru"])
def test_the_language_of_the_document_is_that_of_its_content(page_language: str) -> None:
    file = housed(page_of(section("<p>Text</p>"), language=page_language), letterhead())
    assert file.values("w:docDefaults//w:lang", "styles") == [{"de": "de-DE", "ru": "ru-RU"}[page_language]]


def test_a_template_without_any_styles_gets_ours() -> None:
    parts = letterhead()
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b'/styles"', b'/nothing"'
    )
    file = housed(page_of(section("<p>Text</p>")), parts)
    assert style_of(paragraph_of(file, "Text")) == "BodyText"
    assert said(style(file, "BodyText"), "w:name") == ["Body Text"]
