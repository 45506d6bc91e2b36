"""The closed vocabulary of pages: what templates may write and every format must understand."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from xml.etree import ElementTree

from mappe.model.conformance import FORMS, RULES, misplaced_notes
from mappe.model.grid import SPAN
from mappe.model.outline import Outline, outline
from mappe.model.sections import SECTIONS

ANYWHERE = frozenset({"class", "lang"})

ELEMENTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "section": frozenset({"id"}),
        "nav": frozenset(),
        "div": frozenset({"id"}),
        "h1": frozenset(),
        "h2": frozenset(),
        "h3": frozenset({"id"}),
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
        "tr": frozenset({"id"}),
        "th": frozenset({"scope", "colspan", "rowspan"}),
        "td": frozenset({"colspan", "rowspan"}),
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
    cover light issuer kind pill cities other-name subtitle recipient visit version sample salutation
    running-head running-foot running-names running-title running-section running-kind
    running-issuer running-mark page-number page pages
    contents lead new-page landscape internal public guest
    footnote reference caption-label figure-number table-number
    facts details remark remark-label note zone
    city city-a city-b role figures value unit label basis
    when event event-title project-title status planned running done suspended
    day-number time what slot-kind slot-title place transfer change
    people person-name function cards card card-name address
    masthead pairs side between pair-number continued
    box points numbers phrase pronunciation term
    generic numeric source-title credit citation fallback stale unsourced decorative
    """.split()  # noqa: SIM905  # a list of words reads better without a hundred quotation marks
) | {name.replace("_", "-") for name in SECTIONS}
"""What an element may be called, a section by its type; a format gives each its look, and may ignore it."""

INLINE = frozenset({"a", "em", "strong", "sup", "span", "br", "img"})
HOLDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "ul": ("li",),
        "ol": ("li",),
        "dl": ("dt", "dd"),
        "table": ("caption", "colgroup", "thead", "tbody"),
        "colgroup": ("col",),
        "thead": ("tr",),
        "tbody": ("tr",),
        "tr": ("th", "td"),
    }
)
"""Element → all that may stand directly in it, and directly in nothing else."""

HELD_BY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {name: tuple(holder for holder in HOLDS if name in HOLDS[holder]) for name in chain(*HOLDS.values())}
)

HOLDS_INLINE_ONLY = INLINE | {"p", "h1", "h2", "h3", "h4", "dt", "caption", "figcaption"}

SPANNED: Mapping[str, str] = MappingProxyType({"span": "columns", "colspan": "columns", "rowspan": "rows"})
"""Attribute → what its number counts."""

VOID = frozenset({"br", "col", "img"})
"""The elements that HTML writes without an end."""

SELF_CLOSED = re.compile(r"<([a-z][a-z0-9]*+)[^<>]*+(?<=/)>")

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


@dataclass(frozen=True)
class Reading:
    """What the vocabulary has against some markup, each sentence once, and what it means to other parts."""

    faults: tuple[str, ...]
    outline: Outline


@lru_cache(maxsize=1024)
def read(markup: str) -> Reading:
    """The markup of one part; it is right when there are no faults."""
    # Most sections of a guest's edition are those of the internal one.
    try:
        root = ElementTree.fromstring(f"<body>{markup}</body>")  # noqa: S314  # our own templates' output
    except ElementTree.ParseError as error:
        line, column = error.position
        what, near = str(error).split(":")[0], _near(markup, line, column)
        fault = f"the markup is not well-formed ({what}) near {near!r}"
        return Reading((fault,), Outline())
    elements = tuple(_elements(root))
    faults = dict.fromkeys((*_found(markup, elements), *_content_faults(root, "body")))
    return Reading(tuple(faults), outline(elements))


