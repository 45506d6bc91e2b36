"""The structure tree of a PDF: what a screen reader meets, in which order.

Source: ISO 32000-1, 14.7 (logical structure) and 14.8 (tagged PDF).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from pikepdf import Array, Dictionary, Name, Object, Pdf

from mappe.verify.objects import Key, key, leaves, listed


class Content(NamedTuple):
    """Marked content: its page, counted from 0, and its number there (MCID)."""

    page: int | None
    mark: int


class Reference(NamedTuple):
    """An annotation that belongs to an element (OBJR)."""

    object: Key | None


@dataclass(eq=False, slots=True)
class Element:
    """A structure element; `type` is the standard one, `language` that of the nearest which has one."""

    object: Object
    type: str
    parent: "Element | None"
    language: str
    page: int | None
    kids: "list[Element | Content | Reference]" = field(default_factory=list)

    @property
    def ancestors(self) -> "Iterator[Element]":
        """From the element itself outward."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent

    @property
    def inside(self) -> "Iterator[Element | Content | Reference]":
        """All that is in the element, at whatever depth, in reading order."""
        rest = list(reversed(self.kids))
        while rest:
            kid = rest.pop()
            yield kid
            if isinstance(kid, Element):
                rest.extend(reversed(kid.kids))

    @property
    def path(self) -> str:
        return " > ".join(reversed([element.type for element in self.ancestors]))

    def said(self, name: str) -> str:
        """A text entry, such as `/Alt`."""
        return str(self.object.get(name, "")).strip()


@dataclass(frozen=True)
class Tree:
    """All elements in reading order, and who owns what.

    `owners` are those that the tree names; `parents` is the file's other way, from the page to the element.
    """

    elements: tuple[Element, ...]
    owners: Mapping[Content, Element]
    annotations: Mapping[Key, Element]
    parents: Mapping[int, Object]
    ids: frozenset[bytes]
    classes: Mapping[str, Object]

    @cached_property
    def by_key(self) -> Mapping[Key, Element]:
        return {name: element for element in self.elements if (name := key(element.object))}

    def of(self, *types: str) -> list[Element]:
        return [element for element in self.elements if element.type in types]

    def attributes(self, element: Element) -> dict[str, Object]:
        """Its own, and those of its classes (ISO 32000-1, 14.7.5)."""
        found = {}
        named = [self.classes.get(str(name)) for name in listed(element.object.get("/C"))]
        for attributes in (*named, element.object.get("/A")):
            for item in listed(attributes):
                if isinstance(item, Dictionary):
                    found.update(dict(item.items()))
        return found


def read(pdf: Pdf) -> Tree:
    """The tree of a file; one without has no elements."""
    root = pdf.Root.get("/StructTreeRoot")
    if not isinstance(root, Dictionary):
        return Tree((), {}, {}, {}, frozenset(), {})
    reader = _Reader(pdf, root)
    return Tree(
        tuple(reader.elements()),
        reader.owners,
        reader.annotations,
        {int(number): found for number, found in leaves(root.get("/ParentTree"), "/Nums")},
        frozenset(bytes(name) for name, _ in leaves(root.get("/IDTree"), "/Names")),
        dict(root.get("/ClassMap", Dictionary()).items()),
    )


class _Reader:
    def __init__(self, pdf: Pdf, root: Object) -> None:
        self._top = root.get("/K")
        self._roles = {str(name): str(role) for name, role in root.get("/RoleMap", Dictionary()).items()}
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._language = str(pdf.Root.get("/Lang", ""))
        self.owners: dict[Content, Element] = {}
        self.annotations: dict[Key, Element] = {}

    def elements(self) -> Iterator[Element]:
        seen = set[Key]()
        waiting: list[tuple[object, Element | None]] = [(kid, None) for kid in reversed(listed(self._top))]
        while waiting:
            found, parent = waiting.pop()
            kid = self._kid(found, parent)
            name = key(found)
            if kid is None or (isinstance(kid, Element) and name in seen):
                continue
            if parent is not None:
                parent.kids.append(kid)
            if isinstance(kid, Element):
                if name:
                    seen.add(name)
                yield kid
                waiting.extend((inner, kid) for inner in reversed(listed(kid.object.get("/K"))))

    def _kid(self, found: object, parent: Element | None) -> Element | Content | Reference | None:
        if isinstance(found, int):
            return self._content(parent.page if parent else None, found, parent)
        if not isinstance(found, Dictionary):
            return None
        page = self._page(found, parent)
        match found.get("/Type"):
            case Name.MCR if "/Stm" in found:
                return Content(None, int(found.MCID))
            case Name.MCR:
                return self._content(page, int(found.MCID), parent)
            case Name.OBJR:
                return self._reference(found, parent)
        language = str(found.get("/Lang", parent.language if parent else self._language))
        return Element(found, self._role(str(found.get("/S", ""))), parent, language, page)

    def _content(self, page: int | None, mark: int, parent: Element | None) -> Content:
        content = Content(page, mark)
        if parent is not None:
            self.owners[content] = parent
        return content

    def _reference(self, found: Object, parent: Element | None) -> Reference:
        target = key(found.get("/Obj"))
        if target is not None and parent is not None:
            self.annotations[target] = parent
        return Reference(target)

    def _page(self, found: Object, parent: Element | None) -> int | None:
        inherited = parent.page if parent else None
        target = key(found.get("/Pg"))
        return inherited if target is None else self._pages.get(target, inherited)

    def _role(self, name: str) -> str:
        """The standard type that one stands for (ISO 32000-1, 14.7.3)."""
        seen = set[str]()
        while name in self._roles and name not in seen:
            seen.add(name)
            name = self._roles[name]
        return name.removeprefix("/")


def entry(parents: Object | None, mark: int) -> Object | None:
    """The element that a page's row of the parent tree names for a mark."""
    if not isinstance(parents, Array) or mark >= len(parents):
        return None
    return parents[mark]
