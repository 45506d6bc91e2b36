"""Which previous states `--redline` takes, what it reads of them, and what it refuses."""

import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from mappe.builder import Absence
from mappe.cli import template_folders
from mappe.errors import ContentError, MachineError, MappeError
from mappe.model.audience import Audience
from mappe.model.project import Edition
from mappe.previous import previous
from tests.command import mappe
from tests.conftest import judge
from tests.editions import ROOT
from tests.tracked_changes import changes_in, parts_of, zipped
from tests.unit.formats.docx.redline.small_files import Paragraph, Run, word_file

MINIMAL = ROOT / "tests/projects/minimal"
GUESTS = Edition("visit", ("de",), Audience.GUEST)
WORDS = [Paragraph((Run("Ein Satz."),))]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in a folder of a git repository, with one commit that has the tag `tuesday`."""
    project = Path(shutil.copytree(MINIMAL, tmp_path / "repository/office"))
    _git(tmp_path / "repository", "init", "--quiet", "--initial-branch=main")
    _commit(tmp_path / "repository", "tuesday")
    return project


def _git(folder: Path, *words: str) -> str:
    identity = ("-c", "user.name=Amt", "-c", "user.email=amt@example.org", "-c", "commit.gpgsign=false")
    git = judge("git", package="git")
    done = subprocess.run([git, *identity, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


def _commit(repository: Path, tag: str) -> None:
    _git(repository, "add", "--all")
    _git(repository, "commit", "--quiet", "--allow-empty", "--message", tag)
    _git(repository, "tag", tag)


def _edit(project: Path, before: str, after: str) -> None:
    file = project / "content/visit/document.yaml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def _state(repository: Path) -> tuple[str, bytes, list[str]]:
    """What git says of the work tree, its index, and all files."""
    files = sorted(str(path) for path in repository.rglob("*") if ".git" not in path.parts)
    return _git(repository, "status", "--porcelain"), (repository / ".git/index").read_bytes(), files


def _content(word: str, project: Path, edition: Edition = GUESTS) -> bytes | Absence:
    with previous(word, project, template_folders) as before:
        return before.content(edition)


def _refusal(word: str, project: Path) -> str:
    with pytest.raises(MappeError) as raised, previous(word, project, template_folders) as before:
        before.content(GUESTS)
    return str(raised.value)


def test_a_revision_gives_the_file_as_it_would_have_been(project: Path) -> None:
    _edit(project, "Man trifft sich.", "Man trifft sich wieder.")
    now = _content("HEAD", project)
    _commit(project, "wednesday")
    then, later = _content("tuesday", project), _content("wednesday", project)
    assert isinstance(then, bytes)
    assert isinstance(later, bytes)
    assert now == then
    assert "Man trifft sich." in parts_of(then)["word/document.xml"].decode()
    assert "Man trifft sich wieder." in parts_of(later)["word/document.xml"].decode()


def test_neither_the_work_tree_nor_the_index_is_touched(project: Path) -> None:
    repository = project.parent
    _edit(project, "Man trifft sich.", "Man trifft sich wieder.")
    (project / "notes.txt").write_text("unfinished")
    (project / "content/staged.txt").write_text("staged")
    _git(repository, "add", "office/content/staged.txt")
    before = _state(repository)
    _content("tuesday", project)
    assert _state(repository) == before


def test_no_hook_and_no_filter_is_started(project: Path) -> None:
    repository, trap = project.parent, project.parent.parent / "trapped"
    hook = repository / ".git/hooks/post-checkout"
    hook.parent.mkdir(exist_ok=True)
    for file in (hook, repository / "filter.sh"):
        file.write_text(f"#!/bin/sh\ntouch '{trap}'\ncat\n")
        file.chmod(0o755)
    (repository / ".gitattributes").write_text("*.yaml filter=trap\n")
    _commit(repository, "wednesday")
    _git(repository, "config", "filter.trap.smudge", str(repository / "filter.sh"))
    _git(repository, "config", "core.fsmonitor", str(repository / "filter.sh"))
    assert isinstance(_content("wednesday", project), bytes)
    assert not trap.exists()


def test_another_repository_that_the_environment_names_is_not_asked(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    assert isinstance(_content("tuesday", project), bytes)


def test_templates_of_a_project_are_those_of_the_revision(project: Path) -> None:
    folder = project / "templates/sections"
    folder.mkdir(parents=True)
    template = (ROOT / "templates/sections/prose.html").read_text(encoding="utf-8")
    changed = template.replace("{{ section.text|prose }}", "<p>Damals.</p>")
    assert changed != template
    (folder / "prose.html").write_text(changed, encoding="utf-8")
    _commit(project, "wednesday")
    shutil.rmtree(project / "templates")
    file = _content("wednesday", project)
    assert isinstance(file, bytes)
    assert "Damals." in parts_of(file)["word/document.xml"].decode()


def test_links_in_a_revision_lead_nowhere_outside_of_it(project: Path) -> None:
    secret = project.parent.parent / "secret.yaml"
    secret.write_text("hidden: true\n")
    (project / "content/glossary.yaml").symlink_to(secret)
    _commit(project, "wednesday")
    assert "content/glossary.yaml at wednesday:1:1" in _refusal("wednesday", project)


def test_a_revision_that_is_mistyped_is_told_with_the_nearest(project: Path) -> None:
    message = "there is no file and no git revision 'tusday': did you mean 'tuesday'?"
    assert _refusal("tusday", project) == message
    assert "name a .docx, a tag, a branch or a commit" in _refusal("0" * 7, project)


def test_a_word_with_a_dash_is_no_option_of_git(project: Path) -> None:
    assert "there is no file and no git revision '--all'" in _refusal("--all", project)


def test_outside_a_repository_there_is_no_revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    project = Path(shutil.copytree(MINIMAL, tmp_path / "office"))
    assert "no git repository here" in _refusal("tuesday", project)


def test_without_git_the_machine_is_to_be_mended(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MachineError, match="git, which knows the revisions, is not installed"):
        _content("tuesday", project)


def test_content_that_did_not_build_is_told_at_its_revision(project: Path) -> None:
    _edit(project, "type: prose", "type: prse")
    _commit(project, "broken")
    _edit(project, "type: prse", "type: prose")
    with pytest.raises(ContentError) as raised:
        _content("broken", project)
    assert "content/visit/document.yaml at broken:" in str(raised.value)
    assert "did you mean 'prose'?" in str(raised.value)


def test_a_revision_without_content_is_refused(project: Path) -> None:
    shutil.rmtree(project / "content")
    (project / "README").write_text("empty")
    _commit(project, "empty")
    assert "there was no folder 'content' at empty" in _refusal("empty", project)


@pytest.mark.parametrize(
    ("edition", "reason"),
    [
        (Edition("other", ("de",), Audience.GUEST), "there was no document 'other' at tuesday"),
        (Edition("visit", ("fr",), Audience.GUEST), "'visit' was not there in the language 'fr' at tuesday"),
        (Edition("visit", ("de",), Audience.PUBLIC), "there was no edition 'visit.de.public' at tuesday"),
    ],
)
def test_what_was_not_there_then_is_told(edition: Edition, reason: str, project: Path) -> None:
    assert _content("tuesday", project, edition) == Absence(reason)


def _file(project: Path, content: bytes, name: str = "sent.docx") -> str:
    (project / name).write_bytes(content)
    return str(project / name)


def test_a_file_says_itself_which_edition_it_is(project: Path) -> None:
    word = _file(project, word_file(WORDS, edition="visit.de"), "renamed.docx")
    with previous(word, project, template_folders) as before:
        assert before.concerns(GUESTS)
        assert not before.concerns(Edition("visit", ("de",), Audience.INTERNAL))
        assert before.content(GUESTS) == Path(word).read_bytes()


@pytest.mark.parametrize("edition", ["visit.de.internal", "visit.de"])
def test_a_file_for_the_house_is_no_past_of_a_guests(edition: str, project: Path) -> None:
    word = _file(project, word_file(WORDS, edition=edition, readers="internal"))
    assert "sent.docx is for 'internal', and 'visit.de' for 'guest'" in _refusal(word, project)


def _with(name: str, content: bytes) -> bytes:
    return zipped({**parts_of(word_file(WORDS)), name: content})


def _with_type(after: str) -> bytes:
    types = parts_of(word_file(WORDS))["[Content_Types].xml"].decode()
    before = "wordprocessingml.document.main+xml"
    assert before in types
    return _with("[Content_Types].xml", types.replace(before, after).encode())


def _tracked() -> bytes:
    text = parts_of(word_file(WORDS))["word/document.xml"]
    text = text.replace(b"<w:r>", b'<w:ins w:id="1" w:author="a"><w:r>').replace(b"</w:r>", b"</w:r></w:ins>")
    return _with("word/document.xml", text)


def _bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts_of(word_file(WORDS)).items():
            archive.writestr(name, content)
        archive.writestr("word/bomb.xml", b"0" * 120_000_000)
    return file.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BAD_FILES: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "text": (lambda: b"words", "is no Word file"),
    "old": (lambda: OLD + b"\0" * 600, "is a Word file of the old kind (.doc)"),
    "locked": (lambda: OLD + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
    "cut": (lambda: word_file(WORDS)[:-300], "is damaged"),
    "zip": (lambda: zipped({"a.txt": b"a"}), "is no Word file"),
    "bomb": (_bomb, "unpacks to more than"),
    "no XML": (lambda: _with("word/document.xml", b"<a"), "is damaged: some of its markup is no XML"),
    "entities": (
        lambda: _with("word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'),
        "is damaged: word/document.xml declares entities",
    ),
    "no document": (lambda: _with("word/document.xml", b"<a/>"), "is damaged: it has no text"),
    "macros": (lambda: _with_type("ms-word.document.macroEnabled.main+xml"), "holds macros"),
    "template": (lambda: _with_type("wordprocessingml.template.main+xml"), "is no Word document"),
    "tracked": (_tracked, "has tracked changes of its own: accept or reject them all"),
    "not ours": (lambda: word_file(WORDS, edition=""), "does not say which edition it is"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_cannot_be_compared_is_refused_in_a_sentence(name: str, project: Path) -> None:
    made, message = BAD_FILES[name]
    said = _refusal(_file(project, made()), project)
    assert said.startswith(f"sent.docx {message}")
    assert "\n" not in said


def test_a_file_that_is_missing_is_told_with_the_nearest(project: Path) -> None:
    word = _file(project, word_file(WORDS), "visit.de.docx")
    assert "did you mean 'visit.de.docx'?" in _refusal(word.replace("visit.de", "visit.d"), project)


def test_a_file_that_is_too_large_is_not_read(project: Path) -> None:
    with (project / "large.docx").open("wb") as file:
        file.truncate(200_000_001)
    assert "large.docx is larger than 200 MB" in _refusal(str(project / "large.docx"), project)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_what_is_no_file_is_not_waited_for(project: Path) -> None:
    os.mkfifo(project / "pipe.docx")
    assert "pipe.docx is no file" in _refusal(str(project / "pipe.docx"), project)


def test_the_command_says_how_much_changed(project: Path) -> None:
    _edit(project, "Man trifft sich.", "Man trifft sich wieder.")
    result = mappe("build", "--redline", "tuesday", "--language", "de", folder=project)
    assert (result.returncode, result.stderr) == (0, "")
    assert changes_in((project / "output/visit/visit.de.redline.docx").read_bytes())
    head, row = result.stdout.splitlines()[-2:]
    assert head.split() == ["paragraphs", "in", "new", "changed", "gone", "size", "time"]
    assert row.split()[:4] == ["output/visit/visit.de.redline.docx", "0", "1", "0"]


def test_the_command_tells_what_has_no_past_and_makes_the_others(project: Path) -> None:
    shutil.copytree(project / "content/visit", project / "content/second")
    result = mappe("build", "--redline", "tuesday", "--language", "de", folder=project)
    assert result.returncode == 0
    assert result.stderr == "no redline of second.de: there was no document 'second' at tuesday\n"
    assert (project / "output/visit/visit.de.redline.docx").is_file()
    assert not (project / "output/second").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--format", "pdf"], "a redline is a Word file: leave --format out"),
        (["--language", "en"], "sent.docx is the edition 'visit.de': what is to be built is visit.en"),
    ],
)
def test_the_command_says_what_cannot_be(words: list[str], message: str, project: Path) -> None:
    word = _file(project, word_file(WORDS, edition="visit.de"))
    result = mappe("build", "--redline", word, *words, folder=project)
    assert (result.returncode, result.stderr) == (2, f"{message}\n")
    assert not (project / "output").exists()
