"""What a part of the previous file refers to, as today's part refers to it."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from mappe.formats.docx.ooxml import Element
from mappe.formats.docx.redline.package import Package, Relation, is_relation, used_relations
from mappe.formats.docx.redline.paragraphs import SHEET_REFERENCES

PREVIOUS = "previous-"
"""How ids begin that mean a relation of the previous part, until it is known which are needed."""


def meanings(package: Package, source: str) -> dict[str, str]:
    """{id: what it leads to}: the address, or the bytes of the part."""
    found = {}
    for identifier, relation in package.relations.get(source, {}).items() if source else ():
        content = package.parts.get(relation.target, b"")
        end = relation.target if relation.outside else sha256(content).hexdigest()
        found[identifier] = f"{relation.what} {end}"
    return found


def adopt(root: Element, previous: Mapping[str, str], today: Mapping[str, str]) -> dict[str, str]:
    """Let a previous part's markup mean relations by today's ids, or by ids that are new here.

    Returns the meanings of both. Heads and feet are compared on their own.
    """
    known = {meaning: identifier for identifier, meaning in reversed([*today.items()])}
    ids = {one: known.get(meaning, f"{PREVIOUS}{one}") for one, meaning in previous.items()}
    for element in root.iter():
        if element.tag in SHEET_REFERENCES:
            continue
        for name, value in element.attrib.items():
            if is_relation(str(name)) and value in ids:
                element.set(name, ids[str(value)])
    return {**today, **{ids[one]: meaning for one, meaning in previous.items()}}


class Settling:
    """Gives the relations that are needed in the end a place in today's package."""

    def __init__(self, today: Package, previous: Package) -> None:
        self.today = today
        self.previous = previous
        self.known: dict[str, str] = {}
        """{name of a part of the previous package: its name in today's}."""

    def settle(self, root: Element, source: str, before: str) -> None:
        """Replace the ids that are new in a part: it is `source` today, and was `before`."""
        old = self.previous.relations.get(before, {})
        needed = [one for one in dict.fromkeys(used_relations([root])) if one.startswith(PREVIOUS)]
        ids = {one: self._related(old[one.removeprefix(PREVIOUS)], source) for one in needed}
        _replace(root.iter(), ids)

    def _related(self, relation: Relation, source: str) -> str:
        return self.today.relate(source, relation._replace(target=self.target(relation)))

    def target(self, relation: Relation) -> str:
        """What a relation of the previous package leads to in today's."""
        if relation.outside:
            return relation.target
        return self.today.adopt(self.previous, relation.target, self.known)


def _replace(elements: Iterable[Element], ids: Mapping[str, str]) -> None:
    for element in elements:
        for name, value in element.attrib.items():
            if value in ids and is_relation(str(name)):
                element.set(name, ids[str(value)])
