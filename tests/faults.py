"""Builds that something happens to, and what must hold afterwards.

Continuous integration tries each fault a few times; `MAPPE_FAULTS=full` as often as its table says.
"""

import ctypes
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile

import pikepdf

from mappe.builder import Step, Wanted, build, prepare
from mappe.cli import template_folders
from mappe.manifest.instant import HEAD
from mappe.manifest.records import Inputs
from tests.editions import ROOT

MINIMAL = ROOT / "tests/projects/minimal"
DOCUMENT = "content/visit/document.yaml"

ALL = Wanted()

COUNTS: Mapping[str, tuple[int, int]] = {
    "kills": (6, 200),
    "failing calls": (12, 500),
    "damaged manifests": (12, 200),
    "builds at once": (1, 25),
    "signals": (1, 30),
    "random edits": (8, 300),
    "bombs": (5, 16),
    "rows": (600, 5000),
    "watched edits": (25, 500),
}
"""Fault → how often it is tried for each change, and how often in full."""


def count(fault: str) -> int:
    """How often a fault is tried."""
    return COUNTS[fault][os.environ.get("MAPPE_FAULTS") == "full"]


@dataclass(frozen=True)
class Ended:
    """A command that ran to its end, however it came about; `seconds` of wall time."""

    status: int
    out: str
    err: str
    seconds: float


def words(project: Path, *more: str) -> list[str]:
    """The command that builds a project into its own output folder."""
    return [sys.executable, "-m", "mappe", "build", "--project", str(project), *more]


def started(command: list[str], before: Callable[[], object] | None = None) -> "subprocess.Popen[str]":
    """A command in a group of processes of its own; `before` runs in it first."""

    def heard() -> None:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever started the tests may have had `nohup` do so
        if before:
            before()

    return subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heard,  # noqa: PLW1509  # before there is a thread
    )


def built(project: Path, *more: str, before: Callable[[], object] | None = None) -> Ended:
    """A build to its end."""
    return ended(started(words(project, *more), before))


def rebuilt(project: Path, wanted: Wanted = ALL, *, force: bool = False) -> list[Step]:
    """The same in this process, which takes a tenth of the time."""
    inputs = Inputs.of(project)
    workshop = prepare(project, template_folders(project), wanted)
    return [*build(workshop, project / "output", inputs=inputs, force=force)]


def whole_manifest(kept: Mapping[str, object]) -> bytes:
    """What Mappe would read as a manifest that holds this."""
    rest = json.dumps({name: value for name, value in kept.items() if name != "check"})[1:]
    return f"{HEAD % sha256(rest.encode()).hexdigest()}\n{rest}".encode()


def ended(process: "subprocess.Popen[str]", begun: float | None = None) -> Ended:
    """How a command ended; `seconds` count from `begun`, or from now."""
    begun = time.monotonic() if begun is None else begun
    out, err = process.communicate(timeout=120)
    return Ended(process.returncode, out, err, time.monotonic() - begun)


def edited(project: Path) -> None:
    """Another state of the project: every file is another one."""
    path = project / DOCUMENT
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Besuch", "Reise").replace("Visit", "Journey"), encoding="utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    """What was built, without what Mappe remembers: {path: content}."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".manifest.")
    }


def clean(project: Path, folder: Path, *more: str) -> dict[str, bytes]:
    """What a build from nothing makes of a project as it is now."""
    made = built(project, "--output", str(folder), *more)
    assert (made.status, made.err) == (0, "")
    return tree(folder)


def copied(project: Path, folder: Path) -> Path:
    """A copy of a project with its output, its links and its times."""
    return shutil.copytree(project, folder, symlinks=True)


class _Strict(HTMLParser):
    closed = False

    def handle_endtag(self, tag: str) -> None:
        self.closed = self.closed or tag == "html"


def opens(name: str, content: bytes) -> bool:
    """Whether a program that reads such files finds it whole."""
    if name.endswith(".pdf"):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return len(pdf.pages) > 0 and not pdf.check_pdf_syntax()
    if name.endswith(".docx"):
        with ZipFile(io.BytesIO(content)) as package:
            return package.testzip() is None
    page = _Strict()
    page.feed(content.decode())
    return page.closed


def _processes(group: int) -> dict[int, int]:
    """{number of a process of the group that lives: its parent's}; `Z` is dead and not buried."""
    command = ["ps", "-A", "-o", "pid=,ppid=,pgid=,stat="]
    listed = subprocess.run(command, capture_output=True, text=True, check=True)
    rows = (line.split() for line in listed.stdout.splitlines())
    return {
        int(pid): int(parent) for pid, parent, own, state in rows if int(own) == group and state[0] != "Z"
    }


def alive(group: int) -> list[int]:
    """The processes of a group that live."""
    return [*_processes(group)]


def workers(caller: int) -> list[int]:
    """The grandchildren of a command: copies of its child that has imported everything."""
    parents = _processes(caller)
    return [pid for pid, parent in parents.items() if parents.get(parent) == caller]


def end_of(group: int, patience: float = 2) -> list[int]:
    """Who of a group still lives when that time is over."""
    until = time.monotonic() + patience
    while (left := alive(group)) and time.monotonic() < until:
        time.sleep(0.02)
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    return left


PR_CAPBSET_DROP, DAC_OVERRIDE, FOWNER = 24, 1, 3
"""linux/prctl.h, linux/capability.h: what lets root write where nobody may."""


def bound_by_rights() -> None:
    """Make root obey the rights of files, as everybody else does."""
    if os.geteuid() == 0:
        for capability in (DAC_OVERRIDE, FOWNER):
            ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
