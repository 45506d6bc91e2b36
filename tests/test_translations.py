"""`mappe status` and `mappe confirm`: which translation is behind its source, and until when."""

import re
import subprocess
from pathlib import Path

import pytest

from mappe.content.translations import NAME, kept
from tests.command import mappe
from tests.conftest import judge
from tests.subjects import written

DOCUMENT = "visit/document.yaml"
SECTIONS = """\
sections:
  - type: prose
    audience: guest
    title: {de: Anlass, en: Occasion}
    text:
      de: Man trifft sich.
      en: People meet.
  - type: prose
    audience: guest
    title: {de: Dank, en: Thanks}
    text:
      de: Alle danken.
      en: All give thanks.
"""
HEAD = """\
title: {de: Besuch, en: Visit}
kind: {de: Mappe, en: Pack}
version: "1"
as_of: 2018-06-04
issuer: stadt
"""


def _project(folder: Path, sections: str = SECTIONS) -> Path:
    root = written({DOCUMENT: HEAD + sections}, folder)
    (root / NAME).unlink()
    return root


def _status(root: Path, *words: str) -> str:
    done = mappe("status", *words, folder=root)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def _waiting(root: Path) -> list[str]:
    """What `--list` shows, without the days."""
    return re.sub(r" since [0-9-]{10}", "", _status(root, "--list")).splitlines()


def _edit(root: Path, old: str, new: str) -> None:
    path = root / "content" / DOCUMENT
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_the_table_has_a_line_for_each_document_and_language(tmp_path: Path) -> None:
    root = _project(tmp_path)
    lines = [line.split() for line in _status(root).splitlines()]
    assert lines[0] == ["document", "language", "texts", "translated", "missing", "stale", "unsure", "oldest"]
    assert lines[1:] == [
        ["visit", "de", "6", "100", "%"],
        ["en", "6", "100", "%"],
        ["organisations", "de", "1", "100", "%"],
        ["en", "1", "100", "%"],
    ]
    _edit(root, "de: Alle danken.", "de: Alle danken sehr.")
    day = max(kept(root).ledger.values())
    assert _status(root).splitlines()[2].split() == ["en", "6", "83", "%", "1", day]


def test_a_changed_source_is_stale_until_it_is_confirmed(tmp_path: Path) -> None:
    root = _project(tmp_path)
    assert _waiting(root) == ["All texts are translated."]
    _edit(root, "de: Man trifft sich.", "de: Man trifft sich bald.")
    assert _waiting(root) == [f"content/{DOCUMENT}:12:11: en is stale: People meet."]
    done = mappe("confirm", f"content/{DOCUMENT}:12", folder=root)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"confirmed content/{DOCUMENT}:12:11: en is stale since ")
    assert _waiting(root) == ["All texts are translated."]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("de: Man trifft sich.\n      en: People meet.", "en: People meet.\n      de: Man trifft sich."),
        ("title: {de: Dank, en: Thanks}", "lead: {de: Dank, en: Thanks}"),
        (
            "    text:\n      de: Alle danken.",
            "    text:\n      # gone soon\n      de: >-\n        Alle\n        danken.",
        ),
        ("de: Alle danken.\n      en: All give thanks.", "de: Wir danken.\n      en: We give thanks."),
    ],
)
def test_moving_renaming_rewrapping_and_changing_both_make_nothing_stale(
    tmp_path: Path, old: str, new: str
) -> None:
    root = _project(tmp_path)
    _status(root)
    before = (root / NAME).read_bytes()
    _edit(root, old, new)
    assert _waiting(root) == ["All texts are translated."]
    assert ((root / NAME).read_bytes() == before) == ("Wir" not in new)


def test_sections_in_another_order_make_nothing_stale(tmp_path: Path) -> None:
    root = _project(tmp_path)
    _status(root)
    first, second = (f"  - type:{part}" for part in SECTIONS.split("  - type:")[1:])
    (root / "content" / DOCUMENT).write_text(f"{HEAD}sections:\n{second}{first}", "utf-8")
    assert _waiting(root) == ["All texts are translated."]


def test_the_word_of_a_source_concerns_all_its_translations_and_no_others(tmp_path: Path) -> None:
    root = _project(
        tmp_path, SECTIONS.replace("en: People meet.", "en: People meet.\n      ru: Люди встречаются.")
    )
    (root / "content/office.yaml").write_text("languages: [de, en, ru]\nsource: de\n", "utf-8")
    _status(root)
    _edit(root, "de: Man trifft sich.", "de: Man begegnet sich.")
    stale = [line for line in _waiting(root) if "missing" not in line]
    assert [line.split(": ")[1] for line in stale] == ["en is stale", "ru is stale"]


def test_a_place_where_nothing_waits_is_refused_and_nothing_is_confirmed(tmp_path: Path) -> None:
    root = _project(tmp_path)
    _status(root)
    _edit(root, "de: Man trifft sich.", "de: Man trifft sich bald.")
    before = (root / NAME).read_bytes()
    done = mappe("confirm", f"content/{DOCUMENT}:12:11", f"content/{DOCUMENT}:3", folder=root)
    told = f"no translation waits at 'content/{DOCUMENT}:3': 'mappe status --list' shows what does\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told)
    assert (root / NAME).read_bytes() == before


def test_a_damaged_file_is_told_and_made_whole(tmp_path: Path) -> None:
    root = _project(tmp_path)
    _status(root)
    whole = (root / NAME).read_bytes()
    (root / NAME).write_bytes(whole[:-20])
    done = mappe("status", folder=root)
    assert done.returncode == 0
    assert "content/.translations.yaml:9:1: warning: this line is no confirmed translation" in done.stderr
    again = (root / NAME).read_bytes().splitlines()
    assert {*whole.splitlines()} < {*again}
    (root / NAME).write_bytes(b"\n".join(line for line in again if line != whole[:-20].splitlines()[-1]))
    assert _waiting(root) == ["All texts are translated."]


def _git(root: Path, *words: str) -> None:
    who = ("-c", "user.name=M", "-c", "user.email=m@example.org", "-c", "commit.gpgsign=false")
    subprocess.run([judge("git", package="git"), *who, *words], cwd=root, check=True, capture_output=True)


def test_branches_that_edit_different_wordings_merge_without_conflict(tmp_path: Path) -> None:
    root = _project(tmp_path)
    _status(root)
    _git(root, "init", "--initial-branch", "main")
    _git(root, "add", "content")
    _git(root, "commit", "-m", "begin")
    for branch, old, new in (("one", "People meet", "People gather"), ("two", "All give thanks", "Thanks")):
        _git(root, "checkout", "-b", branch, "main")
        _edit(root, old, new)
        _status(root)
        _git(root, "commit", "-a", "-m", branch)
    _git(root, "merge", "one")
    assert _waiting(root) == ["All texts are translated."]
    _git(root, "diff", "--exit-code")
