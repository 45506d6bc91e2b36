"""The closed vocabulary of pages: what templates may write and every format must understand."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from xml.etree import ElementTree

from mappe.model.sections import SECTIONS

ANYWHERE = frozenset({"class", "lang"})

ELEMENTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "section": frozenset({"id"}),
        "nav": frozenset(),
        "div": frozenset(),
        "h1": frozenset(),
        "h2": frozenset(),
        "h3": frozenset(),
        "h4": frozenset(),
        "p": frozenset(),
        "ul": frozenset(),
        "ol": frozenset({"start"}),
        "li": frozenset(),
        "dl": frozenset(),
        "dt": frozenset(),
        "dd": frozenset(),
        "table": frozenset(),
        "caption": frozenset(),
        "colgroup": frozenset(),
        "col": frozenset({"span"}),
        "thead": frozenset(),
        "tbody": frozenset(),
        "tr": frozenset(),
        "th": frozenset({"scope", "colspan"}),
        "td": frozenset({"colspan"}),
        "figure": frozenset(),
        "figcaption": frozenset(),
        "img": frozenset({"src", "alt"}),
        "a": frozenset({"href"}),
        "em": frozenset(),
        "strong": frozenset(),
        "sup": frozenset(),
        "span": frozenset(),
        "br": frozenset(),
    }
)
"""Element → the attributes it may have besides `class` and `lang`."""

CLASSES = frozenset(
    """
    cover issuer kind pill cities other-name subtitle visit version sample
    running-head running-foot running-names running-kind running-issuer running-mark page-number page pages
    contents lead new-page internal public guest
    facts details remark remark-label note zone
    city city-a city-b role figures value unit label basis
    when event event-title project-title status planned running done suspended
    day-number time what slot-kind slot-title place transfer change
    people person-name function cards card card-name address
    box points numbers phrase pronunciation term
    generic numeric source-title credit citation fallback unsourced
    """.split()  # noqa: SIM905  # a list of words reads better without a hundred quotation marks
) | {name.replace("_", "-") for name in SECTIONS}
"""What an element may be called, a section by its type; a format gives each its look, and may ignore it."""

INLINE = frozenset({"a", "em", "strong", "sup", "span", "br", "img"})
HOLDS_INLINE_ONLY = INLINE | {"p", "h1", "h2", "h3", "h4", "dt", "caption", "figcaption"}

VOID = frozenset({"br", "col", "img"})
"""The elements that HTML writes without an end."""

SELF_CLOSED = re.compile(r"<([a-z][a-z0-9]*)(?:\s[^<>]*)?/>")

SVG = "{http://www.w3.org/2000/svg}"

DRAWN = frozenset(
    {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"}
)
"""The elements of drawings: shapes and words, nothing that fetches or runs."""

DRAWN_WITH = frozenset(
    """
    aria-hidden class viewBox width height x y x1 y1 x2 y2 cx cy r rx ry d points transform
    fill fill-rule stroke stroke-width stroke-linejoin stroke-linecap stroke-dasharray
    text-anchor font-family font-size font-style font-weight
    """.split()  # noqa: SIM905  # as above
)
"""The attributes of drawings; no opacity, which takes the words in a drawing out of a tagged PDF."""


def is_decoration(element: ElementTree.Element) -> bool:
    """Whether the element is a drawing that a reader may miss."""
    return element.tag == f"{SVG}svg"


@lru_cache(maxsize=1024)
def faults(markup: str) -> tuple[str, ...]:
    """What the vocabulary has against this markup, each sentence once; nothing when it is right."""
    # Most sections of a guest's edition are those of the internal one.
    return tuple(dict.fromkeys(_found(markup)))


def _found(markup: str) -> Iterator[str]:
    try:
        root = ElementTree.fromstring(f"<body>{markup}</body>")  # noqa: S314  # our own templates' output
    except ElementTree.ParseError as error:
        line, column = error.position
        near = _near(markup, line, column)
        yield f"the markup is not well-formed ({str(error).split(':')[0]}) near {near!r}"
        return
    for opening in ("<!--", "<?"):
        if opening in markup:
            yield f"'{opening}' would be in every file: write {{# … #}}"
    for name in SELF_CLOSED.findall(markup):
        if name in ELEMENTS and name not in VOID:
            yield f"<{name}/> is read as an opening <{name}> by HTML: write <{name}></{name}>"
    for child in root:
        yield from _faults_of(child)


def _faults_of(element: ElementTree.Element) -> Iterator[str]:
    if is_decoration(element):
        if element.get("aria-hidden") != "true":
            yield 'a drawing is decoration: write aria-hidden="true" on <svg>'
        yield from _drawing_faults(element)
    elif element.tag not in ELEMENTS:
        yield f"<{element.tag}> is not in the vocabulary of pages"
    else:
        yield from _attribute_faults(element)
        yield from _address_faults(element)
        if element.tag in HOLDS_INLINE_ONLY:
            yield from _misplaced(element)
        for child in element:
            yield from _faults_of(child)


def _drawing_faults(drawing: ElementTree.Element) -> Iterator[str]:
    for element in drawing.iter():
        name = str(element.tag).removeprefix(SVG)
        if name not in DRAWN:
            yield f"<{name}> cannot stand in a drawing"
        for attribute, value in element.attrib.items():
            if attribute not in DRAWN_WITH:
                yield f"<{name}> of a drawing has no attribute '{attribute}'"
            elif "url(" in value.casefold():
                yield f"<{name}> of a drawing refers to '{value}'"


def _misplaced(element: ElementTree.Element) -> Iterator[str]:
    for child in element:
        if child.tag not in INLINE and not is_decoration(child):
            yield f"<{element.tag}> cannot hold <{child.tag}>"


def _attribute_faults(element: ElementTree.Element) -> Iterator[str]:
    for attribute in element.attrib:
        if attribute not in ANYWHERE and attribute not in ELEMENTS[element.tag]:
            yield f"<{element.tag}> has no attribute '{attribute}'"
    for name in element.get("class", "").split():
        if name not in CLASSES:
            yield f'<{element.tag} class="{name}"> is not in the vocabulary of pages'


def _address_faults(element: ElementTree.Element) -> Iterator[str]:
    if element.tag == "img" and not element.get("alt", "").strip():
        yield "<img> has no alternative text"
    if not element.get("src", "asset:").startswith("asset:"):
        yield f"<img> shows '{element.get('src')}', which is not an image of the page: write address_of(…)"
    if not element.get("href", "#").startswith(("#", "https://", "mailto:", "tel:")):
        yield f"<a> leads to '{element.get('href')}': write #…, https:, mailto: or tel:"


def _near(markup: str, line: int, column: int) -> str:
    lines = f"<body>{markup}</body>".split("\n")
    text = lines[min(line, len(lines)) - 1]
    return text[max(0, column - 30) : column + 30]
