"""Pages that would take for ever, or all memory, cost their own file within its limits and no other."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from mappe.builder import Built, Failed, Wanted, build, prepare
from mappe.cli import template_folders
from mappe.errors import MappeError
from mappe.model.page import Asset, Page, Written
from mappe.workers.crew import crew
from mappe.workers.limits import Limits
from mappe.workers.work import Ended, Job
from tests.editions import pages_of
from tests.faults import MINIMAL, copied, count

pytestmark = pytest.mark.slow

LIMITS = Limits(4, 1500)
GOOD = 2
"""For each bomb, as many pages that are as they should be."""


def _page(markup: str, css: str = "", assets: Mapping[str, Asset] | None = None) -> Page:
    page = pages_of(MINIMAL)["visit.de"]
    section = f'<section id="s"><h2>S</h2>{markup}</section>'
    return replace(
        page,
        parts=(replace(page.parts[-1], markup=section),),
        theme=replace(page.theme, stylesheet=page.theme.stylesheet + css),
        assets=assets or page.assets,
    )


def _nested(tag: str, depth: int) -> str:
    return f"<{tag}>" * depth + "Wort " + f"</{tag}>" * depth


def _doubled(depth: int) -> str:
    """Variables, each twice the one before."""
    rows = (f"--v{n}: var(--v{n - 1}) var(--v{n - 1});" for n in range(1, depth))
    return f":root {{ --v0: 1px; {''.join(rows)} }} p {{ font-family: var(--v{depth - 1}) }}"


def _drawing() -> Asset:
    """Each group shows the one before ten times: 1.2 kB, a million rectangles."""
    groups = "".join(
        f'<g id="g{n}">{f"<use href=&quot;#g{n - 1}&quot;/>".replace("&quot;", chr(34)) * 10}</g>'
        for n in range(1, 8)
    )
    text = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        '<g id="g0"><rect width="9" height="9"/></g>'
        f'{groups}<use href="#g7"/></svg>'
    )
    return Asset("image/svg+xml", text.encode(), 9, 9)


BOMBS: Mapping[str, Callable[[], Page]] = {
    "flexible boxes in flexible boxes": lambda: _page(_nested("div", 15), "div { display: flex }"),
    "a cell over a million columns": lambda: _page(
        '<table><tbody><tr><td colspan="1000000">Wort</td></tr></tbody></table>'
    ),
    "variables that double": lambda: _page("<p>Wort</p>", _doubled(40)),
    "a word of a million letters": lambda: _page(
        f"<p>{'a' * 1_000_000}</p>", "p { overflow-wrap: anywhere }"
    ),
    "a drawing that shows itself": lambda: _page(
        '<img src="asset:b.svg" alt="Wort"/>', assets={"asset:b.svg": _drawing()}
    ),
    "columns in columns": lambda: _page(_nested("div", 7), "div { columns: 2 }"),
    "a million columns of a table": lambda: _page(
        '<table><colgroup><col span="1000000"/></colgroup><tbody><tr><td>Wort</td></tr></tbody></table>'
    ),
    "letters that are a mile high": lambda: _page("<p>Wort</p>", "p { font-size: 1e8px }"),
    "a division by nothing": lambda: _page("<p>Wort</p>", "p { margin: calc(1px / 0) }"),
    "boxes five thousand deep": lambda: _page(_nested("div", 5000)),
    "lists in lists": lambda: _page("<ul><li>" * 400 + "Wort" + "</li></ul>" * 400),
    "tables in tables": lambda: _page(
        "<table><tbody><tr><td>" * 80 + "Wort" + "</td></tr></tbody></table>" * 80
    ),
    "a hundred thousand paragraphs": lambda: _page("<p>Wort</p>" * 100_000),
    "brackets without end": lambda: _page("<p>Wort</p>", f"p {{ width: {'(' * 20_000} }}"),
    "a grid of a million tracks": lambda: _page(
        "<div>Wort</div>", "div { display: grid; grid-template-columns: repeat(1000000, 1px) }"
    ),
    "a page of a mile": lambda: _page("<p>Wort</p>", "@page { size: 1e9mm 1e9mm } p { height: 1e9mm }"),
}
"""What a page holds → the page."""


def test_a_bomb_costs_its_own_file_and_no_other() -> None:
    good = pages_of(MINIMAL)["visit.de"]
    bombs = [*BOMBS.values()][: count("bombs")]
    assert count("bombs") <= len(BOMBS)
    jobs = [Job(number, make(), ("pdf",)) for number, make in enumerate(bombs)]
    neighbours = range(len(bombs), (1 + GOOD) * len(bombs))
    # Each between its neighbours.
    for place, number in enumerate(neighbours):
        jobs.insert(place + place // GOOD + 1, Job(number, good, ("pdf",)))
    with crew(2, LIMITS, ("pdf",)) as hands:
        ended = {news.job: news for news in hands.write(jobs) if isinstance(news, Ended)}
    assert len(ended) == len(jobs)
    made = {ended[number].outcome for number in neighbours}
    assert len(made) == 1
    assert isinstance(made.pop(), Written)
    harmless = [
        [*BOMBS][number] for number in range(len(bombs)) if isinstance(ended[number].outcome, Written)
    ]
    assert all(
        isinstance(ended[n].outcome, MappeError) for n in range(len(bombs)) if [*BOMBS][n] not in harmless
    )
    assert len(harmless) < len(bombs), harmless


ENDLESS: Mapping[str, tuple[str, str]] = {
    "a word of a hundred thousand letters": ("a" * 100_000, ""),
    "quotations in quotations": ("> " * 5_000 + "Wort", ""),
    "lists in lists": ("\\n".join("  " * depth + "- Wort" for depth in range(200)), ""),
    "brackets in brackets": ("[ " * 20_000 + "Wort" + " ](https://example.org)" * 10_000, ""),
    "emphasis in emphasis": ("*a **a " * 20_000, ""),
    "notes in notes": ("^[a " * 2_000 + "] " * 2_000, "a footnote"),
    "lines without end": ("a\\n\\n" * 40_000, ""),
}
"""What stands in a text → the text, and what is told of it; nothing where it is printed."""


@pytest.mark.parametrize("kind", ENDLESS)
def test_a_text_without_measure_is_printed_or_refused_at_its_place(kind: str, tmp_path: Path) -> None:
    words, message = ENDLESS[kind]
    project = copied(MINIMAL, tmp_path / "project")
    path = project / "content/visit/document.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Man trifft sich.", f'"{words}"'), encoding="utf-8")
    faults: list[MappeError] = []
    try:
        workshop = prepare(project, template_folders(project), Wanted(formats=("html", "docx")))
        told = [*build(workshop, project / "output")]
        faults += [step.error for step in told if isinstance(step, Failed)]
        assert faults or any(isinstance(step, Built) for step in told)
    except MappeError as error:
        faults.append(error)
    for fault in faults:
        assert all(each.place for each in fault.diagnostics), fault
        assert message in str(fault)


def test_a_table_of_many_rows_is_built(tmp_path: Path) -> None:
    """As many as there may be at most, in less than a minute and half a gigabyte."""
    project = copied(MINIMAL, tmp_path / "project")
    rows = "\n".join(f"      - [Zeile, {number}]" for number in range(count("rows")))
    with (project / "content/visit/document.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "  - type: table\n    audience: guest\n    caption: {de: Viel, en: Much}\n"
            "    columns: [{title: {de: Was, en: What}}, {title: {de: Zahl, en: Number}}]\n"
            f"    rows:\n{rows}\n"
        )
    workshop = prepare(project, template_folders(project), Wanted(formats=("pdf",), languages=("de",)))
    with crew(1, Limits(60, 1500), ("pdf",)) as hands:
        told = [*build(workshop, project / "output", hands.write)]
    assert [step for step in told if isinstance(step, Built)], told
