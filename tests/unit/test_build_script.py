"""The start-up: which environment is trusted, what is installed, what a person is told."""

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
UBUNTU = 'NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n'
LOCKS = ("requirements.txt", "requirements-verify.txt", "requirements-test.txt")
PIN = re.compile(r"^([a-z0-9-]+)==", re.MULTILINE)


@pytest.fixture
def script(tmp_path: Path) -> ModuleType:
    """The script as it lies in a project of its own, where nothing is prepared yet."""
    project = tmp_path / "the project"
    (project / ".lock").mkdir(parents=True)
    (project / ".lock/requirements.txt").write_text("click==8.1\n")
    (project / ".lock/requirements-verify.txt").write_text("click==8.1\njpype1==1.7\n")
    (project / ".lock/requirements-test.txt").write_text("click==8.1\njpype1==1.7\npytest==9.2\n")
    (project / "pyproject.toml").write_text("[project]\n")
    shutil.copy(ROOT / "build.py", project)
    return loaded(project / "build.py")


def loaded(path: Path) -> ModuleType:
    specification = importlib.util.spec_from_file_location("build_script", path)
    assert specification
    assert specification.loader
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def make_environment(script: ModuleType, lock: Path, mappe: str = "exit 0") -> None:
    """What `prepare` leaves behind, with a shell script for the program."""
    for name in ("python", "mappe"):
        program = script.program(name)
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f"#!/bin/sh\n{mappe}\n")
        program.chmod(0o755)
    script.STAMP.write_text(script.stamp(lock))


def recorded(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    commands: list[list[str]] = []
    monkeypatch.setattr(script, "quietly", commands.append)
    return commands


# The words on the command line


def test_no_word_means_build(script: ModuleType) -> None:
    assert script.command([]) == [str(script.program("mappe")), "build"]


def test_words_go_to_mappe_as_they_are(script: ModuleType) -> None:
    assert script.command(["build", "--language", "de"])[1:] == ["build", "--language", "de"]
    assert script.command(["--help"]) == [str(script.program("mappe")), "--help"]


def test_the_word_test_hands_the_others_to_pytest(script: ModuleType) -> None:
    assert script.command(["test", "-k", "build"]) == [str(script.program("pytest")), "-k", "build"]


# Python


def test_an_old_python_is_told_what_is_needed(script: ModuleType) -> None:
    with pytest.raises(script.NotReadyError, match=r"^Mappe needs Python 3\.11 or newer, this is 3\.9\.18$"):
        script.refuse_old((3, 9, 18))


def test_python_3_11_is_welcome(script: ModuleType) -> None:
    script.refuse_old((3, 11, 0))


def too_new_for(version: tuple[int, int], source: str) -> bool:
    try:
        ast.parse(source, feature_version=version)
    except SyntaxError:
        return True
    return False


def test_python_3_8_can_read_the_script_as_far_as_the_refusal() -> None:
    assert too_new_for((3, 8), "match 1:\n    case 1:\n        pass\n")
    assert not too_new_for((3, 8), (ROOT / "build.py").read_text(encoding="utf-8"))


def strangers(source: str) -> set[str]:
    """The modules imported that do not come with Python."""
    nodes = list(ast.walk(ast.parse(source)))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.split(".")[0] for name in names} - sys.stdlib_module_names


def test_the_script_needs_nothing_but_python() -> None:
    assert strangers("import os.path, click") == {"click"}
    assert strangers((ROOT / "build.py").read_text(encoding="utf-8")) == set()


# The environment


def test_without_an_environment_nothing_is_ready(script: ModuleType) -> None:
    assert not script.is_ready([script.BUILD_LOCK])


def test_an_environment_made_from_these_files_is_ready(script: ModuleType) -> None:
    make_environment(script, script.BUILD_LOCK)
    assert script.is_ready([script.BUILD_LOCK])


def test_an_environment_without_its_stamp_was_left_half_made(script: ModuleType) -> None:
    make_environment(script, script.BUILD_LOCK)
    script.STAMP.unlink()
    assert not script.is_ready([script.BUILD_LOCK])


def test_an_environment_whose_python_is_gone_is_not_ready(script: ModuleType) -> None:
    make_environment(script, script.BUILD_LOCK)
    script.program("python").unlink()
    script.program("python").symlink_to("python-that-was-removed")
    assert not script.is_ready([script.BUILD_LOCK])


@pytest.mark.parametrize("file", [".lock/requirements.txt", "pyproject.toml"])
def test_a_change_of_what_it_was_made_from_makes_an_environment_stale(script: ModuleType, file: str) -> None:
    make_environment(script, script.BUILD_LOCK)
    (script.ROOT / file).write_text("changed")
    assert not script.is_ready([script.BUILD_LOCK])


