"""What parts of a page that are right in themselves have against each other."""

from mappe.model.outline import Misfit, misfits
from mappe.model.vocabulary import read


def found(*parts: str) -> list[Misfit]:
    outlines = [read(part) for part in parts]
    assert not [outline.faults for outline in outlines if outline.faults]
    return list(misfits([outline.outline for outline in outlines]))


def told(*parts: str) -> list[tuple[int, str]]:
    return [(misfit.part, misfit.message) for misfit in found(*parts)]


def test_headings_go_down_by_one_and_up_by_any() -> None:
    assert told("<h1>a</h1>", "<h2>b</h2><h3>c</h3><h4>d</h4>", "<h2>e</h2>") == []


def test_a_heading_is_judged_by_the_one_before_wherever_that_stands() -> None:
    assert told("<h1>a</h1><h2>b</h2>", "<p>c</p>", "<h4>d</h4><h4>e</h4>") == [(2, "<h4> stands below <h2>")]


def test_a_page_begins_with_its_one_title() -> None:
    assert told("<h2>a</h2>", "<h1>b</h1>") == [
        (0, "<h2> is the first heading of the page"),
        (1, "<h1> stands on the page a second time"),
    ]


def test_an_id_stands_once_on_the_page() -> None:
    section = '<section id="{}"><p>a</p></section>'.format
    assert told(section("a"), section("b")) == []
    assert told(section("a"), section("b") + section("a")) == [(1, "the id 'a' stands on the page twice")]


def test_a_link_within_the_page_leads_somewhere() -> None:
    link = '<p><a href="{}">a</a></p>'.format
    assert told(link("#end") + link("https://a.de/#b"), '<section id="end"><p>a</p></section>') == []
    (misfit,) = found(link("#ned"), '<section id="end"><p>a</p></section>')
    assert (misfit.part, misfit.hint) == (0, "did you mean '#end'?")
