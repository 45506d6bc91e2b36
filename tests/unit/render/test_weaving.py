"""Two languages as one page: the same words as in each alone, the same things beside each other."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest

from mappe.model.audience import Audience
from mappe.model.document import Layout
from mappe.model.markup import elements, written
from mappe.model.page import Page, Part
from mappe.model.vocabulary import read
from mappe.render.sequence import in_sequence
from mappe.render.weaving import Tongue, woven
from tests.editions import EVERY_SECTION, SAMPLE, page_in, pages_of

DE, RU = Tongue("de", "de", "Deutsch"), Tongue("ru", "ru", "Русский")

PAIRS = [("de", "ru"), ("de", "en"), ("en", "ru")]
LAYOUTS: list[Layout] = ["columns", "facing", "sequence"]
WITH_OTHER_LANGUAGES = ("phrases", "glossary", "sources")
"""Sections that print words of languages that are not the reader's."""


def section(body: str, title: str = "Titel") -> Part:
    return Part("section", "a", f'<section id="a" class="prose"><h2>{title}</h2>{body}</section>')


def weave(german: str, russian: str, *, apart: bool = False) -> Element:
    (part,) = woven([section(german)], [section(russian, "Заголовок")], (DE, RU), apart=apart)
    assert not read(part.markup).faults
    return elements(part.markup)[0]


def rows(woven_section: Element) -> list[tuple[str, str]]:
    """What stands beside each other, without the numbers."""
    found = []
    for row in woven_section.iter("tr"):
        cells = row.findall("td")
        if cells:
            left, right = (text(cell) for cell in cells)
            found.append((left, right))
    return found


def text(element: Element) -> str:
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    if element.get("class") != "pair-number":
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


def test_paragraphs_stand_beside_each_other() -> None:
    assert rows(weave("<p>eins</p><p>zwei</p>", "<p>один</p><p>два</p>")) == [
        ("eins", "один"),
        ("zwei", "два"),
    ]


def test_a_paragraph_that_only_one_language_has_stands_alone() -> None:
    found = rows(weave('<p>eins</p><p class="note">Anm.</p><p>zwei</p>', "<p>один</p><p>два</p>"))
    assert found == [("eins", "один"), ("Anm.", ""), ("zwei", "два")]


def test_entries_of_lists_are_paired_and_keep_their_numbers() -> None:
    found = weave("<ol><li>a</li><li>b</li></ol>", "<ol><li>а</li><li>б</li></ol>")
    assert rows(found) == [("a", "а"), ("b", "б")]
    assert [each.get("start") for each in found.iter("ol")] == ["1", "1", "2", "2"]


def test_a_record_of_a_table_is_one_pair_with_a_row_for_each_thing_it_says() -> None:
    row = (
        '<tr id="{0}"><td class="time">{1}</td><td class="what"><p>{2}</p><p class="place">{3}</p></td></tr>'
    )
    head = '<thead><tr><th scope="col">Zeit</th><th scope="col">Was</th></tr></thead>'
    table = f'<table class="programme">{head}<tbody>{row}{row}</tbody></table>'.replace("{0}", "s1", 1)
    german = table.format("s2", "9 Uhr", "Gespräch", "Rathaus")
    russian = table.format("s2", "9.00", "Беседа", "Ратуша")
    found = weave(german, russian)
    assert rows(found) == [("9 Uhr Gespräch", "9.00 Беседа"), ("Rathaus", "Ратуша")] * 2
    body = found.findall(".//tbody/tr")
    assert [row.get("id") for row in body] == ["s1", None, "s2", None]
    assert [row.get("class") for row in body] == [None, "continued"] * 2
    numbers = [span.text for span in found.iter("span") if span.get("class") == "pair-number"]
    assert numbers == ["1", "1", "2", "2"]


def test_each_side_says_its_language_and_the_head_its_name() -> None:
    found = weave("<p>eins</p>", "<p>один</p>")
    assert [(cell.get("lang"), cell.text) for cell in found.iter("th")] == [
        ("de", "Deutsch"),
        ("ru", "Русский"),
    ]
    assert [cell.get("lang") for cell in found.iter("td")] == ["de", "ru"]
    heading = found.find("h2")
    assert heading is not None
    assert text(heading) == "Titel · Заголовок"


def test_a_heading_that_says_the_same_in_both_stands_once() -> None:
    (part,) = woven([section("<p>a</p>", "CEBIT")], [section("<p>а</p>", "CEBIT")], (DE, RU))
    heading = elements(part.markup)[0].find("h2")
    assert heading is not None
    assert text(heading) == "CEBIT"


