"""Whatever happens to a build: files are old or new and whole, and the next build makes what is missing.

The cases are those of a list of faults and invariants: kills (24), failing system calls (25), full and closed
disks (26, 27), files that others hold (28), damaged manifests (29), two builds (31), signals (32).
"""

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest

from mappe.builder import Built, Failed, Pruned, Wanted
from mappe.manifest.instant import NAME
from mappe.manifest.lock import NAME as LOCK
from tests.conftest import judge
from tests.faults import (
    MINIMAL,
    alive,
    bound_by_rights,
    built,
    clean,
    copied,
    count,
    edited,
    end_of,
    ended,
    opens,
    rebuilt,
    started,
    tree,
    whole_manifest,
    words,
)
from tests.forked import BEGIN, Forked

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "geteuid"), reason="signals and rights are others on Windows"),
]


class Edited:
    """A project that was built and then edited, and what clean builds make of both states."""

    def __init__(self, folder: Path, *formats: str) -> None:
        self.project = copied(MINIMAL, folder / "project")
        self.wanted = Wanted(formats=formats)
        self.more = more = [word for name in formats for word in ("--format", name)]
        assert built(self.project, *more).status == 0
        self.old = tree(self.project / "output")
        edited(self.project)
        begun = time.monotonic()
        self.new = clean(self.project, folder / "new", *more)
        self.seconds = time.monotonic() - begun
        assert self.old.keys() == self.new.keys()
        assert all(self.old[name] != self.new[name] for name in self.old)


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    """With the files that are made fastest."""
    return Edited(tmp_path_factory.mktemp("html"), "html")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    """With all files."""
    return Edited(tmp_path_factory.mktemp("whole"))


def _hold(project: Path, before: Edited) -> None:
    """No file is torn, missing or left over, and the next build completes what was begun."""
    left = tree(project / "output")
    for name in before.old:
        assert left[name] in (before.old[name], before.new[name]), name
        assert opens(name, left[name]), name
    assert not [step for step in rebuilt(project, before.wanted) if isinstance(step, Failed)]
    assert tree(project / "output") == before.new


def test_a_build_that_is_killed_leaves_every_file_old_or_new(whole: Edited, tmp_path: Path) -> None:
    chance = random.Random(24)  # noqa: S311  # the same moments each time
    made = []
    for turn in range(count("kills")):
        project = copied(whole.project, tmp_path / str(turn))
        moment = chance.uniform(0.2, whole.seconds)
        with started(words(project)) as building:
            try:
                building.wait(moment)
            except subprocess.TimeoutExpired:
                building.kill()
            building.wait()
            assert end_of(building.pid) == []
        made.append(sum(content == whole.new.get(name) for name, content in tree(project / "output").items()))
        _hold(project, whole)
        shutil.rmtree(project)
    assert len({*made}) > 1, "all were killed at the same state"


FAILURES = ("ENOSPC", "EIO", "EDQUOT", "EMFILE", "EACCES")
CALLS: Mapping[str, tuple[str, int]] = {
    "openat": ("openat", 9),
    "read": ("read", 4),
    "write": ("write", 8),
    "fsync": ("fsync", 5),
    "rename": ("?rename,?renameat,?renameat2", 5),
    "close": ("close", 9),
    "mkdir": ("?mkdir,?mkdirat", 4),
    "unlink": ("?unlink,?unlinkat", 5),
}
"""System call on the files that a build writes → its names on all machines, and how often it comes."""


def _injections() -> Iterator[str]:
    """A call, what happens to it, and at which of its times; kills too."""
    every = [
        f"{names}:{what}:when={number}"
        for names, most in CALLS.values()
        for number in range(1, most + 1)
        for what in (*(f"error={failure}" for failure in FAILURES), "signal=SIGKILL")
    ]
    chance = random.Random(25)  # noqa: S311  # the same calls each time
    while True:
        yield from chance.sample(every, len(every))


@pytest.fixture
def forked() -> Iterator[Forked]:
    program = Forked()
    yield program
    program.end()


def _traced(pid: int) -> bool:
    return "TracerPid:\t0\n" not in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")


