"""Our text stands on an office's paper, within its margins and under its letterhead."""

from dataclasses import replace

from lxml import etree

from mappe.formats.docx.ooxml import twips
from tests.letterheads import Parts, exchange, letterhead
from tests.unit.formats.docx.template.houses import PARAGRAPHS, housed, paragraph_of, written
from tests.unit.formats.docx.word_files import ADDRESS, NAMES, W, WordFile, page_of, section, whole_page

RELATION = f"{{{NAMES['r']}}}id"
TABLE = '<table class="generic"><caption>T</caption><tr><th scope="row">a</th><td>b</td></tr></table>'
WIDTH = 11906 - 1418 - 1134
EMPTY = ("<w:r><w:t>Stadt Musterhausen</w:t></w:r>", "")
ORIGINAL = '<w:footerReference w:type="default" r:id="rId10"/>'


def around(file: WordFile, number: int) -> dict[str, str]:
    """{kind and side: the words of the head or foot} of a section, an image as `*`."""
    targets = {each.get("Id"): each.get("Target") for each in file.root("word/_rels/document.xml.rels")}
    found = {}
    for reference in file.find(".//w:sectPr")[number]:
        if (name := targets.get(reference.get(RELATION))) is not None:
            root = file.root(f"word/{name}")
            kind = f"{'head' if 'header' in str(reference.tag) else 'foot'} {reference.get(f'{W}type')}"
            found[kind] = "".join(root.itertext(f"{W}t")) + "*" * len([*root.iter(f"{W}drawing")])
    return found


def turned(parts: Parts) -> Parts:
    """The letterhead with heads of their own on left-hand pages."""
    exchange(parts, "word/settings.xml", "<w:updateFields", "<w:evenAndOddHeaders/><w:updateFields")
    return parts


def bare() -> Parts:
    """Without any head or foot."""
    parts = letterhead()
    for name in (7, 8, 9, 10):
        kind = "footer" if name == 10 else "header"
        document = parts["word/document.xml"].decode()
        begin = document.index(f"<w:{kind}Reference")
        end = document.index("/>", begin) + 2
        parts["word/document.xml"] = (document[:begin] + document[end:]).encode()
    return parts


def test_the_paper_is_the_office_s() -> None:
    file = written()
    assert [dict(each.attrib) for each in file.find(".//w:sectPr/w:pgSz")] == [
        {f"{W}w": "11906", f"{W}h": "16838"}
    ] * 2
    assert {each.get(f"{W}top") for each in file.find(".//w:sectPr/w:pgMar")} == {"1985"}
    assert {each.get(f"{W}linePitch") for each in file.find(".//w:sectPr/w:docGrid")} == {"360"}


def test_the_cover_stands_under_the_head_of_the_first_page_and_no_other_page_does() -> None:
    file = written()
    assert around(file, 0) == {
        "head default": "Stadt Musterhausen",
        "foot default": "Rathausplatz 1Intern",
        "head first": "www.musterhausen.example*",
    }
    assert around(file, 1) == {"head default": "Stadt Musterhausen", "foot default": "Rathausplatz 1Intern"}
    assert [len(each.findall("w:titlePg", NAMES)) for each in file.find(".//w:sectPr")] == [1, 0]


def test_without_a_first_page_of_its_own_the_cover_has_the_usual_head() -> None:
    file = written(document=("<w:titlePg/>", ""))
    assert around(file, 0)["head first"] == "Stadt Musterhausen"
    assert around(file, 0)["foot first"] == "Rathausplatz 1Intern"


def test_a_file_without_a_cover_begins_on_the_office_s_first_page() -> None:
    file = housed(page_of(section(PARAGRAPHS)), letterhead())
    assert around(file, 0)["head first"] == "www.musterhausen.example*"
    assert file.find(".//w:sectPr/w:titlePg")


def test_only_the_first_page_begins_to_count() -> None:
    starts = [each.get(f"{W}start") for each in written().find(".//w:sectPr/w:pgNumType")]
    assert starts == ["1", None]


def test_ours_is_where_the_office_has_no_foot() -> None:
    parts = letterhead(document=(ORIGINAL, ""))
    file = housed(whole_page(section(PARAGRAPHS)), parts)
    assert around(file, 1)["head default"] == "Stadt Musterhausen"
    assert "Landeshauptstadt" in around(file, 1)["foot default"]
    assert not [kind for kind in around(file, 0) if kind == "foot first"]


def test_an_empty_head_is_none() -> None:
    assert around(written(header2=EMPTY), 1)["head default"] == "A – BMappe"


def test_a_house_without_heads_and_feet_has_all_of_ours() -> None:
    file = housed(replace(whole_page(section(PARAGRAPHS)), two_sided=True), bare())
    assert {*around(file, 1)} == {"head default", "foot default", "head even", "foot even"}
    assert around(file, 0).keys() & {"head first", "foot first"} == set()
    for name in ("evenAndOddHeaders", "mirrorMargins"):
        assert file.find(f"w:{name}", "settings")


def test_left_hand_pages_are_the_office_s_business_where_it_has_a_letterhead() -> None:
    page = replace(whole_page(section(PARAGRAPHS)), two_sided=True)
    file = housed(page, letterhead())
    assert {*around(file, 1)} == {"head default", "foot default"}
    assert not file.find("w:evenAndOddHeaders", "settings")
    file = housed(page, turned(letterhead()))
    assert around(file, 1)["head even"] == "Linke Seite"
    assert file.find("w:evenAndOddHeaders", "settings")
    margins = file.find(".//w:sectPr/w:pgMar")[1]
    assert (margins.get(f"{W}left"), margins.get(f"{W}right")) == ("1418", "1134")


