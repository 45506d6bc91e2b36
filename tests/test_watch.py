"""`mappe watch`: every way of saving is seen, a mistake is told and costs no file, and memory stays flat."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from mappe.manifest.records import Inputs
from tests.faults import DOCUMENT, MINIMAL, alive, copied, count, end_of, started

pytestmark = pytest.mark.slow

PATIENCE = 20.0
"""Seconds in which a busy machine shows what was saved; a quiet one takes less than one."""

WORDS = re.compile(r"Man trifft sich[^.]*\.")


class Watched:
    """A project that is watched, and what the command says."""

    def __init__(self, project: Path, log: Path) -> None:
        self.project = project
        self._log = log
        with log.open("w") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mappe", "watch", "--project", str(project), "--format", "html"],
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        return self._log.read_text(encoding="utf-8")

    @property
    def document(self) -> Path:
        return self.project / DOCUMENT

    def file(self, language: str) -> Path:
        return self.project / f"output/visit/visit.{language}.html"

    def soon(self, holds: Callable[[], bool]) -> None:
        """Fails where it does not hold in time."""
        until = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < until, self.said
            assert self.process.poll() is None, self.said
            time.sleep(0.02)

    def shows(self, words: str, language: str = "de") -> bool:
        return words in self.file(language).read_text(encoding="utf-8")

    def text(self, words: str) -> str:
        """The document with other words."""
        return WORDS.sub(f"Man trifft sich {words}.", self.document.read_text(encoding="utf-8"))

    def memory(self) -> float:
        """Megabytes that all of its processes have."""
        pages = (Path(f"/proc/{pid}/statm").read_text().split()[1] for pid in alive(self.process.pid))
        return sum(map(int, pages)) * os.sysconf("SC_PAGE_SIZE") / 1e6

    def open_files(self) -> int:
        return len([*Path(f"/proc/{self.process.pid}/fd").iterdir()])


@contextmanager
def _watched(folder: Path) -> Iterator[Watched]:
    watched = Watched(copied(MINIMAL, folder / "project"), folder / "log")
    try:
        watched.soon(lambda: watched.said.count("Watching content/") == 1)
        yield watched
    finally:
        watched.process.terminate()
        assert watched.process.wait(10) == 143
        assert end_of(watched.process.pid) == []


def _in_place(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _by_renaming(path: Path, text: str) -> None:
    """As vim, and most editors."""
    draft = path.with_name(f"{path.name}~new")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)


def _with_a_backup(path: Path, text: str) -> None:
    path.replace(path.with_name(f"{path.name}~"))
    path.write_text(text, encoding="utf-8")
    path.with_name(f"{path.name}~").unlink()


def _deleted_first(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text, encoding="utf-8")


def _slowly(path: Path, text: str) -> None:
    """Half of it, and then the rest."""
    with path.open("w", encoding="utf-8") as file:
        file.write(text[: len(text) // 2])
        file.flush()
        time.sleep(0.05)
        file.write(text[len(text) // 2 :])


def _with_an_old_time(path: Path, text: str) -> None:
    """As git and archives may."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_500_000_000, 1_500_000_000))


def _in_a_renamed_folder(path: Path, text: str) -> None:
    """As a checkout of another branch may."""
    other = path.parent.with_name("other")
    shutil.copytree(path.parent, other)
    (other / path.name).write_text(text, encoding="utf-8")
    shutil.rmtree(path.parent)
    other.rename(path.parent)


def _with_all_content(path: Path, text: str) -> None:
    """The folder that is watched is another one."""
    content = path.parent.parent
    content.rename(content.with_name("aside"))
    shutil.copytree(content.with_name("aside"), content)
    shutil.rmtree(content.with_name("aside"))
    path.write_text(text, encoding="utf-8")


SAVES: Mapping[str, Callable[[Path, str], None]] = {
    "in place": _in_place,
    "by renaming": _by_renaming,
    "with a backup": _with_a_backup,
    "deleted first": _deleted_first,
    "slowly": _slowly,
    "with an old time": _with_an_old_time,
    "in a renamed folder": _in_a_renamed_folder,
}
"""Ways in which an edit reaches the disk."""

FLAT = 1.1
"""Memory at the end, against that after warming up."""


