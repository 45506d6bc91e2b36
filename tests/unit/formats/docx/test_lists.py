"""Lists."""

from lxml import etree

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
