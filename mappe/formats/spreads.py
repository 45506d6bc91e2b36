"""Sheets that face each other: one language on left-hand pages, the same in the other on right-hand ones.

A woven page is taken apart into fragments, `<section class="programme verso" lang="de">` and behind it
`<section class="programme recto" lang="ru">`; `verso` and `recto` stand on the first fragment of a sheet, and
there the sheet begins. In a fragment stand headings and lines of one language, whole pieces plainly (figures,
tables), and each record as `<div class="side" id>` (`"side box"` in a box) around its blocks. What goes on
behind another spread is `continued` and has no h2. `mappe.formats.pdf.spread` gives such a page.
"""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import groupby, takewhile
from typing import Literal
from xml.etree.ElementTree import Element

from mappe.model.conformance import HEADINGS
from mappe.model.markup import elements, written
from mappe.model.page import Page, Part
from mappe.model.vocabulary import is_decoration

Sides = tuple[Element | None, Element | None]

MERELY_HERE = frozenset({"pairs", "new-page", "landscape"})
"""Classes of a woven section that its fragments do without: they say where a page begins."""


@dataclass(frozen=True)
class Unit:
    """What cannot be parted: a heading, a line, a whole piece or a record, on one side or on both.

    `leads` says that what follows belongs under it; `section` counts the sections of the page; a row of a
    table that may come apart knows the tables of both sides.
    """

    section: int
    sides: Sides
    leads: bool = False
    tables: Sides = (None, None)


Spread = Sequence[Unit]


def units(page: Page) -> Iterator[Unit]:
    """Everything in the sections of a woven page, in reading order."""
    languages = _both(page)
    for number, part in enumerate(_sections(page)):
        children = [*elements(part.markup)[0]]
        while children:
            first = children.pop(0)
            if _is_side(first, languages[0]) and children and _is_side(children[0], languages[1]):
                yield from _wholes(first[0], children.pop(0)[0], number)
            else:
                yield from _units_of(first, number, languages)


def begins_sheet(page: Page) -> Sequence[bool]:
    """Of each section, whether its author has it begin a sheet."""
    classes = (elements(part.markup)[0].get("class", "").split() for part in _sections(page))
    return [not {"new-page", "landscape"}.isdisjoint(names) for names in classes]


def _both(page: Page) -> tuple[str, str]:
    """The BCP 47 tags of left-hand and of right-hand pages."""
    left, right = page.languages
    return left, right


def is_bound(page: Page) -> bool:
    """Whether it has its sheets already."""
    return any(re.match(r'<section [^>]*class="[^"]*\bverso\b', part.markup) for part in _sections(page))


def bound(page: Page, spreads: Sequence[Spread]) -> Page:
    """The page with a left-hand and a right-hand sheet for each spread."""
    before = [part for part in page.parts if part.kind != "section"]
    return replace(page, parts=(*before, *_fragments(page, spreads)))


def one_side(page: Page, side: Literal[0, 1]) -> Page:
    """One language of the page as it stands on its sheets, were they endless; ids are numbers of units."""
    marked = []
    for number, unit in enumerate(units(page)):
        sides = deepcopy(unit.sides)
        for element in sides:
            if element is not None:
                element.set("id", f"unit-{number}")
        marked.append(replace(unit, sides=sides))
    binding = _Binding(page)
    fragments = (binding.fragment(section, side, [*own], "") for section, own in _by_section(marked))
    return replace(page, parts=tuple(part for part in fragments if part is not None))


def _sections(page: Page) -> Iterator[Part]:
    return (part for part in page.parts if part.kind == "section")


def _by_section(spread: Spread) -> Iterator[tuple[int, Iterator[Unit]]]:
    return groupby(spread, key=lambda unit: unit.section)


# ---------- taking a woven section apart ----------


def _units_of(child: Element, section: int, languages: tuple[str, str]) -> Iterator[Unit]:
    tag, classes = str(child.tag), child.get("class", "").split()
    if tag == "table" and "pairs" in classes:
        yield from (Unit(section, sides) for sides in _records(child))
    elif tag == "div" and "side" in classes:
        alone = (child[0], None) if _is_side(child, languages[0]) else (None, child[0])
        yield Unit(section, alone, _leads(child[0]))
    else:
        yield Unit(section, _parted(child, languages), tag in HEADINGS or tag == "p")


def _is_side(element: Element, language: str) -> bool:
    return element.tag == "div" and element.get("class") == "side" and element.get("lang") == language


def _leads(whole: Element) -> bool:
    return is_decoration(whole) or whole.tag in HEADINGS


def _wholes(left: Element, right: Element, section: int) -> Iterator[Unit]:
    """Tables of as many rows come apart between them; all else stays whole."""
    rows = [table.findall("tbody/tr") for table in (left, right)]
    if len(rows[0]) <= 1 or len(rows[0]) != len(rows[1]) or _is_tied(left) or _is_tied(right):
        yield Unit(section, (left, right), _leads(left))
        return
    for one, other in zip(*rows, strict=True):
        yield Unit(section, (one, other), tables=(left, right))


