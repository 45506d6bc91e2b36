"""LibreOffice opens the Word files and shows what the page says."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import judge
from tests.editions import SAMPLE, file_of, pages_of
from tests.words import characters, holds_in_order

PAGES = {
    name: page
    for name, page in pages_of(SAMPLE).items()
    if name.startswith("partnership") and "int" not in name
}


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_libreoffice_shows_every_section_in_order(name: str, tmp_path: Path) -> None:
    office = judge("soffice", package="libreoffice-writer-nogui")
    path = tmp_path / f"{name}.docx"
    path.write_bytes(file_of(PAGES[name], "docx").content)
    words = [
        office,
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*words, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=180
    )
    text = subprocess.run(
        [judge("pdftotext", package="poppler-utils"), str(path.with_suffix(".pdf")), "-"],
        capture_output=True,
        check=True,
    ).stdout.decode()
    titles = re.findall(r"<h2[^>]*>([^<]+)</h2>", PAGES[name].markup_of("section"))
    assert len(titles) >= 9
    assert holds_in_order(characters(text), characters(" ".join(titles)))
    assert "Error! Bookmark" not in text
    assert text.count("\f") >= 5