def test_another_python_makes_an_environment_stale(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_environment(script, script.BUILD_LOCK)
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    assert not script.is_ready([script.BUILD_LOCK])


def test_a_moved_environment_is_stale(script: ModuleType) -> None:
    make_environment(script, script.BUILD_LOCK)
    moved = script.ROOT.rename(script.ROOT.with_name("moved"))
    there = loaded(moved / "build.py")
    assert there.STAMP.exists()
    assert not there.is_ready([there.BUILD_LOCK])


def test_the_environment_of_the_checks_also_builds(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared: list[Path] = []
    monkeypatch.setattr(script, "missing_packages", list)
    monkeypatch.setattr(script, "prepare", prepared.append)
    monkeypatch.setattr(script, "run", lambda _: 0)
    make_environment(script, script.TEST_LOCK)
    script.main(["build"])
    script.main(["verify"])
    assert prepared == []
    make_environment(script, script.BUILD_LOCK)
    script.main(["test"])
    script.main(["verify"])
    assert prepared == [script.TEST_LOCK, script.VERIFY_LOCK]


def test_preparing_takes_only_what_the_lock_file_vouches_for(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    script.ENVIRONMENT.mkdir()
    commands = recorded(script, monkeypatch)
    script.prepare(script.BUILD_LOCK)
    made, dependencies, project = commands
    assert made[-2:] == ["--clear", str(script.ENVIRONMENT)]
    assert dependencies[-3:] == ["--require-hashes", "--requirement", str(script.BUILD_LOCK)]
    assert project[-4:] == ["--no-deps", "--no-build-isolation", "--editable", str(script.ROOT)]
    assert script.STAMP.read_text() == script.stamp(script.BUILD_LOCK)
    printed = capsys.readouterr()
    assert printed.err == "Preparing Mappe's environment in .venv (once) …\n"
    assert printed.out == ""


@pytest.mark.parametrize("step", [1, 2, 3])
def test_preparing_that_breaks_off_leaves_no_stamp(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    make_environment(script, script.BUILD_LOCK)
    steps: list[list[str]] = []

    def break_off(command: list[str]) -> None:
        steps.append(command)
        if len(steps) == step:
            raise KeyboardInterrupt

    monkeypatch.setattr(script, "quietly", break_off)
    with pytest.raises(KeyboardInterrupt):
        script.prepare(script.BUILD_LOCK)
    assert not script.STAMP.exists()


# What the system lacks


@pytest.mark.parametrize(
    ("platform", "os_release", "system"),
    [
        ("linux", "ID=debian\n", "debian"),
        ("linux", UBUNTU, "debian"),
        ("linux", 'ID=linuxmint\nID_LIKE="ubuntu debian"\n', "debian"),
        ("linux", "ID=fedora\n", "fedora"),
        ("linux", 'ID="rocky"\nID_LIKE="rhel centos fedora"\n', "fedora"),
        ("linux", "ID=alpine\n", "other"),
        ("linux", "", "other"),
        ("darwin", "", "darwin"),
        ("win32", "", "win32"),
    ],
)
def test_a_system_is_known_by_its_platform_or_family(
    script: ModuleType, platform: str, os_release: str, system: str
) -> None:
    assert script.system_named(platform, os_release) == system


@pytest.mark.parametrize(
    ("system", "how"),
    [
        ("debian", "sudo apt-get install libpango-1.0-0 libharfbuzz-subset0\n"),
        ("fedora", "sudo dnf install pango harfbuzz\n"),
        ("darwin", "brew install pango harfbuzz\n"),
        ("win32", "pacman -S mingw-w64-ucrt-x86_64-pango "),
        ("other", "(your system's packages for Pango, "),
    ],
)
def test_a_remedy_names_the_command_of_the_system(script: ModuleType, system: str, how: str) -> None:
    said = script.remedy(system, ["libpango-1.0-0", "libharfbuzz-subset0"])
    assert said.startswith("Mappe needs libpango-1.0-0, libharfbuzz-subset0 (Debian's names). Install:\n")
    assert how in said


def test_a_library_is_found_or_missed_by_loading_it(script: ModuleType) -> None:
    assert script.has_library("pango-1.0")
    assert not script.has_library("no-such-library")


def test_each_missing_library_is_named_by_its_package(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "has_library", lambda name: "harfbuzz" not in name)
    assert script.missing_packages() == ["libharfbuzz0b", "libharfbuzz-subset0"]


def test_a_python_that_cannot_make_environments_is_noticed(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(script, "has_library", lambda _: True)
    assert script.missing_packages() == []
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert script.missing_packages() == ["python{}.{}-venv".format(*sys.version_info)]


def test_where_nothing_is_missing_nothing_is_installed(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands = recorded(script, monkeypatch)
    script.provide([])
    assert commands == []


def test_root_on_debian_gets_the_missing_packages(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = recorded(script, monkeypatch)
    monkeypatch.setattr(script, "system_named", lambda *_: "debian")
    monkeypatch.setattr(script, "missing_packages", list)
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    script.provide(["libharfbuzz-subset0"])
    assert [command[:2] for command in commands] == [["apt-get", "update"], ["apt-get", "install"]]
    assert commands[1][2:] == ["-y", "-qq", "--no-install-recommends", "libharfbuzz-subset0"]
    assert capsys.readouterr().err == "Installing libharfbuzz-subset0 with apt-get (once) …\n"


@pytest.mark.parametrize(("system", "user"), [("debian", 1000), ("fedora", 0), ("other", 0)])
def test_everybody_else_is_told_the_command(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, system: str, user: int
) -> None:
    commands = recorded(script, monkeypatch)
    monkeypatch.setattr(script, "system_named", lambda *_: system)
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    with pytest.raises(script.NotReadyError, match="libpango-1"):
        script.provide(["libpango-1.0-0"])
    assert commands == []


def test_what_is_still_missing_after_installing_is_told(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(script, monkeypatch)
    monkeypatch.setattr(script, "system_named", lambda *_: "debian")
    monkeypatch.setattr(script, "missing_packages", lambda: ["libpango-1.0-0"])
    monkeypatch.setattr(os, "geteuid", lambda: 0, raising=False)
    with pytest.raises(script.NotReadyError, match="your system's packages"):
        script.provide(["libpango-1.0-0"])


# Commands and how they end


def test_a_command_that_succeeds_says_nothing(script: ModuleType, capfd: pytest.CaptureFixture[str]) -> None:
    script.quietly([sys.executable, "-c", "print('chatter')"])
    assert capfd.readouterr() == ("", "")


def test_a_command_that_fails_is_shown_with_the_end_of_what_it_said(script: ModuleType) -> None:
    fails = "import sys; [print('line', n, flush=True) for n in range(50)]; sys.exit('no network')"
    with pytest.raises(script.NotReadyError) as caught:
        script.quietly([sys.executable, "-c", fails])
    said = str(caught.value).splitlines()
    assert "no network" in said
    assert "line 49" in said
    assert "line 9" not in said
    assert "This failed, with exit status 1:" in said


def test_what_keeps_mappe_from_starting_ends_with_status_3(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script, "missing_packages", lambda: ["libpango-1.0-0"])
    monkeypatch.setattr(script, "system_named", lambda *_: "other")
    assert script.main([]) == 3
    assert capsys.readouterr().err.startswith("Mappe needs libpango-1.0-0 ")


def test_ctrl_c_while_preparing_ends_with_status_130(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(script, "missing_packages", list)
    monkeypatch.setattr(script, "prepare", interrupt)
    assert script.main([]) == 130


@pytest.mark.skipif(os.name == "nt", reason="the program of this project is a shell script")
def test_mappe_runs_in_the_folder_of_the_script_and_its_status_passes_through(
    script: ModuleType, tmp_path: Path
) -> None:
    make_environment(script, script.BUILD_LOCK, mappe='echo "$PWD: $*"; exit 7')
    done = subprocess.run(
        [sys.executable, script.ROOT / "build.py", "check", "two words"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == f"{script.ROOT}: check two words\n"
    assert (done.returncode, done.stderr) == (7, "")


# The lock files


def unvouched(lock: str) -> list[str]:
    """The packages of a lock file that have no hash."""
    entries = re.split(r"^(?=[a-z])", lock, flags=re.MULTILINE)
    return [entry.split("==")[0] for entry in entries if entry.strip() and "--hash=sha256:" not in entry]


def places(lock: str) -> list[str]:
    """The addresses and absolute paths in a lock file, which hold on one machine or in one house only."""
    return re.findall(r"\w+://\S+|--(?:extra-)?index\S*|--find-links.*|(?<=\s)/\S+|\b[A-Z]:\\\S+", lock)


def test_a_lock_file_vouches_for_each_package() -> None:
    assert unvouched("a==1 \\\n    --hash=sha256:0\nb==2\n    # via a\n") == ["b"]
    for name in LOCKS:
        lock = (ROOT / ".lock" / name).read_text(encoding="utf-8")
        assert len(PIN.findall(lock)) > 20
        assert unvouched(lock) == []


def test_a_lock_file_names_no_place() -> None:
    assert places("a @ https://example.org/a.whl\n--index-url x\n# via /home/me") == [
        "https://example.org/a.whl",
        "--index-url",
        "/home/me",
    ]
    for name in LOCKS:
        assert places((ROOT / ".lock" / name).read_text(encoding="utf-8")) == []


def pins(lock: str) -> set[str]:
    return set(re.findall(r"^[a-z0-9-]+==[^ \\]+", lock, flags=re.MULTILINE))


def test_the_lock_for_checks_has_the_versions_that_build() -> None:
    build, verify, test = (pins((ROOT / ".lock" / name).read_text(encoding="utf-8")) for name in LOCKS)
    assert {"weasyprint==70.0"} < build < verify < test
