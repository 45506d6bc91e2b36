"""The package of a Word file: its parts, their types, and what leads from one to another.

Source: ISO/IEC 29500-2 (Open Packaging Conventions).
"""

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from mappe.formats.docx.ooxml import Element, serialised
from mappe.formats.docx.zipped import zipped
from mappe.model.unpacking import TYPES

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATION = f"{{{_RELATIONS}}}Relationship"
_RELATION_TYPE = "application/vnd.openxmlformats-package.relationships+xml"


class Relation(NamedTuple):
    """`kind` is a URI; `target` is the name of a part, or an address if it is outside."""

    kind: str
    target: str
    outside: bool

    @property
    def what(self) -> str:
        """The last word of its kind, such as `hyperlink`."""
        return self.kind.rpartition("/")[2]


@dataclass
class Package:
    """`parts` are {name as in the zip file: bytes}, without types and relations."""

    parts: dict[str, bytes]
    defaults: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    relations: dict[str, dict[str, Relation]] = field(default_factory=dict)
    """{name of a part, or nothing for the file itself: {id: relation}}."""

    def root(self, name: str) -> Element:
        return etree.fromstring(self.parts[name], parser())

    def related(self, what: str, source: str = "") -> str:
        """The name of the part that the source has such a relation to, or nothing."""
        found = (one for one in self.relations.get(source, {}).values() if one.what == what)
        return next((one.target for one in found if one.target in self.parts), "")

    @property
    def main(self) -> str:
        """The document."""
        return self.related("officeDocument")

    def story(self, what: str) -> str:
        """A part that the document refers to, such as its `styles`."""
        return self.related(what, self.main)

    def type_of(self, name: str) -> str:
        return self.types.get(name.casefold()) or self.defaults.get(_suffix(name), "")

    def relate(self, source: str, relation: Relation) -> str:
        """The id of a relation, made if there is none like it."""
        known = self.relations.setdefault(source, {})
        return next((one for one, other in known.items() if other == relation), None) or self._new(
            source, relation
        )

    def _new(self, source: str, relation: Relation) -> str:
        known = self.relations[source]
        number = next(n for n in range(len(known) + 1, 2 * len(known) + 2) if f"rId{n}" not in known)
        known[f"rId{number}"] = relation
        return f"rId{number}"

    def add(self, name: str, content: bytes, media_type: str) -> str:
        """The name of a new part, one like this."""
        free = self._free(name)
        self.parts[free] = content
        if self.defaults.get(_suffix(free)) != media_type:
            self.types[free.casefold()] = media_type
        return free

    def _free(self, name: str) -> str:
        stem, dot, suffix = name.rpartition(".")
        taken = {part.casefold() for part in self.parts}
        names = (name, *(f"{stem}-{number}{dot}{suffix}" for number in range(2, len(taken) + 3)))
        return next(one for one in names if one.casefold() not in taken)

    def adopt(self, other: "Package", name: str, known: dict[str, str]) -> str:
        """The name that a part of another package has here, it and all that it refers to.

        `known` are {name there: name here}; the same bytes of the same type are taken once.
        """
        if name in known:
            return known[name]
        content, media_type = other.parts[name], other.type_of(name)
        alike = (one for one, own in self.parts.items() if own == content and self.type_of(one) == media_type)
        twin = "" if other.relations.get(name) else next(alike, "")
        known[name] = here = twin or self.add(name, content, media_type)
        for identifier, relation in other.relations.get(name, {}).items():
            if not relation.outside and relation.target not in other.parts:
                continue
            target = relation.target if relation.outside else self.adopt(other, relation.target, known)
            self.relations.setdefault(here, {})[identifier] = relation._replace(target=target)
        return here

    def written(self) -> bytes:
        """The package as a file, with its parts in a fixed order and without the time."""
        files = {TYPES: serialised(self._types()), **self.parts}
        for source, relations in self.relations.items():
            if relations:
                files[_listing(source)] = serialised(_relations_part(source, relations))
        return zipped(files)

    def _types(self) -> Element:
        root = etree.Element(f"{{{_TYPES}}}Types", nsmap={None: _TYPES})
        for suffix, kind in sorted(self.defaults.items()):
            etree.SubElement(root, f"{{{_TYPES}}}Default", Extension=suffix, ContentType=kind)
        for name in sorted(self.parts):
            if kind := self.types.get(name.casefold(), ""):
                etree.SubElement(root, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=kind)
        return root


def parser() -> etree.XMLParser:
    """Neither entities nor addresses are followed, and nothing is nested without end."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)


def opened(files: dict[str, bytes]) -> Package:
    """The package that the files of a zip file make: {name: bytes}.

    Raises `XMLSyntaxError` and `KeyError` for one that is none.
    """
    package = Package({name: content for name, content in files.items() if not _is_about(name)})
    for item in etree.fromstring(files[TYPES], parser()):
        kind = item.get("ContentType", "")
        if item.tag == f"{{{_TYPES}}}Default":
            package.defaults[item.get("Extension", "").casefold()] = kind
        else:
            package.types[item.get("PartName", "").lstrip("/").casefold()] = kind
    package.defaults.setdefault("rels", _RELATION_TYPE)
    for source in ("", *package.parts):
        if listing := files.get(_listing(source)):
            package.relations[source] = dict(_relations(source, etree.fromstring(listing, parser())))
    return package


def used_relations(roots: Iterable[Element]) -> Iterator[str]:
    """The ids by which markup means relations."""
    for root in roots:
        for element in root.iter():
            yield from (value for name, value in element.attrib.items() if is_relation(str(name)))


def is_relation(attribute: str) -> bool:
    return attribute.startswith("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}")


def _relations(source: str, listing: Element) -> Iterator[tuple[str, Relation]]:
    for item in listing.iter(_RELATION):
        target, outside = item.get("Target", ""), item.get("TargetMode") == "External"
        if not outside:
            inner = unquote(target.partition("#")[0])
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), inner)).lstrip("/")
        yield item.get("Id", ""), Relation(item.get("Type", ""), target, outside)


def _relations_part(source: str, relations: dict[str, Relation]) -> Element:
    root = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
    folder = posixpath.join("/", posixpath.dirname(source))
    for identifier, (kind, target, outside) in relations.items():
        shown = target if outside else posixpath.relpath(f"/{target}", folder)
        item = etree.SubElement(root, _RELATION, Id=identifier, Type=kind, Target=shown)
        if outside:
            item.set("TargetMode", "External")
    return root


def _listing(source: str) -> str:
    """ISO/IEC 29500-2, Relationships part: beside its source, in a folder of its own."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _is_about(name: str) -> bool:
    return name == TYPES or name.endswith(".rels")


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].casefold()
