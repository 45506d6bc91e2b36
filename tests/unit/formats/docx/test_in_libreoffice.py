"""What another program makes of the file."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.unit.formats.docx.word_files import whole

OFFICE, READER = shutil.which("soffice"), shutil.which("pdftotext")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (OFFICE and READER), reason="LibreOffice or Poppler is missing"),
]


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The words of the file as LibreOffice lays it out, pages apart by form feeds."""
    folder: Path = tmp_path_factory.mktemp("libreoffice")
    (folder / "mappe.docx").write_bytes(whole().content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "mappe.docx")]
    subprocess.run([str(OFFICE), profile, *convert], check=True, capture_output=True, timeout=180)
    read = [str(READER), "-layout", str(folder / "mappe.pdf"), "-"]
    shown = subprocess.run(read, check=True, capture_output=True)
    return shown.stdout.decode()


def test_every_section_is_shown_with_its_number(text: str) -> None:
    for number, title in [("1", "Auf einen Blick"), ("2", "Programm"), ("11", "Quellen")]:
        assert any(line.split(maxsplit=1) == [number, title] for line in text.splitlines())


def test_the_cover_has_no_foot_and_other_pages_have_one(text: str) -> None:
    cover, second = text.split("\f")[:2]
    assert "Seite" not in cover
    assert "Seite 2 von" in second


def test_lists_are_numbered_anew(text: str) -> None:
    points = [line.strip() for line in text.splitlines() if line.strip().startswith("1. ")]
    assert len(points) == 1
