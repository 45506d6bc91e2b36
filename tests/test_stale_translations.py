"""What an office decides of translations that are older than their source."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from mappe.builder import Wanted, finished, prepare
from mappe.cli import template_folders
from mappe.errors import ContentError
from mappe.formats import FORMATS
from mappe.model.page import Page
from tests.command import mappe
from tests.projects_of import HEAD
from tests.subjects import written

OFFICE = "languages: [de, en]\nsource: de\n"
SECTIONS = """\
  - type: prose
    audience: guest
    title: {de: Anlass, en: Occasion}
    text: {de: Man trifft sich., en: People meet.}
  - type: programme
    audience: guest
    zone: Europe/Berlin
    days:
      - date: 2018-06-12
        slots: [{start: 10:00, end: 11:00, kind: talks, title: {de: Gespräch, en: Talk}}]
"""


def _project(folder: Path, rules: str) -> Path:
    """A project in which the sources of three translations were changed."""
    files = {"office.yaml": OFFICE + rules, "visit/document.yaml": HEAD.lstrip() + SECTIONS}
    root = written(files, folder)
    assert mappe("status", folder=root).returncode == 0
    document = root / "content/visit/document.yaml"
    text = document.read_text("utf-8").replace("de: Man trifft sich.", "de: Man trifft sich bald.")
    text = text.replace("de: Gespräch,", "de: Unterredung,").replace("de: Anlass,", "de: Grund,")
    document.write_text(text, "utf-8")
    return root


def _pages(root: Path) -> Sequence[Page]:
    """The English editions, for guests and for the house."""
    workshop = prepare(root, template_folders(root), Wanted(languages=["en"]))
    return [finished(workshop, edition) for edition, _ in workshop.work]


def test_by_default_the_files_are_made_and_a_warning_says_what_is_old(tmp_path: Path) -> None:
    root = _project(tmp_path, "")
    assert all('class="stale"' not in page.markup_of("section") for page in _pages(root))
    done = mappe("build", "--format", "html", folder=root)
    assert done.returncode == 0
    assert done.stderr == ("warning: 3 stale translations: 'mappe status --list' shows where\n")


def test_only_readers_of_the_house_see_marks_if_the_office_wants_it_so(tmp_path: Path) -> None:
    guest, internal = _pages(_project(tmp_path, "translations: [{audience: internal, stale: mark}]\n"))
    assert 'class="stale"' not in guest.markup_of("section")
    markup = internal.markup_of("section")
    assert '<h2><span class="stale">Occasion [translation out of date]</span></h2>' in markup
    assert '<div class="stale"><p>People meet.</p>\n<p>[translation out of date]</p></div>' in markup
    assert internal.calendar
    assert [one.summary.text for one in internal.calendar.appointments] == ["Talk [translation out of date]"]
    assert FORMATS["pdf"].write(internal).content.startswith(b"%PDF")
    with zipfile.ZipFile(io.BytesIO(FORMATS["docx"].write(internal).content)) as package:
        assert "Occasion [translation out of date]" in package.read("word/document.xml").decode()


def test_an_office_may_let_nothing_out_that_is_old(tmp_path: Path) -> None:
    root = _project(tmp_path, "translations: [{audience: guest, stale: error}]\n")
    with pytest.raises(ContentError) as caught:
        _pages(root)
    told = [str(one).splitlines()[0] for one in caught.value.diagnostics]
    places = [f"content/visit/document.yaml:{place}" for place in ("10:28", "11:43", "17:86")]
    assert told == [f"{place}: the source of this translation has changed" for place in places]


def test_what_was_confirmed_is_let_out_again(tmp_path: Path) -> None:
    root = _project(tmp_path, "translations: [{stale: error}]\n")
    assert mappe("build", "--format", "html", folder=root).returncode == 1
    assert mappe("confirm", "content/visit/document.yaml", folder=root).returncode == 0
    assert mappe("build", "--format", "html", folder=root).returncode == 0
