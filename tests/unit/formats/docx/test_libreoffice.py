"""How LibreOffice is asked for page numbers, and what is said when it gives none."""

import io
import os
import re
import select
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pikepdf
import pytest

from mappe.errors import FormatError, MachineError
from mappe.formats.docx import write_docx, written
from mappe.formats.docx.libreoffice import LAYOUTS, SETTINGS, pagination, settled_by
from mappe.formats.pagination import UNPAGED, Pagination
from mappe.model.word import WordFiles
from tests.conftest import judge
from tests.unit.formats.docx.test_contents import entries
from tests.unit.formats.docx.test_in_libreoffice import shown
from tests.unit.formats.docx.word_files import ADDRESS, WordFile, page_of, section, whole_page, words_of

PAGE = replace(
    whole_page(
        section("<p>a</p>" * 30, "a", classes="prose new-page"),
        section("<p>b</p>" * 80, "b-c", classes="prose new-page"),
        section("<p>d</p>", "D.d", classes="prose new-page"),
    ),
    word=WordFiles("libreoffice", embed_fonts=False),
)

NO_SETTINGS = '<oor:items xmlns:oor="http://openoffice.org/2001/registry"/>'
PICTURE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"

PLACES = ("a", "b-c", "D.d")

SAYS_NOTHING = "#!/bin/sh\necho 'Error: source file could not be loaded' >&2\n"


LAST_BUT_ONE = "while [ $# -gt 1 ]; do folder=$1; shift; done\n"
"""The folder for what is made, in a script that is called as LibreOffice is."""


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """A program called soffice, the only one that can be found."""
    program = tmp_path / "soffice"
    monkeypatch.setenv("PATH", str(tmp_path))

    def installed(script: str) -> Path:
        program.write_text(script, "utf-8")
        program.chmod(0o755)
        return program

    return installed


def _numbers(number: str) -> Pagination:
    return Pagination({"a": number}, 20)


def _written(pagination: Pagination) -> bytes:
    return pagination.numbers["a"].encode()


def test_the_file_has_the_numbers_that_are_found_in_it() -> None:
    # With a number of two figures in its contents, they need one line more.
    found = {b"1": "9", b"9": "10", b"10": "11", b"11": "11"}
    content = settled_by(lambda content: _numbers(found[content]), _written, ["a"])
    assert content == b"11"


def test_numbers_that_never_settle_are_told() -> None:
    asked: list[bytes] = []

    def paginate(content: bytes) -> Pagination:
        asked.append(content)
        return _numbers(f"{len(asked) % 2 + 5}")

    with pytest.raises(FormatError, match="do not settle") as told:
        settled_by(paginate, _written, ["a"])
    assert "paginator: pdf" in str(told.value)
    assert len(asked) == LAYOUTS


def test_without_libreoffice_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MachineError, match="no command 'soffice'") as told:
        write_docx(PAGE)
    assert "apt-get install libreoffice-writer-nogui" in str(told.value)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (SAYS_NOTHING, "makes no PDF: Error: source file could not be loaded"),
        (f"{SAYS_NOTHING}exit 77\n", "fails with status 77: Error: source file could not be loaded"),
        ("#!/nowhere/sh\n", "does not start: No such file or directory"),
        (
            f"#!/bin/sh\n{LAST_BUT_ONE}echo no > $folder/mappe.pdf\n",
            "makes no PDF",
        ),
    ],
)
def test_a_libreoffice_that_fails_is_named(script: str, said: str, stand_in: Callable[[str], Path]) -> None:
    program = stand_in(script)
    with pytest.raises(MachineError) as told:
        write_docx(PAGE)
    assert f"LibreOffice ({program}) {said}" in str(told.value)


def test_a_libreoffice_that_tells_no_places_is_too_old(
    tmp_path: Path, stand_in: Callable[[str], Path]
) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "without-places.pdf")
    stand_in(f"#!/bin/sh\n{LAST_BUT_ONE}/bin/cp {tmp_path}/without-places.pdf $folder/mappe.pdf\n")
    with pytest.raises(
        MachineError, match=r"does not say on which pages the sections are: take 7\.4 or newer"
    ):
        write_docx(PAGE)


