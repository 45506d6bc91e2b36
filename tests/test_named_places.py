"""`dossier.pdf#programme-2018-06-12` can be sent in a mail: in every language, build and format."""

import io
from collections.abc import Mapping
from xml.etree import ElementTree

import pikepdf
import pytest

from mappe.formats.docx.anchors import bookmark_name
from mappe.model.page import Page
from tests.editions import EVERY_SECTION, SAMPLE, file_of, pages_of
from tests.unit.formats.docx.word_files import W, WordFile

PAGES: Mapping[str, Page] = {**pages_of(SAMPLE), **pages_of(EVERY_SECTION)}

SENT = {
    "delegation-visit.de": ["programme", "programme-2018-06-12", "programme-welcome"],
    "visit.ru": ["programme-2018-06-12", "programme-empfang", "city-profile-dort", "delegation-jolkina"],
}


def places(page: Page) -> list[str]:
    root = ElementTree.fromstring(f"<body>{page.markup_of('section')}</body>")
    return [element.attrib["id"] for element in root.iter() if "id" in element.attrib]


@pytest.mark.parametrize("name", SENT)
def test_what_was_sent_is_still_there(name: str) -> None:
    assert {*SENT[name]} <= {*places(PAGES[name])}


@pytest.mark.parametrize("name", PAGES)
def test_a_place_is_called_the_same_in_every_language_and_for_every_audience(name: str) -> None:
    document, language, *_ = name.split(".")
    found = places(PAGES[name])
    assert len({*found}) == len(found) > 10
    assert found == places(PAGES[name.replace(f".{language}", ".en")])
    assert {*found} <= {*places(PAGES[f"{document}.{language}.internal"])}


@pytest.mark.parametrize("name", ["delegation-visit.de", "visit.ru"])
def test_the_pdf_has_a_destination_for_each_place(name: str) -> None:
    with pikepdf.open(io.BytesIO(file_of(PAGES[name], "pdf").content)) as file:
        tree = file.Root.Names.Dests.Names
        sheets = {page.objgen for page in file.pages}
        named = {str(tree[number]): tree[number + 1][0].objgen for number in range(0, len(tree), 2)}
    assert {*places(PAGES[name])} <= named.keys()
    assert {*named.values()} <= sheets
    assert [*named] == sorted(named)


@pytest.mark.parametrize("name", PAGES)
def test_the_word_file_has_a_bookmark_for_each_place(name: str) -> None:
    file = WordFile(file_of(PAGES[name], "docx").content)
    bookmarks = [str(mark.get(f"{W}name")) for mark in file.find(".//w:bookmarkStart")]
    named = [mark for mark in bookmarks if not mark.startswith("_Ref_")]  # those are labels of captions
    assert named == [bookmark_name(place) for place in places(PAGES[name])]
    assert len({*bookmarks}) == len(bookmarks)
    numbers = [mark.get(f"{W}id") for mark in file.find(".//w:bookmarkStart")]
    assert sorted(map(str, numbers)) == sorted(
        str(end.get(f"{W}id")) for end in file.find(".//w:bookmarkEnd")
    )
