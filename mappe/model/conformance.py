"""What no page can hold that every reader shall read and archives keep, whatever its format.

Sources: ISO 14289-1 (PDF/UA-1), 7.3 Graphics, 7.4 Headings, 7.5 Tables, 7.6 Lists, 7.18.5 Links; ISO 19005-2
(PDF/A-2), 6.4 Interactive forms.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from xml.etree.ElementTree import Element

DECORATIVE = "decorative"
"""The class of an image that says nothing."""

FORMS = frozenset(
    {"form", "fieldset", "label", "input", "textarea", "select", "button", "output", "progress", "meter"}
)

HEADINGS: Mapping[str, int] = MappingProxyType({f"h{level}": level for level in range(1, 5)})

SPAN = re.compile(r"[1-9][0-9]?")
"""How many columns a cell may span."""

IF = "write {% if … %} around it"


def words(element: Element) -> str:
    """What a reader finds in an element: its text, and what its images say; drawings are decoration."""
    said = [element.get("alt", "") if element.tag == "img" else element.text or ""]
    for child in element:
        if not str(child.tag).startswith("{"):
            said.append(words(child))
        said.append(child.tail or "")
    return "".join(said)


def _heading(heading: Element) -> Iterator[str]:
    if not words(heading).strip():
        yield f"{_shown(heading)} is a heading without words: {IF}"


def _list(entries: Element) -> Iterator[str]:
    if not len(entries):
        yield f"{_shown(entries)} is a list without entries: {IF}"


def _link(link: Element) -> Iterator[str]:
    if not words(link).strip():
        yield f"{_shown(link)} is a link without words: write where it leads, or an image that says it"
    if "href" not in link.attrib:
        yield f'{_shown(link)} leads nowhere: write href="…"'
    if any(inner is not link for inner in link.iter("a")):
        yield f"{_shown(link)} is a link with another one inside: write them one behind the other"


def _image(image: Element) -> Iterator[str]:
    says, decorative = image.get("alt", "").strip(), DECORATIVE in image.get("class", "").split()
    if decorative and says:
        yield f'<img class="{DECORATIVE}"> has alternative text: write alt="", or leave the class out'
    elif decorative and "alt" not in image.attrib:
        yield f'<img class="{DECORATIVE}"> has no alt: write alt=""'
    elif not says and not decorative:
        hint = f'write what it shows into alt="…", or class="{DECORATIVE}" alt="" if it says nothing'
        yield f"<img> has no alternative text: {hint}"


def _header_cell(cell: Element) -> Iterator[str]:
    if cell.get("scope") not in ("col", "row"):
        yield f'{_shown(cell)} does not say what it heads: write scope="col" or scope="row"'


def _table(table: Element) -> Iterator[str]:
    if any(inner is not table for inner in table.iter("table")):
        yield f"{_shown(table)} is a table with another one inside: write one behind the other"
        return
    if len(table.findall(".//tr")) == len(table.findall("thead/tr")):
        yield f"{_shown(table)} is a table without rows: {IF}"
    elif table.find(".//th") is None:
        yield f'{_shown(table)} is a table without a header cell: write <th scope="col"> or <th scope="row">'
    yield from _grid_faults(table)


def _grid_faults(table: Element) -> Iterator[str]:
    """Rows that are not all as wide; without `rowspan`, their widths are sums."""
    widths = [_columns(row, "colspan") for row in table.iter("tr")]
    for number, width in enumerate(widths, 1):
        if width != widths[0]:
            few = f"{width} column{'s' * (width != 1)}"
            hint = "write as many cells in every row, or a colspan"
            yield f"row {number} of {_shown(table)} has {few}, but the first one {widths[0]}: {hint}"
            return
    declared = sum(_columns(group, "span") for group in table.iter("colgroup"))
    if declared and widths and declared != widths[0]:
        yield f"{_shown(table)} has {widths[0]} columns, but {declared} as <col>: write one <col> a column"


def _columns(cells: Element, span: str) -> int:
    spans = (cell.get(span, "1") for cell in cells)
    return sum(int(value) if SPAN.fullmatch(value) else 1 for value in spans)


def _shown(element: Element) -> str:
    name = element.get("class")
    return f'<{element.tag} class="{name}">' if name else f"<{element.tag}>"


RULES: Mapping[str, Callable[[Element], Iterator[str]]] = MappingProxyType(
    {
        **dict.fromkeys(HEADINGS, _heading),
        **dict.fromkeys(("ul", "ol", "dl"), _list),
        "a": _link,
        "img": _image,
        "table": _table,
        "th": _header_cell,
    }
)
"""Element → what cannot be conformant in it, wherever it stands."""