HEAD = '<thead><tr><th scope="col">{1}</th></tr></thead>'
TABLE = f'<table class="generic"><caption>{{0}}</caption>{HEAD}<tbody>{{2}}</tbody></table>'


def test_a_table_of_figures_stays_one_with_both_languages_where_they_differ() -> None:
    german = TABLE.format("Zahlen", "Jahr", "<tr><td>2018</td></tr><tr><td>zwölf</td></tr>")
    russian = TABLE.format("Цифры", "Год", "<tr><td>2018</td></tr><tr><td>двенадцать</td></tr>")
    found = weave(german, russian)
    assert [text(cell) for cell in found.iter("td")] == ["2018", "zwölfдвенадцать"]
    assert [line.get("lang") for line in found.iter("p")] == ["de", "ru"]
    assert [text(cell) for cell in found.iter("th")] == ["Jahr · Год"]


def test_where_the_languages_come_apart_each_has_the_whole_table() -> None:
    found = weave(
        TABLE.format("Zahlen", "Jahr", '<tr id="x"><td>2018</td></tr>'),
        TABLE.format("Цифры", "Год", '<tr id="x"><td>2018</td></tr>'),
        apart=True,
    )
    assert [(side.get("lang"), text(side)) for side in found.iter("div")] == [
        ("de", "ZahlenJahr2018"),
        ("ru", "ЦифрыГод2018"),
    ]
    assert [each.get("id") for each in found.iter("tr") if each.get("id")] == ["x"]


def test_a_picture_is_shown_once_and_described_in_both_languages() -> None:
    figure = '<figure><img src="asset:x.png" alt="{}"/><figcaption>{}</figcaption></figure>'
    found = weave(figure.format("ein Haus", "Bild"), figure.format("дом", "Фото"))
    assert [image.get("alt") for image in found.iter("img")] == ["ein Haus · дом"]
    assert [text(caption) for caption in found.iter("figcaption")] == ["Bild · Фото"]


def test_pictures_that_are_others_in_each_language_are_both_shown() -> None:
    figure = '<figure><img src="asset:{}.png" alt="{}"/></figure>'
    found = weave(figure.format("x", "ein Haus"), figure.format("y", "дом"))
    assert [(image.get("src"), image.get("alt")) for image in found.iter("img")] == [
        ("asset:x.png", "ein Haus"),
        ("asset:y.png", "дом"),
    ]


def test_a_box_lends_its_look_to_the_rows_that_come_out_of_it() -> None:
    found = weave('<div class="box"><p>a</p></div><p>b</p>', '<div class="box"><p>а</p></div><p>б</p>')
    assert [cell.get("class") for cell in found.iter("td")] == ["box", "box", None, None]


def edge(german: str, russian: str) -> str:
    """The running foot of two languages."""
    left, right = (Part("running_foot", "running_foot", f"<div>{words}</div>") for words in (german, russian))
    return next(iter(woven([left], [right], (DE, RU)))).markup


def test_what_only_one_language_has_at_an_edge_is_not_lost() -> None:
    assert text(elements(edge("<p>Seite</p>", '<p>Страница</p><p class="note">Образец</p>'))[0]) == (
        "SeiteСтраницаОбразец"
    )
    assert text(elements(edge('<p class="note">Muster</p><p>a</p>', "<p>а</p>"))[0]) == "Musteraа"


def test_words_outside_of_paragraphs_are_said_in_both_languages() -> None:
    assert text(elements(edge("<span>Muster</span>", "<span>Образец</span>"))[0]) == "MusterОбразец"
    assert text(elements(edge("Muster", "Образец"))[0]) == "MusterОбразец"


HEADS = '<thead><tr><th scope="col">{0}</th><th scope="col">{1}</th></tr></thead>'
SPANNED = f'<table class="projects">{HEADS}<tbody>{{2}}</tbody></table>'


def test_a_table_whose_cells_reach_over_columns_stays_a_table() -> None:
    found = weave(
        SPANNED.format("A", "B", '<tr><td colspan="2">eins</td></tr>'),
        SPANNED.format("А", "Б", '<tr><td colspan="2">один</td></tr>'),
    )
    assert [table.get("class") for table in found.iter("table")] == ["projects"]
    assert [text(cell) for cell in found.iter("td")] == ["einsодин"]


