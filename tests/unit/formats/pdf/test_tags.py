"""What a screen reader is told: the structure that poppler finds in the file."""

import io
import re
from inspect import signature
from pathlib import Path
from textwrap import dedent

import pikepdf
import pydyf
import pytest
import weasyprint.pdf
from PIL import Image
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream

from mappe.errors import FormatError
from mappe.formats.pdf.publish import published
from mappe.model.page import Asset
from tests.pdf import page_with, text, tree

SMALL = "@page { size: 100mm 60mm; margin: 5mm }"


def _tree(markup: str, folder: Path, styles: str = "") -> str:
    """The tree below the document, without the remarks whether an element stands in lines or between them."""
    found = tree(published(page_with(markup, styles)).content, folder)
    return dedent(
        re.sub(r" \((?:block|inline)\):?$", "", found, flags=re.MULTILINE).removeprefix("Document\n")
    ).rstrip()


def _outline(written: str) -> str:
    return dedent(written).strip()


def _picture(colour: str = "red") -> Asset:
    written = io.BytesIO()
    Image.new("RGB", (30, 20), colour).save(written, "PNG")
    return Asset("image/png", written.getvalue(), 30, 20)


MOVED = """WeasyPrint is another release. Read against mappe/formats/pdf:
pdf/tags.py: our tags.py replaces add_tags and reads stream._tags, page._page_box, font.to_unicode;
draw/text.py: marked_content.py takes "[…] TJ" to hold glyphs of four hexadecimal digits;
formatting_structure/boxes.py: reading.py reads element, element_tag, link_annotation and is_leader.
Then run tests/test_judges.py, and move the pin in pyproject.toml and here."""


def test_weasyprint_still_has_what_our_tags_are_made_of() -> None:
    assert (weasyprint.__version__, pydyf.__version__) == ("70.0", "0.13.0"), MOVED
    assert list(signature(weasyprint.pdf.add_tags).parameters) == [
        "pdf", "document", "pdf_version", "page_streams",
    ], MOVED  # fmt: skip
    assert "_tags" in Stream.__init__.__code__.co_names, MOVED
    assert "_page_box" in weasyprint.document.Page.__init__.__code__.co_names, MOVED
    assert {"link_annotation", "is_leader"} <= set(vars(boxes.Box)), MOVED


def test_our_tags_are_used_only_while_a_page_is_written() -> None:
    before = weasyprint.pdf.add_tags
    published(page_with("<h1>One</h1>"))
    assert weasyprint.pdf.add_tags is before


