"""Where `--redline` finds the previous state, and what it refuses."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.command import mappe
from tests.editions import ROOT

DOCUMENT = "content/visit/document.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The minimal project in a repository of its own, one sentence newer than its tag."""
    folder = Path(shutil.copytree(ROOT / "tests/projects/minimal", tmp_path / "project"))
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"], ["tag", "issued"]):
        named = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *named, *words], cwd=folder, check=True)  # noqa: S607  # as its user has it
    document = folder / DOCUMENT
    written = document.read_text(encoding="utf-8").replace("Man trifft sich.", "Man trifft sich morgen.")
    document.write_text(written, encoding="utf-8")
    return folder


def test_a_revision_is_built_without_touching_the_work_tree(project: Path) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    ended = mappe("build", "--redline", "issued", "--language", "de", "--output", "out", folder=project)
    assert ended.returncode == 0, ended.stderr
    assert "visit.de.redline.docx" in ended.stdout
    assert [path.name for path in (project / "out").rglob("*.*")] == ["visit.de.redline.docx"]
    assert {path: path.read_bytes() for path in before} == before


def test_a_file_is_compared_with_the_edition_that_it_is(project: Path) -> None:
    mappe("build", "--format", "docx", "--output", "sent", folder=project)
    document = project / DOCUMENT
    document.write_text(document.read_text(encoding="utf-8").replace("morgen", "heute"), encoding="utf-8")
    ended = mappe("build", "--redline", "sent/visit/visit.de.docx", folder=project)
    assert ended.returncode == 0, ended.stderr
    assert [path.name for path in (project / "output").rglob("*.docx")] == ["visit.de.redline.docx"]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("isued", "did you mean 'issued'?"),
        ("nothing.docx", "nothing.docx"),
        (DOCUMENT, "no Word file"),
    ],
)
def test_what_is_not_there_or_no_word_file_is_told(word: str, said: str, project: Path) -> None:
    if word == DOCUMENT:
        shutil.copy(project / DOCUMENT, project / "made.docx")
        word = "made.docx"
    ended = mappe("build", "--redline", word, folder=project)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert not (project / "output").exists()


def test_a_file_for_the_house_is_not_compared_into_one_for_guests(project: Path) -> None:
    document = project / DOCUMENT
    plain = document.read_text(encoding="utf-8")
    document.write_text(f"editions: [{{audience: internal}}]\n{plain}", encoding="utf-8")
    mappe("build", "--format", "docx", "--output", "sent", folder=project)
    sent = project / "sent/visit/visit.de.internal.docx"
    assert sent.is_file()
    document.write_text(plain, encoding="utf-8")
    ended = mappe("build", "--redline", str(sent), folder=project)
    assert ended.returncode == 2
    assert "visit.de.internal" in ended.stderr
    assert not (project / "output").exists()
