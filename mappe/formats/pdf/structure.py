"""The logical structure of a PDF as values: what a screen reader will meet, in which order.

Source: ISO 32000-1, 14.7 and 14.8; ISO 14289-1 (PDF/UA-1), clause 7.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Content:
    """Marked content: `mark` is its number on the page (MCID), `page` counts from 0."""

    page: int
    mark: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """The rectangle of a link on a page; `object` is the annotation as pydyf holds it."""

    page: int
    object: Any


@dataclass(eq=False, slots=True)
class Element:
    """A structure element: its type, what it holds in reading order, and what is said about it."""

    type: str
    html: str = ""
    """The HTML element that it came from; nothing for one that was put around loose pieces."""
    kids: list["Kid"] = field(default_factory=list)
    language: str = ""
    alternative: str = ""
    expansion: str = ""
    id: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    """{key: value} with values as pydyf writes them; the owner follows from the type (see `OWNERS`)."""

    @property
    def elements(self) -> Iterator["Element"]:
        """The elements directly inside."""
        return (kid for kid in self.kids if isinstance(kid, Element))

    def all(self, *types: str) -> Iterator["Element"]:
        """The elements of these types here and inside, in reading order."""
        if self.type in types:
            yield self
        for kid in self.elements:
            yield from kid.all(*types)

    def prune(self) -> bool:
        """Leave out what holds nothing; true where nothing is left of this element itself."""
        self.kids = [kid for kid in self.kids if not (isinstance(kid, Element) and kid.prune())]
        return not self.kids and self.type not in MAY_BE_EMPTY

    def add(self, kid: "Kid") -> None:
        """Put a piece behind what is there, inside the element that this type wants around it."""
        _home_of(kid, self).kids.append(kid)


Kid = Element | Content | Annotation

OWNERS: Mapping[str, str] = MappingProxyType({"L": "List", "Figure": "Layout", "TH": "Table", "TD": "Table"})
"""Type → who defines its attributes (ISO 32000-1, 14.8.5)."""

MAY_BE_EMPTY = frozenset({"TD", "TH"})

ROLES: Mapping[str, str] = MappingProxyType({"Em": "Span", "Strong": "Span"})
"""Types that PDF 1.7 does not have yet → the standard one that stands for it."""

INLINE = frozenset({"Span", "Link", "Reference", "Note", "Code", "Quote", *ROLES})

GROUPING = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote"})
"""Types that hold blocks: loose words in them are a paragraph."""

HOLDS: Mapping[str, tuple[frozenset[str], str]] = MappingProxyType(
    {
        "L": (frozenset({"LI", "Caption"}), "LI"),
        "LI": (frozenset({"Lbl", "LBody"}), "LBody"),
        "TOC": (frozenset({"TOCI", "TOC", "Caption"}), "TOCI"),
        "TOCI": (frozenset({"Lbl", "Reference", "TOC"}), "Reference"),
    }
)
"""Type → what it may hold, and what is put around anything else (ISO 32000-1, 14.8.4.3)."""


def _home_of(kid: Kid, parent: Element) -> Element:
    kind = kid.type if isinstance(kid, Element) else ""
    if parent.type in HOLDS:
        allowed, around = HOLDS[parent.type]
        return parent if kind in allowed else _home_of(kid, _around(kind, parent, around))
    if parent.type in GROUPING and (not kind or kind in INLINE):
        return _around(kind, parent, "P")
    return parent


def _around(kind: str, parent: Element, around: str) -> Element:
    """The element at the end of `parent` that was put around loose pieces, or a new one."""
    end = parent.kids[-1] if parent.kids else None
    if isinstance(end, Element) and end.type == around and not end.html and not _complete(kind, end):
        return end
    made = Element(around)
    parent.kids.append(made)
    return made


def _complete(kind: str, item: Element) -> bool:
    """Whether a term begins the next item of a list of terms: labels come before what they label."""
    return kind == "Lbl" and any(kid.type == "LBody" for kid in item.elements)
