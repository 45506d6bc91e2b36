"""Where German compounds break at the end of a line, and where not."""

import re
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pyphen
import pytest

from mappe.formats import FORMATS
from mappe.formats.pdf.hyphenation import broken_as
from mappe.locales import locale_of
from tests.conftest import judge
from tests.editions import SAMPLE, pages_of
from tests.pdf import page_with
from tests.unit.locales.conftest import SHIPPED

GERMAN = {"de": locale_of(SHIPPED / "de.po").hyphenation}

BROKEN = [
    ("Kindertagesstätten", "Kin-der-ta-ges-stät-ten"),
    ("Kindertagesstätte", "Kin-der-ta-ges-stät-te"),
    ("Ratsstube", "Rats-stu-be"),
    ("Sportstätten", "Sport-stät-ten"),
    ("SPORTSTÄTTEN", "SPORT-STÄT-TEN"),
]
LEFT = [
    "Bil-dungs-stät-ten",
    "Gast-stät-ten",
    "Werk-stät-ten",
    "De-le-ga-ti-on",
    "Städ-te-freund-schaft",
    "Wirt-schafts-för-de-rung",
    "Ab-sichts-er-klä-rung",
    "Je-ka-te-rin-burg",
]


@pytest.mark.parametrize(("word", "broken"), [*BROKEN, *((word.replace("-", ""), word) for word in LEFT)])
def test_words_break_between_their_parts(word: str, broken: str) -> None:
    with broken_as(GERMAN):
        assert pyphen.Pyphen(lang="de").inserted(word) == broken


def test_other_pages_break_as_the_patterns_say() -> None:
    with broken_as(GERMAN):
        pass
    assert pyphen.Pyphen(lang="de").inserted("Ratsstube") == "Rats-s-tu-be"


@pytest.mark.parametrize("width", [14, 16, 18, 20, 24, 28])
def test_a_narrow_column_breaks_them_between_their_parts(tmp_path: Path, width: int) -> None:
    text = _lines(tmp_path, width, GERMAN)
    ends = re.findall(r"(\w+)[\u00ad\u2010-]\n", text)
    assert ends
    assert {*ends} <= _parts()


def test_without_exceptions_they_break_elsewhere(tmp_path: Path) -> None:
    ends = re.findall(r"(\w+)[\u00ad\u2010-]\n", _lines(tmp_path, 14, {}))
    assert {*ends} - _parts()


def test_no_page_has_soft_hyphens() -> None:
    text = "".join(str(page.parts) for page in pages_of(SAMPLE).values())
    assert "Kindertagesstätten" in text
    assert "\u00ad" not in text


def _lines(folder: Path, width: int, exceptions: Mapping[str, tuple[str, ...]]) -> str:
    """What a column of so many millimetres shows, line by line."""
    words = " ".join(word for word, _ in BROKEN[:4])
    styles = f"p {{ width: {width}mm; hyphens: auto; hyphenate-limit-chars: 5 2 2 }}"
    page = page_with(f'<section id="a"><h2>x</h2><p>{words}</p></section>', styles)
    (folder / "a.pdf").write_bytes(FORMATS["pdf"].write(replace(page, hyphenation=exceptions)).content)
    reader = judge("pdftotext", package="poppler-utils")
    done = subprocess.run([reader, "-raw", str(folder / "a.pdf"), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def _parts() -> set[str]:
    """What may stand before a hyphen: some parts of a word that follow one another."""
    found = set()
    for _, broken in BROKEN:
        parts = broken.split("-")
        spans = ((begin, end) for begin in range(len(parts)) for end in range(begin + 1, len(parts)))
        found |= {"".join(parts[begin:end]) for begin, end in spans}
    return found
