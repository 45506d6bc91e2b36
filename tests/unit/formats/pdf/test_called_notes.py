"""Footnotes stand on the page that calls them, wherever it ends."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from typing import Any

import pytest

from mappe.formats.pdf import publish
from mappe.formats.pdf.publish import laid_out
from mappe.formats.pdf.sides import sides
from mappe.model.audience import Audience
from mappe.model.page import Page
from tests.editions import SAMPLE, page_in, pages_of
from tests.pdf import page_with

STYLES = """
    p { margin: 0; orphans: 2; widows: 2 }
    h2 { margin: 2mm 0 0; font-size: 11pt; break-after: avoid }
    tr { break-inside: avoid }
    .footnote { float: footnote }
"""
HEIGHTS = range(70, 120, 9)
"""Millimetres: what ends one page stands in the midst of another."""


def note(number: int, every: int) -> str:
    said = f'<span class="footnote">{number} und noch einige Wörter dazu</span>'
    return said if number % every else ""


def words(number: int) -> str:
    return "Wort " * number


def paragraph(number: int) -> str:
    return f"<p>{words(5 + number % 5 * 7)}{note(number, 2)} {words(number % 4 * 9)}</p>"


def row(number: int) -> str:
    said = f"<p>{words(5 + number % 5 * 7)}{note(number, 3)}</p>"
    return f"<tr><td>{said}</td><td>{words(number % 4 * 9)}</td></tr>"


def section(number: int) -> str:
    return f"<section><h2>{number}</h2>{paragraph(number)}</section>"


def full(piece: Callable[[int], str], height: int) -> Page:
    """Many of these pieces on sheets of this height."""
    pieces = "".join(map(piece, range(30)))
    body = f"<table><tbody>{pieces}</tbody></table>" if piece is row else pieces
    return page_with(f"<h1>T</h1>{body}", f"@page {{ size: 120mm {height}mm; margin: 15mm 10mm }} {STYLES}")


def boxes(box: Any) -> Iterator[Any]:  # noqa: ANN401  # WeasyPrint tells no types
    yield box
    for child in getattr(box, "children", ()):
        yield from boxes(child)


def apart(page: Page) -> list[tuple[int, int]]:
    """The pages of calls and of their notes, where these are not the same."""
    document = laid_out(page, sides(page))
    found: dict[str, dict[int, int]] = {"call": {}, "marker": {}}
    for number, sheet in enumerate(document.pages, 1):
        for box in boxes(sheet._page_box):  # noqa: SLF001  # WeasyPrint's own
            _, _, kind = (box.element_tag or "").partition("::footnote-")
            if kind:
                found[kind][id(box.element)] = number
    assert found["call"].keys() == found["marker"].keys() != set()
    return [
        (page, found["marker"][each]) for each, page in found["call"].items() if page != found["marker"][each]
    ]


@pytest.mark.parametrize("height", HEIGHTS)
@pytest.mark.parametrize("piece", [paragraph, row, section])
def test_a_note_stands_on_the_page_that_calls_it(piece: Callable[[int], str], height: int) -> None:
    assert apart(full(piece, height)) == []


def test_without_our_care_it_may_stand_on_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "notes_by_their_calls", nullcontext)
    assert any(apart(full(row, height)) for height in HEIGHTS)


def test_a_note_that_takes_more_than_a_page_ends_the_layout_all_the_same() -> None:
    long = f'<p>a<span class="footnote">{words(900)}</span> b</p>'
    page = page_with(f"<h1>T</h1>{long}<p>c</p>", f"@page {{ size: 90mm 60mm; margin: 10mm }} {STYLES}")
    assert len(laid_out(page).pages) > 1


def test_notes_of_the_sample_do_so_in_one_language_and_in_two() -> None:
    internal = page_in(SAMPLE, "delegation-visit", ("de", "en"), "columns", Audience.INTERNAL)
    assert apart(internal) == []
    assert apart(pages_of(SAMPLE)["delegation-visit.ru.internal"]) == []
