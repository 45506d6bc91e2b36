"""The pages of a Word file as LibreOffice Writer lays it out; the only place that starts LibreOffice."""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from zipfile import ZipFile

import pikepdf
from lxml import etree

from mappe.diagnostics import Diagnostic
from mappe.errors import FormatError, MachineError
from mappe.formats.docx.anchors import bookmark_name
from mappe.formats.docx.ooxml import W
from mappe.formats.pagination import Pagination

HOW_TO = (
    "install LibreOffice Writer (on Debian and Ubuntu: apt-get install libreoffice-writer-nogui)"
    " or write 'paginator: pdf' in content/office.yaml"
)

LIMIT = 600.0
"""Seconds for one layout; LibreOffice 25.2 took 83 for 1 000 pages."""

LAYOUTS = 4
"""Of a file without numbers, of one with those found there, and two more if these moved a line."""

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""No macro is run, nothing is fetched."""

AS_PDF = json.dumps({"ExportBookmarksToPDFDestination": {"type": "boolean", "value": "true"}})
"""With the places of bookmarks; LibreOffice 7.4 is the first that takes options so."""


def settled(write: Callable[[Pagination], bytes], places: Collection[str]) -> bytes:
    """The file that `write` makes with the numbers of the pages on which Writer has these places, told by id.

    Raises `MachineError` where LibreOffice is missing, fails or hangs, `FormatError` where its numbers never
    come to stand.
    """
    with TemporaryDirectory(prefix="mappe-writer-", ignore_cleanup_errors=True) as folder:
        return settled_by(partial(pagination, places=places, folder=Path(folder)), write, places)


def settled_by(
    paginate: Callable[[bytes], Pagination], write: Callable[[Pagination], bytes], places: Collection[str]
) -> bytes:
    """The file whose numbers are those that `paginate` finds in it. Raises `FormatError`."""
    found = Pagination(MappingProxyType(dict.fromkeys(places, "1")), 1)
    for _ in range(LAYOUTS):
        numbered, content = found, write(found)
        found = paginate(content)
        if found == numbered:
            return content
    message = "the page numbers of the Word file do not settle, LibreOffice breaks lines anew with each"
    raise FormatError([Diagnostic(message, None, "write 'paginator: pdf' in content/office.yaml")])


def pagination(content: bytes, places: Collection[str], folder: Path, limit: float = LIMIT) -> Pagination:
    """On which pages Writer has the bookmarks of these ids; `folder` is its own, `limit` in seconds.

    Raises `MachineError`.
    """
    with _laid_out(content, folder, limit) as pdf:
        # Its names are letters and digits, and all else as the code of its character.
        marks = {str(name)[1:]: target[0].objgen for name, target in pdf.Root.get("/Dests", {}).items()}
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, _first_number(content))}
    try:
        named = {place: f"{pages[marks[bookmark_name(place).replace('_', '5F')]]}" for place in places}
    except KeyError:
        message = "LibreOffice does not say on which pages the sections are"
        raise MachineError([Diagnostic(message, None, f"take 7.4 or newer: {HOW_TO}")]) from None
    return Pagination(MappingProxyType(named), len(pages))


@contextmanager
def _laid_out(content: bytes, folder: Path, limit: float) -> Iterator[pikepdf.Pdf]:
    """The file as a PDF, on which its pages are those of Writer."""
    source, made = folder / "mappe.docx", folder / "mappe.pdf"
    source.write_bytes(content)
    made.unlink(missing_ok=True)
    said = _run(_command(source, folder), limit)
    try:
        with pikepdf.open(made) as pdf:
            yield pdf
    except (FileNotFoundError, pikepdf.PdfError):
        raise _failure(f"makes no PDF{said}") from None


def _command(source: Path, folder: Path) -> list[str]:
    program = shutil.which("soffice")
    if program is None:
        message = "the page numbers of Word files come from LibreOffice, and there is no command 'soffice'"
        raise MachineError([Diagnostic(message, None, HOW_TO)])
    profile = folder / "profile"
    settings = profile / "user/registrymodifications.xcu"
    if not settings.is_file():
        settings.parent.mkdir(parents=True)
        settings.write_text(SETTINGS, encoding="utf-8")
    start = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
    ]
    target = ["--convert-to", f"pdf:writer_pdf_Export:{AS_PDF}", "--outdir", str(folder)]
    return [*start, *target, str(source)]


def _run(command: Sequence[str], limit: float) -> str:
    """What the program said, behind a colon, if it ended well and in time."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}  # else its own language decides what a file leaves open
    try:
        process = subprocess.Popen(  # noqa: S603  # the program that was found; no shell reads the list
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise _failure(f"does not start: {error.strerror}") from None
    with process:
        try:
            lines, _ = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            raise _failure(f"has not laid out a Word file in {limit:.0f} seconds") from None
        finally:
            _end(process)
    last = next((f": {line.strip()}" for line in reversed(lines.splitlines()) if line.strip()), "")
    if process.returncode:
        raise _failure(f"fails with status {process.returncode}{last}")
    return last


def _end(process: "subprocess.Popen[str]") -> None:
    """Stop what still runs: the command is a script, and the program behind it would go on."""
    if process.poll() is None:
        if os.name == "nt":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


def _failure(what: str) -> MachineError:
    return MachineError([Diagnostic(f"LibreOffice ({shutil.which('soffice')}) {what}", None, HOW_TO)])


def _first_number(content: bytes) -> int:
    """Of the first page, which a letterhead may count from elsewhere: ISO/IEC 29500-1, pgNumType."""
    with ZipFile(BytesIO(content)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
    starts = (numbers.get(f"{{{W}}}start") for numbers in document.iter(f"{{{W}}}pgNumType"))
    return next((int(start) for start in starts if start), 1)
