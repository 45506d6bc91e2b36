"""What no author means and somebody sends all the same: a right file, or an error that names the place."""

from pathlib import Path

import pytest

from mappe.diagnostics import Place
from mappe.errors import FormatError
from mappe.formats.docx import write_docx
from mappe.model.page import Part
from tests.unit.formats.docx.test_write_docx import audit
from tests.unit.formats.docx.word_files import (
    WordFile,
    page_of,
    section,
    whole_page,
    words_of,
    written,
)

SMALL = 25_000
"""Bytes."""

PROSE = "<p>" + "Die Städte arbeiten seit 1990 zusammen, in Schulen, Theatern und Verwaltungen. " * 6 + "</p>"


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1f", "\ufffe", "\ud800"])
def test_a_character_that_xml_does_not_know_is_told_with_the_part(sign: str) -> None:
    place = Place(Path("document.yaml"), 3)
    part = Part("section", "summary", section(f"<p>a{sign}b</p>"), place)
    with pytest.raises(
        FormatError, match=r"document\.yaml:3:1: the part 'summary' of the page cannot be read"
    ):
        write_docx(page_of(parts=(part,)))


@pytest.mark.parametrize("field", ["title", "author", "description", "name"])
@pytest.mark.parametrize(("sign", "name"), [("\x07", "0007"), ("\udfff", "DFFF")])
def test_such_a_character_in_the_properties_is_told_with_the_property(
    field: str, sign: str, name: str
) -> None:
    with pytest.raises(
        FormatError, match=rf"the {field} of the page holds U\+{name}, which no Word file can"
    ):
        write_docx(page_of(section("<p>a</p>"), **{field: f"a{sign}"}))


def test_markup_that_is_no_xml_is_told_with_the_part() -> None:
    with pytest.raises(FormatError, match="the part 'part-0' of the page cannot be read"):
        write_docx(page_of("<section>"))


def test_an_attribute_without_a_rule_stops_by_name() -> None:
    with pytest.raises(FormatError, match="no rule for the attribute 'style' of <p> in Word files"):
        written('<p style="color: red">a</p>')


def test_a_word_of_a_megabyte_is_kept_whole(tmp_path: Path) -> None:
    word = "Donaudampfschiff" * 65_536
    file = written(f"<p>{word}</p>")
    assert file.paragraphs[1][1] == word
    assert audit(file.content, tmp_path) == []


def test_a_table_of_ten_thousand_rows_is_kept_whole() -> None:
    rows = "".join(f"<tr><td>{number}</td><td>b</td></tr>" for number in range(10_000))
    file = written(f'<table class="generic">{rows}</table>')
    cells = file.find(".//w:tbl/w:tr/w:tc[1]")
    assert [words_of(cell) for cell in cells] == [*map(str, range(10_000))]


def test_a_plain_document_is_small() -> None:
    sections = [section(PROSE * 5, name, classes="prose new-page") for name in ("a", "b", "c")]
    assert len(write_docx(whole_page(*sections))) < SMALL


def test_prefixes_are_declared_once() -> None:
    markup = '<p>a <a href="https://b.c">d</a><span class="footnote">e <a href="https://f.g">h</a></span></p>'
    file = WordFile(write_docx(whole_page(section(markup))))
    for part in ("document", "footnotes", "header1", "styles"):
        content = file.part(f"word/{part}.xml")
        assert content.count(b"xmlns:r=") <= 1
        assert b"ns0" not in content
