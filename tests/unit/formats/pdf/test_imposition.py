"""Pages on sheets: every one where it belongs, and its tags with it."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops

from mappe.formats import FORMATS
from mappe.formats.pdf.imposition import Side, imposed
from mappe.formats.pdf.print import A4_LANDSCAPE, saddle_stitch, side_by_side
from mappe.formats.pdf.publish import published
from mappe.formats.pdf.sides import facing, sides
from mappe.model.page import Page
from tests.editions import EVERY_SECTION, pages_of
from tests.pdf import page_with, pictures, text, tree
from tests.torture import one_of_each

LINKED = page_with(
    '<h1>One</h1><p>To <a href="#there">the second page</a> and <a href="https://a.example/">away</a>.</p>'
    '<section id="there" class="prose"><h2>Two</h2>'
    '<p>A <em>word</em> and <img src="asset:dot" alt="a dot"/> here.</p></section>',
    "@page { size: 148.5mm 210mm } section { break-before: page } img { width: 20mm }",
    dot=next(asset for page in pages_of(EVERY_SECTION).values() for asset in page.assets.values()),
)


@dataclass(frozen=True)
class Folded:
    """A booklet before and after its pages were put on sheets."""

    pages: bytes
    sheets: bytes


@pytest.fixture(scope="module")
def page() -> Page:
    return pages_of(EVERY_SECTION)["visit.ru"]


@pytest.fixture(scope="module")
def folded(page: Page) -> Folded:
    return _folded(page)


def _folded(page: Page) -> Folded:
    small = replace(page, theme=page.theme.booklet, two_sided=True)
    return Folded(published(facing(small), sides(small)).content, FORMATS["booklet"].write(page).content)


@pytest.fixture
def linked() -> Iterator[pikepdf.Pdf]:
    """Two pages side by side, the second on the left."""
    content = imposed(published(LINKED).content, [Side((1, 0))], A4_LANDSCAPE)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield pdf


def _leafed_through(order: list[tuple[int | None, int | None]]) -> list[int | None]:
    """What a reader meets, once the sheets are printed on both sides, laid into each other and folded."""
    sheets = list(zip(order[::2], order[1::2], strict=True))
    first_half = [page for front, back in sheets for page in (front[1], back[0])]
    return first_half + [page for front, back in reversed(sheets) for page in (back[1], front[0])]


@pytest.mark.parametrize("pages", range(1, 18))
def test_a_folded_booklet_reads_from_the_first_page_to_the_last(pages: int) -> None:
    met = _leafed_through(list(saddle_stitch(pages)))
    assert met[:pages] == list(range(pages))
    assert len(met) % 4 == 0
    assert set(met[pages:]) <= {None}
    assert len(met) - pages < 4


def test_a_wrong_order_does_not_read_so() -> None:
    front, back = saddle_stitch(4)
    assert _leafed_through([front, back[::-1]]) != [0, 1, 2, 3]


def test_a_handout_has_two_pages_on_a_sheet_and_a_blank_at_the_end() -> None:
    assert [side.pages for side in side_by_side(3)] == [(0, 1), (2, None)]


def test_every_word_of_the_pages_is_on_the_sheets(folded: Folded, tmp_path: Path) -> None:
    words = sorted(text(folded.pages, tmp_path).split())
    assert len(words) > 300
    assert sorted(text(folded.sheets, tmp_path).split()) == words


def test_sheets_look_as_their_pages(folded: Folded, tmp_path: Path) -> None:
    """The pages of a booklet are half a sheet: nothing is scaled, so nothing may look different."""
    pages = [Image.open(io.BytesIO(one)) for one in pictures(folded.pages, tmp_path / "pages", 96)]
    sheets = [Image.open(io.BytesIO(one)) for one in pictures(folded.sheets, tmp_path / "sheets", 96)]
    for sheet, numbers in zip(sheets, saddle_stitch(len(pages)), strict=True):
        expected = Image.new("RGB", sheet.size, "white")
        for position, number in enumerate(numbers):
            if number is not None:
                expected.paste(pages[number], (round(position * sheet.width / 2), 0))
        assert _unlike(sheet, expected) < 0.01
        assert _unlike(sheet, Image.new("RGB", sheet.size, "white")) > 0.01


def _unlike(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that differ so that it can be seen; an edge may fall between two of them."""
    difference = ImageChops.difference(one, other).convert("L")
    return sum(difference.histogram()[80:]) / (one.width * one.height)


def test_the_tags_are_read_in_the_order_of_the_pages(tmp_path: Path) -> None:
    folded = _folded(one_of_each())  # poppler takes half a minute for the tags of a longer one
    numbers_and_places = re.compile(r"Object \d+ |^ *\/.*\n", re.MULTILINE)
    before, after = (numbers_and_places.sub("", tree(one, tmp_path)) for one in (folded.pages, folded.sheets))
    assert before.count("\n") > 200
    assert after == before


def test_marked_content_is_numbered_on_and_found_from_both_ends(linked: pikepdf.Pdf) -> None:
    sheet = linked.pages[0]
    root = linked.Root.StructTreeRoot
    parents = dict(pikepdf.NumberTree(root.ParentTree))[int(sheet.obj.StructParents)]
    properties = (one.operands[1] for one in pikepdf.parse_content_stream(sheet, "BDC"))
    numbers = [int(one.MCID) for one in properties if isinstance(one, pikepdf.Dictionary) and "/MCID" in one]
    assert sorted(numbers) == list(range(len(parents)))
    assert len(numbers) > 5
    held = dict(_held(root))
    assert held
    assert held.keys() <= set(numbers)
    assert all(parents[number].objgen == element for number, element in held.items())


def _held(element: pikepdf.Object) -> Iterator[tuple[int, tuple[int, int]]]:
    """Each piece of marked content with the element that holds it."""
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield kid, element.objgen
        elif "/MCID" in kid:
            yield int(kid.MCID), element.objgen
        elif "/S" in kid:
            yield from _held(kid)


def test_nothing_refers_to_the_pages_that_were(linked: pikepdf.Pdf) -> None:
    pages = [
        one for one in linked.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Page"
    ]
    assert [one.objgen for one in pages] == [linked.pages[0].obj.objgen]


def test_links_bookmarks_and_figures_move_with_their_page(linked: pikepdf.Pdf) -> None:
    half = A4_LANDSCAPE[0] / 2
    inner, outer = linked.pages[0].Annots
    assert all(float(note.Rect[0]) > half for note in (inner, outer))
    assert str(outer.A.URI) == "https://a.example/"
    there = dict(pikepdf.NameTree(linked.Root.Names.Dests))["there"]
    assert (there[0].objgen, float(there[2]) < half) == (linked.pages[0].obj.objgen, True)
    first = linked.Root.Outlines.First
    assert (str(first.Title), float(first.Dest[2]) >= half) == ("One", True)
    figures = [
        one for one in linked.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
    ]
    assert [float(edge) < half for figure in figures for edge in figure.A.BBox[::2]] == [True, True]


def test_a_sheet_is_called_after_its_pages(linked: pikepdf.Pdf) -> None:
    assert str(linked.pages[0].label) == "2 | 1"


def test_a_viewer_is_told_to_flip_on_the_short_edge(folded: Folded) -> None:
    with pikepdf.open(io.BytesIO(folded.sheets)) as pdf:
        told = {key: str(value) for key, value in pdf.Root.ViewerPreferences.items()}
    assert (told["/Duplex"], told["/PrintScaling"]) == ("/DuplexFlipShortEdge", "/None")
    assert told["/DisplayDocTitle"] == "True"
