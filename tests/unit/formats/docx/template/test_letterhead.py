"""What an office's letterhead shows comes with it, in its own language; what a reader must know stays."""

from dataclasses import replace

import pytest

from mappe.model.audience import Audience
from tests.letterheads import LOGO, exchange, letterhead, logo
from tests.unit.formats.docx.template.houses import PARAGRAPHS, housed, said, written
from tests.unit.formats.docx.word_files import ADDRESS, NAMES, W, WordFile, page_of, section, whole_page

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STORE = "{11111111-2222-3333-4444-555555555555}"
HEADER = '<w:name w:val="header"/>'
PICTURE = f'<figure><img src="{ADDRESS}" alt="Plan"/></figure>'


def test_a_picture_comes_with_its_head() -> None:
    file = written()
    assert file.part(LOGO) == logo()
    relations = {each.get("Id"): each.attrib for each in file.root("word/_rels/header1.xml.rels")}
    assert relations["rId1"]["Target"] == "media/wappen.png"
    assert relations["rId2"]["TargetMode"] == "External"


def test_what_the_file_does_not_show_is_not_in_it() -> None:
    assert "word/header3.xml" not in written().names
    parts = {**letterhead(), "word/media/alt.png": logo(), "word/glossary/document.xml": b"<a/>"}
    names = housed(page_of(section(PARAGRAPHS)), parts).names
    assert not {"word/media/alt.png", "word/glossary/document.xml"} & {*names}


def languages(file: WordFile, part: str) -> list[list[str]]:
    return [said(run, "w:rPr/w:lang") for run in file.find(".//w:r", part)]


def test_a_letterhead_stays_in_its_language_whatever_the_document_is_in() -> None:
    file = housed(page_of(section(PARAGRAPHS), language="ru"), letterhead())
    assert languages(file, "header2") == [["de-AT"]]
    assert languages(file, "header1") == [["de-AT"], ["de-AT"]]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("header2", "<w:r>", '<w:r><w:rPr><w:lang w:val="fr-CH"/></w:rPr>'),
        ("styles", HEADER, f'{HEADER}<w:rPr><w:lang w:val="fr-CH"/></w:rPr>'),
    ],
)  # fmt: skip
def test_a_language_that_a_head_tells_itself_is_left_alone(part: str, old: str, new: str) -> None:
    file = housed(page_of(section(PARAGRAPHS), language="ru"), letterhead(**{part: (old, new)}))
    assert "de-AT" not in str(languages(file, "header2"))


def test_a_head_that_tells_only_what_an_east_asian_word_would_be_in_tells_the_rest_too() -> None:
    words = ("<w:r>", '<w:r><w:rPr><w:lang w:eastAsia="de-CH"/></w:rPr>')
    file = housed(page_of(section(PARAGRAPHS), language="ru"), letterhead(header2=words))
    assert languages(file, "header2") == [["de-AT"]]


def test_a_letterhead_in_the_language_of_the_document_is_the_same_to_the_byte() -> None:
    parts = letterhead(styles=('"de-AT"', '"de-DE"'))
    assert housed(page_of(section(PARAGRAPHS)), parts).part("word/header2.xml") == parts["word/header2.xml"]


def test_drawings_and_controls_have_ids_of_their_own() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:id w:val="1"/></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>a</w:t></w:r></w:sdtContent></w:sdt>"
    )
    file = housed(whole_page(section(PICTURE)), letterhead(header2=("<w:r>", f"{control}<w:r>")))
    roots = [file.root(name) for name in ("document", "header1", "header2")]
    drawings = [each.get("id") for root in roots for each in root.iter("{*}docPr")]
    controls = [each.get(f"{W}val") for root in roots for each in root.findall(".//w:sdtPr/w:id", NAMES)]
    assert len({*drawings}) == len(drawings) >= 2
    assert len({*controls}) == len(controls) == 2
    assert drawings.count("1") == controls.count("1") == 1  # the office's are as they were


def test_who_may_read_is_told_under_the_office_s_foot_too() -> None:
    foot = written().root("footer1")
    last = foot.findall("w:p", NAMES)[-1]
    assert "".join(last.itertext(f"{W}t")) == "Intern"
    assert said(last, ".//w:rStyle") == ["RunningMarkInternal"]


def test_a_foot_of_the_office_s_has_no_line_more_where_there_is_nothing_to_tell() -> None:
    file = housed(page_of(section(PARAGRAPHS), audience=Audience.GUEST), letterhead())
    assert len(file.find("w:p", "footer1")) == 1


def test_properties_that_a_letterhead_prints_are_kept_beside_ours() -> None:
    properties = written().root("docProps/custom.xml")
    assert [each.get("name") for each in properties] == ["Aktenzeichen", "Mappe Edition", "Mappe Audience"]
    assert [each.get("pid") for each in properties] == ["2", "3", "4"]


def test_a_file_of_ours_may_be_a_template_itself() -> None:
    parts = letterhead()
    exchange(parts, "docProps/custom.xml", "Aktenzeichen", "mappe edition")
    properties = housed(page_of(section(PARAGRAPHS)), parts).root("docProps/custom.xml")
    assert [each.get("name") for each in properties] == ["Mappe Edition", "Mappe Audience"]


def test_data_that_a_letterhead_shows_come_with_it_and_no_other() -> None:
    bound = (
        f'<w:sdt><w:sdtPr><w:dataBinding w:storeItemID="{STORE}" w:xpath="/a"/></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>a</w:t></w:r></w:sdtContent></w:sdt>"
    )
    parts = letterhead(header2=("<w:r>", f"{bound}<w:r>"))
    for number, store in enumerate((STORE, "{other}"), 1):
        parts[f"customXml/item{number}.xml"] = b"<a>Amt</a>"
        parts[f"customXml/props{number}.xml"] = f'<b store="{store}"/>'.encode()
        parts[f"customXml/_rels/item{number}.xml.rels"] = relation("customXmlProps", f"props{number}.xml")
        entry = (
            f'<Relationship Id="d{number}" Type="{OFFICE}/customXml" Target="../customXml/item{number}.xml"/>'
        )
        exchange(parts, "word/_rels/document.xml.rels", "</Relationships>", f"{entry}</Relationships>")
    names = housed(page_of(section(PARAGRAPHS)), parts).names
    assert "customXml/item1.xml" in names
    assert "customXml/props1.xml" in names
    assert "customXml/item2.xml" not in names


def relation(kind: str, target: str) -> bytes:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    ).encode()


def test_a_picture_that_a_head_shows_twice_is_found_by_both_ids() -> None:
    parts = letterhead()
    entry = f'<Relationship Id="rId3" Type="{OFFICE}/image" Target="media/wappen.png"/>'
    exchange(parts, "word/_rels/header1.xml.rels", "</Relationships>", f"{entry}</Relationships>")
    file = housed(page_of(section(PARAGRAPHS)), parts)
    assert {each.get("Id") for each in file.root("word/_rels/header1.xml.rels")} == {"rId1", "rId2", "rId3"}


def test_the_office_s_theme_and_fonts_are_used() -> None:
    file = written()
    assert b'name="Haus"' in file.part("word/theme/theme1.xml")
    assert [each.get(f"{W}name") for each in file.find("w:font", "fontTable")] == ["Arial"]
    assert not [name for name in file.names if name.startswith("word/fonts/")]


def test_none_of_our_fonts_is_embedded_in_an_office_s_house() -> None:
    page = whole_page(section(PARAGRAPHS))
    file = housed(replace(page, word=replace(page.word, embed_fonts=True)), letterhead())
    assert not file.find("w:embedTrueTypeFonts", "settings")