def test_a_libreoffice_that_hangs_is_stopped_with_all_it_started(
    tmp_path: Path, stand_in: Callable[[str], Path]
) -> None:
    os.mkfifo(tmp_path / "alive")
    program = stand_in(f"#!/bin/sh\n/bin/sleep 1000 > {tmp_path}/alive &\nwait\n")
    # The end of a pipe is read when nobody is left who could write into it.
    alive = os.open(tmp_path / "alive", os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(MachineError) as told:
        pagination(b"", [], tmp_path, limit=1)
    assert f"LibreOffice ({program}) has not laid out a Word file in 1 seconds" in str(told.value)
    ready, _, _ = select.select([alive], [], [], 60)
    assert ready
    assert os.read(alive, 1) == b""
    os.close(alive)


@pytest.mark.slow
def test_several_files_at_a_time_get_the_pages_of_writer(tmp_path: Path) -> None:
    judge("soffice", package="libreoffice-writer-nogui")
    with ThreadPoolExecutor() as both:
        one, other = both.map(write_docx, [PAGE, PAGE])
    assert one == other
    _, _, *sheets = shown(one, tmp_path).removesuffix("\f").split("\f")
    begins = [str(number) for number, text in enumerate(sheets, 3) if "Titel" in text]
    file = WordFile(one)
    assert [entry.split("|")[1] for entry in entries(file)] == begins
    assert int(begins[2]) > int(begins[1]) + 1
    assert f"Seite 1 von {len(sheets) + 2}" in words_of(file.root("footer1"))


@pytest.mark.slow
@pytest.mark.parametrize("start", [0, 4])
def test_a_letterhead_may_count_its_pages_from_elsewhere(start: int, tmp_path: Path) -> None:
    judge("soffice", package="libreoffice-writer-nogui")
    content = _counting_from(start, written(PAGE, Pagination(dict.fromkeys(PLACES, "1"), 1)))
    found = pagination(content, PLACES, tmp_path)
    sheets = shown(content, tmp_path).split("\f")
    feet = [re.findall(r"Seite (\d+) von", sheet)[0] for sheet in sheets if "Titel" in sheet]
    assert [*found.numbers.values()] == feet[-len(PLACES) :]


def _counting_from(start: int, content: bytes) -> bytes:
    """The Word file as a template would have it that says so in its first section."""
    return _changed(
        content, "word/document.xml", "<w:titlePg/>", f'<w:pgNumType w:start="{start}"/><w:titlePg/>'
    )


def _changed(content: bytes, part: str, was: str, now: str) -> bytes:
    """The Word file with other words at one place of a part."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            held = before.read(name)
            assert name != part or was.encode() in held
            after.writestr(name, held.replace(was.encode(), now.encode(), 1) if name == part else held)
    return made.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(("settings", "is_asked"), [(SETTINGS, False), (NO_SETTINGS, True)])
def test_nothing_is_fetched_even_if_a_file_asks_for_it(
    settings: str,
    is_asked: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    judge("soffice", package="libreoffice-writer-nogui")
    profile = tmp_path / "profile/user/registrymodifications.xcu"
    profile.parent.mkdir(parents=True)
    profile.write_text(settings, "utf-8")
    content = written(page_of(section(f'<p><img src="{ADDRESS}" alt="Plan"/></p>', "a")), UNPAGED)
    with _web_server() as (address, asked):
        relation = f'<Relationship Id="web" Type="{PICTURE}" Target="{address}/x.png" TargetMode="External"/>'
        linked = _changed(
            content, "word/_rels/document.xml.rels", "</Relationships>", f"{relation}</Relationships>"
        )
        pagination(_changed(linked, "word/document.xml", 'r:embed="rId1"', 'r:link="web"'), ["a"], tmp_path)
    assert bool(asked) is is_asked


@contextmanager
def _web_server() -> Iterator[tuple[str, list[str]]]:
    """Its address, and what it was asked for."""
    asked: list[str] = []

    class Answer(BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            asked.append(self.rfile.readline().decode())

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
