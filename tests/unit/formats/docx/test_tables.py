"""Tables."""

from pathlib import Path

import pytest

from mappe.errors import FormatError
from mappe.formats.docx.ooxml import twips
from tests.unit.formats.docx.test_write_docx import audit
from tests.unit.formats.docx.word_files import ADDRESS, NAMES, W, WordFile, theme, words_of, written

PEOPLE = """
<table class="people"><caption>Wer <em>kommt</em></caption>
<colgroup><col class="what"/><col class="details"/></colgroup>
<thead><tr><th>Name</th><th>Sprachen</th></tr></thead>
<tbody><tr><td><p class="person-name">Anna</p><p>Leiterin</p></td><td></td></tr></tbody></table>
"""


def widths(file: WordFile) -> list[int]:
    return [int(str(column.get(f"{W}w"))) for column in file.find(".//w:gridCol")]


def test_the_head_comes_again_and_rows_stay_whole() -> None:
    head, row = written(PEOPLE).find(".//w:tr")
    assert head.find(f"{W}trPr/{W}tblHeader") is not None
    assert row.find(f"{W}trPr/{W}tblHeader") is None
    assert all(each.find(f"{W}trPr/{W}cantSplit") is not None for each in (head, row))


def test_columns_have_the_widths_of_the_theme_and_share_what_is_left() -> None:
    measures = theme().tokens.measures
    assert widths(written(PEOPLE)) == [
        twips(170) - twips(measures["details-column"]),
        twips(measures["details-column"]),
    ]


def test_columns_without_a_measure_are_alike() -> None:
    file = written('<table class="generic"><tr><td>a</td><td>b</td><td>c</td></tr></table>')
    assert sum(widths(file)) == twips(170)
    assert max(widths(file)) - min(widths(file)) <= 2


def test_cells_are_written_in_the_styles_of_their_elements() -> None:
    assert written(PEOPLE).paragraphs[1:] == [
        ("TableHead", "Name"),
        ("TableHead", "Sprachen"),
        ("Name", "Anna"),
        ("TableText", "Leiterin"),
        ("TableText", ""),
    ]


def test_a_caption_is_read_aloud() -> None:
    file = written(PEOPLE)
    assert file.values(".//w:tblCaption") == ["Wer kommt"]
    assert "Caption" not in dict(file.paragraphs)


def test_the_caption_of_a_free_table_is_seen_too_and_stays_with_it() -> None:
    file = written(PEOPLE.replace("people", "generic"))
    assert file.paragraphs[1] == ("Caption", "Wer kommt")
    assert len(file.find(".//w:p[2]/w:pPr/w:keepNext")) == 1


def test_a_cell_may_span_columns() -> None:
    file = written(
        '<table class="generic"><tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr></table>'
    )
    assert file.values(".//w:gridSpan") == ["2"]
    assert sum(widths(file)) == int(str(file.find(".//w:tcW")[0].get(f"{W}w")))


def test_numbers_stand_at_the_right() -> None:
    file = written('<table class="generic"><tr><td class="numeric">12</td></tr></table>')
    assert file.paragraphs[1] == ("TableNumeric", "12")
    assert file.values("w:style[@w:styleId='TableNumeric']/w:pPr/w:jc", "styles") == ["right"]


def test_words_between_blocks_of_a_cell_are_not_lost() -> None:
    file = written('<table class="generic"><tr><td>a<p>b</p> c <em>d</em></td></tr></table>')
    assert [words for _, words in file.paragraphs[1:]] == ["a", "b", "c d"]


SPANS = """
<table class="generic"><colgroup><col/><col/><col/></colgroup>
<thead><tr><th scope="col" rowspan="2">a</th><th scope="col" colspan="2">b</th></tr>
<tr><th scope="col">c</th><th scope="col">d</th></tr></thead>
<tbody><tr><td colspan="2" rowspan="3">e</td><td>f</td></tr><tr><td rowspan="2">g</td></tr><tr></tr>
<tr><td>h</td><td>i</td><td>j</td></tr></tbody></table>
"""


def grid(file: WordFile) -> list[list[str]]:
    """Of each row, its cells: columns, `+` where one begins to reach down, `.` where it goes on; words."""
    marks = {"restart": "+", "continue": "."}
    shown = []
    for row in file.find(".//w:tr"):
        cells = []
        for cell in row.iterfind("w:tc", NAMES):
            across, merge = cell.find("w:tcPr/w:gridSpan", NAMES), cell.find("w:tcPr/w:vMerge", NAMES)
            wide = "" if across is None else str(across.get(f"{W}val"))
            cells.append(wide + ("" if merge is None else marks[str(merge.get(f"{W}val"))]) + words_of(cell))
        shown.append(cells)
    return shown


