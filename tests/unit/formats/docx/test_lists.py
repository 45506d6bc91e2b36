"""Lists."""

from pathlib import Path

import pytest
from lxml import etree

from mappe.errors import FormatError
from tests.unit.formats.docx.test_write_docx import audit
from tests.unit.formats.docx.word_files import NAMES, W, WordFile, written


def numbers(file: WordFile) -> list[tuple[str, str, str]]:
    """Style, level and number of the list of each item."""
    found = []
    for properties in file.find(".//w:pPr[w:numPr]"):
        values = [value_of(properties, path) for path in ("w:pStyle", "w:numPr/w:ilvl", "w:numPr/w:numId")]
        found.append((values[0], values[1], values[2]))
    return found


def value_of(element: etree._Element, path: str) -> str:
    found = element.find(path, NAMES)
    return "" if found is None else str(found.get(f"{W}val"))


def test_every_numbered_list_counts_for_itself() -> None:
    file = written("<ol><li>a</li><li>b</li></ol><p>c</p><ol><li>d</li></ol>")
    first, second, third = (number for _, _, number in numbers(file))
    assert first == second != third
    starts = file.values(f"w:num[@w:numId='{third}']/w:lvlOverride/w:startOverride", "numbering")
    assert starts == ["1"]


def test_a_list_may_start_later() -> None:
    file = written('<ol start="5"><li>a</li></ol>')
    assert file.values("w:num/w:lvlOverride/w:startOverride", "numbering") == ["5"]


def test_lists_nest() -> None:
    file = written("<ul><li>a<ol><li>b<ul><li>c</li></ul></li></ol></li><li>d</li></ul>")
    assert [(style, level) for style, level, _ in numbers(file)] == [
        ("ListBullet", "0"),
        ("ListNumber", "1"),
        ("ListBullet", "2"),
        ("ListBullet", "0"),
    ]


def test_a_second_paragraph_stands_under_its_item_without_a_number() -> None:
    file = written("<ol><li><p>a</p><p>b</p></li><li><p>c</p></li></ol>")
    assert file.paragraphs[1:] == [("ListNumber", "a"), ("ListContinue", "b"), ("ListNumber", "c")]
    assert len(numbers(file)) == 2


def test_lists_in_boxes_and_tables_have_styles_of_their_own() -> None:
    box = '<div class="box"><ul><li>a</li></ul></div>'
    table = '<table class="generic"><tr><td><ol><li>b</li></ol></td></tr></table>'
    assert [style for style, _, _ in numbers(written(box + table))] == ["BoxBullet", "TableNumber"]


def test_a_term_and_a_line_about_it_are_one_paragraph() -> None:
    file = written('<dl class="facts"><dt>Besuch</dt><dd>im <em>Juni</em></dd><dt>Ziel</dt><dd>Rat</dd></dl>')
    assert file.paragraphs[1:] == [("Fact", "Besuch|im Juni"), ("Fact", "Ziel|Rat")]


def test_paragraphs_about_a_term_stand_below_it() -> None:
    file = written('<dl class="facts"><dt>Besuch</dt><dd><p>im Juni</p><p>und Juli</p></dd></dl>')
    assert [words for _, words in file.paragraphs[1:]] == ["Besuch", "im Juni", "und Juli"]


def test_sources_are_numbered_in_their_own_style() -> None:
    file = written('<ol class="sources"><li>a</li><li>b</li></ol>')
    assert [style for style, _, _ in numbers(file)] == ["Source", "Source"]


def test_figures_have_no_number() -> None:
    assert numbers(written('<ul class="figures"><li><span class="value">6</span></li></ul>')) == []


def nested(depth: int, first: str = "ul", other: str = "ol") -> str:
    """Lists in one another, of two kinds by turns."""
    inner = nested(depth - 1, other, first) if depth > 1 else ""
    return f"<{first}><li>a{depth}{inner}</li><li>b{depth}</li></{first}>"


def test_lists_of_both_kinds_nest_through_nine_levels_and_stay_on_the_ninth() -> None:
    found = numbers(written(nested(12)))
    levels = [int(level) for _, level, _ in found]
    assert levels == [0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8, 8, 8, 8, 8, 7, 6, 5, 4, 3, 2, 1, 0]
    assert {style for style, _, _ in found} == {"ListBullet", "ListNumber"}


def test_every_numbered_list_counts_for_itself_on_every_level() -> None:
    found = numbers(written(nested(12)))
    own = [number for style, _, number in found if style == "ListNumber"]
    assert len({*own}) == 6
    assert all(own.count(number) == 2 for number in own)


@pytest.mark.parametrize("depth", [50, 100])
def test_fifty_lists_in_one_another_are_a_right_file(depth: int, tmp_path: Path) -> None:
    file = written(nested(depth))
    words = [words for _, words in file.paragraphs[1:]]
    inward = range(depth, 0, -1)
    assert words == [f"a{level}" for level in inward] + [f"b{level}" for level in reversed(inward)]
    assert audit(file.content, tmp_path) == []


def test_lists_that_no_reader_of_xml_takes_are_told() -> None:
    with pytest.raises(FormatError, match=r"the part 'part-0' of the page cannot be read: .* depth"):
        written(nested(200))


@pytest.mark.parametrize("start", ["-1", "x", "", "99999"])
def test_a_start_that_is_no_number_stops_by_name(start: str) -> None:
    with pytest.raises(FormatError, match=f'no rule for <ol start="{start}"> in Word files'):
        written(f'<ol start="{start}"><li>a</li></ol>')


def test_paragraphs_go_on_under_their_item_behind_a_list_in_it() -> None:
    file = written("<ol><li><p>a</p><ul><li>b</li></ul><p>c</p></li></ol>")
    assert file.paragraphs[1:] == [("ListNumber", "a"), ("ListBullet", "b"), ("ListContinue", "c")]
    continued = [indent.get(f"{W}left") for indent in file.find(".//w:body/w:p/w:pPr/w:ind")]
    (level,) = file.find("w:abstractNum/w:lvl[@w:ilvl='0']/w:pStyle[@w:val='ListNumber']", "numbering")
    assert continued == [level.getparent().find("w:pPr/w:ind", NAMES).get(f"{W}left")]  # type: ignore[union-attr]
