"""One mistake a project: exactly what is said about it, and nothing lost of what was built before."""

import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from mappe import cli
from mappe.builder import Wanted, build, prepare
from tests.conftest import PROJECTS

MINIMAL = PROJECTS / "minimal"
BROKEN = PROJECTS / "broken"
CASES = sorted(folder.name for folder in BROKEN.iterdir())

NOTES = frozenset({"message.txt", "without.txt", "command.txt"})
"""What is said; the files that are missing, one a line; the words behind `mappe build`, if they matter."""

OWN_THEME = Path("templates/themes/own")
DEFAULT_THEME = PROJECTS.parents[1] / "templates/themes/default"

Files = Mapping[str, bytes]


def files(folder: Path) -> Files:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was built from the minimal project before anybody made a mistake."""
    target = tmp_path_factory.mktemp("built") / "output"
    steps = list(build(prepare(MINIMAL, cli.template_folders(MINIMAL), Wanted()), target))
    assert len(files(target)) == len(steps) / 2 == 6
    return target


@pytest.fixture
def project(tmp_path: Path, output: Path) -> Path:
    root = shutil.copytree(MINIMAL, tmp_path / "project")
    shutil.copytree(output, root / "output")
    return root


@pytest.fixture
def mappe(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., object]]:
    """The command, in this process; gives its exit status."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def run(*words: str) -> object:
        monkeypatch.setattr(sys, "argv", ["mappe", *words])
        with pytest.raises(SystemExit) as end:
            cli.main()
        return end.value.code

    yield run
    for number, handler in handlers.items():
        signal.signal(number, handler)


def lay_over(project: Path, mistake: Path) -> None:
    if (mistake / OFFICE).is_file() and "theme: own" in (mistake / OFFICE).read_text("utf-8"):
        shutil.copytree(DEFAULT_THEME, project / OWN_THEME)
    for name, content in files(mistake).items():
        if name not in NOTES:
            path = project / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    for name in note(mistake, "without.txt").splitlines():
        path = project / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()


OFFICE = "content/office.yaml"


def note(mistake: Path, name: str) -> str:
    path = mistake / name
    return path.read_text("utf-8") if path.is_file() else ""


def test_there_are_projects_to_look_at() -> None:
    assert len(CASES) >= 150
    assert all(note(BROKEN / name, "message.txt") for name in CASES)


def test_the_project_without_a_mistake_is_built(
    project: Path, mappe: Callable[..., object], capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(project)
    assert mappe("build", "--project", str(project), "--format", "html") == 0
    assert capsys.readouterr().err == ""
    assert files(project) == before


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_told_exactly_and_costs_no_earlier_file(
    name: str, project: Path, mappe: Callable[..., object], capsys: pytest.CaptureFixture[str]
) -> None:
    lay_over(project, BROKEN / name)
    before = files(project)
    words = note(BROKEN / name, "command.txt").split() or ["--format", "html"]
    status = mappe("build", "--project", str(project), *words)
    assert capsys.readouterr().err == note(BROKEN / name, "message.txt")
    assert status == 1
    assert files(project) == before
