"""One pack for each recipient: what is theirs stands in it, and what is another one's does not."""

import io
import re
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from mappe.builder import Built, Failed, Wanted, build, finished, prepare
from mappe.cli import template_folders
from mappe.model.page import Page
from tests.conftest import PROJECTS
from tests.editions import every_page_of, file_of
from tests.pdf import text as pdf_text
from tests.test_embedded_source import page_of, unpacked, workshop_of

PERSONAL = PROJECTS / "personal"
ANNA = (
    "д-р Анна Петровна Андерс",
    "Уважаемая Анна Петровна!",
    "Гостиница «Орёл»",
    "Adlerweg 1",
    "Орлиные ворота",
    "11:15",
    "Музейная группа",
    "Экскурсия",
    "Перекус",
)
BORIS = (
    "Boris Berger",
    "Dear Mr Berger",
    "Bear Hotel",
    "Bärenweg 2",
    "bear gate",
    "11:45",
    "Factory group",
    "Assembly",
    "Snack",
)
CLARA = ("Clara Conrad", "Schön, dass Sie kommen.", "Empfang")

OWN = {"visit.ru.anders-anna": ANNA, "visit.en.berger-boris": BORIS, "visit.de.conrad-clara": CLARA}
OF_ANNA = (
    "Adler",
    "Орёл",
    "Eagle",
    "Орлин",
    "eagle gate",
    "11:15",
    "Уважаемая",
    "Rundgang",
    "Экскурсия",
    "Tour",
)
OF_BORIS = (
    "Bär",
    "Медве",
    "Bear",
    "bear gate",
    "11:45",
    "Dear",
    "geehrter",
    "Fertigung",
    "Сборка",
    "Assembly",
)
OTHERS = {
    "visit.ru.anders-anna": OF_BORIS,
    "visit.en.berger-boris": OF_ANNA,
    "visit.de.conrad-clara": (*OF_ANNA, *OF_BORIS, "Imbiss"),
}
FOR_THE_HOUSE = ("Fahrer", "H-AD 1", "H-BR 2", "ANDERS ANNA", "1234567", "spunkt")


@cache
def text_of(stem: str, name: str) -> str:
    """What a reader can find in a file, with what is hidden in it."""
    content = file_of(every_page_of(PERSONAL)[stem], name).content
    if name == "html":
        return _plain(content.decode())
    if name == "docx":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = [part for part in package.namelist() if part.endswith(".xml")]
            return _plain(" ".join(package.read(part).decode() for part in parts))
    with TemporaryDirectory() as folder:
        return _plain(pdf_text(content, Path(folder)) + content.decode("latin-1"))


def _plain(text: str) -> str:
    """Words that stand apart only because they are marked up stand together."""
    unmarked = re.sub(r"<[^<>]*>", "", text.replace("<w:br/>", " ").replace("<br>", " "))
    return " ".join(unmarked.replace("\u00ad", "").replace("\u2011", "-").split())


@pytest.mark.parametrize("name", ["html", "docx", "pdf"])
@pytest.mark.parametrize("stem", OWN)
def test_a_pack_tells_its_recipient_what_is_theirs(stem: str, name: str) -> None:
    text = text_of(stem, name)
    assert [words for words in OWN[stem] if words not in text] == []


@pytest.mark.parametrize("name", ["html", "docx", "pdf"])
@pytest.mark.parametrize("stem", OWN)
def test_a_pack_tells_nothing_of_the_others(stem: str, name: str) -> None:
    text = text_of(stem, name)
    assert [words for words in (*OTHERS[stem], *FOR_THE_HOUSE) if words in text] == []


@pytest.mark.parametrize("stem", ["visit.de", "visit.en", "visit.ru"])
def test_an_edition_for_everybody_tells_nothing_of_a_single_person(stem: str) -> None:
    text = text_of(stem, "html")
    private = ("Adlerweg", "Орлин", "Bärenweg", "Dear Mr", "Sehr geehrte", "Уважаемая", "Für Sie", "Для вас")
    assert [words for words in private if words in text] == []
    assert text.count("Museumsgruppe") + text.count("Museum group") + text.count("Музейная группа") == 2


