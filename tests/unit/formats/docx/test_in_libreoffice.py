"""What another program makes of the file."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from mappe.formats.docx import write_docx
from tests.unit.formats.docx.word_files import section, whole, whole_page

OFFICE, READER = shutil.which("soffice"), shutil.which("pdftotext")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (OFFICE and READER), reason="LibreOffice or Poppler is missing"),
]


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    return shown(whole().content, tmp_path_factory.mktemp("libreoffice"))


def shown(content: bytes, folder: Path, *options: str) -> str:
    """The words of the file as LibreOffice lays it out, pages apart by form feeds."""
    (folder / "mappe.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "mappe.docx")]
    subprocess.run([str(OFFICE), profile, *convert], check=True, capture_output=True, timeout=180)
    read = [str(READER), "-layout", *options, str(folder / "mappe.pdf"), "-"]
    return subprocess.run(read, check=True, capture_output=True).stdout.decode()


def test_every_section_is_shown_with_its_number(text: str) -> None:
    for number, title in [("1", "Auf einen Blick"), ("2", "Programm"), ("11", "Quellen")]:
        assert any(line.split(maxsplit=1) == [number, title] for line in text.splitlines())


def test_a_second_language_behind_the_first_counts_its_sections_anew(tmp_path: Path) -> None:
    german = [section("<p>Wort</p>", name, title) for name, title in (("a", "Eins"), ("b", "Zwei"))]
    russian = [section("<p>слово</p>", name, title) for name, title in (("a-ru", "Раз"), ("b-ru", "Два"))]
    both = [*german, *(part.replace("<section ", '<section lang="ru" ', 1) for part in russian)]
    page = replace(whole_page(*both), layout="sequence")
    lines = [line.split() for line in shown(write_docx(page), tmp_path).splitlines()]
    counted = [line for line in lines if line[1:] in (["Eins"], ["Zwei"], ["Раз"], ["Два"])]
    assert counted == [["1", "Eins"], ["2", "Zwei"], ["1", "Раз"], ["2", "Два"]]


def test_the_cover_has_no_foot_and_other_pages_have_one(text: str) -> None:
    cover, second = text.split("\f")[:2]
    assert "Seite" not in cover
    assert "Seite 2 von" in second


def test_lists_are_numbered_anew(text: str) -> None:
    points = [line.strip() for line in text.splitlines() if line.strip().startswith("1. ")]
    assert len(points) == 1


def test_notes_wide_pages_and_references_are_shown_where_they_belong(tmp_path: Path) -> None:
    label = '<span class="caption-label">Tabelle <span class="table-number">1</span></span>'
    row = '<tr><th scope="row" rowspan="2">a</th><td>b</td></tr><tr><td>c</td></tr>'
    table = f'<table class="generic"><caption>{label} Orte</caption><tbody>{row}</tbody></table>'
    reference = '<a class="reference" href="#b">Tabelle 1</a>'
    note = f'<p>eins<span class="footnote">klein</span> zwei, siehe {reference}</p>'
    page = whole_page(
        section(note, "a", classes="prose new-page"),
        section(table, "b", "Breit", classes="table landscape"),
        section("<p>hoch</p>", "c", "Danach"),
    )
    _, _, first, wide, last, _ = shown(write_docx(page), tmp_path).split("\f")
    assert "siehe Tabelle 1" in first
    assert first.index("zwei") < first.index("klein") < first.index("Seite 3")
    assert "Tabelle 1 Orte" in " ".join(wide.split())
    assert "hoch" in last
    with pikepdf.open(tmp_path / "mappe.pdf") as file:
        sheets = [page.mediabox for page in file.pages]
    assert [box[2] > box[3] for box in sheets] == [False, False, False, True, False]


def test_a_row_that_is_taller_than_a_page_goes_on_on_the_next(tmp_path: Path) -> None:
    cell = "".join(f"<p>Zeile {number}.</p>" for number in range(120))
    page = whole_page(section(f'<table class="generic"><tr><td>{cell}</td><td>b</td></tr></table>'))
    text = shown(write_docx(page), tmp_path)
    assert [text.count(f"Zeile {number}.") for number in range(120)] == [1] * 120