def _is_tied(table: Element) -> bool:
    """Whether cells reach over several rows."""
    return any("rowspan" in cell.attrib for cell in table.iter())


def _parted(line: Element, languages: tuple[str, str]) -> Sides:
    """A heading or line as each language says it."""
    first, second = (_said_in(line, language) for language in languages)
    return first, second


def _said_in(line: Element, language: str) -> Element:
    said = next((part for part in line if part.get("class") == "side" and part.get("lang") == language), line)
    alone = Element(line.tag, line.attrib)
    alone.text = said.text
    alone.extend(deepcopy([*said]))
    return alone


def _records(table: Element) -> Iterator[Sides]:
    """Each record with all its lines."""
    record: list[Element] = []
    for row in table.findall("tbody/tr"):
        if record and row.get("class") != "continued":
            yield _record(record, 0), _record(record, 1)
            record = []
        record.append(row)
    if record:
        yield _record(record, 0), _record(record, 1)


def _record(rows: Sequence[Element], side: int) -> Element | None:
    blocks = [block for row in rows for block in row[side]]
    if not blocks:
        return None
    container = rows[0][side].get("class", "")
    record = Element("div", {"class": f"side {container}".strip()})
    if "id" in rows[0].attrib:
        record.set("id", rows[0].attrib["id"])
    record.extend(blocks)
    return record


# ---------- putting it on sheets ----------


class _Binding:
    """The names and classes of a page's sections, and the places in them, told apart on right-hand sheets."""

    def __init__(self, page: Page) -> None:
        self.parts = [*_sections(page)]
        self.roots = [elements(part.markup)[0] for part in self.parts]
        self.languages = _both(page)
        self.tag = self.languages[1].split("-")[0]
        inner = (element for root in self.roots for element in root.iter())
        self.places = {element.attrib["id"] for element in inner if "id" in element.attrib}
        self.begun: dict[tuple[int, int], int] = {}

    def fragment(self, section: int, side: Literal[0, 1], own: Spread, sheet: str) -> Part | None:
        """What one language says of a section on one sheet, or nothing."""
        said = [*_set(own, side)]
        if not said:
            return None
        part, root = self.parts[section], self.roots[section]
        times = self.begun[section, side] = self.begun.get((section, side), 0) + 1
        kept = [name for name in root.get("class", "").split() if name not in MERELY_HERE]
        names = (*kept, *(["continued"] if times > 1 else []), sheet)
        fragment = Element("section", {**self._named(section, side, times), "class": " ".join(names).strip()})
        fragment.set("lang", self.languages[side])
        fragment.extend(said)
        if side:
            self._tell_apart(fragment)
        return replace(part, name=fragment.attrib["id"], markup=written(fragment))

    def _named(self, section: int, side: int, times: int) -> dict[str, str]:
        name = self.roots[section].attrib["id"]
        if times > 1:
            return {"id": f"{name}-{self.languages[side].split('-')[0]}-{times}"}
        return {"id": f"{name}-{self.tag}" if side else name}

    def _tell_apart(self, fragment: Element) -> None:
        for inner in fragment.iter():
            if inner is not fragment and "id" in inner.attrib:
                inner.set("id", f"{inner.attrib['id']}-{self.tag}")
            if inner.get("href", "").removeprefix("#") in self.places:
                inner.set("href", f"{inner.attrib['href']}-{self.tag}")


def _set(own: Spread, side: Literal[0, 1]) -> Iterator[Element]:
    """The elements of one side; rows stand in a table again."""
    for table, group in groupby(own, key=lambda unit: unit.tables[side]):
        said = [deepcopy(element) for unit in group if (element := unit.sides[side]) is not None]
        if table is None:
            yield from said
        else:
            yield _piece(table, said)


def _piece(table: Element, rows: Sequence[Element]) -> Element:
    """Some rows under the caption and the head of their table."""
    piece = Element("table", table.attrib)
    for child in table:
        held = Element("tbody", child.attrib) if child.tag == "tbody" else deepcopy(child)
        held.extend(rows if child.tag == "tbody" else [])
        piece.append(held)
    return piece


def _fragments(page: Page, spreads: Sequence[Spread]) -> Iterator[Part]:
    binding = _Binding(page)
    for spread in spreads:
        sides: tuple[tuple[Literal[0, 1], str], ...] = ((0, "verso"), (1, "recto"))
        for side, sheet in sides:
            for section, own in _by_section(spread):
                if part := binding.fragment(section, side, [*own], sheet):
                    yield part
                    sheet = ""  # noqa: PLW2901  # only the first one begins the sheet


def led(found: Sequence[Unit]) -> Iterator[Sequence[Unit]]:
    """Units that stay together: headings and lines with the first thing under them."""
    position = 0
    while position < len(found):
        leading = len([*takewhile(lambda unit: unit.leads, found[position:])])
        yield found[position : position + leading + 1]
        position += leading + 1
