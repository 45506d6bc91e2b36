"""`mappe check` as CI runs it: what it prints where, and how it ends."""

import json
import re
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from mappe import cli
from tests.command import mappe
from tests.conftest import PROJECTS
from tests.editions import ROOT

BROKEN = PROJECTS / "broken"
KEYS = ["file", "line", "column", "length", "severity", "message", "hint"]
TWO_SCRIPTS = "stadt:\n  name: {de: Екaтеринбург, en: City}\n"
"""With a Latin a."""


@dataclass(frozen=True)
class Told:
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    """The command in this process, which is quicker."""

    def ran(*words: str, folder: Path) -> Told:
        monkeypatch.chdir(folder)
        status = cli.mappe.main(words, standalone_mode=False)
        return Told(status, *capsys.readouterr())

    return ran


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return shutil.copytree(PROJECTS / "minimal", tmp_path / "project")


def test_a_clean_project_says_so_with_what_was_looked_at(project: Path) -> None:
    told = mappe("check", folder=project)
    assert (told.returncode, told.stderr) == (0, "")
    assert re.fullmatch(r"Nothing is wrong: [0-9]+ texts in 2 languages\.\n", told.stdout)


@pytest.mark.parametrize(("name", "nothing"), [("json", "[]\n"), ("github", "")])
def test_a_clean_project_gives_an_empty_report(
    run: Callable[..., Told], project: Path, name: str, nothing: str
) -> None:
    told = run("check", "--format", name, folder=project)
    assert (told.returncode, told.stdout, told.stderr) == (0, nothing, "")


def test_what_is_found_is_told_with_place_and_caret_and_counted(
    run: Callable[..., Told], project: Path
) -> None:
    (project / "content/organisations.yaml").write_text(TWO_SCRIPTS, "utf-8")
    told = run("check", folder=project)
    assert told.returncode == 1
    first, *_, last = told.stderr.splitlines()
    assert first.startswith("content/organisations.yaml:2:14: 'Екaтеринбург' has letters of two scripts")
    assert last == "1 error."


def test_a_notice_fails_nothing(run: Callable[..., Told], project: Path) -> None:
    catalog = project / "templates/locales/de.po"
    catalog.parent.mkdir(parents=True)
    shipped = (ROOT / "templates/locales/de.po").read_text("utf-8")
    catalog.write_text(f'{shipped}\nmsgid "Farewell"\nmsgstr "Lebewohl"\n', "utf-8")
    told = run("check", folder=project)
    assert (told.returncode, told.stderr.splitlines()[-1]) == (0, "1 notice.")


def test_json_is_all_that_stands_on_the_output(project: Path) -> None:
    (project / "content/organisations.yaml").write_text(TWO_SCRIPTS, "utf-8")
    told = mappe("check", "--format", "json", folder=project, PYTHONIOENCODING="ascii")
    (found,) = json.loads(told.stdout)
    assert [*found] == KEYS
    assert (found["file"], found["line"], found["severity"]) == ("content/organisations.yaml", 2, "error")
    assert "'Екaтеринбург'" in found["message"]
    assert (told.returncode, told.stderr) == (1, "")


def test_github_is_told_the_path_in_the_repository(run: Callable[..., Told], project: Path) -> None:
    (project / "content/organisations.yaml").write_text(TWO_SCRIPTS, "utf-8")
    told = run("check", "--format", "github", "--project", "project", folder=project.parent)
    (line,) = told.stdout.splitlines()
    assert line.startswith("::error file=project/content/organisations.yaml,line=2,col=14,title=mappe::'")
    assert (told.returncode, told.stderr) == (1, "")


@pytest.mark.parametrize(
    ("mistake", "command"),
    [
        ("open-bracket", "check"),
        ("lone-surrogate", "check"),
        ("catalog-syntax", "check"),
        ("missing-office", "catalogs check"),
        ("no-catalog", "catalogs check"),
    ],
)
def test_a_project_that_cannot_be_read_is_told_in_the_same_form(
    run: Callable[..., Told], project: Path, mistake: str, command: str
) -> None:
    shutil.copytree(BROKEN / mistake, project, dirs_exist_ok=True)
    for name in _without(BROKEN / mistake):
        (project / name).unlink()
    told = run(*command.split(), "--format", "json", folder=project)
    found = json.loads(told.stdout)
    assert (told.returncode, told.stderr) == (1, "")
    assert found
    assert all([*one] == KEYS for one in found)
    told = run(*command.split(), "--format", "github", folder=project)
    assert (told.returncode, told.stderr) == (1, "")
    assert [line.startswith("::error ") for line in told.stdout.splitlines()] == [True] * len(found)


def _without(mistake: Path) -> list[str]:
    path = mistake / "without.txt"
    return path.read_text("utf-8").splitlines() if path.is_file() else []


def test_a_folder_without_content_is_told_in_the_same_form(run: Callable[..., Told], tmp_path: Path) -> None:
    for command in (("check",), ("catalogs", "check")):
        told = run(*command, "--format", "json", folder=tmp_path)
        (found,) = json.loads(told.stdout)
        assert (told.returncode, found["severity"], told.stderr) == (1, "error", "")


def test_a_form_that_there_is_not_is_a_mistyped_command(project: Path) -> None:
    told = mappe("check", "--format", "xml", folder=project)
    assert (told.returncode, told.stdout) == (2, "")
    assert "'xml' is not one of 'text', 'json', 'github'" in told.stderr


def test_the_hook_is_one_that_pre_commit_can_use() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {"id", "name", "entry", "language"} <= set(hook)
    assert (hook["id"], hook["language"], hook["pass_filenames"]) == ("mappe-check", "python", False)
    program, *words = hook["entry"].split()
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert program in scripts
    assert CliRunner().invoke(cli.mappe, [*words, "--help"]).exit_code == 0
    assert CliRunner().invoke(cli.mappe, ["chekc", "--help"]).exit_code == 2


@pytest.mark.parametrize(
    ("path", "looks"),
    [
        ("content/visit/document.yaml", True),
        ("content/.translations.yaml", True),
        ("templates/locales/de.po", True),
        ("offices/hannover/content/office.yaml", True),
        ("README.md", False),
        ("my-content/notes.txt", False),
        ("output/visit/visit.de.pdf", False),
    ],
)
def test_the_hook_looks_when_content_or_templates_change(path: str, looks: bool) -> None:  # noqa: FBT001  # a table
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert bool(re.search(hook["files"], path)) is looks
