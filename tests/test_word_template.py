"""A project with the office's own template: in its Word files, in no other, and in no source that travels."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from mappe.builder import Wanted, Workshop, finished, prepare
from mappe.cli import template_folders
from mappe.errors import ContentError
from mappe.formats import FORMATS
from mappe.model.page import Page
from tests.letterheads import letterhead, packed
from tests.test_embedded_source import unpacked
from tests.unit.formats.docx.word_files import WordFile
from tests.words import docx_words, page_words

OFFICE = "word_template: briefkopf.dotx\nword_styles: {Heading 1: Kapitel, Lead: Vermerk}\n"


@pytest.fixture
def root(project: Callable[[str], Path]) -> Path:
    """A project with something of everything, and a template."""
    folder = project("every-section")
    (folder / "content/briefkopf.dotx").write_bytes(packed(letterhead()))
    with (folder / "content/office.yaml").open("a", encoding="utf-8") as office:
        office.write(OFFICE)
    return folder


def workshop_of(root: Path) -> Workshop:
    return prepare(root, template_folders(root), Wanted())


def pages_of(workshop: Workshop) -> dict[str, Page]:
    return {edition.stem: finished(workshop, edition) for edition, _ in workshop.work}


def test_every_word_file_is_in_the_office_s_template_and_says_what_its_page_says(root: Path) -> None:
    pages = pages_of(workshop_of(root))
    assert len(pages) >= 6
    for page in pages.values():
        file = WordFile(FORMATS["docx"].write(page).content)
        assert docx_words(file.content) == page_words(page)
        assert b"Stadt Musterhausen" in file.part("word/header2.xml")
        assert {"Kapitel", "Lead"} <= {*file.values(".//w:pStyle")}


def test_the_template_makes_no_difference_to_pages_but_to_what_is_made_of_them(root: Path) -> None:
    pages = pages_of(workshop_of(root))
    office = root / "content/office.yaml"
    office.write_text(office.read_text("utf-8").replace(OFFICE, ""), "utf-8")
    for name, page in pages_of(workshop_of(root)).items():
        assert page.parts == pages[name].parts
        assert page.digest != pages[name].digest
        assert FORMATS["html"].write(page) == FORMATS["html"].write(pages[name])


def test_the_faults_of_a_template_are_told_with_all_others(root: Path) -> None:
    office = root / "content/office.yaml"
    office.write_text(office.read_text("utf-8").replace("Kapitel", "Kapitell") + "farbe: rot\n", "utf-8")
    with pytest.raises(ContentError) as refused:
        workshop_of(root)
    said = [each.message for each in refused.value.diagnostics]
    assert said == ["there is no style 'Kapitell' for paragraphs in briefkopf.dotx", "unknown key 'farbe'"]


def test_the_letterhead_is_the_office_s_own_and_travels_in_no_source(root: Path, tmp_path: Path) -> None:
    document = root / "content/visit/document.yaml"
    document.write_text(document.read_text("utf-8").replace("sections:", "embed: source\nsections:"), "utf-8")
    workshop = workshop_of(root)
    edition = workshop.work[0][0]
    page = finished(workshop, edition)
    files = {file.name: file.content.decode() for file in page.attachments}
    assert not {"word_template", "word_styles"} & {*yaml.safe_load(files["office.yaml"])}
    assert "briefkopf" not in "".join(files.values())
    again = workshop_of(unpacked(page, "visit", root / "content/visit/images", tmp_path / "again"))
    remade = finished(again, again.work[0][0])
    assert {part.name: part.markup for part in remade.parts} == {
        part.name: part.markup for part in page.parts
    }
    assert replace(page, word=remade.word, assets=remade.assets).digest == remade.digest
