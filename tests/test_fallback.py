"""A wording that is missing: an error with its place, or another language that says so itself."""

import io
import shutil
import zipfile
from pathlib import Path

import pytest

from mappe.builder import Wanted, prepare
from mappe.cli import template_folders
from mappe.errors import ContentError
from mappe.formats import FORMATS
from mappe.model.page import Page
from mappe.render.layout import page
from tests.editions import ROOT

MINIMAL = ROOT / "tests/projects/minimal"


def _page(tmp_path: Path, office: str) -> Page:
    project = Path(shutil.copytree(MINIMAL, tmp_path / "project"))
    (project / "content/office.yaml").write_text(office, encoding="utf-8")
    workshop = prepare(project, template_folders(project), Wanted(languages=["ru"]))
    return page(workshop.project, workshop.work[0][0], workshop.voices)


def test_without_a_fallback_a_missing_wording_stops_the_edition(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        _page(tmp_path, "languages: [de, en, ru]\nsource: de\n")
    told = [str(diagnostic) for diagnostic in caught.value.diagnostics]
    assert len(told) == 5
    assert told[1].splitlines()[0] == "content/visit/document.yaml:1:8: no wording in 'ru'"
    assert "add ru: or name a fallback in content/office.yaml" in told[1]


FALLING_BACK = "languages: [de, en, ru]\nsource: de\nfallback: en\n"


def test_readers_outside_the_house_get_nothing_half_translated(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        _page(tmp_path, FALLING_BACK)
    told = [str(diagnostic) for diagnostic in caught.value.diagnostics]
    assert told[0] == (
        "the guest edition in 'ru' has 0 % of its texts: "
        "100 % are needed; see translations: in content/office.yaml"
    )
    assert told[2].splitlines()[0] == "content/visit/document.yaml:1:8: no wording in 'ru'"
    assert len(told) == 6


def test_a_rule_that_wants_more_is_shown(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"(?s)office\.yaml:4:27: the guest edition.*\^\^ 10 % are needed"):
        _page(tmp_path, FALLING_BACK + "translations: [{complete: 10}]\n")


def test_a_rule_against_falling_back_stops_the_edition(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        _page(tmp_path, FALLING_BACK + "translations: [{complete: 0, missing: error}]\n")
    assert "add ru: or name a fallback" in str(caught.value)


def test_a_fallback_is_printed_in_its_own_language_with_a_mark(tmp_path: Path) -> None:
    made = _page(tmp_path, FALLING_BACK + "translations: [{complete: 0}]\n")
    assert made.language == "ru"
    markup = made.markup_of("section")
    assert '<h2><span class="fallback" lang="en-GB">Occasion [EN]</span></h2>' in markup
    assert '<div class="fallback" lang="en-GB"><p>People meet.</p>\n<p>[EN]</p></div>' in markup
    assert "Man trifft sich" not in markup
    assert FORMATS["pdf"].write(made).content.startswith(b"%PDF")
    with zipfile.ZipFile(io.BytesIO(FORMATS["docx"].write(made).content)) as package:
        runs = package.read("word/document.xml").decode().split("<w:r>")
    spoken = next(run for run in runs if "People meet." in run)
    assert 'w:lang w:val="en-GB"' in spoken