def _failing(forked: Forked, project: Path, before: Edited, injection: str) -> tuple[int, str, str]:
    """A build in which a call fails: its status, what it told, and the calls that were seen."""
    strace = judge("strace", package="strace")
    output, calls = project / "output", project / "calls"
    files = (*(output / name for name in before.old), output / NAME)
    seen = [*files, *(path.with_name(f".{path.name}.draft") for path in files)]
    seen += [output, output / "visit", output / LOCK]
    pid = forked.start(words(project, *before.more)[3:], project / "err")
    command = [strace, "-qq", "-o", str(calls), "-p", str(pid)]
    command += [word for path in seen for word in ("-P", str(path))]
    command += ["-e", f"trace={','.join(names for names, _ in CALLS.values())}", "-e", f"inject={injection}"]
    with subprocess.Popen(command) as tracing:
        while not _traced(pid) and tracing.poll() is None:
            time.sleep(0.001)
        os.kill(pid, BEGIN)
        status = forked.status()
    assert tracing.returncode == 0 or status == -signal.SIGKILL
    return status, (project / "err").read_text(encoding="utf-8"), calls.read_text(encoding="utf-8")


def test_a_system_call_that_fails_leaves_every_file_old_or_new(
    html: Edited, forked: Forked, tmp_path: Path
) -> None:
    statuses: Counter[int] = Counter()
    injections = _injections()
    while statuses.total() < count("failing calls"):
        injection = next(injections)
        project = copied(html.project, tmp_path / "project")
        status, told, calls = _failing(forked, project, html, injection)
        happened = "(INJECTED)" in calls or "SIGKILL" in calls
        statuses[status] += happened  # some calls come less often than that
        assert "Traceback" not in told, (injection, told)
        assert status in ((0, 3, -signal.SIGKILL) if happened else (0,)), (injection, status, told)
        assert bool(told) == (status == 3), (injection, status, told)
        _hold(project, html)
        shutil.rmtree(project)
    assert statuses[3] > statuses.total() / 4, statuses
    assert statuses[-signal.SIGKILL], statuses


def _tmpfs(folder: Path, size: str) -> bool:
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    return shutil.which(command[0]) is not None and not subprocess.run(command, check=False).returncode


@contextmanager
def _small_disk(folder: Path) -> Iterator[Callable[[], object] | None]:
    """With room for the old files and not for the new; elsewhere a limit for every file."""
    if os.geteuid() == 0 and _tmpfs(folder, "100k"):
        try:
            yield None
        finally:
            subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S607  # the system's
    else:
        yield _small_files


def _small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