def test_cells_that_span_rows_go_on_as_empty_ones() -> None:
    assert grid(written(SPANS)) == [
        ["+a", "2b"],
        [".", "c", "d"],
        ["2+e", "f"],
        ["2.", "+g"],
        ["2.", "."],
        ["h", "i", "j"],
    ]


def test_cells_of_all_kinds_are_as_wide_as_their_columns() -> None:
    file = written(SPANS)
    whole = sum(widths(file))
    for row in file.find(".//w:tr"):
        assert sum(int(str(width.get(f"{W}w"))) for width in row.iter(f"{W}tcW")) == whole


def test_a_cell_does_not_reach_out_of_the_head() -> None:
    file = written(
        '<table class="generic"><thead><tr><th scope="col" rowspan="9">a</th></tr></thead>'
        "<tbody><tr><td>b</td></tr></tbody></table>"
    )
    assert grid(file) == [["+a"], ["b"]]


def test_spans_pass_the_audit(tmp_path: Path) -> None:
    assert audit(written(SPANS).content, tmp_path) == []


def test_a_row_that_is_too_long_stops() -> None:
    long = '<tr><td>c</td><td colspan="2">d</td></tr>'
    with pytest.raises(FormatError, match="a row has 3 columns, and its table 2"):
        written(f'<table class="generic">{"<tr><td>a</td><td>b</td></tr>" * 2}{long}</table>')


@pytest.mark.parametrize("markup", ["", "<thead></thead>", "<tr></tr>"])
def test_a_table_without_cells_stops(markup: str) -> None:
    with pytest.raises(FormatError, match="a table has no cells"):
        written(f'<table class="generic">{markup}</table>')


@pytest.mark.parametrize(
    ("cell", "said"), [("td", "0"), ("td", "no"), ("th", "100"), ("td", "-1"), ("td", "1.5")]
)
@pytest.mark.parametrize("name", ["colspan", "rowspan"])
def test_a_span_that_is_no_number_stops_by_name(cell: str, said: str, name: str) -> None:
    with pytest.raises(FormatError, match=f'no rule for <{cell} {name}="{said}"> in Word files'):
        written(f'<table class="generic"><tr><{cell} {name}="{said}">a</{cell}></tr></table>')


def test_a_table_in_a_list_and_a_list_in_its_cell_keep_their_order() -> None:
    table = '<table class="generic"><tr><td><ul><li>b<ol><li>c</li></ol></li></ul></td></tr></table>'
    file = written(f"<ol><li>a{table}d</li><li>e</li></ol>")
    assert file.paragraphs[1:] == [
        ("ListNumber", "a"),
        ("TableBullet", "b"),
        ("TableNumber", "c"),
        ("ListContinue", "d"),
        ("ListNumber", "e"),
    ]


def test_a_table_in_a_cell_is_as_wide_as_the_cell() -> None:
    inner = '<table class="generic"><tr><td>a</td><td>b</td></tr></table>'
    file = written(f'<table class="generic"><tr><td>{inner}</td><td>c</td></tr></table>')
    outer, nested = (int(str(width.get(f"{W}w"))) for width in file.find(".//w:tblW"))
    assert nested <= outer // 2


def test_columns_with_measures_give_way_where_there_is_no_room() -> None:
    columns = '<col class="time"/><col class="what"/><col class="details"/><col class="status"/><col/>'
    cells = "<td>a</td>" * 5
    inner = f'<table class="generic"><colgroup>{columns}</colgroup><tr>{cells}</tr></table>'
    file = written(f'<table class="generic"><tr><td>{inner}</td><td>b</td></tr></table>')
    assert min(widths(file)) > twips(8)


def test_rows_with_heads_say_so_to_whoever_reads_aloud() -> None:
    heads = written('<table class="generic"><tbody><tr><th scope="row">a</th><td>b</td></tr></tbody></table>')
    assert [look.get(f"{W}firstColumn") for look in heads.find(".//w:tblLook")] == ["1"]
    assert [look.get(f"{W}firstColumn") for look in written(PEOPLE).find(".//w:tblLook")] == ["0"]


def test_a_picture_in_a_cell_is_no_wider_than_the_cell() -> None:
    figure = f'<figure><img src="{ADDRESS}" alt="a"/></figure>'
    file = written(f'<table class="generic"><tr><td>{figure}</td><td>b</td></tr></table>')
    (extent,) = file.find(".//wp:extent")
    assert int(str(extent.get("cx"))) / 36_000 < 85
