"""Contents, running head and foot."""

from dataclasses import replace

import pytest

from mappe.formats.docx import shows_numbers, write_docx, written
from mappe.formats.pagination import Pagination
from tests.unit.formats.docx.word_files import (
    W,
    WordFile,
    every_section,
    page_of,
    section,
    whole,
    whole_page,
    words_of,
)


def entries(file: WordFile) -> list[str]:
    return [words for style, words in file.paragraphs if style == "TOC1"]


def test_the_contents_say_what_the_headings_say() -> None:
    file = whole()
    headings = [words for style, words in file.paragraphs if style == "Heading1"]
    assert [entry.split("|")[0].split(maxsplit=1)[1] for entry in entries(file)] == headings
    assert len(headings) == len(every_section())


def test_the_entries_are_numbered_as_word_numbers_the_headings() -> None:
    assert [int(entry.split()[0]) for entry in entries(whole())] == [*range(1, len(every_section()) + 1)]


def test_each_entry_leads_to_its_heading_and_shows_a_page() -> None:
    file = whole()
    anchors = [link.get(f"{W}anchor") for link in file.find(".//w:sdt//w:hyperlink")]
    assert anchors == [mark.get(f"{W}name") for mark in file.find(".//w:bookmarkStart")]
    shown = [int(entry.split("|")[1]) for entry in entries(file)]
    assert shown == sorted(shown)
    assert shown[0] >= 2


def test_a_section_that_begins_a_page_is_on_a_later_page() -> None:
    sections = [section("<p>a</p>", name, classes="prose new-page") for name in ("a", "b", "c")]
    page = whole_page(*sections)
    own = replace(page, theme=replace(page.theme, stylesheet=".cover, nav, .new-page { break-after: page }"))
    assert [entry[-1] for entry in entries(WordFile(write_docx(own)))] == ["3", "4", "5"]


def test_the_page_numbers_are_those_that_are_handed_in() -> None:
    page = whole_page(section("<p>a</p>", "a"), section("<p>b</p>", "b"))
    file = WordFile(written(page, Pagination({"a": "iii", "b": "1998"}, 2018)))
    assert [entry.split("|")[1] for entry in entries(file)] == ["iii", "1998"]
    assert "von 2018" in words_of(file.root("footer1"))


@pytest.mark.parametrize(
    ("markup", "answer"),
    [
        ('<p><span class="pages"></span></p>', True),
        ('<p><span class="small pages"></span></p>', True),
        ('<p><span class="page"></span> pages</p>', False),
        ('<p class="pages-of-others">a</p>', False),
    ],
)
def test_a_page_that_shows_no_number_needs_no_layout(markup: str, answer: bool) -> None:  # noqa: FBT001
    assert shows_numbers(page_of(section(markup))) is answer


def test_fields_begin_and_end() -> None:
    kinds = [mark.get(f"{W}fldCharType") for mark in whole().find(".//w:fldChar")]
    depth = 0
    for kind in kinds:
        depth += {"begin": 1, "separate": 0, "end": -1}[str(kind)]
        assert depth >= 0
    assert depth == 0
    assert kinds.count("begin") == len(every_section()) + 1


def test_the_foot_counts_pages_and_stands_at_both_edges() -> None:
    file = whole()
    instructions = [str(field.text).strip() for field in file.find(".//w:instrText", "footer1")]
    assert instructions == ["PAGE", "NUMPAGES"]
    issuer, mark = (words_of(paragraph) for paragraph in file.find("w:p", "footer1"))
    assert issuer == "Landeshauptstadt"
    assert mark.startswith("Intern|Seite 1 von ")


def test_the_head_has_the_words_of_the_page() -> None:
    assert [words_of(paragraph) for paragraph in whole().find("w:p", "header1")] == ["A – B|Mappe"]
