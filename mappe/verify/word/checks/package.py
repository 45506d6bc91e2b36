"""The package: every part there once, typed, read, and led to; nothing in it runs or is fetched."""

import posixpath
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from mappe.model.unpacking import TYPES
from mappe.verify.word.exhibit import Exhibit
from mappe.verify.word.ooxml import R
from mappe.verify.word.package import Relation

TARGETS = frozenset(("hyperlink",))
"""Relations that may lead out of the file: a reader must click."""

ACTIVE = frozenset(
    ("vbaProject", "vbaProjectSignature", "keyMapCustomizations", "attachedToolbars", "control")
)
"""Relations to what runs, or to what Word looks like."""
MACROS = "macroEnabled"


def duplicate_parts(exhibit: Exhibit) -> Iterator[str]:
    counted = Counter(name.casefold() for name in exhibit.package.names)
    yield from (f"{name}: {times} times" for name, times in counted.items() if times > 1)


def content_types(exhibit: Exhibit) -> Iterator[str]:
    package = exhibit.package
    if TYPES.casefold() not in package.parts:
        yield f"there is no {TYPES}"
    for small, name in package.parts.items():
        if small != TYPES.casefold() and not package.type_of(name):
            yield f"{name} has no type"
    yield from (f"{name} has a type and is not there" for name in package.types if name not in package.parts)


def well_formed(exhibit: Exhibit) -> Iterator[str]:
    for name, content in exhibit.package.contents.items():
        if content:
            exhibit.package.root(name)
    yield from (f"{part}: {fault}" for part, fault in exhibit.package.faults.items())


def relations(exhibit: Exhibit) -> Iterator[str]:
    package = exhibit.package
    for relation in package.all_relations():
        if not relation.is_external and not _is_there(exhibit, relation):
            yield f"{_source(relation)} names {relation.target or 'nothing'}, which is not there"
    for name in package.parts.values():
        root = package.root(name) if name.startswith("word/") else None
        if root is not None:
            known = {relation.id for relation in package.relations(name)}
            yield from (f"{name} names {id_}, which leads nowhere" for id_ in _ids(root) if id_ not in known)


def macros(exhibit: Exhibit) -> Iterator[str]:
    if MACROS in exhibit.package.type_of(exhibit.main):
        yield "the file says that it has macros"
    for relation in exhibit.package.all_relations():
        if relation.kind in ACTIVE:
            yield relation.target


def external(exhibit: Exhibit) -> Iterator[str]:
    for relation in exhibit.package.all_relations():
        if relation.is_external and relation.kind not in TARGETS:
            yield f"{relation.kind}: {relation.target}"


def _is_there(exhibit: Exhibit, relation: Relation) -> bool:
    # A link such as `#top` needs no part.
    return relation.target.casefold() in exhibit.package.parts or relation.kind in TARGETS


def _source(relation: Relation) -> str:
    return posixpath.basename(relation.source) or "the package"


def _ids(root: etree._Element) -> Iterator[str]:
    """What attributes say that name a relation."""
    for element in root.iter():
        for name, said in element.attrib.items():
            if str(name).startswith(R) and said:
                yield str(said)