def test_the_own_house_reads_where_everybody_stays_and_how_they_come() -> None:
    text = text_of("visit.de.internal", "html")
    told = ("Hotel Adler", "Hotel Bär", "Museumsgruppe", "Werksgruppe", "Adlertor", "H-BR 2", "Werkspunkt")
    assert [words for words in told if words not in text] == []


def test_talking_points_about_what_another_group_does_are_not_in_a_pack_of_the_house() -> None:
    assert "Museumspunkt" in text_of("visit.de.internal.anders-anna", "html")
    assert "Werkspunkt" not in text_of("visit.de.internal.anders-anna", "html")


def test_the_own_driver_is_told_in_a_pack_of_the_house_only() -> None:
    section = _personal(every_page_of(PERSONAL)["visit.de.internal.anders-anna"])
    assert "Fahrer Adler" in section
    assert "Fahrer Bär" not in section


def _personal(page: Page) -> str:
    return next(part.markup for part in page.parts if part.name == "personal")


def test_the_salutation_says_its_language_where_it_is_not_the_editions() -> None:
    page = every_page_of(PERSONAL)["visit.de.internal.anders-anna"]
    assert '<p class="salutation" lang="ru">Уважаемая Анна Петровна!</p>' in _personal(page)
    own = every_page_of(PERSONAL)["visit.ru.anders-anna"]
    assert '<p class="salutation">Уважаемая Анна Петровна!</p>' in _personal(own)


def test_who_has_no_salutation_in_their_language_gets_none() -> None:
    assert "salutation" not in _personal(every_page_of(PERSONAL)["visit.de.conrad-clara"])


def test_two_languages_side_by_side_greet_in_both() -> None:
    markup = _personal(every_page_of(PERSONAL)["visit.de-ru.01-anna"])
    assert "Sehr geehrte Frau\u00a0Dr.\u00a0Anders" in markup
    assert "Уважаемая Анна Петровна!" in markup


def test_words_that_refer_to_what_a_recipient_does_not_get_stay_words() -> None:
    anna = _personal(every_page_of(PERSONAL)["visit.ru.anders-anna"])
    boris = _personal(every_page_of(PERSONAL)["visit.en.berger-boris"])
    assert '<a href="#programme-museum">Музей</a>, второй день.' in anna
    assert 'Museum, <a href="#programme-2018-06-13">second day</a>.' in boris


def test_the_cover_names_the_recipient_and_the_title_does_not() -> None:
    page = every_page_of(PERSONAL)["visit.en.berger-boris"]
    assert "<strong>Boris Berger</strong>" in page.markup_of("cover")
    assert (page.title, page.description) == ("A visit", "With groups")


def test_an_error_in_one_pack_stops_no_other(tmp_path: Path) -> None:
    root = tmp_path / "project"
    for path in PERSONAL.rglob("*.yaml"):
        (root / path.relative_to(PERSONAL)).parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text("utf-8").replace("en: bear gate, ", "")
        (root / path.relative_to(PERSONAL)).write_text(text, "utf-8")
    workshop = prepare(root, template_folders(root), Wanted(formats=["html"]))
    steps = [*build(workshop, tmp_path / "output")]
    failed = {step.output.path.name: step.error for step in steps if isinstance(step, Failed)}
    assert [*failed] == ["visit.en.berger-boris.html"]
    assert "no wording in 'en'" in str(failed["visit.en.berger-boris.html"])
    assert len([step for step in steps if isinstance(step, Built)]) == len(workshop.work) - 1


@pytest.mark.parametrize("stem", [*OWN, "visit.de-ru.01-anna", "visit.de.internal.anders-anna"])
def test_what_travels_in_a_pack_makes_this_pack_and_no_other(stem: str, tmp_path: Path) -> None:
    edition = next(one for one, _ in workshop_of(PERSONAL).work if one.stem == stem)
    page = page_of(PERSONAL, edition)
    root = unpacked(page, edition.document, tmp_path / "none", tmp_path / "again")
    workshop = prepare(root, template_folders(PERSONAL), Wanted())
    assert [again for again, _ in workshop.work] == [edition]
    assert finished(workshop, edition).digest == page.digest
    source = "".join(file.content.decode() for file in page.attachments)
    assert [words for words in OTHERS.get(stem, ()) if words in source] == []
