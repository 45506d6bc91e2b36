"""A Word file looks right where its fonts are not installed."""

import io
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from mappe.formats.docx import write_docx
from mappe.model.theme import Theme
from mappe.model.word import WordFiles
from tests.conftest import judge
from tests.unit.formats.docx.word_files import page_of, section, theme

HERE, NOWHERE = "Source", "Mappeprobe"
WORDS = "<p>Wörter, <em>schräg</em>, <strong>fett</strong>, по-русски</p><h3>Abschnitt</h3>"


@cache
def unheard_of() -> Theme:
    """The theme with fonts that no machine has under these names."""
    tokens = theme().tokens
    fonts = tuple(
        font.model_copy(
            update={name: getattr(font, name).replace(HERE, NOWHERE) for name in ("family", "word")}
        )
        for font in tokens.fonts
    )
    faces = {use: family.replace(HERE, NOWHERE) for use, family in tokens.typefaces.items()}
    renamed = tokens.model_copy(update={"fonts": fonts, "typefaces": faces})
    return replace(
        theme(), tokens=renamed, fonts={name: _renamed(font) for name, font in theme().fonts.items()}
    )


def _renamed(font: bytes) -> bytes:
    changed = io.BytesIO()
    with TTFont(io.BytesIO(font), lazy=True) as tables:
        for record in tables["name"].names:
            record.string = str(record).replace(HERE, NOWHERE)
        tables.save(changed)
    return changed.getvalue()


def printed_with(folder: Path, *, embedded: bool) -> str:
    """The fonts of the PDF that LibreOffice makes of the Word file."""
    file = folder / "besuch.docx"
    page = page_of(section(WORDS), theme=unheard_of(), word=WordFiles(embed_fonts=embedded))
    file.write_bytes(write_docx(page))
    office = judge("soffice", package="libreoffice-writer-nogui")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    listing = [judge("pdffonts", package="poppler-utils"), str(file.with_suffix(".pdf"))]
    return subprocess.run(listing, check=True, capture_output=True, text=True).stdout


@pytest.mark.slow
def test_libreoffice_shows_fonts_that_are_only_in_the_file(tmp_path: Path) -> None:
    listing = printed_with(tmp_path, embedded=True)
    for face in ("Serif4-Regular", "Serif4-It", "Serif4-Bold", "Serif4Display-Regular", "Sans3-Semibold"):
        assert f"+{NOWHERE}{face} " in listing
    assert listing.count(NOWHERE) == len(listing.splitlines()) - 2


@pytest.mark.slow
def test_without_them_it_takes_others(tmp_path: Path) -> None:
    listing = printed_with(tmp_path, embedded=False)
    assert NOWHERE not in listing
    assert len(listing.splitlines()) > 2
