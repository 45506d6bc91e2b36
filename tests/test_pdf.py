"""What poppler says of the PDF files of the sample content."""

import re
import subprocess
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import pikepdf
import pytest

from tests.editions import SAMPLE, file_of, pages_of
from tests.unit.formats.docx.word_files import W, WordFile, style_of, words_of

PAGES = {name: page for name, page in pages_of(SAMPLE).items() if not name.endswith(".internal")}
FONT = re.compile(r"^[A-Z]{6}\+Source-(Sans-3|Serif-4(-Display)?)[,\-A-Za-z]* ")


@pytest.fixture(scope="module", params=PAGES)
def named(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    path = tmp_path_factory.mktemp("pdf") / f"{request.param}.pdf"
    path.write_bytes(file_of(PAGES[request.param], "pdf").content)
    return request.param, path


def _poppler(tool: str, path: Path, *words: str) -> str:
    return subprocess.run([tool, str(path), *words], capture_output=True, check=True).stdout.decode()


def test_only_the_fonts_of_the_theme_are_embedded(named: tuple[str, Path]) -> None:
    _head, _rule, *fonts = _poppler("pdffonts", named[1]).splitlines()
    assert len(fonts) >= 6
    assert [font for font in fonts if not FONT.match(font)] == []
    assert all(" yes yes yes " in font for font in fonts)


def test_title_author_and_language_are_those_of_the_edition(named: tuple[str, Path]) -> None:
    name, path = named
    page = PAGES[name]
    facts = dict(line.split(":", 1) for line in _poppler("pdfinfo", path).splitlines() if ":" in line)
    assert facts["Title"].strip() == page.title
    assert facts["Author"].strip() == page.author
    assert facts["CreationDate"].split()[-2:] == ["2018", "UTC"]
    with pikepdf.open(path) as pdf:
        assert str(pdf.Root.Lang) == page.language


def test_bookmarks_name_the_sections(named: tuple[str, Path]) -> None:
    name, path = named
    titles = re.findall(r"<h2[^>]*>([^<]+)</h2>", PAGES[name].markup_of("section"))
    assert len(titles) >= 9
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        marks = [mark for root in outline.root for mark in (root, *root.children)]
        assert [mark.title for mark in marks if mark.title in titles] == titles


def test_bookmarks_are_the_headings_of_the_word_file(named: tuple[str, Path]) -> None:
    name, path = named
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        # Word's own outline begins behind the cover and the contents.
        title, contents, *marks = [_in_a_line(str(mark.title)) for mark in _all(outline.root)]
    file = WordFile(file_of(PAGES[name], "docx").content)
    levels = file.find(".//w:style/w:pPr/w:outlineLvl/../..", "styles")
    styles = {str(style.get(f"{W}styleId")) for style in levels}
    assert _said(file, styles) == marks
    assert _said(file, {"Title", "DocumentTitle", "TOCHeading"}) == [title, contents]


def _all(items: Iterable[pikepdf.OutlineItem]) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        yield item
        yield from _all(item.children)


def _said(file: WordFile, styles: Collection[str]) -> list[str]:
    return [_in_a_line(words_of(one)) for one in file.find(".//w:body//w:p") if style_of(one) in styles]


def _in_a_line(words: str) -> str:
    """Without the number of a section, which Word counts by itself."""
    return re.sub(r"^[0-9]+ ", "", " ".join(words.replace("|", " ").split()))


def test_links_of_the_contents_lead_to_pages(named: tuple[str, Path]) -> None:
    name, path = named
    entries = PAGES[name].markup_of("contents").count("<li>")
    with pikepdf.open(path) as pdf:
        links = [note for note in pdf.pages[1].Annots if note.Subtype == "/Link"]
        assert len(links) >= entries


def test_page_numbers_count_all_pages(named: tuple[str, Path]) -> None:
    text = _poppler("pdftotext", named[1], "-")
    found = re.findall(r"(?:Seite|Page|Страница)\s(\d+)\s(?:von|of|из)\s(\d+)", text)
    count = int(found[-1][1])
    assert [int(number) for number, _ in found] == list(range(2, count + 1))
    assert {int(total) for _, total in found} == {count}
