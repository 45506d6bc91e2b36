"""What no page can hold that every reader shall read and archives keep, whatever its format.

Sources: ISO 14289-1 (PDF/UA-1), 7.3 Graphics, 7.4 Headings, 7.5 Tables, 7.6 Lists, 7.18.5 Links; ISO 19005-2
(PDF/A-2), 6.4 Interactive forms.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from xml.etree.ElementTree import Element

from mappe.model.grid import columns, rows

DECORATIVE = "decorative"
"""The class of an image that says nothing."""

FORMS = frozenset(
    {"form", "fieldset", "label", "input", "textarea", "select", "button", "output", "progress", "meter"}
)

HEADINGS: Mapping[str, int] = MappingProxyType({f"h{level}": level for level in range(1, 5)})

FOOTNOTE = "footnote"
"""The class of words that stand below the text, where they are called."""

NOTED = frozenset({"p", "li", "dd", "td", "figcaption", "em", "strong", "span"})
"""What a footnote may be called in directly."""

NOT_NOTED = frozenset(
    {"h1", "h2", "h3", "h4", "dt", "th", "caption", "a", "sup", "nav"}
    | {"cover", "running-head", "running-foot", FOOTNOTE}
)
"""Elements and classes in which no footnote may be called, however deep: labels, links, repeated words."""

IF = "write {% if … %} around it"


def words(element: Element) -> str:
    """What a reader finds in an element: its text, and what its images say; drawings are decoration."""
    said = [element.get("alt", "") if element.tag == "img" else element.text or ""]
    for child in element:
        if not str(child.tag).startswith("{"):
            said.append(words(child))
        said.append(child.tail or "")
    return "".join(said)


def is_footnote(element: Element) -> bool:
    return FOOTNOTE in element.get("class", "").split()


def misplaced_notes(holder: Element) -> Iterator[str]:
    """Footnotes where a reader would not find them, or would find them twice."""
    if not NOT_NOTED.isdisjoint((holder.tag, *holder.get("class", "").split())):
        wrong = any(is_footnote(inner) for inner in holder.iter() if inner is not holder)
    else:
        wrong = holder.tag not in NOTED and any(is_footnote(child) for child in holder)
    if wrong:
        yield f"{_shown(holder)} cannot hold a footnote: write it in a paragraph, an entry or a cell"


def _span(span: Element) -> Iterator[str]:
    if is_footnote(span) and not words(span).strip():
        yield f"{_shown(span)} is a footnote without words: {IF}"


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
    """Rows that are not all as wide, and cells that are not beside each other."""
    grid = tuple(rows(table))
    first = grid[0].columns if grid else 0
    for number, (width, fault) in enumerate(grid, 1):
        if fault:
            yield f"row {number} of {_shown(table)} {fault}: write a smaller rowspan, or fewer cells"
            return
        if width != first:
            few = f"{width} column{'s' * (width != 1)}"
            hint = "write as many cells in every row, or a colspan"
            yield f"row {number} of {_shown(table)} has {few}, but the first one {first}: {hint}"
            return
    declared = sum(columns(group, "span") for group in table.iter("colgroup"))
    if declared and grid and declared != first:
        yield f"{_shown(table)} has {first} columns, but {declared} as <col>: write one <col> a column"


def _shown(element: Element) -> str:
    name = element.get("class")
    return f'<{element.tag} class="{name}">' if name else f"<{element.tag}>"


RULES: Mapping[str, Callable[[Element], Iterator[str]]] = MappingProxyType(
    {
        **dict.fromkeys(HEADINGS, _heading),
        **dict.fromkeys(("ul", "ol", "dl"), _list),
        "a": _link,
        "span": _span,
        "img": _image,
        "table": _table,
        "th": _header_cell,
    }
)
"""Element → what cannot be conformant in it, wherever it stands."""
