"""The words of a Word file, and the language each is in."""

from lxml import etree

from mappe.verify.word.ooxml import W
from mappe.verify.word.styles import Styles
from mappe.verify.word.text import Paragraph, Story, accepted, paragraphs

STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="de-DE"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="H1"/></w:style>
<w:style w:type="paragraph" w:styleId="Round"><w:name w:val="Round"/><w:basedOn w:val="Round"/></w:style>
<w:style w:type="character" w:styleId="Russian"><w:name w:val="Russian"/>
<w:rPr><w:lang w:val="ru-RU"/></w:rPr></w:style>
"""


def tree(inside: str, tag: str = "body") -> etree._Element:
    return etree.fromstring(f'<w:{tag} xmlns:w="{W[1:-1]}">{inside}</w:{tag}>')


def read(inside: str) -> list[Paragraph]:
    root = tree(inside)
    accepted(root)
    return list(
        paragraphs(Story("word/document.xml", "officeDocument", root), Styles(tree(STYLES, "styles")))
    )


def text(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


def paragraph(inside: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{inside}</w:p>"


def test_a_run_has_the_language_that_is_said_nearest_to_it() -> None:
    said, styled = '<w:lang w:val="en-GB"/>', '<w:rStyle w:val="Russian"/>'
    (found,) = read(paragraph(text("a") + text("b", styled) + text("c", styled + said)))
    assert [run.language for run in found.runs] == ["de-DE", "ru-RU", "en-GB"]


def test_a_heading_has_the_level_of_its_style_or_of_the_one_that_it_is_based_on() -> None:
    levels = [
        each.level
        for each in read("".join(paragraph(text("a"), style) for style in ("", "H1", "Own", "Round")))
    ]
    assert levels == [None, 1, 1, None]


def test_a_paragraph_knows_the_heading_above_it() -> None:
    assert [each.section for each in read(paragraph(text("Ziele"), "H1") + paragraph(text("a")))] == [
        "",
        "Ziele",
    ]


def test_tabs_breaks_and_hyphens_are_characters() -> None:
    (found,) = read(paragraph("<w:r><w:t>a</w:t><w:tab/><w:br/><w:noBreakHyphen/><w:t>b</w:t></w:r>"))
    assert found.text == "a\t\n\N{NON-BREAKING HYPHEN}b"


def test_words_in_a_box_belong_to_the_box() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(text('innen'))}</w:txbxContent></w:pict></w:r>"
    outer, inner = read(paragraph(text("außen") + box))
    assert (outer.text, inner.text) == ("außen", "innen")
    assert inner.is_in_box


def test_what_is_deleted_is_gone_and_what_is_inserted_stays() -> None:
    mark = '<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>'
    gone = f'<w:p>{mark}<w:del w:id="2"><w:r><w:delText>weg</w:delText></w:r></w:del></w:p>'
    root = tree(gone + paragraph(f'<w:ins w:id="3">{text("neu")}</w:ins>'))
    assert accepted(root) == 3
    assert [each.tag for each in root] == [f"{W}p"]
    assert "".join(str(words) for words in root.itertext()) == "neu"
