"""What no page can hold stops before any format, and what content leaves empty is left out."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from mappe.builder import Wanted, prepare
from mappe.errors import TemplateError
from mappe.formats.html import ORDER
from mappe.model.page import Page
from mappe.model.vocabulary import read
from mappe.render.layout import page
from tests.editions import EVERY_SECTION, SAMPLE, pages_of

SHIPPED = Path(__file__).parents[3] / "templates"
SLOT = '{start: "10:00", kind: talks, title: {de: a, en: a}'

LITTLE: Mapping[str, str] = {
    "summary": "{type: summary}",
    "practical": "{type: practical}",
    "city_profile": "{type: city_profile, cities: [{city: a}, {city: b}]}",
    "sources": "{type: sources}",
    "programme": f"""{{type: programme, zone: Europe/Berlin, days: [
        {{date: 2018-06-12, slots: [{SLOT}}}]}},
        {{date: 2018-06-13, slots: [{SLOT}, audience: internal}}]}}]}}""",
}
"""Sections that have no more than they must have for a guest."""


def first_page(root: Path) -> Page:
    workshop = prepare(root, (root / "templates", SHIPPED), Wanted())
    edition, _ = next(iter(workshop.work))
    return page(workshop.project, edition, workshop.voices)


@pytest.fixture
def root(project: Callable[[str], Path]) -> Path:
    return project("minimal")


def template(root: Path, name: str, text: str) -> None:
    path = root / "templates" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def refusal(root: Path) -> list[str]:
    with pytest.raises(TemplateError) as refused:
        first_page(root)
    return [f"{told.place}: {told.message}" for told in refused.value.diagnostics]


@pytest.mark.parametrize("kind", LITTLE)
def test_a_section_with_little_to_say_makes_no_empty_list_or_table(kind: str, root: Path) -> None:
    document = root / "content/visit/document.yaml"
    text = document.read_text("utf-8").replace("sections:\n", "cities: [a, b]\nsections:\n")
    document.write_text(f"{text}  - {LITTLE[kind]}\n", "utf-8")
    places = "a: {name: {de: A, en: A}}\nb: {name: {de: B, en: B}}\n"
    (root / "content/places.yaml").write_text(places, "utf-8")
    section = next(
        part for part in first_page(root).parts if f'class="{kind.replace("_", "-")}"' in part.markup
    )
    assert section.markup.count("<table") == (1 if kind == "programme" else 0)


def test_every_heading_of_the_samples_is_in_its_place() -> None:
    levels = [
        heading.level
        for made in (*pages_of(SAMPLE).values(), *pages_of(EVERY_SECTION).values())
        for part in made.parts
        for heading in read(part.markup).outline.headings
    ]
    assert set(levels) == {1, 2, 3}


def test_parts_are_judged_in_the_order_in_which_they_are_written(root: Path) -> None:
    kinds = [part.kind for part in first_page(root).parts]
    assert kinds == sorted(kinds, key=ORDER.index)


def test_a_line_that_no_template_of_the_part_has_is_told_where_the_author_began(root: Path) -> None:
    template(root, "parts/own.html", "{% macro deep() %}<h4>a</h4>{% endmacro %}")
    template(root, "sections/prose.html", '{% import "parts/own.html" as own %}{{ own.deep() }}')
    assert refusal(root) == ["content/visit/document.yaml:7:5: <h4> stands below <h2>"]


def test_the_cell_without_scope_is_told_and_not_the_head_around_it(root: Path) -> None:
    cells = '<thead>\n<tr><th scope="col">a</th>\n<th class="what">b</th></tr></thead>'
    body = "<tbody><tr><td>a</td><td>b</td></tr></tbody>"
    template(root, "sections/prose.html", f"<table>{cells}{body}</table>")
    assert refusal(root) == [
        'templates/sections/prose.html:3:12: <th class="what"> does not say what it heads'
    ]


def test_all_faults_of_all_parts_are_told_at_once(root: Path) -> None:
    template(root, "sections/prose.html", "<ul></ul>\n<p><a>a</a></p>")
    template(root, "layouts/contents.html", "<ol></ol>")
    assert len(refusal(root)) == 3