def test_a_table_over_pages_is_one_table_whose_head_is_read_once(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{number}</td><td>cell</td></tr>" for number in range(20))
    head = '<thead><tr><th scope="col">Number</th><th scope="col">Word</th></tr></thead>'
    written = published(page_with(f"<h1>T</h1><table>{head}<tbody>{rows}</tbody></table>", SMALL))
    assert written.pages is not None
    assert written.pages > 2
    said = tree(written.content, tmp_path)
    assert said.count("Table (block)") == said.count('"Number"') == 1
    assert said.count("      TR\n") == 21
    assert text(written.content, tmp_path).count("Number") == written.pages


def test_a_paragraph_over_pages_is_one_paragraph(tmp_path: Path) -> None:
    content = published(page_with(f"<h1>T</h1><p>{'many words ' * 200}</p>", SMALL)).content
    assert tree(content, tmp_path).count("P (block)\n") == 1
    with pikepdf.open(io.BytesIO(content)) as pdf:
        (paragraph,) = [
            item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/P"
        ]
        sheets = {kid.Pg.objgen for kid in paragraph.K if not isinstance(kid, int)}
        assert sheets == {sheet.obj.objgen for sheet in list(pdf.pages)[1:]}


def test_list_items_hold_a_label_and_a_body(tmp_path: Path) -> None:
    said = _tree("<h1>T</h1><ul><li>one<ol><li>inner</li></ol></li><li><p>two</p></li></ul>", tmp_path)
    assert said.replace("\u2022", "*") == _outline(
        """
        H1
          "T"
        L
           /ListNumbering /Disc
          LI
            Lbl
              "* "
            LBody
              "one"
              L
                 /ListNumbering /Decimal
                LI
                  Lbl
                    "1. "
                  LBody
                    "inner"
          LI
            Lbl
              "* "
            LBody
              P
                "two"
        """
    )


def test_terms_are_the_labels_of_what_is_said_about_them(tmp_path: Path) -> None:
    said = _tree("<h1>T</h1><dl><dt>a</dt><dd>one</dd><dt>b</dt><dd>two</dd><dd>three</dd></dl>", tmp_path)
    assert said == _outline(
        """
        H1
          "T"
        L
           /ListNumbering /None
          LI
            Lbl
              "a"
            LBody
              "one"
          LI
            Lbl
              "b"
            LBody
              "two"
            LBody
              "three"
        """
    )


def test_loose_words_between_blocks_are_a_paragraph(tmp_path: Path) -> None:
    said = _tree("<h1>T</h1><div>loose <em>words</em><p>kept</p>again</div>", tmp_path)
    assert said == _outline(
        """
        H1
          "T"
        Div
          P
            "loose "
            Span
              "words"
          P
            "kept"
          P
            "again"
        """
    )


def test_words_in_another_language_say_so() -> None:
    page = page_with('<h1>T</h1><p>Wort <span lang="ru">слово</span></p><p lang="en">word</p>')
    with pikepdf.open(io.BytesIO(published(page).content)) as pdf:
        languages = [
            (str(item.S), str(item.Lang))
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and "/S" in item and "/Lang" in item
        ]
    assert sorted(languages) == [("/P", "en"), ("/Span", "ru")]


def test_a_table_of_contents_is_one_and_its_dots_are_not_read(tmp_path: Path) -> None:
    dots = "a::after { content: leader('.') target-counter(attr(href), page) }"
    said = _tree(
        '<h1>T</h1><nav><ol><li><a href="#x">Part</a></li></ol></nav><h2 id="x">X</h2>', tmp_path, dots
    )
    assert "...." not in said
    assert [line.strip() for line in said.splitlines() if "Object" not in line][:9] == [
        "H1", '"T"', "Sect", "TOC", "TOCI", "Lbl", '"1. "', "Reference", "Link",
    ]  # fmt: skip


def test_the_dots_of_an_entry_are_no_link_of_their_own() -> None:
    dots = "a::after { content: leader('.') target-counter(attr(href), page) }"
    page = page_with('<h1>T</h1><nav><ol><li><a href="#x">Part</a></li></ol></nav><h2 id="x">X</h2>', dots)
    with pikepdf.open(io.BytesIO(published(page).content)) as pdf:
        assert [str(link.Contents) for link in _links(pdf)] == ["Part"]


def test_a_footnote_is_read_where_it_is_called(tmp_path: Path) -> None:
    notes = ".note { float: footnote }"
    said = _tree(
        '<h1>T</h1><p>before<span class="note">the note</span> after</p><p>next</p>', tmp_path, notes
    )
    order = [
        said.index(words) for words in ('"before"', "Reference", "Note", '"the note"', '" after"', '"next"')
    ]
    assert order == sorted(order)


def test_furniture_is_no_part_of_the_text(tmp_path: Path) -> None:
    furniture = "h6 { position: running(top) } @page { @top-left { content: element(top) } }"
    written = published(page_with("<h6>furniture</h6><h1>T</h1>", furniture)).content
    assert "furniture" in text(written, tmp_path)
    assert "furniture" not in tree(written, tmp_path)
    with pikepdf.open(io.BytesIO(written)) as pdf:
        assert b"/Artifact <</Type /Pagination/Subtype /Header>> BDC" in b" ".join(
            pdf.pages[0].Contents.read_bytes().split()
        )


def test_a_picture_has_its_words_and_its_place() -> None:
    page = page_with(
        '<h1>T</h1><p><img src="asset:a" alt="a red field" style="width: 30pt; height: 20pt"></p>',
        a=_picture(),
    )
    with pikepdf.open(io.BytesIO(published(page).content)) as pdf:
        (figure,) = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]
        assert str(figure.Alt) == "a red field"
        left, bottom, right, top = map(float, figure.A.BBox)
    assert (round(right - left), round(top - bottom)) == (30, 20)


