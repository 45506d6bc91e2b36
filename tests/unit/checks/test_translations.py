"""What `mappe check` says of texts that are missing in a language, or behind their source."""

import datetime
from pathlib import Path

from mappe.checks.translations import behind, untranslated
from mappe.content.translations import NAME
from mappe.diagnostics import Severity
from mappe.ledger import keep
from tests.projects_of import HEAD
from tests.subjects import subject_of, written

DOCUMENT = "content/visit/document.yaml"
TEXT = "  - type: prose\n    audience: guest\n    text: {de: Man trifft sich., en: People meet.}\n"


def _project(folder: Path, section: str = TEXT) -> Path:
    return written({"visit/document.yaml": HEAD.lstrip() + section}, folder)


def test_a_project_without_gaps_passes(tmp_path: Path) -> None:
    subject = subject_of(_project(tmp_path))
    assert [*untranslated(subject), *behind(subject)] == []


def test_a_text_that_an_edition_lacks_is_an_error(tmp_path: Path) -> None:
    subject = subject_of(_project(tmp_path, TEXT.replace(", en: People meet.", "")))
    (fault,) = {*untranslated(subject)}
    assert str(fault).startswith(f"{DOCUMENT}:10:11: no wording in 'en'")
    assert fault.severity is Severity.ERROR


def test_a_text_that_no_edition_prints_is_none(tmp_path: Path) -> None:
    root = _project(tmp_path)
    (root / "content/people.yaml").write_text("anna: {name: {de: Anna}, function: {de: Leiterin}}\n", "utf-8")
    assert [*untranslated(subject_of(root))] == []


def test_a_translation_whose_source_has_changed_is_a_warning(tmp_path: Path) -> None:
    root = _project(tmp_path)
    keep(subject_of(root).project, datetime.date(2018, 6, 4))
    document = root / DOCUMENT
    document.write_text(document.read_text("utf-8").replace("Man trifft sich.", "Alle kommen."), "utf-8")
    (fault,) = behind(subject_of(root))
    assert str(fault).startswith(f"{DOCUMENT}:10:34: warning: the source of this translation has changed")
    assert f"mappe confirm {DOCUMENT}:10:34" in fault.hint


def test_a_copied_translation_is_a_question(tmp_path: Path) -> None:
    root = _project(tmp_path)
    keep(subject_of(root).project, datetime.date(2018, 6, 4))
    document = root / DOCUMENT
    document.write_text(document.read_text("utf-8") + TEXT.replace("Man trifft sich.", "Alle."), "utf-8")
    (fault,) = behind(subject_of(root))
    assert (fault.severity, fault.message) == (
        Severity.NOTICE,
        "this translation belongs to another source, too",
    )


def test_a_line_that_confirms_nothing_is_told(tmp_path: Path) -> None:
    root = _project(tmp_path)
    (root / NAME).write_text("- 12\n", "utf-8")
    (fault,) = untranslated(subject_of(root))
    assert (fault.severity, str(fault.place)) == (Severity.WARNING, "content/.translations.yaml:1:1")