@pytest.mark.parametrize("limit", ["the disk", "what a file may hold"])
def test_a_full_disk_costs_no_file_that_is_there(limit: str, html: Edited, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with _small_disk(disk) if limit == "the disk" else nullcontext(_small_files) as before:
        disk.mkdir(exist_ok=True)
        shutil.copytree(html.project / "output", disk, dirs_exist_ok=True)
        (disk / "ballast").write_bytes(bytes(8_000))
        told = built(html.project, *html.more, "--output", str(disk), before=before)
        assert told.status == 3, told
        assert "cannot be written: " in told.err
        assert "Traceback" not in told.err
        left = tree(disk)
        assert [name for name in left if name.endswith(".draft")] == []
        assert all(left[name] in (html.old[name], html.new[name]) for name in html.old)
        (disk / "ballast").unlink()
        for path in (disk / "visit").iterdir():
            path.unlink()  # room again
        assert built(html.project, *html.more, "--output", str(disk)).status == 0
        assert tree(disk) == html.new


def _closed(project: Path) -> None:
    (project / "output/visit").chmod(0o555)


def _no_file(project: Path) -> None:
    _in_place(project / "output/visit/visit.de.html", Path.mkdir)


def _in_place(path: Path, make: Callable[[Path], object]) -> None:
    path.unlink()
    make(path)


def _way_out(project: Path) -> None:
    """The folder of a document leads elsewhere."""
    shutil.move(project / "output/visit", project / "elsewhere")
    (project / "output/visit").symlink_to(project / "elsewhere")


def _held(project: Path) -> None:
    """As on Windows a file that is open in Word: it cannot be replaced, and its neighbours can."""
    if os.geteuid() != 0:
        pytest.skip("only root can give a file to somebody else")
    for path in (project / "output/visit", project / "output/visit/visit.de.html"):
        os.chown(path, 1234, 1234)
    (project / "output/visit").chmod(0o1777)


OBSTACLES: Mapping[str, tuple[Callable[[Path], None], int, str]] = {
    "a folder that nobody may write to": (_closed, 2, "cannot be written: Permission denied: close it where"),
    "a folder in the place of a file": (_no_file, 1, "visit.de.html cannot be written: Is a directory"),
    "a folder that is a link out": (_way_out, 2, "the folder 'visit' is a link out of"),
    "a file that somebody holds": (
        _held,
        1,
        "visit.de.html cannot be written: Operation not permitted: close it where it is open",
    ),
}
"""What is in the way → how, how many files it costs, and what is told of them."""


@pytest.mark.parametrize("kind", OBSTACLES)
def test_what_cannot_be_written_is_told_and_the_rest_is_built(
    kind: str, html: Edited, tmp_path: Path
) -> None:
    obstacle, lost, message = OBSTACLES[kind]
    project = copied(html.project, tmp_path / "project")
    obstacle(project)
    told = built(project, *html.more, before=bound_by_rights)
    (project / "output/visit").chmod(0o755)
    assert told.status == 3, told
    assert message in told.err
    assert f"{lost} of 2 files not made; earlier files stay as they were." in told.err
    made = {name for name, content in tree(project / "output").items() if content == html.new[name]}
    assert len(made) == 2 - lost
    elsewhere = tree(project / "elsewhere") if (project / "elsewhere").exists() else {}
    assert all(content in html.old.values() for content in elsewhere.values())


def test_a_file_that_was_held_is_made_when_it_is_free(html: Edited, tmp_path: Path) -> None:
    project = copied(html.project, tmp_path / "project")
    _held(project)
    assert built(project, *html.more, before=bound_by_rights).status == 3
    for path in (project / "output/visit", project / "output/visit/visit.de.html"):
        os.chown(path, os.geteuid(), os.getegid())
    again = built(project, *html.more, before=bound_by_rights)
    assert again.status == 0
    assert [line.split()[1] for line in again.out.splitlines() if line.startswith("made ")] == [
        "visit/visit.de.html"
    ]
    assert tree(project / "output") == html.new


def test_an_output_that_is_a_link_is_replaced_and_not_what_it_leads_to(html: Edited, tmp_path: Path) -> None:
    project = copied(html.project, tmp_path / "project")
    treasure = tmp_path / "treasure"
    treasure.write_text("mine", encoding="utf-8")
    path = project / "output/visit/visit.de.html"
    _in_place(path, lambda link: link.symlink_to(treasure))
    assert built(project, *html.more).status == 0
    assert treasure.read_text(encoding="utf-8") == "mine"
    assert not path.is_symlink()
    assert tree(project / "output") == html.new


def test_an_output_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    told = built(MINIMAL, "--output", str(tmp_path / "file/output"))
    assert told.status == 3
    assert "nothing can be written to" in told.err
    assert "Traceback" not in told.err


def test_a_lock_that_is_a_link_is_refused_and_what_it_leads_to_untouched(
    html: Edited, tmp_path: Path
) -> None:
    project = copied(html.project, tmp_path / "project")
    treasure = tmp_path / "treasure"
    treasure.write_text("mine", encoding="utf-8")
    _in_place(project / "output" / LOCK, lambda link: link.symlink_to(treasure))
    told = built(project, *html.more)
    assert told.status == 3
    assert f"remove the link {LOCK}" in told.err
    assert treasure.read_text(encoding="utf-8") == "mine"


def test_drafts_of_others_behind_a_link_are_not_swept(html: Edited, tmp_path: Path) -> None:
    project = copied(html.project, tmp_path / "project")
    _way_out(project)
    foreign = project / "elsewhere/.mine.draft"
    foreign.touch()
    rebuilt(project, html.wanted)
    assert foreign.exists()


def test_nothing_is_taken_away_behind_a_link(html: Edited, tmp_path: Path) -> None:
    project = copied(html.project, tmp_path / "project")
    _way_out(project)
    before = tree(project / "elsewhere")
    (project / "content/visit").rename(project / "content/trip")
    told = [step.kept for step in rebuilt(project, html.wanted) if isinstance(step, Pruned)]
    assert told == [f"lies outside of '{project / 'output'}'"] * 2
    assert tree(project / "elsewhere") == before


def test_a_second_damaged_manifest_is_put_aside_too(html: Edited, tmp_path: Path) -> None:
    project = copied(html.project, tmp_path / "project")
    manifest = project / "output" / NAME
    manifest.with_name(f"{NAME}.bad").write_text("the first", encoding="utf-8")
    _in_place(manifest, Path.mkdir)
    assert not [step for step in rebuilt(project, html.wanted) if isinstance(step, Failed)]
    assert tree(project / "output") == html.new
    assert manifest.with_name(f"{NAME}.bad2").is_dir()


def _flipped(content: bytes, chance: random.Random) -> bytes:
    position = chance.randrange(len(content))
    return (
        content[:position] + bytes([content[position] ^ 1 << chance.randrange(8)]) + content[position + 1 :]
    )


def _damages(content: bytes) -> Iterator[bytes]:
    """Emptied, of another kind or version, and then in turn cut at a twentieth and with one bit turned."""
    chance = random.Random(29)  # noqa: S311  # the same bits each time
    yield from (b"", b"{}", b"null", b"\xff\xfe", b'{"check": "",\n}')
    kept = json.loads(content)
    yield whole_manifest({**kept, "outputs": {path: {} for path in kept["outputs"]}})
    yield whole_manifest({name: value for name, value in kept.items() if name != "owner"})
    while True:
        yield content[: len(content) * chance.randrange(1, 20) // 20]
        yield _flipped(content, chance)


def test_a_damaged_manifest_means_a_rebuild(html: Edited, tmp_path: Path) -> None:
    project = copied(html.project, tmp_path / "project")
    assert built(project, *html.more).status == 0
    manifest = project / "output" / NAME
    content = manifest.read_bytes()
    for damage in [
        each for each, _ in zip(_damages(content), range(count("damaged manifests")), strict=False)
    ]:
        manifest.write_bytes(damage)
        told = [step.reason for step in rebuilt(project, html.wanted) if isinstance(step, Built)]
        assert told == ["what it was made from is not known, the manifest was damaged"] * 2, damage[:100]
        assert manifest.with_name(f"{NAME}.bad").read_bytes() == damage
        assert tree(project / "output") == html.new
        assert json.loads(manifest.read_bytes())["outputs"].keys() == html.new.keys()


def test_a_manifest_that_is_a_folder_is_put_aside(html: Edited, tmp_path: Path) -> None:
    project = copied(html.project, tmp_path / "project")
    _in_place(project / "output" / NAME, Path.mkdir)
    assert built(project, *html.more).status == 0
    assert tree(project / "output") == html.new


@pytest.mark.parametrize("number", [2, 4])
def test_builds_at_once_wait_for_each_other(number: int, html: Edited, tmp_path: Path) -> None:
    for turn in range(count("builds at once")):
        project = copied(html.project, tmp_path / str(turn))
        told = [ended(each) for each in [started(words(project, *html.more)) for _ in range(number)]]
        assert [(each.status, each.err) for each in told] == [(0, "")] * number
        assert sum(each.out.count("made ") for each in told) == 2
        assert tree(project / "output") == html.new
        assert json.loads((project / "output" / NAME).read_bytes())["outputs"].keys() == html.new.keys()
        shutil.rmtree(project)


def test_who_waits_is_told_for_whom(html: Edited, tmp_path: Path) -> None:
    project = copied(html.project, tmp_path / "project")
    first = started(words(project, "--format", "pdf"))
    while not (project / "output" / LOCK).read_text().startswith(f"process {first.pid} "):
        time.sleep(0.01)
    first.send_signal(signal.SIGSTOP)
    second = started(words(project, *html.more))
    assert second.stdout
    assert second.stdout.readline().startswith(f"waiting process {first.pid} (since ")
    first.kill()  # its lock goes with it
    assert ended(second).status == 0
    ended(first)


SIGNALS = {signal.SIGINT: (130, 1.0), signal.SIGTERM: (143, 2.0), signal.SIGHUP: (129, 2.0)}
"""Signal → the status that tells of it, and the seconds within which all is over."""


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_ends_a_build_at_once_and_leaves_nothing(
    number: signal.Signals, whole: Edited, tmp_path: Path
) -> None:
    status, patience = SIGNALS[number]
    seen = set()
    chance = random.Random(number)  # noqa: S311  # the same moments each time
    for turn in range(count("signals")):
        project = copied(whole.project, tmp_path / str(turn))
        with started(words(project)) as building:
            while alive(building.pid) == [building.pid] and building.poll() is None:
                time.sleep(0.01)  # before there is a handler, Python ends with a traceback of its own
            time.sleep(chance.uniform(0.3, 1.2))
            begun = time.monotonic()
            # Ctrl-C on a terminal goes to all of its processes.
            os.killpg(building.pid, number) if number == signal.SIGINT else building.send_signal(number)
            told = ended(building, begun)
            assert end_of(building.pid) == []
        assert told.status in (status, 0), told
        seen.add(told.status)
        assert told.err == ""
        assert told.seconds < patience
        assert [name for name in tree(project / "output") if name.endswith(".draft")] == []
        _hold(project, whole)
        shutil.rmtree(project)
    assert status in seen


def test_a_build_that_is_to_outlive_its_terminal_does(html: Edited, tmp_path: Path) -> None:
    project = copied(html.project, tmp_path / "project")
    ignore = lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN)  # noqa: E731  # what nohup does
    with started(words(project, *html.more), ignore) as building:
        while alive(building.pid) == [building.pid] and building.poll() is None:
            time.sleep(0.01)
        building.send_signal(signal.SIGHUP)
        assert ended(building).status == 0
    assert tree(project / "output") == html.new
