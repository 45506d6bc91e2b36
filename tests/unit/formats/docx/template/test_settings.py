"""Settings stay an office's own, but for what is about the words or would ask their reader something."""

from lxml import etree

from tests.letterheads import letterhead
from tests.unit.formats.docx.template.houses import PARAGRAPHS, housed, said, written
from tests.unit.formats.docx.word_files import NAMES, W, page_of, section

NOTED = '<p>Text<span class="footnote">Dazu</span></p>'


def names(root: etree._Element) -> list[str]:
    return [etree.QName(each).localname for each in root]


def test_what_the_office_has_set_stays_so_and_what_it_lacks_comes_in_its_place() -> None:
    settings = written().root("settings")
    assert names(settings) == [
        "zoom",
        "defaultTabStop",
        "autoHyphenation",
        "consecutiveHyphenLimit",
        "hyphenationZone",
        "doNotHyphenateCaps",
        "compat",
        "themeFontLang",
        "clrSchemeMapping",
        "decimalSymbol",
        "listSeparator",
    ]
    assert settings[0].get(f"{W}percent") == "90"
    assert said(settings, "w:compat/w:compatSetting") == ["14"]


def test_nothing_asks_the_reader_and_nothing_is_called_proofread() -> None:
    assert not {"updateFields", "proofState"} & {*names(written().root("settings"))}


def test_a_decimal_point_is_that_of_the_words() -> None:
    settings = written().root("settings")
    assert said(settings, "w:decimalSymbol") == [","]
    assert said(settings, "w:listSeparator") == [";"]


def test_an_office_that_wants_no_hyphens_gets_none() -> None:
    file = written(settings=("<w:updateFields", '<w:autoHyphenation w:val="0"/><w:updateFields'))
    assert file.values("w:autoHyphenation", "settings") == ["0"]


def test_a_template_without_settings_gets_ours() -> None:
    parts = letterhead()
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b'/settings"', b'/nothing"'
    )
    settings = housed(page_of(section(PARAGRAPHS), two_sided=True), parts).root("settings")
    assert said(settings, "w:compat/w:compatSetting")[0] == "15"
    assert not {"mirrorMargins", "evenAndOddHeaders"} & {*names(settings)}


def test_notes_stand_under_the_office_s_own_line() -> None:
    file = written(NOTED)
    notes = ["".join(each.itertext(f"{W}t")) for each in file.find("w:footnote", "footnotes")]
    assert notes[0] == "* * *"
    assert "Dazu" in notes[2]
    assert [each.get(f"{W}id") for each in file.find("w:footnotePr/w:footnote", "settings")] == ["-1", "0"]


def test_a_file_without_notes_names_no_lines_for_them() -> None:
    file = written()
    assert not file.find("w:footnotePr", "settings")
    assert "word/footnotes.xml" not in file.names


def test_where_and_how_notes_are_counted_is_the_office_s_business() -> None:
    counted = ("<w:footnotePr>", '<w:footnotePr><w:numFmt w:val="lowerLetter"/>')
    (properties,) = written(NOTED, settings=counted).find("w:footnotePr", "settings")
    assert said(properties, "w:numFmt") == ["lowerLetter"]
    assert len(properties.findall("w:footnote", NAMES)) == 2
