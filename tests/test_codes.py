"""What a telephone reads from a printed code is what stands beside it."""

import re
import zipfile
from base64 import b64encode
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import zxingcpp
from PIL import Image

from mappe.builder import Wanted, prepare
from mappe.cli import template_folders
from mappe.diagnostics import Diagnostic
from mappe.errors import ContentError
from mappe.formats import FORMATS
from mappe.model.audience import Audience
from mappe.model.excerpt import excerpt
from mappe.model.page import Page
from mappe.model.project import Edition
from mappe.render.codes import CAPACITY, SIDE
from tests.calendars import cards, events, instants
from tests.conftest import PROJECTS
from tests.editions import file_of, pages_of
from tests.pdf import pictures
from tests.projects_of import page_of

PAGES = pages_of(PROJECTS / "calendar")
DOTS = 200
"""An inch, as a telephone's camera has them at arm's length, or more."""

LONG = """
  - type: code
    audience: guest
    of: contacts
    organisation: stadt
"""


@cache
def read(edition: str) -> tuple[str, ...]:
    """What the codes in the PDF of an edition hold, from top to bottom."""
    return tuple(_read(PAGES[edition]))


def _read(page: Page) -> list[str]:
    with TemporaryDirectory() as folder:
        sheets = pictures(file_of(page, "pdf").content, Path(folder), DOTS)
    return [code for sheet in sheets for code in _in(Image.open(BytesIO(sheet)))]


def _in(image: Image.Image) -> list[str]:
    found = zxingcpp.read_barcodes(image)
    return [code.text for code in sorted(found, key=lambda code: code.position.top_left.y)]


@pytest.mark.parametrize("tag", ["de", "en", "ru"])
def test_a_code_is_read_from_the_printed_page(tag: str) -> None:
    address, card, event = read(f"visit.{tag}")
    assert address == "https://example.org/besuch"
    (whole,) = [
        one for one in cards(FORMATS["vcf"].write(PAGES[f"visit.{tag}"]).content).values() if _is_mueller(one)
    ]
    (coded,) = cards(card.encode()).values()
    for name in ("fn", "n", "org", "title", "role", "tel", "email", "url"):
        assert str(getattr(coded, name).value) == str(getattr(whole, name).value)
    ((summary, when),) = instants(event.encode()).items()
    calendar = FORMATS["ics"].write(PAGES[f"visit.{tag}"]).content
    assert instants(calendar)[summary] == when == ("2018-06-12 07:00", "2018-06-12 08:30")
    assert events(event.encode())[summary].uid.value == events(calendar)[summary].uid.value


def _is_mueller(card: object) -> bool:
    return "mueller@example.org" in str(getattr(card, "email", ""))


def test_a_code_of_what_readers_do_not_see_is_not_there() -> None:
    assert len(read("visit.de.internal")) == 4
    assert "Geheimes Gespräch" in read("visit.de.internal")[3]
    assert [part.name for part in PAGES["visit.de"].parts if part.name == "geheimer-termin"] == []
    assert read("visit.de.public") == ("https://example.org/besuch",)
    assert len(_codes(PAGES["visit.de.public"])) == 1


def test_the_source_that_travels_with_a_page_tells_nothing_of_it() -> None:
    workshop = prepare(PROJECTS / "calendar", template_folders(PROJECTS / "calendar"), Wanted())
    for audience, count in ((Audience.GUEST, 3), (Audience.INTERNAL, 4)):
        edition = Edition("visit", ("de",), audience)
        travelling = excerpt(workshop.project, edition, PAGES[edition.stem], workshop.voices.typeset)
        sections = travelling["document"]["sections"]
        assert len([section for section in sections if section["type"] == "code"]) == count
        assert ("vorgespraech" in str(sections)) == (audience is Audience.INTERNAL)


def _codes(page: Page) -> list[bytes]:
    return [asset.content for asset in page.assets.values() if asset.media_type == "image/svg+xml"]


def test_what_a_code_holds_is_said_to_whoever_cannot_see_it() -> None:
    alternatives = re.findall(r'src="asset:[^"]*svg" alt="([^"]*)"', PAGES["visit.ru"].markup_of("section"))
    assert alternatives == [
        "QR-код со ссылкой на https://example.org/besuch",
        "QR-код с контактными данными: Забине Мюллер",
        "QR-код с данными встречи: Приём делегации в\u00a0Новой ратуше города и\u00a0приветствие гостей",
    ]


def test_web_page_and_word_file_hold_the_same_drawings() -> None:
    drawings = _codes(PAGES["visit.en"])
    assert len(drawings) == 3
    web_page = FORMATS["html"].write(PAGES["visit.en"]).content
    with zipfile.ZipFile(BytesIO(file_of(PAGES["visit.en"], "docx").content)) as package:
        parts = [package.read(name) for name in package.namelist()]
    assert [drawing for drawing in drawings if b64encode(drawing) not in web_page] == []
    assert [drawing for drawing in drawings if drawing not in parts] == []


def test_the_same_words_make_the_same_code(tmp_path: Path) -> None:
    first, second = (page_of(LONG, tmp_path) for _ in range(2))
    assert len(_codes(first)) == 1
    assert first.assets == second.assets
    assert first.digest == second.digest


def test_the_largest_code_has_modules_that_a_telephone_tells_apart(tmp_path: Path) -> None:
    page = _of_size(CAPACITY, tmp_path)
    (code,) = _codes(page)
    (modules,) = re.findall(rb'viewBox="0 0 ([0-9]+) \1"', code)
    assert SIDE / 96 * 25.4 / int(modules) >= 0.35
    (text,) = _read(page)
    assert len(text.encode()) == CAPACITY


def test_one_byte_more_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as error:
        _of_size(CAPACITY + 1, tmp_path)
    (fault,) = error.value.diagnostics
    assert (
        fault.message
        == f"this code would hold {CAPACITY + 1} bytes, and a telephone reads {CAPACITY} from paper"
    )
    assert fault == Diagnostic(fault.message, fault.place, "write address: where it can be fetched")


def _of_size(size: int, folder: Path) -> Page:
    """A page with one code that holds so many bytes."""
    empty = len(_event("x")) - 1
    words = ("мир и дружба " * 100).encode()[: size - empty].decode(errors="replace").replace("\ufffd", "?")
    title = words if not words.endswith(" ") else f"{words[:-1]}!"
    slot = f'{{id: fest, start: "09:00", kind: talks, title: "{title}"}}'
    return page_of(SLOT.format(slot=slot), folder)


SLOT = """
  - type: programme
    zone: Europe/Berlin
    days: [{{date: 2018-06-12, slots: [{slot}]}}]
  - {{type: code, audience: guest, of: calendar, slot: fest}}
"""


def _event(title: str) -> str:
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:Mappe",
        "BEGIN:VEVENT",
        f"UID:{'0' * 36}",
        f"SUMMARY:{title}",
    )
    return "\r\n".join((*lines, "DTSTART:20180612T070000Z", "END:VEVENT", "END:VCALENDAR"))
