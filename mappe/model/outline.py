"""What the parts of a page mean to each other: headings, and places that links lead to.

Source: ISO 14289-1 (PDF/UA-1), 7.4.2 (numbered headings in order, none skipped).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from mappe.diagnostics import did_you_mean
from mappe.model.conformance import HEADINGS, words


@dataclass(frozen=True)
class Heading:
    level: int
    words: str


@dataclass(frozen=True)
class Outline:
    """The headings of a part, the ids and the addresses in it, each in reading order."""

    headings: tuple[Heading, ...] = ()
    ids: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Misfit:
    """A fault of a page; `part` is the number of the part, `written` patterns of the template's line."""

    part: int
    message: str
    hint: str
    written: tuple[str, ...]


def outline(elements: Iterable[Element]) -> Outline:
    headings: list[Heading] = []
    ids: list[str] = []
    addresses: list[str] = []
    for element in elements:
        if element.tag in HEADINGS:
            headings.append(Heading(HEADINGS[str(element.tag)], " ".join(words(element).split())))
        elif element.tag == "a":
            addresses.append(element.get("href", ""))
        if "id" in element.attrib:
            ids.append(element.attrib["id"])
    return Outline(tuple(headings), tuple(ids), tuple(addresses))


def misfits(parts: Sequence[Outline]) -> Iterator[Misfit]:
    """What is wrong between these parts of a page, each of which is right in itself."""
    yield from _headings(parts)
    yield from _ids(parts)
    yield from _links(parts)


def _headings(parts: Sequence[Outline]) -> Iterator[Misfit]:
    above = 0
    for number, part in enumerate(parts):
        for heading in part.headings:
            said = _fault_of(heading, above)
            above = heading.level
            if said:
                name = f"h{heading.level}"
                written = (f"<{name}>{re.escape(heading.words)}</{name}>", rf"(<{name})\b")
                yield Misfit(number, *said, written)


def _fault_of(heading: Heading, above: int) -> tuple[str, str] | None:
    """What is wrong with a heading behind one of the level `above`, 0 for none, and what would be right."""
    name = f"<h{heading.level}>"
    if not above and heading.level > 1:
        return f"{name} is the first heading of the page", "write the title as <h1> before it"
    if above and heading.level == 1:
        return f"{name} stands on the page a second time", "a page has one title: write <h2>"
    if heading.level > above + 1:
        return f"{name} stands below <h{above}>", f"a level is skipped: write <h{above + 1}>"
    return None


def _ids(parts: Sequence[Outline]) -> Iterator[Misfit]:
    seen: set[str] = set()
    for number, part in enumerate(parts):
        for identifier in part.ids:
            if identifier in seen:
                hint = "links lead to an id: no two places can have the same"
                written = (f'id="({re.escape(identifier)})"', r'\b(id)="')
                yield Misfit(number, f"the id '{identifier}' stands on the page twice", hint, written)
            seen.add(identifier)


def _links(parts: Sequence[Outline]) -> Iterator[Misfit]:
    known = {f"#{identifier}" for part in parts for identifier in part.ids}
    for number, part in enumerate(parts):
        for address in part.addresses:
            if address.startswith("#") and address not in known:
                hint = did_you_mean(address, known) or "write the id of a section"
                written = (f'href="({re.escape(address)})"', r'(href="#)')
                message = f"a link leads to '{address}', and nothing on the page has this id"
                yield Misfit(number, message, hint, written)
