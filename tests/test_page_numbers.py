"""The page numbers in Word files are those of the layout that the office asked for, which is made once."""

import io
import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from mappe.builder import Built, Wanted, build, prepare
from mappe.cli import template_folders
from mappe.formats import FORMATS
from mappe.formats.pdf.saving import MM
from mappe.model.page import Page
from tests.command import mappe
from tests.conftest import judge
from tests.editions import EVERY_SECTION, SAMPLE, file_of, pages_of
from tests.pdf import boxes
from tests.test_bad_input import BROKEN, lay_over, note
from tests.unit.formats.docx.test_contents import entries
from tests.unit.formats.docx.test_in_libreoffice import shown
from tests.unit.formats.docx.word_files import WordFile
from tests.words import characters

EDITIONS = {**pages_of(SAMPLE), **pages_of(EVERY_SECTION)}

BY_LIBREOFFICE = "languages: [de, en]\nsource: de\npaginator: libreoffice\n"

COUNT = re.compile(rb"NUMPAGES.*?<w:t(?: [^>]*)?>(\d+)</w:t>")


def _word_file(page: Page) -> WordFile:
    return WordFile(file_of(page, "docx").content)


def _numbers(file: WordFile) -> list[str]:
    """Of the pages in its contents."""
    return [entry.rpartition("|")[2] for entry in entries(file)]


def _counts(file: WordFile) -> set[int]:
    """How many pages it says at their feet that there are."""
    feet = [name for name in file.names if re.fullmatch(r"word/footer\d+\.xml", name)]
    return {int(count) for name in feet for count in COUNT.findall(file.part(name))}


@pytest.mark.parametrize("name", [*pages_of(SAMPLE), "visit.ru.internal"])
def test_word_files_have_the_numbers_that_the_pdf_prints(name: str, tmp_path: Path) -> None:
    page = EDITIONS[name]
    pdf = file_of(page, "pdf")
    file = _word_file(page)
    numbers = _numbers(file)
    assert len(numbers) >= 9
    assert numbers == _printed(pdf.content, page, tmp_path) == _labels(pdf.content, page)
    assert _counts(file) == {pdf.pages}


def _printed(content: bytes, page: Page, folder: Path) -> list[str]:
    """What stands at the right edge of the text on the second page."""
    sheet = page.theme.tokens.sheet
    top, bottom = float(sheet.top) * MM, float(sheet.height - sheet.bottom) * MM
    words = [word for word in boxes(content, folder)[1] if top < word.top < bottom]
    edge = max(word.right for word in words)
    return [word.text for word in words if word.right > edge - 1]


def _labels(content: bytes, page: Page) -> list[str]:
    """What a viewer calls the pages to which the sections' names lead."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        labels = {sheet.obj.objgen: str(sheet.label) for sheet in pdf.pages}
        places = pikepdf.NameTree(pdf.Root.Names.Dests)
        sections = re.findall(r'<section id="([^"]+)"', page.markup_of("section"))
        return [labels[places[name][0].objgen] for name in sections]


@pytest.mark.parametrize(
    ("formats", "layouts"), [(("pdf", "docx"), 1), (("docx",), 1), (("html",), 0)], ids=str
)
def test_an_edition_is_laid_out_once(
    formats: Sequence[str],
    layouts: int,
    project: Callable[[str], Path],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    root = project("minimal")
    document = root / "content/visit/document.yaml"
    # Nobody has built this one in this process.
    text = document.read_text("utf-8").replace("Besuch", f"Besuch als {' '.join(formats)}")
    document.write_text(text.replace("Visit", f"Visit as {' '.join(formats)}"), "utf-8")
    workshop = prepare(root, template_folders(root), Wanted(formats=formats))
    with caplog.at_level(logging.INFO, "weasyprint.progress"):
        built = [step for step in build(workshop, tmp_path / "output") if isinstance(step, Built)]
    assert len(built) == len(formats) * len(workshop.work) == len(formats) * 2
    begun = [said for said in caplog.messages if said == "Step 4 - Creating formatting structure"]
    assert len(begun) == layouts * len(workshop.work)


def test_files_for_printers_do_not_count() -> None:
    page = replace(EDITIONS["visit.de"], two_sided=True)
    later = replace(page, name="later")
    for name in ("shop", "handout", "booklet"):
        FORMATS[name].write(later)
    assert _numbers(WordFile(FORMATS["docx"].write(later).content)) == _numbers(_word_file(page))


@pytest.mark.parametrize("mistake", ["", "number-wider-than-its-column"])
def test_a_word_file_is_the_same_whether_its_pdf_is_made_or_refused(
    mistake: str, project: Callable[[str], Path]
) -> None:
    root = project("minimal")
    if mistake:
        lay_over(root, BROKEN / mistake)
    alone = mappe("build", "--format", "docx", "--output", "alone", folder=root)
    both = mappe("build", "--format", "docx", "--format", "pdf", "--output", "both", folder=root)
    assert (alone.returncode, alone.stderr) == (0, "")
    assert (both.returncode, both.stderr) == (
        int(bool(mistake)),
        note(BROKEN / mistake, "message.txt").replace("2 of 2", "2 of 4"),
    )
    made = [path.read_bytes() for path in sorted((root / "alone/visit").iterdir())]
    assert made == [path.read_bytes() for path in sorted((root / "both/visit").glob("*.docx"))]
    assert len(made) == 2


def test_without_libreoffice_only_the_word_files_that_need_it_are_missing(
    project: Callable[[str], Path],
) -> None:
    root = project("minimal")
    (root / "content/office.yaml").write_text(BY_LIBREOFFICE, "utf-8")
    done = mappe("build", "--format", "docx", "--format", "html", folder=root, PATH=str(root))
    assert done.returncode == 3
    assert done.stderr == (
        "the page numbers of Word files come from LibreOffice, and there is no command 'soffice': install"
        " LibreOffice Writer (on Debian and Ubuntu: apt-get install libreoffice-writer-nogui) or write"
        " 'paginator: pdf' in content/office.yaml\n"
        "2 of 4 files not made; earlier files stay as they were.\n"
    )
    assert sorted(path.name for path in (root / "output/visit").iterdir()) == [
        "visit.de.html",
        "visit.en.html",
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["delegation-visit.de", "partnership.en", "delegation-visit.ru.internal"])
def test_word_files_have_the_numbers_of_libreoffice_if_the_office_wants_them(
    name: str, tmp_path: Path
) -> None:
    judge("soffice", package="libreoffice-writer-nogui")
    page = EDITIONS[name]
    file = _word_file(replace(page, word=replace(page.word, paginator="libreoffice")))
    sheets = [characters(sheet) for sheet in shown(file.content, tmp_path).removesuffix("\f").split("\f")]
    assert _counts(file) == {len(sheets)}
    headings = [characters(words) for style, words in file.paragraphs if style == "Heading1"]
    numbers = _numbers(file)
    assert len(numbers) == len(headings) >= 9
    for heading, number in zip(headings, numbers, strict=True):
        assert heading in sheets[int(number) - 1]
