"""What a PDF says to machines, and that nobody sees it."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest

from mappe.formats.pdf.publish import laid_out, published
from mappe.model.page import Attachment, Page
from tests.editions import SAMPLE, pages_of
from tests.pdf import page_with, pictures

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"

SOURCE = Attachment("document.yaml", "application/yaml", b"title: T\n", "the content")


@pytest.fixture(scope="module")
def visit() -> Page:
    return pages_of(SAMPLE)["delegation-visit.ru"]


@pytest.fixture(scope="module")
def pdf(visit: Page) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(published(visit).content)) as opened:
        yield opened


def _listed(pdf: pikepdf.Pdf, name: str) -> list[str | None]:
    rdf = ElementTree.fromstring(pdf.Root.Metadata.read_bytes())
    return [entry.text for entry in rdf.findall(f".//{name}//{RDF}li")]


def test_metadata_are_those_of_the_content(visit: Page, pdf: pikepdf.Pdf) -> None:
    assert _listed(pdf, f"{DC}title") == [visit.title]
    assert _listed(pdf, f"{DC}creator") == [visit.author]
    assert _listed(pdf, f"{DC}description") == [visit.description]
    assert _listed(pdf, f"{DC}subject") == list(visit.keywords)
    assert _listed(pdf, f"{DC}language")[0] == "ru"
    assert {"de", "en-GB"} < set(_listed(pdf, f"{DC}language"))
    info = {key: str(value) for key, value in pdf.docinfo.items()}
    assert info["/Keywords"] == ", ".join(visit.keywords)
    assert info["/CreationDate"] == info["/ModDate"] == "D:20180604"


def test_metadata_can_be_read_without_unpacking(pdf: pikepdf.Pdf) -> None:
    assert "/Filter" not in pdf.Root.Metadata


def test_pages_are_labelled_with_the_numbers_that_they_bear(pdf: pikepdf.Pdf) -> None:
    assert [str(page.label) for page in pdf.pages] == [str(number) for number in range(1, len(pdf.pages) + 1)]


def test_front_matter_with_roman_numbers_has_roman_labels() -> None:
    numbers = """
        @page { size: 100mm 60mm; @bottom-left { content: element(foot) } }
        @page front { counter-increment: page 1 }
        .foot { position: running(foot) } .page::after { content: counter(page, lower-roman) }
    """
    page = page_with(
        '<p class="foot"><span class="page"></span></p><h1>T</h1><p style="break-before: page">x</p>', numbers
    )
    with pikepdf.open(io.BytesIO(published(page).content)) as opened:
        assert [str(sheet.label) for sheet in opened.pages] == ["i", "ii"]


def test_every_section_and_day_is_a_destination(pdf: pikepdf.Pdf) -> None:
    names = [str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]]
    assert names == sorted(names)
    assert {"programme", "programme-2018-06-12", "cities"} <= set(names)


def test_bookmarks_name_all_headings(visit: Page, pdf: pikepdf.Pdf) -> None:
    def marks(items: list[pikepdf.OutlineItem]) -> int:
        return sum(1 + marks(list(item.children)) for item in items)

    headings = sum(part.markup.count(f"<h{level}") for part in visit.parts for level in (1, 2, 3, 4))
    with pdf.open_outline() as outline:
        assert marks(list(outline.root)) == headings


def test_attachments_travel_as_the_source_of_an_archive_s_file(visit: Page) -> None:
    content = published(replace(visit, attachments=(SOURCE,))).content
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert opened.attachments["document.yaml"].get_file().read_bytes() == b"title: T\n"
        (file,) = opened.Root.AF
        assert (str(file.AFRelationship), str(file.EF.F.Subtype)) == ("/Source", "/application/yaml")
        assert b'part="3"' in opened.Root.Metadata.read_bytes()
    assert published(replace(visit, attachments=(SOURCE,))).content == content


def test_a_page_without_attachments_has_none(pdf: pikepdf.Pdf) -> None:
    assert not pdf.attachments
    assert b'part="2"' in pdf.Root.Metadata.read_bytes()


@pytest.mark.parametrize("name", ["delegation-visit.de.internal", "partnership.ru"])
def test_pages_look_as_they_do_without_tags(name: str, tmp_path: Path) -> None:
    page = pages_of(SAMPLE)[name]
    ours = pictures(published(page).content, tmp_path / "ours", 60)
    bare = pictures(laid_out(page).write_pdf(), tmp_path / "bare", 60)
    assert len(ours) > 8
    assert [number for number, pair in enumerate(zip(ours, bare, strict=True), 1) if pair[0] != pair[1]] == []
