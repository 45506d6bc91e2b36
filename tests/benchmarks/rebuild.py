"""What a change costs, as ratios of one run: `python -m tests.benchmarks.rebuild`."""

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from mappe.builder import Wanted, finished, prepare
from mappe.cli import collect_less, template_folders
from mappe.manifest.reasons import facts
from tests.benchmarks.packs import project as packs
from tests.editions import SAMPLE

ROUNDS = 5
FEW, MANY = 250, 1000
"""Editions."""

DOCUMENT, LANGUAGE, AUDIENCE = "partnership", "ru", "internal"
EDITION = f"{DOCUMENT}.{LANGUAGE}.{AUDIENCE}"
WORDS = re.compile(r"(?<=этим)[\s\d]+(?=пунктам)")
"""A wording that this edition prints, and no other."""


def main() -> None:
    collect_less()  # as the command does
    with TemporaryDirectory(prefix="mappe-rebuild-") as folder:
        _measure_sample(_copy(Path(folder, "sample")))
        _measure_many(Path(folder))


def _measure_sample(project: Path) -> None:
    rounds = [(_full(project, 1), _full(project, 2)) for _ in range(2)]
    one, two = (median(column) for column in zip(*rounds, strict=True))
    print(f"full build, one core / two       {one / two:5.2f}   ({one:.1f} s / {two:.1f} s)")
    nothing = _median(lambda: _run([sys.executable, "-c", "pass"]), 21)
    noop = _median(lambda: _run(_mappe(project)), 21)
    print(f"nothing to do / python -c pass   {noop / nothing:5.2f}   ({1000 * noop:.0f} ms)")
    alone, changed = _wording(project)
    print(f"one wording / that edition alone {changed / alone:5.2f}   ({changed:.2f} / {alone:.2f} s)")


def _full(project: Path, cores: int) -> float:
    """The command on so many of the machine's cores."""
    usable = sorted(os.sched_getaffinity(0))[:cores]
    words = _mappe(project, "build", "--force", "--jobs", str(cores))
    return _seconds(lambda: _run(words, lambda: os.sched_setaffinity(0, usable)))


def _wording(project: Path) -> tuple[float, float]:
    """Seconds for one edition alone, and for a build after a change of a wording that only it prints."""
    words = ("build", DOCUMENT, "--language", LANGUAGE, "--audience", AUDIENCE, "--force")
    _edit(project, 0)
    told = subprocess.run(_mappe(project), check=True, capture_output=True, text=True).stdout
    made = {line.split()[1] for line in told.splitlines() if line.startswith("made ")}
    assert {Path(name).name.rpartition(".")[0] for name in made} == {EDITION}, made
    pairs = []
    for number in range(1, ROUNDS + 1):
        alone = _seconds(lambda: _run(_mappe(project, *words)))
        _edit(project, number)
        pairs.append((alone, _seconds(lambda: _run(_mappe(project)))))
    return median(alone for alone, _ in pairs), median(changed for _, changed in pairs)


def _edit(project: Path, number: int) -> None:
    path = project / f"content/{DOCUMENT}/document.yaml"
    text, times = WORDS.subn(f" {number} ", path.read_text(encoding="utf-8"))
    assert times == 1
    path.write_text(text, encoding="utf-8")


def _measure_many(folder: Path) -> None:
    """Planning is all that is done to find out what is to be made."""
    few, many = (_html(folder / str(number), number) for number in (FEW, MANY))
    times = [(_seconds(lambda: _planned(few)), _seconds(lambda: _planned(many))) for _ in range(3)]
    small, large = (median(column) for column in zip(*times, strict=True))
    growth = large / MANY / (small / FEW)
    print(f"planning an edition, {MANY} / {FEW} {growth:5.2f}   ({large:.1f} s / {small:.1f} s for all)")
    _run(_mappe(many))
    noop = _median(lambda: _run(_mappe(many)), 9)
    print(f"nothing to do, {MANY} editions    {noop:5.2f} s")


def _html(folder: Path, number: int) -> Path:
    """Packs in the format that takes least."""
    project = packs(folder, number)
    office = project / "content/office.yaml"
    text = office.read_text(encoding="utf-8")
    office.write_text(re.sub(r"formats:\n- pdf\n- docx", "formats: [html]", text), encoding="utf-8")
    return project


def _planned(project: Path) -> None:
    workshop = prepare(project, template_folders(project), Wanted())
    for edition, outputs in workshop.work:
        facts(finished(workshop, edition), [output.format for output in outputs])


def _copy(folder: Path) -> Path:
    for name in ("content", "templates"):
        shutil.copytree(SAMPLE / name, folder / name)
    return folder


def _mappe(project: Path, *words: str) -> list[str]:
    """The command as its script starts it."""
    code = "from mappe.__main__ import main; main()"
    return [sys.executable, "-c", code, *(words or ("build",)), "--project", str(project)]


def _run(command: list[str], before: Callable[[], object] | None = None) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, preexec_fn=before)  # no threads


def _median(work: Callable[[], object], rounds: int) -> float:
    return median(_seconds(work) for _ in range(rounds))


def _seconds(work: Callable[[], object]) -> float:
    """By the clock."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
