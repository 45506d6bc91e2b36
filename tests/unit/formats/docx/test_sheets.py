"""Sheets: upright and on their side, with one or two sides."""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from mappe.formats.docx import write_docx
from mappe.formats.docx.ooxml import twips
from tests.unit.formats.docx.test_write_docx import audit
from tests.unit.formats.docx.word_files import (
    ADDRESS,
    NAMES,
    W,
    WordFile,
    empty_paragraphs,
    section,
    style_of,
    whole_page,
    words_of,
)

RELATION = f"{{{NAMES['r']}}}id"
WIDE = "table landscape"
BREAK = "w:pPr/w:pageBreakBefore"
TABLE = '<table class="generic"><caption>T</caption><tr><th scope="row">a</th><td>b</td></tr></table>'
TEXT = "<p>Text</p>"


def file_of(*kinds: tuple[str, str], two_sided: bool = False) -> WordFile:
    """Sections with these classes and this content, with everything around them."""
    sections = [section(markup, f"s-{n}", classes=classes) for n, (classes, markup) in enumerate(kinds)]
    return WordFile(write_docx(replace(whole_page(*sections), two_sided=two_sided)))


def ends(file: WordFile) -> list[str]:
    """Of each sheet, `wide` or `high`, and the words of the paragraph that ends it."""
    found = []
    for properties in file.find(".//w:sectPr"):
        orient = properties.find("w:pgSz", NAMES).get(f"{W}orient")  # type: ignore[union-attr]  # all have one
        paragraph = next(properties.iterancestors(f"{W}p"), None)
        words = "" if paragraph is None else words_of(paragraph)
        found.append(f"{'wide' if orient == 'landscape' else 'high'} {words}".strip())
    return found


def test_a_wide_section_has_sheets_of_its_own() -> None:
    file = file_of(("prose", "<p>vorher</p>"), (WIDE, "<p>breit</p>"), ("prose", "<p>nachher</p>"))
    assert ends(file)[1:] == ["high vorher", "wide breit", "high"]
    assert [*empty_paragraphs(file.root())] == []
    size = file.find(".//w:sectPr/w:pgSz")[2]
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == (str(twips(297)), str(twips(210)))


def test_wide_sections_behind_one_another_and_at_the_end_have_a_sheet_each() -> None:
    assert ends(file_of((WIDE, TEXT), (WIDE, "<p>zwei</p>")))[1:] == ["high", "wide Text", "wide"]


def test_a_sheet_that_ends_in_a_table_ends_in_a_paragraph_of_a_point() -> None:
    file = file_of(("prose", TABLE), (WIDE, TABLE), ("prose", TEXT))
    assert ends(file)[1:] == ["high", "wide", "high"]
    seams = [properties.getparent() for properties in file.find(".//w:p/w:pPr/w:sectPr")][1:]
    lines = [seam.find("w:spacing", NAMES).get(f"{W}line") for seam in seams]  # type: ignore[union-attr]  # both have
    assert lines == ["20", "20"]


def test_a_new_sheet_is_a_new_page_by_itself() -> None:
    kinds = ["prose", f"{WIDE} new-page", "prose new-page", "prose new-page"]
    file = file_of(*((kind, TEXT) for kind in kinds))
    broken = [paragraph for paragraph in file.find("w:body/w:p") if paragraph.find(BREAK, NAMES) is not None]
    names = [mark.get(f"{W}name") for paragraph in broken for mark in paragraph.iter(f"{W}bookmarkStart")]
    assert names == ["_s_3"]


def test_tables_and_pictures_fill_the_wide_page() -> None:
    picture = f'<figure><img src="{ADDRESS}" alt="a"/></figure>'
    file = file_of((WIDE, TABLE + picture), ("prose", TABLE + picture))
    assert [width.get(f"{W}w") for width in file.find(".//w:tblW")] == [str(twips(257)), str(twips(170))]
    assert [round(int(str(size.get("cx"))) / 36_000) for size in file.find(".//wp:extent")] == [257, 170]


def test_head_and_foot_reach_the_edge_of_the_wide_page() -> None:
    file = file_of(("prose", TEXT), (WIDE, TEXT))
    for kind in ("header", "footer"):
        assert not file.find(".//w:tab[@w:pos]", f"{kind}1")
        stops = [(tab.get(f"{W}val"), tab.get(f"{W}pos")) for tab in file.find(".//w:tabs/w:tab", f"{kind}2")]
        assert stops == [("clear", str(twips(170))), ("right", str(twips(257)))]


def references(file: WordFile) -> list[list[str]]:
    """Of each sheet, side and part of its heads and feet."""
    targets = {r.get("Id"): r.get("Target") for r in file.root("word/_rels/document.xml.rels")}
    return [
        [
            f"{found.get(f'{W}type')} {targets[found.get(RELATION)]}"
            for found in properties
            if str(found.tag).endswith("Reference")
        ]
        for properties in file.find(".//w:sectPr")
    ]


def test_every_sheet_but_the_cover_names_its_head_and_foot() -> None:
    file = file_of(("prose", TEXT), (WIDE, TEXT), ("prose", TEXT))
    high, wide = (
        ["default header1.xml", "default footer1.xml"],
        ["default header2.xml", "default footer2.xml"],
    )
    assert references(file) == [[], high, wide, high]


def test_two_sides_have_their_page_numbers_outside() -> None:
    file = file_of(("prose", TEXT), two_sided=True)
    assert references(file)[-1] == [
        "default header1.xml",
        "default footer1.xml",
        "even header2.xml",
        "even footer2.xml",
    ]
    assert file.find("w:evenAndOddHeaders", "settings")
    right, left = (words_of(file.find("w:p[2]", f"footer{number}")[0]) for number in (1, 2))
    assert right.split("|") == [*reversed(left.split("|"))]
    assert left.startswith("Seite ")
    assert words_of(file.root("header1")) == words_of(file.root("header2"))


def test_one_side_has_one_head_and_one_foot() -> None:
    file = file_of(("prose", TEXT))
    assert not file.find("w:evenAndOddHeaders", "settings")
    assert "word/header2.xml" not in file.names


@pytest.mark.parametrize("two_sided", [False, True])
def test_an_auditor_finds_nothing_in_sheets_of_all_kinds(two_sided: bool, tmp_path: Path) -> None:  # noqa: FBT001
    file = file_of(("prose", TABLE), (WIDE, TABLE), (WIDE, TEXT), ("prose", TEXT), two_sided=two_sided)
    assert audit(file.content, tmp_path) == []


def test_tables_behind_one_another_stay_apart() -> None:
    hidden = TABLE.replace("generic", "people")
    file = file_of(("prose", TEXT + hidden + hidden + TEXT))
    body = file.root()[0]
    kinds = [etree.QName(child).localname for child in body[-6:]]
    assert kinds == ["p", "tbl", "p", "tbl", "p", "sectPr"]
    seam = body[-4]
    assert style_of(seam) == words_of(seam) == ""
    assert seam.find("w:pPr/w:spacing", NAMES).get(f"{W}line") == "20"  # type: ignore[union-attr]  # as made


def test_a_cell_does_not_end_in_a_table() -> None:
    inner = TABLE.replace("<caption>T</caption>", "")
    outer = f'<table class="generic"><tr><td>{inner}</td><td></td></tr></table>'
    cells = file_of(("prose", outer)).find(".//w:tc")
    assert all(str(cell[-1].tag) == f"{W}p" for cell in cells)
    assert len(cells) == 4
