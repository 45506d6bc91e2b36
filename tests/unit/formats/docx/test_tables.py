"""Tables."""

from mappe.formats.docx.ooxml import twips
from tests.unit.formats.docx.word_files import W, WordFile, theme, written

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
