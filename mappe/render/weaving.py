"""Two languages as one page: what says the same stands at the same height.

Both come from the same templates, which know nothing of it. Paragraphs, entries and records are paired in
their order and numbered, so that readers of either language can name a place to each other.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import count
from types import MappingProxyType
from typing import Literal
from xml.etree.ElementTree import Element, SubElement

from mappe.model.conformance import HEADINGS, words
from mappe.model.markup import elements, written
from mappe.model.page import Part
from mappe.model.vocabulary import is_decoration

BETWEEN = " · "
"""What stands between two languages in one line."""

MERGED = frozenset({"generic", "glossary", "phrases"})
"""Tables that stay tables, with both languages in a cell where they differ."""

UNNAMED = frozenset({"details", "remark"})
"""Cells that say nothing without the head of their column."""

NOTES = frozenset({"sample", "zone"})
"""Paragraphs about what comes below them: they stand over its table, and have no number."""

CELLS = frozenset({"th", "td", "caption"})
"""What a table says, cell by cell."""

CONTAINERS = frozenset({"box"})
"""Boxes whose look every row takes that comes out of them."""


@dataclass(frozen=True)
class Tongue:
    """A language of an edition: its tag in the project, its BCP 47 tag, and its name for itself."""

    tag: str
    lang: str
    name: str


Pair = tuple[Tongue, Tongue]

Join = Callable[[Element, Element, Pair], Element]
"""Two elements that say the same as one."""


@dataclass(frozen=True)
class Weave:
    """How a page is woven: its languages, whether they come apart, and the numbers of its pairs."""

    tongues: Pair
    apart: bool
    numbers: Iterator[int] = field(default_factory=lambda: count(1))


Sides = tuple[Element | None, Element | None]


@dataclass(frozen=True)
class Unit:
    """A paragraph, entry or record, with a row for each thing it says; the other kinds stand alone."""

    kind: Literal["heading", "line", "whole", "rows"]
    rows: tuple[Element, ...]
    anchor: str = ""
    container: str = ""

    @property
    def signature(self) -> tuple[str, ...]:
        """What makes two units of two languages likely to say the same."""
        first = self.rows[0]
        return self.kind, self.anchor, self.container, str(first.tag), first.get("class", "")


def woven(
    first: Sequence[Part], second: Sequence[Part], tongues: Pair, *, apart: bool = False
) -> Iterator[Part]:
    """The parts of one page; both sequences are those of one edition, each in one language.

    What stands alone over the whole width says both at once, or is there for each side where they come apart.
    """
    weave = Weave(tongues, apart=apart)
    for left, right in zip(first, second, strict=True):
        if left.kind == "section":
            yield replace(left, markup=_section(left.markup, right.markup, weave))
        else:
            yield joined_part(left, right, tongues)


def joined_part(left: Part, right: Part, tongues: Pair) -> Part:
    """A cover, contents or the edge of a sheet: line below line, as both languages say it."""
    pairs = zip(elements(left.markup), elements(right.markup), strict=True)
    return replace(left, markup="\n".join(written(_joined(one, other, tongues)) for one, other in pairs))


def _joined(left: Element, right: Element, tongues: Pair) -> Element:
    """The left element with the words of the right one, where these are others."""
    if _words(left) == _words(right) or "cities" in left.get("class", "").split():
        return left
    if str(left.tag) in HEADINGS or left.tag == "a":
        return side_by_side(left, right, tongues)
    if left.tag == "p" or not (len(left) and len(right)):
        return _below(left, right, tongues[1])
    join = side_by_side if "masthead" in left.get("class", "").split() else _joined
    left[:] = [*_joined_inside(left, right, join, tongues)]
    return left


def _joined_inside(left: Element, right: Element, join: Join, tongues: Pair) -> Iterator[Element]:
    """What only one language has stands alone."""
    ones, others = [*left], [*right]
    for i, j in _aligned([_shape(one) for one in ones], [_shape(other) for other in others]):
        if i is not None and j is not None:
            yield _tailed(join(ones[i], others[j], tongues), ones[i].tail)
        elif i is not None:
            yield _spoken(ones[i], tongues[0])
        elif j is not None:
            yield _spoken(_without_ids(others[j]), tongues[1])


def side_by_side(left: Element, right: Element, tongues: Pair) -> Element:
    """A heading, a link or a caption in both languages: one line, or two beside each other."""
    if _words(left) == _words(right):
        return left
    both = Element(left.tag, left.attrib)
    for tongue, side in zip(tongues, (left, right), strict=True):
        if len(both):
            SubElement(both, "span", {"class": "between"}).text = BETWEEN
        _moved(side, SubElement(both, "span", {"class": "side", "lang": tongue.lang}))
    return both


def _below(left: Element, right: Element, tongue: Tongue) -> Element:
    both = deepcopy(left)
    SubElement(both, "br")
    _moved(right, SubElement(both, "span", {"lang": right.get("lang", tongue.lang)}))
    return both


def _moved(source: Element, target: Element) -> Element:
    """The target with everything that the source holds, but for places that links lead to."""
    target.text = source.text
    target.extend(_without_ids(deepcopy(child)) for child in source)
    return target


def _without_ids(element: Element) -> Element:
    for inner in element.iter():
        inner.attrib.pop("id", None)
    return element


def _spoken(element: Element, tongue: Tongue) -> Element:
    """The element with its language, which it may have already."""
    element.set("lang", element.get("lang", tongue.lang))
    return element


def _tailed(element: Element, tail: str | None) -> Element:
    element.tail = tail
    return element


def _words(element: Element) -> str:
    return " ".join(words(element).split())


def _section(first: str, second: str, weave: Weave) -> str:
    left, right = elements(first)[0], elements(second)[0]
    both = Element("section", {**left.attrib, "class": f"{left.get('class', '')} pairs"})
    both.extend(_body([*_units(left)], [*_units(right)], weave))
    return written(both)


def _body(left: Sequence[Unit], right: Sequence[Unit], weave: Weave) -> Iterator[Element]:
    """Headings, whole pieces, and tables of pairs between them."""
    rows: list[Element] = []
    heading: Element | None = None
    for one, other in _paired(left, right):
        kind = next(unit.kind for unit in (one, other) if unit is not None)
        if kind == "rows":
            rows.extend(_rows(one, other, weave))
            continue
        if rows:
            yield _table(rows, heading, weave.tongues)
            rows = []
        alone = [*_alone(one, other, weave)]
        heading = alone[0] if kind == "heading" else heading
        yield from alone
    if rows:
        yield _table(rows, heading, weave.tongues)


def _paired(left: Sequence[Unit], right: Sequence[Unit]) -> Iterator[tuple[Unit | None, Unit | None]]:
    for one, other in _aligned([unit.signature for unit in left], [unit.signature for unit in right]):
        yield (None if one is None else left[one]), (None if other is None else right[other])


def _aligned(
    left: Sequence[tuple[str, ...]], right: Sequence[tuple[str, ...]]
) -> Iterator[tuple[int | None, int | None]]:
    """Positions of what is alike; what only one side has stands alone."""
    for same, i1, i2, j1, j2 in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if same == "equal":
            yield from zip(range(i1, i2), range(j1, j2), strict=True)
        else:
            yield from ((one, None) for one in range(i1, i2))
            yield from ((None, other) for other in range(j1, j2))


def _alone(left: Unit | None, right: Unit | None, weave: Weave) -> Iterator[Element]:
    """A heading or a whole piece, which both languages share."""
    if left is not None and right is not None:
        one, other = left.rows[0], right.rows[0]
        if left.kind in {"heading", "line"}:
            yield side_by_side(one, other, weave.tongues)
        elif weave.apart or not _is_alike(one, other):
            yield from (_side(*each) for each in zip(weave.tongues, (one, _without_ids(other)), strict=True))
        else:
            yield WHOLE[str(one.tag)](one, other, weave.tongues)
        return
    for tongue, only in zip(weave.tongues, (left, right), strict=True):
        if only is not None:
            alone = _spoken(only.rows[0] if only is left else _without_ids(only.rows[0]), tongue)
            yield _side(tongue, alone) if weave.apart else alone


def _is_alike(one: Element, other: Element) -> bool:
    """Whether what stands in one has its place in the other."""
    return [inner.tag for inner in _cells(one)] == [inner.tag for inner in _cells(other)]


def _cells(table: Element) -> list[Element]:
    return [cell for cell in table.iter() if cell.tag in CELLS]


def _side(tongue: Tongue, whole: Element) -> Element:
    """A piece that is only for the readers of one language."""
    side = Element("div", {"class": "side", "lang": tongue.lang})
    side.append(whole)
    return side


def _figure(left: Element, right: Element, tongues: Pair) -> Element:
    """The picture once, with what it shows and its caption in both languages; two where they are others."""
    for one, other in zip([*left], [*right], strict=False):
        if one.tag == "img" and one.get("src") != other.get("src"):
            left.insert([*left].index(one) + 1, _spoken(other, tongues[1]))
        elif one.tag == "img" and one.get("alt") != other.get("alt"):
            one.set("alt", f"{one.get('alt', '')}{BETWEEN}{other.get('alt', '')}")
        elif one.tag == "figcaption":
            left.remove(one)
            left.append(side_by_side(one, other, tongues))
    return left


def _merged_table(left: Element, right: Element, tongues: Pair) -> Element:
    """A table with both languages in a cell where they differ."""
    for one, other in zip(_cells(left), _cells(right), strict=True):
        if _words(one) != _words(other):
            _merge(one, other, tongues)
    return left


def _merge(cell: Element, other: Element, tongues: Pair) -> None:
    if cell.tag != "td":
        both = side_by_side(cell, other, tongues)
    elif len(cell) and all(child.tag == "p" for child in cell):
        both = Element("td", cell.attrib)
        both.extend(_merged_lines([*cell], [*other], tongues))
    else:
        both = Element("td", cell.attrib)
        for tongue, side in zip(tongues, (cell, other), strict=True):
            _moved(side, SubElement(both, "p", {"lang": tongue.lang}))
    cell.text = both.text
    cell[:] = [*both]


def _merged_lines(left: Sequence[Element], right: Sequence[Element], tongues: Pair) -> Iterator[Element]:
    """The lines of both cells, those that say the same once."""
    told = set()
    for tongue, lines in zip(tongues, (left, right), strict=True):
        for line in lines:
            if _words(line) not in told:
                yield _spoken(line, tongue)
            told.add(_words(line))


WHOLE: Mapping[str, Join] = MappingProxyType({"figure": _figure, "table": _merged_table})
"""Element that both languages share → how its words become two."""


def _table(rows: Sequence[Element], heading: Element | None, tongues: Pair) -> Element:
    table = Element("table", {"class": "pairs"})
    if heading is not None:
        _moved(heading, SubElement(table, "caption"))
    columns = SubElement(table, "colgroup")
    head = SubElement(SubElement(table, "thead"), "tr")
    for tongue in tongues:
        SubElement(columns, "col", {"class": "side"})
        SubElement(head, "th", {"scope": "col", "lang": tongue.lang}).text = tongue.name
    SubElement(table, "tbody").extend(rows)
    return table


def _rows(left: Unit | None, right: Unit | None, weave: Weave) -> Iterator[Element]:
    """One unit of both languages: as many rows as it says things, the first with its number."""
    some = next(unit for unit in (left, right) if unit is not None)
    number = next(weave.numbers)
    for position, blocks in enumerate(_lines(left, right)):
        row = Element("tr", {"class": "continued"} if position else {})
        if some.anchor and not position:
            row.set("id", some.anchor)
        for tongue, block in zip(weave.tongues, blocks, strict=True):
            cell = SubElement(row, "td", {"lang": tongue.lang})
            if some.container:
                cell.set("class", some.container)
            if block is not None:
                cell.append(_without_ids(block))
                if not position:
                    _number(block, number)
        yield row


def _lines(left: Unit | None, right: Unit | None) -> Iterator[Sides]:
    one, other = left.rows if left else (), right.rows if right else ()
    for i, j in _aligned([_shape(row) for row in one], [_shape(row) for row in other]):
        yield (None if i is None else one[i]), (None if j is None else other[j])


def _shape(row: Element) -> tuple[str, ...]:
    return str(row.tag), row.get("class", "")


def _number(block: Element, number: int) -> None:
    """The number of a pair before its first word."""
    first = next((inner for inner in block.iter() if inner.tag in ("p", "li", "dt")), block)
    span = Element("span", {"class": "pair-number"})
    span.text, span.tail, first.text = str(number), f" {(first.text or '').lstrip()}", None
    first.insert(0, span)


def _units(holder: Element, container: str = "") -> Iterator[Unit]:
    """Everything in a section or a box, in reading order."""
    for child in holder:
        tag, classes = str(child.tag), child.get("class", "").split()
        child.tail = None
        if is_decoration(child):
            continue  # drawn for one language over the whole width, and nothing is said in it
        if tag in HEADINGS:
            yield Unit("heading", (child,), child.get("id", ""))
        elif tag == "p" and not NOTES.isdisjoint(classes):
            yield Unit("line", (child,))
        elif tag == "table" and MERGED.isdisjoint(classes) and _is_plain(child):
            yield from _records(child, container)
        elif tag in ("figure", "table"):
            yield Unit("whole", (child,))
        elif tag in LISTS:
            yield from (Unit("rows", (entry,), container=container) for entry in LISTS[tag](child))
        elif tag == "div" and "card" not in classes:
            own = next((name for name in classes if name in CONTAINERS), container)
            yield from _units(child, own)
        else:
            yield Unit("rows", (child,), child.get("id", ""), container)


def _is_plain(table: Element) -> bool:
    """Whether each cell of a row stands below a head of its own."""
    heads = len(table.findall("thead/tr/th"))
    spans = any({"colspan", "rowspan"} & {*cell.attrib} for cell in _cells(table))
    return not spans and all(len(row) == heads for row in table.findall("tbody/tr"))


def _records(table: Element, container: str) -> Iterator[Unit]:
    heads = table.findall("thead/tr/th")
    for row in table.findall("tbody/tr"):
        if rows := [*_lines_of(row, heads)]:
            yield Unit("rows", tuple(rows), row.get("id", ""), container)


def _lines_of(row: Element, heads: Sequence[Element]) -> Iterator[Element]:
    """What a record says, each thing as an element of its own; its hour or date stands before the first."""
    before: list[Element] = []
    begun = False
    for cell, head in zip(row, heads, strict=True):
        if not begun and not _blocks(cell) and UNNAMED.isdisjoint(cell.get("class", "").split()):
            before.extend([_moved(cell, Element("span", _class_of(cell)))] if _words(cell) else [])
            continue
        for line in _cell(cell, head):
            if not begun and line.tag == "p":
                yield _led(line, before)
            elif not begun and before:
                yield from (_led(Element("p"), before), line)
            else:
                yield line
            begun = True
    if before and not begun:
        yield _led(Element("p"), before)


def _led(line: Element, before: Sequence[Element]) -> Element:
    """The line with what stands in the cells before it."""
    for one in before:
        one.tail = " "
    if before:
        before[-1].tail, line.text = f" {(line.text or '').lstrip()}", None
        line[:0] = before
    return line


def _class_of(cell: Element) -> dict[str, str]:
    return {"class": cell.attrib["class"]} if "class" in cell.attrib else {}


def _blocks(cell: Element) -> list[Element]:
    return [child for child in cell if child.tag in ("p", "dl", "ul", "ol")]


def _cell(cell: Element, head: Element) -> Iterator[Element]:
    """What a cell says, each thing as an element of its own."""
    blocks = _blocks(cell)
    if blocks:
        for child in blocks:
            child.tail = None
            yield from LISTS.get(str(child.tag), _itself)(child)
    elif _words(cell) and UNNAMED.isdisjoint(cell.get("class", "").split()):
        yield _moved(cell, Element("p", _class_of(cell)))
    elif _words(cell):
        labelled = Element("dl", {"class": "details"})
        _moved(head, SubElement(labelled, "dt"))
        _moved(cell, SubElement(labelled, "dd"))
        yield labelled


def _itself(element: Element) -> Iterator[Element]:
    yield element


def _entries(listed: Element) -> Iterator[Element]:
    """Each entry as a list of its own, which begins with its number."""
    for position, entry in enumerate(listed):
        alone = Element(listed.tag, listed.attrib)
        if listed.tag == "ol":
            alone.set("start", str(int(listed.get("start", "1")) + position))
        alone.append(_tailed(entry, None))
        yield alone


def _definitions(listed: Element) -> Iterator[Element]:
    """Each label with what belongs to it."""
    alone: Element | None = None
    for entry in listed:
        if entry.tag == "dt" or alone is None:
            if alone is not None:
                yield alone
            alone = Element("dl", listed.attrib)
        alone.append(_tailed(entry, None))
    if alone is not None:
        yield alone


LISTS: Mapping[str, Callable[[Element], Iterator[Element]]] = MappingProxyType(
    {"ul": _entries, "ol": _entries, "dl": _definitions}
)
"""Element → its entries, each in an element of the same kind."""
