"""Wide pages, footnotes, running titles and turned pages, as independent readers find them."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from mappe.formats import FORMATS
from mappe.formats.pdf.imposition import Side, imposed
from mappe.formats.pdf.print import A4_LANDSCAPE
from mappe.formats.pdf.publish import published
from tests.editions import EVERY_SECTION, SAMPLE, file_of, pages_of
from tests.pdf import Word, boxes, page_with, sizes, text, tree
from tests.projects_of import page_of
from tests.torture import one_of_each

A4 = (595.276, 841.89)
TABLE = """
  - {type: table, audience: guest, title: %s, orientation: landscape, columns: [{title: A}], rows: [[b]]}
"""
PROSE = "  - {type: prose, audience: guest, title: %s, text: %s}\n"


@pytest.fixture(scope="module")
def visit() -> bytes:
    return file_of(pages_of(EVERY_SECTION)["visit.de"], "pdf").content


def heads(pages: list[list[Word]]) -> list[str]:
    """What stands left in the second line of the running head, of all pages but the cover."""
    inner = pages[1:]
    return [" ".join(word.text for word in page if 40 < word.top < 52 and word.left < 300) for page in inner]


# ---------- landscape ----------


def test_a_landscape_section_has_sheets_of_its_own(tmp_path: Path) -> None:
    sections = "\n" + "".join((PROSE % ("Eins", "x"), TABLE % "Zwei", TABLE % "Drei", PROSE % ("Vier", "y")))
    content = FORMATS["pdf"].write(page_of(sections, tmp_path)).content
    wide = A4[::-1]
    assert sizes(content, tmp_path) == [A4, A4, A4, wide, wide, A4]
    titles = [
        [word.text for word in page if word.bottom - word.top > 25][1:] for page in boxes(content, tmp_path)
    ]
    assert titles[2:] == [["Eins"], ["Zwei"], ["Drei"], ["Vier"]]


def test_nothing_comes_behind_a_landscape_section_at_the_end(tmp_path: Path) -> None:
    content = FORMATS["pdf"].write(page_of("\n" + TABLE % "Eins", tmp_path)).content
    assert sizes(content, tmp_path) == [A4, A4, A4[::-1]]


def test_the_edges_of_a_wide_page_reach_from_margin_to_margin(visit: bytes, tmp_path: Path) -> None:
    found = [
        (width, words)
        for (width, height), words in zip(sizes(visit, tmp_path), boxes(visit, tmp_path), strict=True)
        if width > height
    ]
    ((width, words),) = found
    margin = 20 / 25.4 * 72
    assert min(word.left for word in words) == pytest.approx(margin, abs=1)
    assert max(word.right for word in words) == pytest.approx(width - margin, abs=1)
    foot = [word.text for word in words if word.top > 530]
    assert foot[0] == "Musterstadt"
    assert foot[-4] == "Seite"


@pytest.mark.parametrize("name", ["shop", "booklet", "handout"])
def test_printers_get_wide_pages_with_every_word(name: str, tmp_path: Path) -> None:
    said = text(file_of(pages_of(EVERY_SECTION)["visit.de"], name).content, tmp_path)
    assert {"Birnen", "Äpfel", "Zahlen", "Zelle"} <= set(re.findall(r"\w+", said))


# ---------- turned pages ----------

TURNED = page_with(
    '<h1>One</h1><p>To <a href="#wide">the wide page</a>.</p>'
    '<section id="wide" class="landscape"><h2>Wide</h2>'
    '<p>Here is <a href="https://a.example">a link</a> and <img src="asset:dot" alt="a dot"/>.</p></section>',
    "@page { size: 148.5mm 210mm; margin: 10mm } @page wide { size: 210mm 148.5mm }"
    "body { margin: 0 } section { page: wide; break-before: page } img { width: 20mm }",
    dot=next(asset for page in pages_of(EVERY_SECTION).values() for asset in page.assets.values()),
)


@pytest.fixture(scope="module")
def turned() -> bytes:
    return imposed(published(TURNED).content, [Side((0, 1))], A4_LANDSCAPE)


def test_a_wide_page_fills_its_share_and_is_read_by_who_turns_the_sheet(
    turned: bytes, tmp_path: Path
) -> None:
    ((words),) = boxes(turned, tmp_path)
    assert sizes(turned, tmp_path) == [A4[::-1]]
    wide, here = (next(word for word in words if word.text == name) for name in ("Wide", "Here"))
    for word in (wide, here):
        assert word.bottom - word.top > word.right - word.left
        assert word.left > A4[1] / 2
    assert wide.left < here.left  # what is above stands left
    following = next(word for word in words if word.text == "is")
    assert following.bottom < here.top + 1  # and lines go upward
    assert here.bottom == pytest.approx(A4[0] - 10 / 25.4 * 72, abs=2)


def test_links_and_pictures_of_a_turned_page_are_where_they_are_seen(turned: bytes, tmp_path: Path) -> None:
    (words,) = boxes(turned, tmp_path)
    link = next(word for word in words if word.text == "link")
    with pikepdf.open(io.BytesIO(turned)) as pdf:
        (sheet,) = pdf.pages
        rectangles = [[float(edge) for edge in one.Rect] for one in sheet.obj.Annots if "/A" in one]
        (rectangle,) = rectangles
        assert rectangle[0] < (link.left + link.right) / 2 < rectangle[2]
        assert rectangle[1] < A4[0] - (link.top + link.bottom) / 2 < rectangle[3]
        figures = (one for one in elements(pdf.Root.StructTreeRoot) if one.get("/S") == pikepdf.Name.Figure)
        for box in [[float(edge) for edge in one.A.BBox] for one in figures]:
            assert box[0] < box[2]
            assert box[1] < box[3]
            assert A4[1] / 2 < box[0] < A4[1]


def test_a_link_to_a_turned_page_shows_it_from_its_edge(turned: bytes) -> None:
    with pikepdf.open(io.BytesIO(turned)) as pdf:
        names = dict(pikepdf.NameTree(pdf.Root.Names.Dests))
        _, kind, left, top, *_ = names["wide"]
        assert kind == pikepdf.Name.XYZ
        assert A4[1] / 2 < float(left) < A4[1] / 2 + 60
        assert float(top) == pytest.approx(A4[0], abs=0.1)


# ---------- running titles ----------


def test_each_page_names_the_first_section_that_begins_on_it_or_goes_on(tmp_path: Path) -> None:
    content = file_of(pages_of(SAMPLE)["partnership.de"], "pdf").content
    found = heads(boxes(content, tmp_path))
    assert found[:4] == ["", "Auf einen Blick", "Die Städte", "Vorhaben"]


def test_a_page_on_which_no_section_begins_names_the_one_that_goes_on(tmp_path: Path) -> None:
    long = "\\n\\n".join(["Wort " * 60] * 60)
    content = (
        FORMATS["pdf"].write(page_of(f"\n{PROSE % ('Langes', chr(34) + long + chr(34))}", tmp_path)).content
    )
    found = heads(boxes(content, tmp_path))
    assert len(found) > 4
    assert found == ["", *["Langes"] * (len(found) - 1)]


def test_a_long_title_takes_one_line_at_the_edge_and_ends_in_an_ellipsis(tmp_path: Path) -> None:
    title = " ".join(["Zusammenarbeit"] * 8)
    page = page_of("\n" + PROSE % (title, "x"), tmp_path)
    for name in ("pdf", "booklet"):
        content = FORMATS[name].write(page).content
        assert re.search(r"Zusammenarbeit ?…", text(content, tmp_path)), name


# ---------- footnotes ----------


def test_a_note_stands_below_the_page_that_calls_it_and_is_read_where_it_is_called(
    visit: bytes, tmp_path: Path
) -> None:
    pages = boxes(visit, tmp_path)
    (page,) = (page for page in pages if any(word.text == "Fußnote" for word in page))
    note = next(word for word in page if word.text == "Fußnote")
    last = max(word.bottom for word in page if word.text in ("eins", "zwei", "drei", "erstens", "zweitens"))
    assert last < note.top < 765
    said = tree(visit, tmp_path)
    assert said.index("Betonung") < said.index("Note") < said.index("Eine Fußnote") < said.index("Mehr zeigt")


def test_an_end_of_a_line_in_the_source_of_a_note_is_none_on_paper(visit: bytes, tmp_path: Path) -> None:
    page = next(page for page in boxes(visit, tmp_path) if any(word.text == "Fußnote" for word in page))
    words = [word.text for word in page]
    first, second = (page[words.index("Fußnote") + step] for step in (0, 1))
    assert (first.text, second.text) == ("Fußnote", "mit")
    assert first.top == second.top


def test_rows_that_reach_down_are_told_with_the_rows_that_they_head() -> None:
    content = FORMATS["pdf"].write(one_of_each()).content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        spans = [
            int(one.A.RowSpan) for one in elements(pdf.Root.StructTreeRoot) if "/RowSpan" in one.get("/A", {})
        ]
    assert sorted(spans) == [2, 2, 3]


def elements(root: pikepdf.Object) -> Iterator[pikepdf.Object]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        kids = element.get("/K", pikepdf.Array())
        waiting.extend(
            kid
            for kid in (kids if isinstance(kids, pikepdf.Array) else [kids])
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
        )
