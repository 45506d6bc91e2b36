"""Lists in an office's template: its bullets and numbers where it has them, each list for itself."""

import pytest
from lxml import etree

from tests.letterheads import letterhead
from tests.unit.formats.docx.template.houses import LISTS, housed, paragraph_of, said, style, whole, written
from tests.unit.formats.docx.word_files import NAMES, W, WordFile, page_of, section, whole_page

HEADED = '<w:outlineLvl w:val="0"/>'
NUMBERED = ("<w:keepNext/>", '<w:keepNext/><w:numPr><w:numId w:val="5"/></w:numPr>')


def place(file: WordFile, words: str) -> tuple[str, str]:
    """Number and level of the list that a paragraph is in."""
    (properties,) = paragraph_of(file, words).findall("w:pPr/w:numPr", NAMES)
    return said(properties, "w:numId")[0], said(properties, "w:ilvl")[0]


def definition(file: WordFile, number: str) -> etree._Element:
    (one,) = file.find(f"w:num[@w:numId='{number}']", "numbering")
    (found,) = file.find(f"w:abstractNum[@w:abstractNumId='{said(one, 'w:abstractNumId')[0]}']", "numbering")
    return found


def test_a_bullet_is_the_office_s_own() -> None:
    assert place(written(LISTS), "Punkt") == ("4", "0")


def test_a_level_that_the_office_does_not_have_is_ours() -> None:
    file = written(LISTS)
    number, level = place(file, "darunter")
    assert number not in ("4", "5")
    assert level == "1"
    assert said(definition(file, number), "w:lvl[2]/w:lvlText") == ["–"]


def test_every_numbered_list_counts_for_itself_in_the_office_s_way() -> None:
    file = written(LISTS)
    numbers = [place(file, words)[0] for words in ("a", "b")]
    assert len({*numbers, "5"}) == 3
    for number, start in zip(numbers, ("1", "4"), strict=True):
        (one,) = file.find(f"w:num[@w:numId='{number}']", "numbering")
        assert said(one, "w:abstractNumId") == ["8"]
        assert said(one, "w:lvlOverride/w:startOverride") == [start]


def test_our_lists_are_beside_the_office_s_in_the_order_of_the_schema() -> None:
    file = whole()
    tags = [etree.QName(each).localname for each in file.root("numbering")]
    assert tags == sorted(tags)
    assert {"abstractNum", "num"} == {*tags}
    for tag, name in (("abstractNum", "abstractNumId"), ("num", "numId")):
        ids = [each.get(f"{W}{name}") for each in file.find(f"w:{tag}", "numbering")]
        assert len({*ids}) == len(ids) > 2
    assert "0" not in {each.get(f"{W}numId") for each in file.find("w:num", "numbering")}


def test_every_list_that_is_meant_is_there() -> None:
    file = whole()
    known = {str(each.get(f"{W}numId")) for each in file.find("w:num", "numbering")} | {"0"}
    for part in ("document", "styles"):
        assert {*file.values(".//w:numId", part)} <= known


def test_a_template_without_lists_gets_ours() -> None:
    parts = letterhead()
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b'/numbering"', b'/nothing"'
    )
    file = housed(page_of(section(LISTS)), parts)
    number, _ = place(file, "Punkt")
    assert said(definition(file, number), "w:lvl[1]/w:lvlText") == ["•"]


def contents_numbers(file: WordFile) -> list[str]:
    runs = (run for run in file.find(".//w:r") if said(run, "w:rPr/w:rStyle") == ["ContentsNumber"])
    return ["".join(run.itertext(f"{W}t")).strip() for run in runs]


def test_contents_number_what_the_office_s_headings_number() -> None:
    assert contents_numbers(written()) == []
    assert contents_numbers(written(styles=NUMBERED)) == ["I)"]


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("decimal", "1)"),
        ("upperLetter", "A)"),
        ("lowerLetter", "a)"),
        ("lowerRoman", "i)"),
        ("decimalZero", "01)"),
        ("cardinalText", "1)"),
    ],
)
def test_numbers_are_written_as_the_office_writes_them(kind: str, number: str) -> None:
    assert contents_numbers(written(styles=NUMBERED, numbering=("upperRoman", kind))) == [number]


def test_contents_that_the_office_numbers_by_themselves_are_not_numbered_twice() -> None:
    own = (
        '<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    )
    parts = letterhead(styles=NUMBERED)
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"</w:styles>", own.encode() + b"</w:styles>")
    assert contents_numbers(housed(whole_page(section("<p>a</p>")), parts)) == []


def test_in_a_house_that_has_no_heading_ours_comes_with_its_number() -> None:
    parts = letterhead()
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b"heading 1", b"Gedicht")
    file = housed(page_of(section("<h3>Darin</h3><p>a</p>")), parts)
    (number,) = said(style(file, "Heading1"), "w:pPr/w:numPr/w:numId")
    assert said(definition(file, number), "w:lvl[1]/w:lvlText") == ["%1"]
    assert said(style(file, "Heading2"), "w:pPr/w:numPr/w:numId") == [number]


def test_a_heading_of_ours_under_one_of_the_office_s_counts_nothing() -> None:
    file = written("<h3>Darin</h3><p>a</p>", styles=NUMBERED)
    assert said(style(file, "Heading2"), "w:pPr/w:numPr/w:numId") == ["0"]
