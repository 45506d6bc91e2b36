"""The numbers of pages, as they are printed at their feet."""

import pytest

from mappe.formats.pdf.pages import REMEMBERED, known, labels, remembered
from mappe.formats.pdf.publish import laid_out, pagination
from mappe.model.page import Page
from tests.pdf import page_with

FOOT = '<p class="foot"><span class="page"></span></p>'
STYLES = """
@page { size: 100mm 60mm; margin: 8mm; @bottom-left { content: element(foot) } }
.foot { position: running(foot) }
.page::after { content: counter(page) }
h2 { break-before: page }
"""


def page_of(*sections: str, styles: str = "") -> Page:
    markup = "".join(f'<section id="{name}"><h2>{name}</h2></section>' for name in sections)
    return page_with(f"{FOOT}<h1>T</h1>{markup}", STYLES + styles)


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ([None, "2", "3"], ["1", "2", "3"]),
        ([None, "i", "ii", None, "1", None], ["1", "i", "ii", "iii", "1", "2"]),
        (["XIII", None, "XL"], ["XIII", "XIV", "XL"]),
        ([None, None], ["1", "2"]),
        (["1998", None], ["1998", "1999"]),
        (["mcmxciii", None], ["mcmxciii", "mcmxciv"]),
    ],
)
def test_a_page_without_a_number_counts_as_its_neighbours_do(
    printed: list[str | None], shown: list[str]
) -> None:
    assert labels(printed) == shown


def test_a_place_has_the_number_that_its_page_bears() -> None:
    found = pagination(page_of("a", "b"))
    assert (dict(found.numbers), found.pages) == ({"a": "2", "b": "3"}, 3)
    front = ".page::after { content: counter(page, lower-roman) }"
    assert dict(pagination(page_of("a", "b", styles=front)).numbers) == {"a": "ii", "b": "iii"}
    later = "@page:first { counter-reset: page 40 }"
    assert dict(pagination(page_of("a", "b", styles=later)).numbers) == {"a": "41", "b": "42"}


def test_what_takes_several_pages_is_on_its_first() -> None:
    lines = "<p>x</p>" * 40
    page = page_with(f'{FOOT}<section id="a"><h2>A</h2>{lines}</section>', STYLES)
    found = pagination(page)
    assert found.pages > 3
    assert found.numbers["a"] == "1"


def test_other_styles_have_numbers_of_their_own() -> None:
    page = page_of("c", "d")
    together = "h2 { break-before: auto }"
    assert pagination(page).numbers["d"] == "3"
    assert pagination(page, together).numbers["d"] == "1"
    assert known(page, "") == pagination(page) != known(page, together)


def test_only_the_latest_are_kept() -> None:
    first = page_of("first")
    document = laid_out(first)
    remembered(document, first, "")
    for number in range(REMEMBERED):
        assert known(first, "") is not None
        remembered(document, page_of(f"later-{number}"), "")
    assert known(first, "") is None
