"""What travels inside a PDF is the source of that edition: enough to make it again, and nothing more."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml

from mappe.builder import Wanted, Workshop, finished, prepare
from mappe.cli import template_folders
from mappe.errors import LanguageError
from mappe.formats import FORMATS
from mappe.model.audience import Audience
from mappe.model.page import Page
from mappe.model.project import Edition
from tests.editions import EVERY_SECTION, SAMPLE, pages_of
from tests.test_audiences import FOUND_IN, PLANTED

PROJECTS = (SAMPLE, EVERY_SECTION)


@cache
def workshop_of(project: Path) -> Workshop:
    """The project, with `embed: source` in each of its documents."""
    workshop = prepare(project, template_folders(project), Wanted())
    dossiers = tuple(
        replace(dossier, document=dossier.document.model_copy(update={"embed": "source"}))
        for dossier in workshop.project.dossiers
    )
    return replace(workshop, project=replace(workshop.project, dossiers=dossiers))


@cache
def page_of(project: Path, edition: Edition) -> Page:
    return finished(workshop_of(project), edition)


def editions() -> Iterator[object]:
    for project in PROJECTS:
        for edition, _ in workshop_of(project).work:
            yield pytest.param(project, edition, id=edition.stem)


every_edition = pytest.mark.parametrize(("project", "edition"), [*editions()])


def files_of(page: Page) -> Mapping[str, str]:
    return {file.name: file.content.decode() for file in page.attachments}


def unpacked(page: Page, name: str, images: Path, root: Path) -> Path:
    """A project of nothing but what travels in a page, and images."""
    for file, text in files_of(page).items():
        path = root / "content" / (name if file == "document.yaml" else "") / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    if images.is_dir():
        shutil.copytree(images, root / "content" / name / "images")
    return root


@every_edition
def test_an_edition_is_made_again_of_what_travels_in_it(
    project: Path, edition: Edition, tmp_path: Path
) -> None:
    page = page_of(project, edition)
    images = project / "content" / edition.document / "images"
    root = unpacked(page, edition.document, images, tmp_path)
    workshop = prepare(root, template_folders(project), Wanted())
    assert [again for again, _ in workshop.work] == [edition]
    again = finished(workshop, edition)
    assert {part.name: part.markup for part in again.parts} == {part.name: part.markup for part in page.parts}
    assert files_of(again) == files_of(page)
    assert again.assets.items() <= page.assets.items()
    assert replace(again, assets=page.assets).digest == page.digest


@every_edition
def test_only_attachments_tell_a_page_with_sources_from_one_without(project: Path, edition: Edition) -> None:
    page = page_of(project, edition)
    without = finished(prepare(project, template_folders(project), Wanted((edition.document,))), edition)
    assert replace(page, attachments=()).digest == without.digest
    assert page.digest != without.digest
    assert [file.media_type for file in page.attachments] == ["application/yaml"] * len(page.attachments)
    assert len({file.description for file in page.attachments}) == len(page.attachments) >= 4


@pytest.mark.parametrize("name", ["docx", "html"])
def test_a_file_that_holds_no_others_is_the_same(name: str) -> None:
    edition, _ = workshop_of(EVERY_SECTION).work[0]
    without = pages_of(EVERY_SECTION)[edition.stem]
    assert FORMATS[name].write(page_of(EVERY_SECTION, edition)) == FORMATS[name].write(without)


def everything(edition: Edition) -> str:
    return "\n".join(files_of(page_of(EVERY_SECTION, edition)).values())


def every_section(audience: Audience) -> list[object]:
    work = workshop_of(EVERY_SECTION).work
    return [pytest.param(edition, id=edition.stem) for edition, _ in work if edition.audience is audience]


@pytest.mark.parametrize("edition", every_section(Audience.GUEST))
def test_a_guest_gets_no_source_of_what_is_internal(edition: Edition) -> None:
    text = everything(edition)
    assert len(text) > 5_000
    assert [word for word in PLANTED if word in text] == []
    for name in ("talking_points", "internal", "salutation", "passport", "budget", "owner"):
        assert name not in text


@pytest.mark.parametrize("edition", every_section(Audience.INTERNAL))
def test_the_same_search_finds_it_in_the_source_of_the_internal_edition(edition: Edition) -> None:
    text = everything(edition)
    assert text.count(FOUND_IN[edition.language]) > 7
    for name in ("+49 511 1234567", "ELKINA", "H-XX 123", "talking_points", "passport", "budget", "owner"):
        assert name in text


@pytest.mark.parametrize("edition", every_section(Audience.GUEST))
def test_only_words_that_an_edition_prints_are_in_its_source(edition: Edition) -> None:
    text = everything(edition)
    own = {"de": "Ein Vorspann.", "en": "A lead.", "ru": "Вводка."}
    assert [tag for tag, words in own.items() if words in text] == [edition.language]
    beside = {"de": "Спасибо", "en": "Danke", "ru": "Danke"}
    assert beside[edition.language] in text
    names = {"Tatjana": "de", "Tatiana": "en", "Татьяна": "ru"}
    assert {tag for name, tag in names.items() if name in text} == {edition.language, "ru"}


def test_only_records_that_an_edition_uses_are_in_its_source() -> None:
    workshop = workshop_of(SAMPLE)
    (edition,) = (edition for edition, _ in workshop.work if edition.stem == "partnership.de")
    kept = yaml.safe_load(files_of(page_of(SAMPLE, edition))["sources.yaml"])
    assert 3 < len(kept) < len(workshop.project.registers["sources"])
    assert [*kept] == [name for name in workshop.project.registers["sources"] if name in kept]


def remade(root: Path, folder: Path) -> tuple[Page, Page]:
    """The first edition of a project, and what becomes of its source."""
    document = root / "content/visit/document.yaml"
    document.write_text(document.read_text("utf-8").replace("sections:", "embed: source\nsections:"), "utf-8")
    first = prepare(root, template_folders(root), Wanted())
    page = finished(first, first.work[0][0])
    again = unpacked(page, "visit", root / "content/visit/images", folder)
    second = prepare(again, template_folders(root), Wanted())
    return page, finished(second, second.work[0][0])


def changed(root: Path, *words: tuple[str, str]) -> Path:
    document = root / "content/visit/document.yaml"
    text = document.read_text("utf-8")
    for old, new in words:
        assert old in text
        text = text.replace(old, new)
    document.write_text(text, "utf-8")
    return root


def test_how_old_things_may_be_is_the_own_house_s_affair(
    project: Callable[[str], Path], tmp_path: Path
) -> None:
    root = project("every-section")
    office = root / "content/office.yaml"
    office.write_text(office.read_text("utf-8") + "outdated_after: {documents: 90}\n", "utf-8")
    page, again = remade(root, tmp_path / "again")
    assert "source: de" in files_of(page)["office.yaml"]
    assert "outdated_after" not in files_of(page)["office.yaml"]
    assert again.parts == page.parts


def test_a_slot_that_guests_do_not_see_leaves_no_id(project: Callable[[str], Path], tmp_path: Path) -> None:
    hidden = ("          - id: empfang\n", "          - id: empfang\n            audience: internal\n")
    shown = ("- type: talking_points\n", "- type: talking_points\n    audience: guest\n")
    page, again = remade(changed(project("every-section"), hidden, shown), tmp_path / "again")
    assert "talking-points" in {part.name for part in page.parts}
    assert "empfang" not in files_of(page)["document.yaml"] + page.markup_of("section")
    assert again.parts == page.parts


def test_a_list_of_sources_that_guests_do_not_see_stays_so(
    project: Callable[[str], Path], tmp_path: Path
) -> None:
    hidden = ("- type: sources\n", "- type: sources\n    audience: internal\n")
    page, again = remade(changed(project("every-section"), hidden), tmp_path / "again")
    assert "sources" not in {part.name for part in page.parts}
    assert "also:" not in files_of(page)["document.yaml"]
    assert again.parts == page.parts


def test_a_day_of_which_guests_see_no_slot_is_not_there(
    project: Callable[[str], Path], tmp_path: Path
) -> None:
    hidden = ("- {start: 10:00, end: 11:00,", "- {audience: internal, start: 10:00, end: 11:00,")
    page, again = remade(changed(project("every-section"), hidden), tmp_path / "again")
    assert 'id="programme-2018-06-12"' in page.markup_of("section")
    assert 'id="programme-2018-06-13"' not in page.markup_of("section")
    assert again.parts == page.parts


def test_a_wording_in_the_language_of_fallback_travels_as_such(
    project: Callable[[str], Path], tmp_path: Path
) -> None:
    root = changed(project("every-section"), ("lead: {de: Ein Vorspann., ", "lead: {"))
    with (root / "content/office.yaml").open("a", encoding="utf-8") as office:
        office.write("fallback: en\ntranslations: [{complete: 50}]\n")
    page, again = remade(root, tmp_path / "again")
    assert "A lead." in files_of(page)["document.yaml"]
    assert "fallback: en" in files_of(page)["office.yaml"]
    assert again.parts == page.parts


@pytest.mark.parametrize("phrase", ['msgctxt "attachment"\nmsgid "places"', 'msgid "At a glance"'])
def test_a_phrase_that_a_catalog_lacks_is_told(project: Callable[[str], Path], phrase: str) -> None:
    root = changed(project("every-section"), ("sections:", "embed: source\nsections:"))
    catalog = root / "templates/locales/de.po"
    catalog.parent.mkdir(parents=True)
    before, _, after = (SAMPLE / catalog.relative_to(root)).read_text("utf-8").partition(phrase)
    catalog.write_text(before + after.partition("\n\n")[2], "utf-8")
    workshop = prepare(root, template_folders(root), Wanted(languages=["de"]))
    with pytest.raises(LanguageError, match=r"de\.po:1:1: the catalog templates/locales/de\.po has no"):
        finished(workshop, workshop.work[0][0])


def test_notes_references_and_wide_sections_travel_too() -> None:
    edition = next(one for one, _ in workshop_of(EVERY_SECTION).work if one.stem == "visit.de")
    document = yaml.safe_load(files_of(page_of(EVERY_SECTION, edition))["document.yaml"])
    sections = {section["type"]: section for section in document["sections"]}
    assert sections["table"]["orientation"] == "landscape"
    text = str(sections["prose"]["text"])
    assert "^[Eine Fußnote" in text
    assert "[](#square)" in text