def test_tables_that_are_not_alike_both_stand_there_whole() -> None:
    german = TABLE.format("Zahlen", "Jahr", "<tr><td>2017</td></tr><tr><td>2018</td></tr>")
    found = weave(german, TABLE.format("Цифры", "Год", "<tr><td>2018</td></tr>"))
    assert [(side.get("lang"), text(side)) for side in found.iter("div")] == [
        ("de", "ZahlenJahr20172018"),
        ("ru", "ЦифрыГод2018"),
    ]


def test_a_card_without_a_paragraph_has_its_number_all_the_same() -> None:
    found = weave('<div class="card"><strong>a</strong></div>', '<div class="card"><strong>а</strong></div>')
    assert [span.text for span in found.iter("span") if span.get("class") == "pair-number"] == ["1", "1"]


def test_the_second_language_in_sequence_has_places_of_its_own() -> None:
    german = section('<p><a href="#a">hier</a> <a href="https://example.org">dort</a></p>')
    russian = section('<p><a href="#a">тут</a> <a href="https://example.org">там</a></p>')
    first, second = in_sequence([german], [russian], (DE, RU))
    assert first == german
    root = elements(second.markup)[0]
    assert (root.get("id"), root.get("lang"), root.get("class")) == ("a-ru", "ru", "prose new-page")
    assert [link.get("href") for link in root.iter("a")] == ["#a-ru", "https://example.org"]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("languages", PAIRS, ids="-".join)
@pytest.mark.parametrize("audience", [Audience.GUEST, Audience.INTERNAL])
def test_every_section_can_be_woven(audience: Audience, languages: tuple[str, str], layout: Layout) -> None:
    page = page_in(EVERY_SECTION, "visit", languages, layout, audience)
    assert not [fault for part in page.parts for fault in read(part.markup).faults]
    places = [name for part in page.parts for name in _ids(part)]
    assert len(places) == len(set(places))
    assert {name.removeprefix("#") for part in page.parts for name in _links(part)} <= set(places)


def _ids(part: Part) -> Iterator[str]:
    yield from (
        inner.attrib["id"] for each in elements(part.markup) for inner in each.iter() if "id" in inner.attrib
    )


def _links(part: Part) -> Iterator[str]:
    links = (inner.get("href", "") for each in elements(part.markup) for inner in each.iter("a"))
    yield from (link for link in links if link.startswith("#"))


@pytest.mark.parametrize("position", [0, 1])
@pytest.mark.parametrize("audience", [Audience.GUEST, Audience.INTERNAL])
def test_each_side_says_what_the_edition_in_its_language_says(audience: Audience, position: int) -> None:
    languages = ("de", "ru")
    mark = "" if audience is Audience.GUEST else ".internal"
    alone = pages_of(SAMPLE)[f"delegation-visit.{languages[position]}{mark}"]
    both = page_in(SAMPLE, "delegation-visit", languages, "columns", audience)
    other = languages[1 - position]
    for single, pair in zip(_sections(alone), _sections(both), strict=True):
        if single.get("class", "").split()[0] in WITH_OTHER_LANGUAGES:
            continue
        said, beside = _said(single, "", heads=False), _said(pair, other, heads=True)
        assert _in_order(said, beside)
        heads = _said(single, "", heads=True)
        assert len(beside) - len(said) <= len(heads) - len(said) + 2 * sum(1 for _ in pair.iter("dt"))


def test_a_lost_or_moved_paragraph_would_be_noticed() -> None:
    assert not _in_order(["a", "b"], ["a"])
    assert not _in_order(["a", "b"], ["b", "a"])


def _sections(page: Page) -> list[Element]:
    return [elements(part.markup)[0] for part in page.parts if part.kind == "section"]


def _said(element: Element, without: str, *, heads: bool) -> list[str]:
    """Words in order, but for those in a language, for numbers of pairs and for names in other languages."""
    classes = element.get("class", "").split()
    if (without and element.get("lang") == without) or {"pair-number", "other-name", "between"} & {*classes}:
        return []
    if element.tag in ("thead", "caption") and not heads:
        return []
    if str(element.tag).startswith("{") or (heads and element.tag in ("caption", "thead") and without):
        return []
    found = (element.text or "").split()
    for child in element:
        found += _said(child, without, heads=heads)
        found += (child.tail or "").split()
    return found


def _in_order(words: list[str], among: list[str]) -> bool:
    rest = iter(among)
    return all(word in rest for word in words)


def test_markup_comes_back_as_it_was() -> None:
    markup = '<p class="a">x &amp; <em>y</em> &lt;<br/>z</p>'
    assert written(elements(markup)[0]) == markup
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0"/><text>ü</text></svg>'
    assert written(elements(drawing)[0]) == drawing
