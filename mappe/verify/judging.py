"""A file before the judges of its kind."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from mappe.diagnostics import Diagnostic, did_you_mean
from mappe.errors import MachineError, RequestError
from mappe.verify import pdf, word
from mappe.verify.verdict import Verdict

JUDGES: Mapping[str, Callable[[Path], Verdict]] = MappingProxyType(
    {
        ".pdf": pdf.verdict,
        ".docx": word.verdict,
        ".docm": word.verdict,
        ".dotx": word.verdict,
        ".dotm": word.verdict,
    }
)
"""Suffix → who judges such files; any other file is judged as a PDF."""

MADE = (".pdf", ".docx")
"""What a build makes that can be judged."""


def named(files: Sequence[Path]) -> Sequence[Path]:
    """The files as they were named. Raises `RequestError` for all that are not there."""
    faults = [_missing(file) for file in files if not file.is_file()]
    if faults:
        raise RequestError(faults)
    return files


def below(folder: Path) -> Sequence[Path]:
    """All PDF and Word files in a folder and those inside it. Raises `RequestError` where there are none."""
    found = sorted(path for path in folder.rglob("*") if path.suffix in MADE and _is_whole(path))
    if not found:
        message = f"no PDF or Word file below {folder.as_posix()}"
        raise RequestError([Diagnostic(message, None, "name files, or build some first: mappe build")])
    return found


def verdict(file: Path) -> Verdict:
    """What the judges of its kind find. Raises `MachineError` where they or the file cannot be had."""
    try:
        return JUDGES.get(file.suffix.lower(), pdf.verdict)(file)
    except OSError as error:
        message = f"{file.as_posix()} cannot be read: {error.strerror}"
        raise MachineError([Diagnostic(message)]) from None


def _is_whole(path: Path) -> bool:
    """Whether it is a file, and not one by which Word remembers who has another open."""
    return path.is_file() and not path.name.startswith("~$")


def _missing(file: Path) -> Diagnostic:
    if file.is_dir():
        return Diagnostic(f"'{file.as_posix()}' is a folder: name the PDF or Word files in it")
    near = [path.name for path in file.parent.glob("*") if path.suffix.lower() in JUDGES]
    return Diagnostic(f"no file '{file.as_posix()}'", None, did_you_mean(file.name, near))