def test_a_wide_section_lies_on_the_office_s_paper_on_its_side() -> None:
    file = housed(
        whole_page(section(PARAGRAPHS), section(TABLE, "second", classes="table landscape")), letterhead()
    )
    size = file.find(".//w:sectPr/w:pgSz")[-1]
    assert dict(size.attrib) == {f"{W}w": "16838", f"{W}h": "11906", f"{W}orient": "landscape"}
    assert around(file, 2) == around(file, 1)
    assert file.find(".//w:tbl/w:tblPr/w:tblW")[0].get(f"{W}w") == str(16838 - 1418 - 1134)


def test_paper_that_lies_on_its_side_already_is_not_turned() -> None:
    sizes = ('<w:pgSz w:w="11906" w:h="16838"/>', '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>')
    file = written(TABLE, document=sizes)
    assert {each.get(f"{W}w") for each in file.find(".//w:sectPr/w:pgSz")} == {"16838"}
    assert {each.get(f"{W}orient") for each in file.find(".//w:sectPr/w:pgSz")} == {"landscape"}


def test_the_columns_of_the_sample_text_go_with_it() -> None:
    file = written(document=('<w:cols w:space="708"/>', '<w:cols w:num="2" w:space="708"/>'))
    assert file.find(".//w:sectPr/w:cols") == []


def test_the_sample_text_is_not_in_the_file() -> None:
    file = written()
    assert b"Damen und Herren" not in file.part("word/document.xml")
    assert [words for _, words in file.paragraphs].count("Eins") == 1


def test_tables_and_pictures_are_as_wide_as_the_office_s_text() -> None:
    file = written(f'{TABLE}<figure><img src="{ADDRESS}" alt="Plan"/></figure>')
    (table,) = file.find(".//w:tbl")
    assert table.find("w:tblPr/w:tblW", NAMES).get(f"{W}w") == str(WIDTH)  # type: ignore[union-attr]  # it has one
    assert sum(int(str(each.get(f"{W}w"))) for each in table.findall("w:tblGrid/w:gridCol", NAMES)) == WIDTH
    assert [int(each.get("cx", "0")) for each in file.find(".//wp:extent")] == [WIDTH * 635]


def test_columns_get_narrower_with_the_paper() -> None:
    markup = (
        '<table class="projects"><colgroup><col/><col class="details"/><col class="status"/></colgroup>'
        '<tr><th scope="row">a</th><td>b</td><td>c</td></tr></table>'
    )
    file = written(markup, document=('w:w="11906" w:h="16838"', 'w:w="7200" w:h="10200"'))
    widths = [int(str(each.get(f"{W}w"))) for each in file.find(".//w:tbl/w:tblGrid/w:gridCol")]
    assert sum(widths) == 7200 - 1418 - 1134
    assert min(widths) > twips(8)


def test_a_number_of_the_contents_stands_at_the_edge_of_the_office_s_text() -> None:
    own = (
        '<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/><w:pPr><w:tabs>'
        '<w:tab w:val="left" w:pos="440"/></w:tabs><w:ind w:right="500"/></w:pPr></w:style></w:styles>'
    )
    entry = paragraph_of_contents(written(styles=("</w:styles>", own)))
    stops = [
        (each.get(f"{W}val"), each.get(f"{W}pos")) for each in entry.findall("w:pPr/w:tabs/w:tab", NAMES)
    ]
    assert stops == [("clear", "440"), ("right", str(WIDTH - 500))]


def paragraph_of_contents(file: WordFile) -> etree._Element:
    (entry,) = file.find(".//w:sdtContent/w:p[2]")
    return entry


def test_a_head_of_ours_reaches_to_the_edge_in_the_office_s_style() -> None:
    file = written(header2=EMPTY)
    names = [name for name in file.names if b"Mappe" in file.part(name) and "header" in name]
    (head,) = (file.root(name) for name in names)
    stops = [(each.get(f"{W}val"), each.get(f"{W}pos")) for each in head.findall(".//w:tab[@w:pos]", NAMES)]
    assert stops == [("clear", "4536"), ("clear", "9072"), ("right", str(WIDTH))]


def test_what_is_printed_keeps_off_the_edge_of_the_paper() -> None:
    file = housed(whole_page(section(PARAGRAPHS)), {**bare(), **nearer(bare())})
    margins = file.find(".//w:sectPr/w:pgMar")[1]
    assert margins.get(f"{W}header") == margins.get(f"{W}footer") == str(twips(12))


def nearer(parts: Parts) -> Parts:
    exchange(parts, "word/document.xml", 'w:header="567" w:footer="567"', 'w:header="0" w:footer="0"')
    return parts


def test_a_template_that_names_no_paper_has_ours() -> None:
    document = letterhead()["word/document.xml"].decode()
    begin, end = document.index("<w:sectPr>"), document.index("</w:sectPr>") + len("</w:sectPr>")
    file = housed(whole_page(section(PARAGRAPHS)), letterhead(document=(document[begin:end], "")))
    assert file.find(".//w:sectPr/w:pgSz")[0].get(f"{W}w") == str(twips(210))
    assert paragraph_of(file, "Eins") is not None
