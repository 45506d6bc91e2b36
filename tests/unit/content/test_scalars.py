"""What an author types is what a reader reads: nothing is taken for a number, a time, a truth or a date."""

import html
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from mappe.builder import Wanted, prepare
from mappe.content.loader import load
from mappe.formats import FORMATS
from mappe.model.page import Page
from mappe.render.layout import page
from tests.conftest import judge

TEMPLATES = (Path(__file__).parents[3] / "templates",)

TRAPS = """
12:30 09:00 9:5 1:2:3 190:20:30 24:00
01067 007 0 00 0777 0o14 08 1_000 1,000 +49 -0 +1 1.10 1.0 1. .5 -.5 1e3 1E5 1.5e-7 6.02e23 685.230_15e+03
0x1F 0b101 0xdead_beef .inf -.inf +.INF .nan .NaN
no No NO yes Yes On on off OFF y Y n N true True TRUE false FALSE null Null NULL ~ None nil
2026-02-30 0000-00-00 2018-06-12 2018-6-1 2001-12-14t21:59:43.10-05:00 2018-W24-2 20180612
<< = - -- ... a:b a#b :a ?a -a a: http://example.org:80/a?b=c&d#e
""".split()  # noqa: SIM905  # a list of words reads better without a hundred quotation marks
UNQUOTED = [trap for trap in TRAPS if trap not in {"-", "a:", "?a", ":a", "..."}]
"""Of the others YAML makes something else, unless they are quoted."""


PRINTED = ["…" if trap == "..." else trap for trap in TRAPS]
"""Three points are the only trap that typography sets."""


def test_sixty_traps_are_tried() -> None:
    assert len(set(TRAPS)) >= 60
    assert len(UNQUOTED) >= 60


def rows(form: str, traps: list[str]) -> str:
    """A table with a number and a trap in each row."""
    columns = "    columns: [{title: {de: Nr., en: No.}}, {title: {de: Wort, en: Word}}]\n"
    row = "      - [{{de: {number}, en: {number}}}, {trap}]\n"
    lines = (row.format(number=number, trap=form.format(trap)) for number, trap in enumerate(traps))
    return f"  - type: table\n    audience: guest\n{columns}    rows:\n{''.join(lines)}"


def german(root: Path, behind: str) -> Page:
    with (root / "content/visit/document.yaml").open("a", encoding="utf-8") as document:
        document.write(behind)
    workshop = prepare(root, TEMPLATES, Wanted(languages=("de",), formats=("html",)))
    return page(workshop.project, workshop.work[0][0], workshop.voices)


def cells(page: Page) -> list[str]:
    """The words in the second column."""
    markup = FORMATS["html"].write(page).content.decode()
    found = re.findall(r"<tr><td[^>]*>[0-9]+</td><td[^>]*>(.*?)</td></tr>", markup)
    return [html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in found]


@pytest.mark.parametrize("form", ["'{}'", '"{}"', "{{de: '{}', en: x}}"])
def test_quoted_traps_reach_the_page_exactly(form: str, project: Callable[[str], Path]) -> None:
    assert cells(german(project("minimal"), rows(form, TRAPS))) == PRINTED


def test_unquoted_traps_reach_the_page_exactly(project: Callable[[str], Path]) -> None:
    section = "  - type: prose\n    audience: guest\n    title: {}\n    text: {{de: x, en: x}}\n"
    made = german(project("minimal"), "".join(map(section.format, UNQUOTED)))
    titles = re.findall(r"<h2[^>]*>(.*?)</h2>", made.markup_of("section"))
    assert [html.unescape(title) for title in titles[1:]] == UNQUOTED


def test_the_traps_reach_the_pdf_exactly(project: Callable[[str], Path], tmp_path: Path) -> None:
    reader = judge("pdftotext", package="poppler-utils")
    made = german(project("minimal"), rows("'{}'", TRAPS))
    (tmp_path / "a.pdf").write_bytes(FORMATS["pdf"].write(made).content)
    done = subprocess.run([reader, "-layout", str(tmp_path / "a.pdf"), "-"], capture_output=True, check=True)
    found = re.findall(r"^ *([0-9]+) +(\S+) *$", done.stdout.decode(), re.MULTILINE)
    first = found.index(("0", TRAPS[0]))  # the contents are a list of numbers and words too
    assert [word for _, word in found[first:]] == PRINTED


def test_the_traps_reach_the_word_file_exactly(project: Callable[[str], Path], tmp_path: Path) -> None:
    made = german(project("minimal"), rows("'{}'", TRAPS))
    (tmp_path / "a.docx").write_bytes(FORMATS["docx"].write(made).content)
    tables = Document(str(tmp_path / "a.docx")).tables
    found = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    assert [row[1] for row in found if len(row) == 2 and row[0].isdigit()] == PRINTED


def test_a_field_of_a_kind_takes_what_it_is_and_refuses_the_trap(project: Callable[[str], Path]) -> None:
    root = project("every-section")
    found = load(root, TEMPLATES)
    stadt = found.registers["organisations"]["stadt"]
    assert stadt.address.postcode == "30159"  # type: ignore[attr-defined]
    assert str(found.dossiers[0].document.as_of) == "2018-06-04"
