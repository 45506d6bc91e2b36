"""No word is lost on paper: every layout keeps all words, or says which it does not."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from weasyprint.document import Document
from weasyprint.formatting_structure.boxes import TextBox

from mappe.diagnostics import Diagnostic, Place
from mappe.errors import FormatError
from mappe.formats.pdf.conservation import losses
from mappe.formats.pdf.publish import UNBREAKABLE, laid_out, published, sheets
from mappe.model.page import Asset, Page, Part, PartKind
from tests.editions import EVERY_SECTION, pages_of
from tests.pdf import boxes, page_with

SMALL = "@page { size: 105mm 148mm; margin: 15mm } section { font: 10pt/14pt 'Source Sans 3' }"
COMPOUND = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenhalter"
PLACE = Place(Path("content/visit/document.yaml"), 12, 5)


def lines(count: int, word: str = "Zeile") -> str:
    return "<br/>".join(f"{word}{number}" for number in range(count))


def paragraphs(count: int, word: str = "Zeile") -> str:
    return "".join(f"<p>{word}{number}</p>" for number in range(count))


def row(count: int) -> str:
    cells = "".join(f"<td>Zelle{number}</td>" for number in range(count))
    return f"<table><tbody><tr>{cells}</tr></tbody></table>"


def rows(count: int, head: str) -> str:
    body = "".join(f"<tr><td>Reihe{number}</td></tr>" for number in range(count))
    return f"<table><thead><tr><th>{head}</th></tr></thead><tbody>{body}</tbody></table>"


def page(markup: str, styles: str = "") -> Page:
    part = Part("section", "eins", f'<section id="eins">{markup}</section>', PLACE)
    return replace(page_with("", f"{SMALL} {styles}"), parts=(part,))


def lost(page: Page) -> list[str]:
    return [fault.message for fault in faults(page)]


def faults(page: Page) -> tuple[Diagnostic, ...]:
    return losses(laid_out(page), page, sheets(page))


KEPT = {
    "a long word that may break": (f"<p>{COMPOUND * 4}</p>", "* { overflow-wrap: break-word }"),
    "flex items longer than a page": (
        f'<div class="cards"><div>{paragraphs(60, "links")}</div><div>{paragraphs(30, "rechts")}</div></div>',
        ".cards { display: flex }",
    ),
    "grid items longer than a page": (
        f'<div class="cards"><div>{paragraphs(60, "links")}</div><div>{paragraphs(30, "rechts")}</div></div>',
        ".cards { display: grid; grid-template-columns: 1fr 1fr }",
    ),
    "cells longer than a page": (
        f"<table><tbody><tr><td>{paragraphs(60)}</td><td>daneben</td></tr></tbody></table>",
        "tr { break-inside: avoid }",
    ),
    "a box that should stay together": (
        f'<p>davor</p><div class="box">{paragraphs(60)}</div>',
        ".box { break-inside: avoid }",
    ),
    "columns longer than a page": (f'<div class="box">{paragraphs(99)}</div>', ".box { columns: 2 }"),
    "a caption longer than a page": (
        f"<table><caption>{lines(60)}</caption><tbody><tr><td>Zelle</td></tr></tbody></table>",
        "",
    ),
    "heads repeated on each page": (rows(60, "Kopf"), ""),
    "a caption below": (
        row(3).replace("<tbody>", "<caption>unten</caption><tbody>"),
        "caption { caption-side: bottom }",
    ),
    "footnotes": (
        "".join(f'<p>Text{n}<span class="note">Anmerkung{n}</span> weiter</p>' for n in range(9)),
        ".note { float: footnote }",
    ),
    "words in capitals": ("<p>Straße <em>große</em> Maße</p>", "p { text-transform: uppercase }"),
    "a first letter of its own": ("<p>Straße <em>und</em> Maß</p>", "p::first-letter { font-size: 14pt }"),
    "words that are hyphenated": (
        '<p lang="de">' + "Verwaltungsgebäude-Ost Landeshauptstadt " * 20 + "</p>",
        "p { hyphens: auto; text-align: justify }",
    ),
    "soft hyphens": ("<p>" + "Ver\u00adwal\u00adtungs\u00adge\u00adbäude " * 20 + "</p>", ""),
    "spaces of all kinds": ("<p>1\u00a0000\u202f%  zwei \n Leerzeichen\u200b.</p>", ""),
    "words in words": ("<p>eins<em>zwei<strong>drei</strong>vier</em>fünf <span>sechs</span>sieben</p>", ""),
    "a float in a sentence": (
        f'<p>{"Wort " * 30}<span class="value">Gleiter</span>{" Ende" * 30}</p>',
        ".value { float: right; width: 20mm }",
    ),
    "a box in its place": (
        "<p>eins</p><h3>zwei</h3><p>drei</p>",
        "h3 { position: absolute; bottom: 0 } section { position: relative; height: 60mm }",
    ),
    "the same on each page": (
        f"<h3>oben</h3>{paragraphs(60)}",
        "h3 { position: fixed; top: -10mm; margin: 0 }",
    ),
    "a stamp": (
        f"<h3>Entwurf</h3>{paragraphs(9)}",
        "h3 { position: fixed; top: 9mm; transform: rotate(30deg) }",
    ),
}
"""What is laid out → its markup and styles; poppler finds every word of it."""


@pytest.mark.parametrize("name", KEPT)
def test_a_layout_keeps_all_its_words(name: str, tmp_path: Path) -> None:
    made = page(*KEPT[name])
    assert lost(made) == []
    words = folded(" ".join(re.sub(r"<[^>]+>", " " if "words in" not in name else "", KEPT[name][0]).split()))
    read = folded(
        "".join(word.text for sheet in boxes(laid_out(made).write_pdf(), tmp_path) for word in sheet)
    )
    assert len(words) > 9
    assert sorted(set(words)) == sorted(set(read) & set(words))
    assert all(read.count(sign) >= words.count(sign) for sign in set(words))


def folded(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b\u2010-]+", "", text).casefold()


REFUSED = {
    "a long word": (f"<p>{COMPOUND * 2}</p>", "", "'Donaudampfschifffahrtsg…' does not fit on page 1"),
    "a line that may not break": (
        "<p>" + "Wort " * 40 + "</p>",
        "p { white-space: nowrap }",
        "'Wort' does not fit on page 1",
    ),
    "a line as it is typed": (
        "<p>" + "Wort " * 40 + "</p>",
        "p { white-space: pre }",
        "'Wort' does not fit on page 1",
    ),
    "a cell over its neighbour": (
        "<table><tbody><tr><td>Wort Wort Wort Wort Ende</td><td>Nachbar</td></tr></tbody></table>",
        "table { table-layout: fixed; width: 100% } td { white-space: nowrap; padding: 0 }",
        "'Ende' and 'Nachbar' stand on each other on page 1",
    ),
    "a table of forty columns": (
        row(40),
        "",
        "'Zelle8' does not fit on page 1: it would be cut (and 31 more)",
    ),
    "a float over the end of the page": (
        f'<div class="box">{paragraphs(60)}</div>',
        ".box { float: left }",
        "'Zeile13' is not printed on any page (and 46 more)",
    ),
    "a box in its place over the end": (
        f'<div class="box">{paragraphs(20)}</div>',
        ".box { position: absolute; top: 100mm }",
        "'Zeile1' is not printed on any page (and 18 more)",
    ),
    "an inline block over the end": (
        f'<p>davor <span class="value">{lines(60)}</span></p>',
        ".value { display: inline-block }",
        "'davor' does not fit on page 1",
    ),
    "a grid item over its neighbour": (
        '<div class="cards"><p>Wort Wort Wort Wort Ende</p><p>Nachbar</p></div>',
        ".cards { display: grid; grid-template-columns: 20mm 1fr } p { white-space: nowrap }",
        "'Ende' and 'Nachbar' stand on each other on page 1",
    ),
    "a float in columns": (
        f'<div class="box"><div class="card">{paragraphs(60)}</div></div>',
        ".box { columns: 2 } .card { float: left }",
        "is not printed on any page",
    ),
    "a box of fixed height": (
        f'<div class="box">{paragraphs(9)}</div>',
        ".box { overflow: hidden; height: 30mm }",
        "'Zeile3' does not fit on page 1: it would be cut (and 5 more)",
    ),
    "a box over the next": (
        f'<div class="box">{paragraphs(9)}</div><p>danach</p>',
        ".box { height: 30mm }",
        "stand on each other on page 1",
    ),
    "a margin out of the page": (
        "<p>Hinaus geht es</p>",
        "p { margin-left: -20mm }",
        "'Hinaus' does not fit on page 1",
    ),
    "an indent out of the page": (
        "<p>Hinaus geht es</p>",
        "p { text-indent: -999mm }",
        "'Hinaus' does not fit on page 1",
    ),
    "a line over the one before": (
        "<p>Hinaus geht es</p><p>zwei</p>",
        "p { margin: 0 } p + p { margin-top: -14pt }",
        "'es' and 'zwei' stand on each other on page 1",
    ),
    "moved off the page": (
        "<p>Hinaus geht es</p>",
        "p { transform: translateX(90mm) }",
        "'es' does not fit on page 1",
    ),
    "shrunk to nothing": (
        "<p>Hinaus geht es</p>",
        "p { transform: scale(0) }",
        "'Hinaus' cannot be seen on page 1",
    ),
    "cut to a rectangle": (
        "<p>Hinaus geht es</p>",
        "p { position: absolute; clip: rect(0, 10px, 20px, 0) }",
        "'es' does not fit on page 1",
    ),
    "the same on each page, over the text": (
        f"<h3>oben</h3>{paragraphs(60)}",
        "h3 { position: fixed; top: 1mm; margin: 0 } p { margin: 0 }",
        "stand on each other on page 1",
    ),
    "a head taller than a page": (
        rows(3, paragraphs(60)),
        "",
        "'Zeile0' is not printed on any page (and 59 more)",
    ),
    "a head that leaves no room": (
        rows(3, paragraphs(13)),
        "p { margin: 10pt }",
        "is not printed on any page",
    ),
    "a long word in a caption": (
        f"<table><caption>{COMPOUND * 2}</caption><tbody><tr><td>Zelle</td></tr></tbody></table>",
        "",
        "'Donaudampfschifffahrtsg…' does not fit on page 1",
    ),
    "a long marker": (
        "<ul><li>eins</li></ul>",
        "ul { padding: 0; list-style: 'ein sehr langes Zeichen vor dem Eintrag ' }",
        "'ein' does not fit on page 1",
    ),
    "a footnote taller than a page": (
        f'<p>Text<span class="note">{lines(60)}</span></p>',
        ".note { float: footnote }",
        "does not fit on page",
    ),
    "another order": (
        '<div class="cards"><p class="city-a">eins</p><p class="city-b">zwei</p></div>',
        ".cards { display: flex } .city-a { order: 2 }",
        "'eins' is printed behind 'zwei' on page 1, but comes before it",
    ),
    "lines that are left out": (
        "<p>" + "Wort " * 60 + "</p>",
        "p { max-lines: 2; continue: discard }",
        "'Wort' is not printed on any page",
    ),
    "words in no colour": ("<p>weg</p>", "p { color: transparent }", "'weg' cannot be seen on page 1"),
    "words that are hidden": ("<p>weg</p>", "p { visibility: hidden }", "'weg' cannot be seen on page 1"),
    "words of no strength": ("<p>weg</p>", "p { opacity: 0 }", "'weg' cannot be seen on page 1"),
    "words of no size": ("<p>weg</p>", "p { font-size: 0 }", "'weg' is not printed on any page"),
    "a word taller than the page": ("<h3>A</h3>", "h3 { font-size: 700pt }", "'A' does not fit on page 1"),
}
"""What is laid out → its markup and styles, and what is said of it."""


@pytest.mark.parametrize("name", REFUSED)
def test_a_layout_that_loses_words_names_one(name: str) -> None:
    markup, styles, message = REFUSED[name]
    found = faults(page(markup, styles))
    assert any(message in fault.message for fault in found), found
    assert {fault.place for fault in found} == {PLACE}


def test_a_page_that_cannot_be_broken_is_no_crash() -> None:
    cards = "".join(f'<div class="card">{paragraphs(30)}</div>' for _ in range(9))
    styles = ".cards { display: grid; grid-template-columns: 1fr 1fr } .card { break-inside: avoid }"
    with pytest.raises(FormatError, match=UNBREAKABLE):
        published(page(f'<div class="cards">{cards}</div>', styles))


def test_no_file_is_made_of_a_page_that_loses_words() -> None:
    with pytest.raises(FormatError, match=r"document\.yaml:12:5: 'Donaudampfschifffahrtsg…' does not fit"):
        published(page(f"<p>{COMPOUND * 2}</p>"))


def test_each_section_is_told_once() -> None:
    def section(number: int, words: int) -> Part:
        markup = "".join(f"<p>{COMPOUND}{COMPOUND}</p>" for _ in range(words))
        place = Place(Path("document.yaml"), number)
        return Part("section", f"s{number}", f'<section id="s{number}">{markup}</section>', place)

    made = replace(page(""), parts=(section(7, 1), section(9, 3)))
    assert [str(fault).partition("\n")[0] for fault in faults(made)] == [
        "document.yaml:7:1: 'Donaudampfschifffahrtsg…' does not fit on page 1: it would be cut",
        "document.yaml:9:1: 'Donaudampfschifffahrtsg…' does not fit on page 1: it would be cut (and 2 more)",
    ]


EDGES = (
    ".running-head { position: running(head) } @page { @top-left { content: element(head); width: 100% } }"
    " .cover { break-after: page }"
)


def edged(kind: PartKind, markup: str, text: str = "<p>Text</p>") -> Page:
    made = page(text, EDGES)
    return replace(made, parts=(Part(kind, kind, markup), *made.parts))


def test_what_stands_on_every_page_is_no_repetition(tmp_path: Path) -> None:
    made = edged("running_head", '<div class="running-head"><p>Kopf der Seite</p></div>', paragraphs(60))
    assert lost(made) == []
    read = boxes(laid_out(made).write_pdf(), tmp_path)
    assert len(read) > 2
    assert all({"Kopf", "der", "Seite"} < {word.text for word in sheet} for sheet in read)


def test_a_head_that_grows_into_the_text_is_of_the_whole_document() -> None:
    made = edged("running_head", f'<div class="running-head"><p>{lines(9, "Kopf")}</p></div>')
    found = faults(made)
    assert any("'Text' stand on each other on page 1" in fault.message for fault in found)
    assert {fault.place for fault in found} == {Place(PLACE.file, 1)}


def test_a_word_lost_in_the_contents_is_of_the_section_it_names() -> None:
    entry = f'<nav class="contents"><ol><li><a href="#eins">{COMPOUND * 2}</a></li></ol></nav>'
    assert [fault.place for fault in faults(edged("contents", entry))] == [PLACE]


def test_what_the_stylesheet_takes_out_is_no_loss() -> None:
    markup = '<p>da</p><p class="note">weg</p><div class="box"><p>auch <em>weg</em></p></div>'
    assert lost(page(markup, ".note, .box { display: none }")) == []
    assert lost(edged("running_head", '<div class="running-head"><p>Kopf</p></div>')) == []


def test_what_a_heavier_rule_puts_back_is_missed() -> None:
    markup = f'<div class="box">{paragraphs(30)}</div>'
    styles = ".box { float: left } .box p { display: block } p { display: none }"
    assert "is not printed on any page" in lost(page(markup, styles))[0]
    assert lost(page(markup, f"{styles} .box p {{ display: none }}")) == []


def image(styles: str) -> Page:
    content = io.BytesIO()
    Image.new("RGB", (300, 300), "grey").save(content, "PNG")
    asset = Asset("image/png", content.getvalue(), 300, 300)
    markup = '<figure><img src="asset:a" alt="Ein Platz"/></figure><p>Text</p>'
    return replace(page(markup, styles), assets={"asset:a": asset})


@pytest.mark.parametrize(
    ("styles", "messages"),
    [
        ("img { width: 30mm }", []),
        ("img { width: 90mm; display: block }", ["'Ein Platz' does not fit on page 1: it would be cut"]),
        (
            "figure { height: 20mm; overflow: hidden }",
            ["'Ein Platz' does not fit on page 1: it would be cut"],
        ),
        (
            "img { display: block; margin-bottom: -9mm }",
            ["'Ein Platz' and 'Text' stand on each other on page 1"],
        ),
        ("img { visibility: hidden }", ["'Ein Platz' cannot be seen on page 1"]),
        ("img { display: none }", []),
    ],
)
def test_a_picture_counts_as_a_word(styles: str, messages: list[str]) -> None:
    found = lost(image(f"figure {{ margin: 0 }} p {{ margin: 0 }} {styles}"))
    assert found == messages


@pytest.fixture(scope="module")
def every() -> tuple[Page, Document]:
    made = pages_of(EVERY_SECTION)["visit.ru.internal"]
    return made, laid_out(made)


def test_every_word_taken_from_the_sheets_is_missed(every: tuple[Page, Document]) -> None:
    made, document = every
    taken = 0
    for parent, place in tuple(words_of(document))[::7]:
        children = parent.children
        parent.children = (*children[:place], *children[place + 1 :])
        assert losses(document, made, sheets(made)), children[place].text
        parent.children = children
        taken += 1
    assert taken > 50
    assert losses(document, made, sheets(made)) == ()


def test_every_word_printed_again_or_moved_is_noticed(every: tuple[Page, Document]) -> None:
    made, document = every
    for parent, place in tuple(words_of(document))[::29]:
        children = parent.children
        parent.children = (*children, children[place])
        assert losses(document, made, sheets(made)), children[place].text
        parent.children = children
        children[place].position_x += 1200
        assert losses(document, made, sheets(made)), children[place].text
        children[place].position_x -= 1200
    assert losses(document, made, sheets(made)) == ()


def words_of(document: Document) -> Iterator[tuple[Any, int]]:
    """Where the boxes of the page's own words stand."""
    for sheet in document.pages:
        for box in sheet._page_box.descendants(placeholders=True):  # noqa: SLF001  # as `printed` does
            for place, child in enumerate(box.children):
                if isinstance(child, TextBox) and child.text.strip() and "::" not in child.element_tag:
                    yield box, place