@pytest.mark.parametrize("said", ['alt=""', 'alt="x" aria-hidden="true"', 'alt="x" role="presentation"'])
def test_a_decorative_picture_is_not_read(said: str, tmp_path: Path) -> None:
    written = published(page_with(f'<h1>T</h1><p>one <img src="asset:a" {said}></p>', a=_picture())).content
    assert "Figure" not in tree(written, tmp_path)


def test_no_viewer_is_asked_to_smooth_a_picture() -> None:
    page = page_with('<h1>T</h1><p><img src="asset:a" alt="red" style="width: 90mm"></p>', a=_picture())
    with pikepdf.open(io.BytesIO(published(page).content)) as pdf:
        (image,) = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
        ]
        assert not image.get("/Interpolate", False)


def test_words_that_no_reader_would_find_are_refused() -> None:
    with pytest.raises(FormatError, match=r"see-through group, .* on page 1"):
        published(page_with("<h1>T</h1><p>faint</p>", "p { opacity: .5 }"))


def _links(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [note for page in pdf.pages for note in page.get("/Annots", [])]


def test_a_link_is_one_however_much_stands_in_it(tmp_path: Path) -> None:
    page = page_with(
        '<h1>T</h1><p>see <a href="https://example.org/">the <em>whole</em> <span>list</span></a></p>'
    )
    content = published(page).content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert [str(link.Contents) for link in _links(pdf)] == ["the whole list"]
    assert tree(content, tmp_path).count("Link") == 1


def test_a_link_over_two_lines_is_one_link_with_two_rectangles(tmp_path: Path) -> None:
    page = page_with(f'<h1>T</h1><p><a href="https://example.org/">{"many words " * 5}</a></p>', SMALL)
    content = published(page).content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(_links(pdf)) == 2
    assert tree(content, tmp_path).count("Link") == 1


def test_a_hyphen_at_a_line_s_end_is_no_letter_of_the_word(tmp_path: Path) -> None:
    page = page_with("<h1>T</h1><p>Fachdelegationsreisen</p>", "p { width: 25mm; hyphens: auto }")
    said = text(published(page).content, tmp_path)
    assert "\u2010" not in said
    assert "Fachdelegationsreisen" in re.sub(r"\u00ad\s*", "", said)


def test_a_space_at_a_line_s_end_is_read(tmp_path: Path) -> None:
    page = page_with("<h1>T</h1><p>one two three</p>", "p { width: 16mm }")
    raw = re.findall(r'"(.*)"', tree(published(page).content, tmp_path))
    assert raw == ["T", "one two ", "three"]


def test_a_word_that_breaks_at_its_own_hyphen_gets_no_space(tmp_path: Path) -> None:
    page = page_with("<h1>T</h1><div>a b</div><p>one-two</p>", "p { width: 8mm }")
    assert re.findall(r'"(.*)"', tree(published(page).content, tmp_path)) == ["T", "a b", "one-", "two"]


def test_header_cells_of_rows_are_named_in_their_cells() -> None:
    head = '<thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'
    page = page_with(
        f'<h1>T</h1><table>{head}<tbody><tr><th scope="row">r</th><td>1</td></tr></tbody></table>'
    )
    with pikepdf.open(io.BytesIO(published(page).content)) as pdf:
        (cell,) = [
            item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TD"
        ]
        assert [str(head) for head in cell.A.Headers] == ["table-1-2-1", "table-1-1-2"]
        assert len(pdf.Root.StructTreeRoot.IDTree.Names) == 6
