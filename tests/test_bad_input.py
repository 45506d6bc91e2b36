"""One mistake a project: exactly what is said about it, and nothing lost of what was built before."""

import getpass
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pikepdf
import pytest

from mappe import cli
from mappe.builder import Wanted, build, prepare
from tests.conftest import PROJECTS

MINIMAL = PROJECTS / "minimal"
BROKEN = PROJECTS / "broken"
CASES = sorted(folder.name for folder in BROKEN.iterdir())

NOTES = frozenset({"message.txt", "without.txt", "command.txt"})
"""What is said; the files that are missing, one a line; the words behind `mappe build`, if they matter."""

OFFICE = "content/office.yaml"
OWN_THEME = Path("templates/themes/own")
DEFAULT_THEME = PROJECTS.parents[1] / "templates/themes/default"

Files = Mapping[str, bytes]


def files(folder: Path) -> Files:
    """All but what Mappe remembers: who built last, and which translations it has seen."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith((".manifest.", ".translations."))
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
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}

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


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        pytest.param({"PYTHONIOENCODING": "cp1252"}, marks=pytest.mark.slow),
        pytest.param({"LC_ALL": "POSIX", "PYTHONUTF8": "0"}, marks=pytest.mark.slow),
        pytest.param({"LANG": "", "TERM": "dumb"}, marks=pytest.mark.slow),
        pytest.param({"NO_COLOR": "1", "COLUMNS": "20"}, marks=pytest.mark.slow),
    ],
    ids=str,
)
def test_a_poor_console_is_told_all_the_same(environment: Mapping[str, str], project: Path) -> None:
    lay_over(project, BROKEN / "missing-glyph")
    before = files(project)
    done = subprocess.run(
        [sys.executable, "-m", "mappe", "build", "--project", str(project)],
        env={**os.environ, "PYTHONPATH": str(PROJECTS.parents[1]), **environment},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    first, *_ = done.stderr.decode("ascii", errors="backslashreplace").splitlines()
    place = "content/visit/document.yaml:10:38: no font of the theme 'default' has the character "
    assert first.startswith(place)
    assert first.endswith("(U+3046, HIRAGANA LETTER U)")
    assert b"Traceback" not in done.stderr
    assert files(project) == before


def test_no_file_tells_where_it_was_made(output: Path) -> None:
    private = {str(output), str(MINIMAL), str(Path.home()), getpass.getuser() + "@", "file:", "javascript:"}
    looked_at = 0
    for name, content in files(output).items():
        for part in opened(name, content):
            looked_at += 1
            assert not [word for word in private if word.encode() in part], name
    assert looked_at > 20


def opened(name: str, content: bytes) -> Iterator[bytes]:
    """The file as it lies on the disk, and what is packed in it."""
    yield content
    if name.endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            yield from (package.read(part) for part in package.namelist())
    if name.endswith(".pdf"):
        with pikepdf.open(io.BytesIO(content)) as document:
            yield from (entry.read_bytes() for entry in document.objects if readable(entry))


def readable(entry: pikepdf.Object) -> bool:
    return isinstance(entry, pikepdf.Stream) and "/Subtype" not in entry


FLOORS = {"weasyprint": (70,), "jinja2": (3, 1, 6), "babel": (2, 9, 1), "lxml": (6, 1), "pillow": (12, 3)}
"""The releases in which holes that a dossier could fall through were mended."""


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-verify.txt", "requirements-test.txt"])
@pytest.mark.parametrize("package", FLOORS)
def test_no_release_with_a_known_hole_is_locked(package: str, lock: str) -> None:
    text = (PROJECTS.parents[1] / ".lock" / lock).read_text("utf-8")
    (version,) = re.findall(rf"^{package}==([0-9.]+)", text, re.MULTILINE)
    assert tuple(map(int, version.split("."))) >= FLOORS[package]
    block = text.partition(f"{package}=={version}")[2].partition("==")[0]
    assert "--hash=sha256:" in block