def _elements(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """In reading order, without what is inside a drawing or an element that the vocabulary does not have."""
    waiting = list(reversed(root))
    while waiting:
        element = waiting.pop()
        yield element
        if element.tag in ELEMENTS:
            waiting.extend(reversed(element))


def _found(markup: str, elements: Iterable[ElementTree.Element]) -> Iterator[str]:
    for opening in ("<!--", "<?"):
        if opening in markup:
            yield f"'{opening}' would be in every file: write {{# … #}}"
    for name in SELF_CLOSED.findall(markup):
        if name in ELEMENTS and name not in VOID:
            yield f"<{name}/> is read as an opening <{name}> by HTML: write <{name}></{name}>"
    for element in elements:
        tag = str(element.tag)
        if tag in ELEMENTS:
            yield from _faults_of(element, tag)
        elif is_decoration(element):
            yield from _drawing_faults(element)
        elif tag in FORMS:
            yield f"<{tag}> makes a form, and no archive keeps one: write a line to fill in by hand"
        else:
            yield f"<{tag}> is not in the vocabulary of pages"


def _faults_of(element: ElementTree.Element, tag: str) -> Iterator[str]:
    for attribute, value in element.attrib.items():
        yield from _attribute_faults(tag, attribute, value)
    if len(element) or tag in HOLDS:
        yield from _content_faults(element, tag)
        yield from misplaced_notes(element)
    if rule := RULES.get(tag):
        yield from rule(element)


def _drawing_faults(drawing: ElementTree.Element) -> Iterator[str]:
    if drawing.get("aria-hidden") != "true":
        yield 'a drawing is decoration: write aria-hidden="true" on <svg>'
    for element in drawing.iter():
        name = str(element.tag).removeprefix(SVG)
        if name not in DRAWN:
            yield f"<{name}> cannot stand in a drawing"
        for attribute, value in element.attrib.items():
            if attribute not in DRAWN_WITH:
                yield f"<{name}> of a drawing has no attribute '{attribute}'"
            elif "url(" in value.casefold():
                yield f"<{name}> of a drawing refers to '{value}'"


def _content_faults(element: ElementTree.Element, tag: str) -> Iterator[str]:
    for child in element:
        if fault := _misplaced(tag, str(child.tag)):
            yield fault
    if tag in HOLDS and any(words and words.strip() for words in _loose(element)):
        yield f"words stand loose in <{tag}>: write them in <{HOLDS[tag][0]}>"


@lru_cache(maxsize=1024)
def _misplaced(holder: str, held: str) -> str:
    """What is wrong with one element directly in another, or nothing."""
    if held not in ELEMENTS and held != f"{SVG}svg":
        return ""  # it is wrong everywhere
    if holder in HOLDS:
        wrong = held not in HOLDS[holder]
    elif holder in HOLDS_INLINE_ONLY:
        wrong = held not in INLINE and held != f"{SVG}svg"
    else:
        wrong = held in HELD_BY
    right = " or ".join(f"<{name}>" for name in HELD_BY.get(held, ()))
    fault = f"<{holder}> cannot hold <{held.removeprefix(SVG)}>{right and f': write it in {right}'}"
    return fault if wrong else ""


def _loose(element: ElementTree.Element) -> Iterator[str | None]:
    yield element.text
    yield from (child.tail for child in element)


@lru_cache(maxsize=1024)
def _attribute_faults(tag: str, attribute: str, value: str) -> tuple[str, ...]:
    if attribute not in ANYWHERE and attribute not in ELEMENTS[tag]:
        return (f"<{tag}> has no attribute '{attribute}'",)
    if attribute == "class":
        unknown = (name for name in value.split() if name not in CLASSES)
        return tuple(f'<{tag} class="{name}"> is not in the vocabulary of pages' for name in unknown)
    if attribute == "src" and not value.startswith("asset:"):
        return (f"<img> shows '{value}', which is not an image of the page: write address_of(…)",)
    if attribute == "href" and not value.startswith(("#", "https://", "mailto:", "tel:")):
        return (f"<a> leads to '{value}': write #…, https:, mailto: or tel:",)
    if attribute in SPANNED and not SPAN.fullmatch(value):
        return (f"<{tag}> spans '{value}' {SPANNED[attribute]}: write a number from 1 to 99",)
    return ()


def _near(markup: str, line: int, column: int) -> str:
    lines = f"<body>{markup}</body>".split("\n")
    text = lines[min(line, len(lines)) - 1]
    return text[max(0, column - 30) : column + 30]
