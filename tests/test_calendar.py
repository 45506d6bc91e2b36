"""Calendar and address book say what the pages of an edition say, and nothing else."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from mappe.builder import Wanted, finished, prepare
from mappe.cli import template_folders
from mappe.formats import FORMATS
from mappe.model.dates import PartialDate
from mappe.plan import plan
from mappe.render.calendar import sequence
from tests.calendars import cards, events, instants
from tests.conftest import PROJECTS
from tests.editions import ROOT, every_page_of, file_of

PROJECT = PROJECTS / "calendar"
PAGES = every_page_of(PROJECT)
GUEST = ("visit.de", "visit.en", "visit.ru", "visit.de-ru")
SECRET = (
    "Geheim",
    "geheim",
    "Secret",
    "secret",
    "Тайн",
    "тайн",
    "2881738",
    "Elkina",
    "H-XX 123",
    "CONFIDENTIAL",
)


@cache
def _file(edition: str, name: str) -> bytes:
    return file_of(PAGES[edition], name).content


def _text(content: bytes) -> str:
    """Without the breaks of long lines."""
    return content.decode().replace("\r\n ", "")


@pytest.fixture
def rebuilt(project: Callable[[str], Path]) -> Callable[..., bytes]:
    """The calendar of the German guest edition, with words of its document exchanged."""
    root = project("calendar")

    def built(*changes: tuple[str, str], edition: str = "visit.de") -> bytes:
        path = root / "content/visit/document.yaml"
        shutil.copy(PROJECT / "content/visit/document.yaml", path)
        text = path.read_text("utf-8")
        for before, after in changes:
            assert text.count(before) == 1, before
            text = text.replace(before, after)
        path.write_text(text, "utf-8")
        workshop = prepare(root, template_folders(root), Wanted())
        (wanted,) = (one for one, _ in workshop.work if one.stem == edition)
        return FORMATS["ics"].write(finished(workshop, wanted)).content

    return built


def _uids(content: bytes) -> Mapping[str, str]:
    return {summary: event.uid.value for summary, event in events(content).items()}


def test_every_slot_is_at_its_moment() -> None:
    assert instants(_file("visit.en", "ics")) == {
        "Welcome": ("2018-06-12 07:00", "2018-06-12 08:30"),
        "Break": ("2018-06-12 09:00", ""),
        "Tour": ("2018-06-12 12:00", "2018-06-12 13:00"),
        "Farewell": ("2018-12-02 23:00", "2018-12-03 22:59"),
        "Talk": ("2018-07-01 04:00", "2018-07-01 05:00"),
    }


def test_an_appointment_says_what_the_page_says() -> None:
    event = events(_file("visit.en", "ics"))["Welcome"]
    assert event.location.value == "New Town Hall, Room 5, Trammplatz 2, 30159 Hannover"
    assert event.description.value.split("\n") == [
        "Reception",
        "With music (piano), see page (https://example.org/musik).",
        "Host: Dr Sabine Müller",
        "With: Tatyana Yolkina",
        "Dress: dark",
        "Transport: bus, lobby",
    ]
    assert event.categories.value == ["Reception"]


def test_what_is_not_certain_is_said_to_the_own_house() -> None:
    for edition, names in (("visit.en", set[str]()), ("visit.en.internal", {"Break"})):
        read = events(_file(edition, "ics")).items()
        assert {name for name, event in read if "status" in event.contents} == names
    assert events(_file("visit.en.internal", "ics"))["Break"].status.value == "TENTATIVE"


@pytest.mark.parametrize("edition", GUEST)
@pytest.mark.parametrize("name", ["ics", "vcf", "html"])
def test_a_guest_gets_nothing_internal(edition: str, name: str) -> None:
    text = _text(_file(edition, name))
    assert [word for word in SECRET if word in text] == []


def test_the_same_search_finds_it_in_the_internal_files() -> None:
    text = _text(_file("visit.de.internal", "ics") + _file("visit.de.internal", "vcf"))
    assert [
        word for word in ("Geheimer Fahrer", "Geheimer Vermerk", "Geheimes Gespräch") if word not in text
    ] == []
    assert [
        word for word in ("H-XX 123", "+4915228817386", "Gesine Geheim", "CONFIDENTIAL") if word not in text
    ] == []
    assert text.count("Intern – nicht weitergeben") == 7


def test_one_appointment_has_one_uid_in_every_edition() -> None:
    names = [name for name in PAGES if name.startswith("visit") and "public" not in name]
    assert len(names) == 7
    seen = {tuple(_uids(_file(name, "ics")).values()) for name in names if "internal" not in name}
    (guest,) = seen
    assert len(set(guest)) == 5
    for tag in ("de", "en", "ru"):
        assert set(guest) < set(_uids(_file(f"visit.{tag}.internal", "ics")).values())


def test_an_import_after_a_change_finds_the_same_appointments(rebuilt: Callable[..., bytes]) -> None:
    before, after = (
        rebuilt(),
        rebuilt(
            ("Empfang; Gruß, Musik", "Begrüßung"),
            ("start: 09:00\n            end: 10:30", "start: 08:00\n            end: 09:30"),
            ("title: {de: Pause", "title: {de: Kaffee"),
            ('version: "1.2"', 'version: "1.3"'),
        ),
    )
    assert [*_uids(before).values()] == [*_uids(after).values()]
    assert instants(after)["Begrüßung"] == ("2018-06-12 06:00", "2018-06-12 07:30")
    first, later = (int(events(file)["Führung"].sequence.value) for file in (before, after))
    assert first < later


def test_a_new_slot_for_the_own_house_moves_no_uid_of_another_time(rebuilt: Callable[..., bytes]) -> None:
    new = "- {audience: internal, start: 10:45, kind: talks, title: Neu}\n          - {start: 11:00"
    assert _uids(rebuilt(("- {start: 11:00", new))) == _uids(rebuilt())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("2018-06-04", "1.2"), ("2018-06-05", "1.2")),
        (("2018-06-04", "1.9"), ("2018-06-04", "1.10")),
        (("2018-06-04", "1.2"), ("2018-06-04", "2")),
        (("2018-06-04", "99.99"), ("2018-06-05", "draft")),
    ],
)
def test_a_later_state_replaces_an_earlier_one(before: tuple[str, str], after: tuple[str, str]) -> None:
    first, later = (sequence(PartialDate.parse(day), version) for day, version in (before, after))
    assert 0 < first < later


def test_no_state_is_outside_of_what_a_calendar_can_count() -> None:
    assert sequence(PartialDate.parse("9999"), "9" * 200) == 2**31 - 1
    assert sequence(PartialDate.parse("1150"), "Entwurf") == 0


def test_two_languages_share_an_appointment() -> None:
    event = events(_file("visit.de-ru", "ics"))["Führung"]
    german, russian = event.description.value.split("\n\n")
    assert german == "Besichtigung"
    assert russian.split("\n") == ["Экскурсия", "Посещение"]
    assert event.summary.params["LANGUAGE"] == ["de"]
    assert "LANGUAGE" not in event.description.params


def test_a_sample_says_so_in_every_file(rebuilt: Callable[..., bytes]) -> None:
    content = rebuilt(('version: "1.2"', 'version: "1.2"\nsample: true'))
    said = [event.description.value.split("\n")[0] for event in events(content).values()]
    assert said == ["Musterprogramm – Personen und Termine sind erfunden."] * 5


def test_whom_to_turn_to_stands_first_and_once() -> None:
    read = cards(_file("visit.ru", "vcf"))
    assert [*read] == ["д-р Забине Мюллер", "Больница", "Татьяна Ильинична Ёлкина", "Хор"]
    mueller, hospital, jolkina, choir = read.values()
    assert (mueller.title.value, mueller.role.value) == ("Руководитель", "Контактное лицо")
    assert [tel.value for tel in mueller.tel_list] == ["+4951116836520"]
    assert mueller.org.value == ["Город Ганновер", "Бюро по партнёрам"]
    assert mueller.adr.value.country == "Германия"
    assert mueller.note.value == "Sabine Müller\nпо будням"
    assert (hospital.n.value.family, hospital.note.value) == ("", "круглосуточно")
    assert (jolkina.n.value.family, jolkina.n.value.additional) == ("Ёлкина", "Ильинична")
    assert choir.n.value.family == "Хор"


def test_a_name_in_its_own_script_stands_in_the_note() -> None:
    assert cards(_file("visit.en", "vcf"))["Tatyana Yolkina"].note.value == "Татьяна Ильинична Ёлкина"


def test_a_card_has_one_uid_in_every_edition() -> None:
    found = {tuple(card.uid.value for card in cards(_file(name, "vcf")).values()) for name in GUEST}
    assert len(found) == 1


def test_what_readers_do_not_see_makes_no_file() -> None:
    workshop = prepare(PROJECT, template_folders(PROJECT), Wanted())
    made = {edition.stem: {output.format for output in outputs} for edition, outputs in workshop.work}
    assert made["facts.de"] == made["visit.de.public"] == {"pdf", "docx", "html"}
    assert made["facts.de.internal"] == {"pdf", "docx", "html", "ics"}
    assert made["visit.de"] == made["visit.de-ru"] == {"pdf", "docx", "html", "ics", "vcf"}


def test_a_calendar_can_be_asked_for_alone() -> None:
    project = prepare(PROJECT, template_folders(PROJECT), Wanted()).project
    planned = plan(project, languages=["en"], formats=["ics"])
    paths = [output.path.as_posix() for _, outputs in planned for output in outputs]
    assert paths == ["facts/facts.en.internal.ics", "visit/visit.en.ics", "visit/visit.en.internal.ics"]


def _built(target: Path, seed: str, zone: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "mappe", "build", "visit", "--format", "ics", "--format", "vcf"]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
    words = [*command, "--project", str(PROJECT), "--output", str(target)]
    subprocess.run(words, cwd=ROOT, env=environment, check=True, capture_output=True)
    return {path.name: path.read_bytes() for path in sorted(target.glob("*/*.*"))}


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    first = _built(tmp_path / "first", "0", "UTC")
    assert len(first) == 14
    assert _built(tmp_path / "second", "12345", "Asia/Yekaterinburg") == first