def test_every_edit_is_built_however_it_is_saved_and_memory_stays_flat(tmp_path: Path) -> None:
    with _watched(tmp_path) as watched:
        other = watched.file("en").stat().st_mtime_ns
        edits = count("watched edits")
        warm = 0.0
        for number in range(edits):
            save = [*SAVES.values()][number % len(SAVES)]
            save(watched.document, watched.text(f"zum {number}. Mal"))
            watched.soon(lambda wanted=f"sich zum {number}. Mal": watched.shows(wanted))  # type: ignore[misc]
            if number == min(edits // 2, 100):
                warm, files = watched.memory(), watched.open_files()
        assert watched.file("en").stat().st_mtime_ns == other
        assert watched.memory() <= FLAT * warm, (watched.memory(), warm)
        assert watched.open_files() <= files + 2
        # The file that was waited for is there before its build has kept what it knows.
        watched.soon(lambda: not [*watched.project.rglob("*.draft")])


def test_a_folder_that_takes_the_place_of_the_watched_one_is_seen(tmp_path: Path) -> None:
    with _watched(tmp_path) as watched:
        for number in range(2):
            _with_all_content(watched.document, watched.text(f"neu {number}"))
            watched.soon(lambda wanted=f"sich neu {number}": watched.shows(wanted))  # type: ignore[misc]


def test_a_burst_of_saves_is_one_build(tmp_path: Path) -> None:
    with _watched(tmp_path) as watched:
        for number in range(20):
            _by_renaming(watched.document, watched.text(f"Stoß {number}"))
            time.sleep(0.01)
        watched.soon(lambda: watched.shows("Stoß 19"))
        time.sleep(0.5)
        assert watched.said.count("Watching content/") <= 3


SEEING = """
import sys
from pathlib import Path
from mappe import watch
from mappe.manifest.records import Inputs
watch.LOOK = 600_000
project = Path(sys.argv[1])
def build():
    inputs = Inputs.of(project)
    print(inputs.digest, flush=True)
    return inputs
watch.follow(project, build)
"""
"""Prints each change that it is told of: it never looks by itself, and builds nothing."""


@contextmanager
def _seen(project: Path) -> Iterator[Callable[[], list[str]]]:
    """What is seen of a project so far."""
    with started([sys.executable, "-c", SEEING, str(project)]) as seeing:
        lines: list[str] = []

        def read() -> None:
            assert seeing.stdout
            for line in seeing.stdout:
                lines.append(line.strip())  # noqa: PERF401  # each as it comes

        reader = Thread(target=read)
        reader.start()
        try:
            yield lambda: [*lines]
        finally:
            seeing.kill()
            reader.join()


def _soon(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_burst_of_saves_is_told_as_a_whole(tmp_path: Path) -> None:
    project = copied(MINIMAL, tmp_path / "project")
    with _seen(project) as seen:
        _soon(lambda: len(seen()) == 1)
        time.sleep(1)  # nobody tells when the watcher has begun to listen
        for number in range(40):
            _by_renaming(project / DOCUMENT, (project / DOCUMENT).read_text("utf-8") + f"# {number}\n")
            time.sleep(0.02)
        last = Inputs.of(project).digest
        _soon(lambda: seen()[-1] == last)
        assert len(seen()) <= 10


def test_edits_in_a_folder_that_took_the_place_of_another_are_told(tmp_path: Path) -> None:
    """And not only found by the next look."""
    project = copied(MINIMAL, tmp_path / "project")
    document = project / DOCUMENT
    with _seen(project) as seen:
        _soon(lambda: len(seen()) == 1)
        time.sleep(1)  # as above
        _with_all_content(document, document.read_text("utf-8") + "# new\n")
        _soon(lambda: seen()[-1] == Inputs.of(project).digest)
        time.sleep(1)  # as above
        _in_place(document, document.read_text("utf-8") + "# newer\n")
        _soon(lambda: seen()[-1] == Inputs.of(project).digest)


def test_a_mistake_is_told_and_the_last_good_files_stay(tmp_path: Path) -> None:
    with _watched(tmp_path) as watched:
        good = watched.file("de").read_bytes()
        text = watched.document.read_text(encoding="utf-8")
        _by_renaming(watched.document, text.replace("type: prose", "type: prosa"))
        watched.soon(lambda: "did you mean 'prose'?" in watched.said)
        assert watched.file("de").read_bytes() == good
        _by_renaming(watched.document, watched.text("wieder").replace("prosa", "prose"))
        watched.soon(lambda: watched.shows("wieder"))


def test_content_that_is_away_for_a_while_costs_nothing(tmp_path: Path) -> None:
    with _watched(tmp_path) as watched:
        good = watched.file("de").read_bytes()
        content = watched.project / "content"
        content.rename(watched.project / "away")
        watched.soon(lambda: "there is no folder 'content' here" in watched.said)
        assert watched.file("de").read_bytes() == good
        (watched.project / "away").rename(content)
        _in_place(watched.document, watched.text("da"))
        watched.soon(lambda: watched.shows("sich da"))


def test_what_a_build_writes_begins_no_other(tmp_path: Path) -> None:
    """What is built is not watched: else each build would begin another one."""
    with _watched(tmp_path) as watched:
        time.sleep(3)
        assert watched.said.count("Watching content/") == 1


def test_ctrl_c_ends_watching_within_a_second(tmp_path: Path) -> None:
    project = copied(MINIMAL, tmp_path / "project")
    watching = started(
        [sys.executable, "-m", "mappe", "watch", "--project", str(project), "--format", "html"]
    )
    assert watching.stdout
    while "Watching content/" not in watching.stdout.readline():
        pass
    begun = time.monotonic()
    os.killpg(watching.pid, signal.SIGINT)
    _, said = watching.communicate(timeout=10)
    assert (watching.returncode, said) == (130, "")
    assert time.monotonic() - begun < 1
    assert end_of(watching.pid) == []
