"""A PDF as the judges see it: opened once, each part read when somebody looks."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from pikepdf import Dictionary, Name, Object, Pdf, Stream, String

from mappe.verify import drawing, metadata, tree
from mappe.verify.objects import Key, key, leaves, listed
from mappe.verify.tree import Content, Element
from mappe.verify.words import quoted

HIDDEN = 2
OUTSIDE_THE_PAGE = ("/Popup", "/PrinterMark", "/TrapNet")


@dataclass(frozen=True)
class Annotation:
    """A link, a note or a field on a page, counted from 0."""

    page: int
    object: Object
    kind: str

    @property
    def place(self) -> str:
        return f"page {self.page + 1}, {self.kind.removeprefix('/').lower()}{quoted(self.words)}"

    @property
    def words(self) -> str:
        return str(self.object.get("/Contents", "")).strip()

    @property
    def target(self) -> Object | None:
        """Where a link or a bookmark leads inside the file."""
        return destination(self.object)


class Exhibit:
    """An opened file. Reading a part of it raises what pikepdf raises where that part is damaged."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.Root

    @cached_property
    def tree(self) -> tree.Tree:
        return tree.read(self.pdf)

    @cached_property
    def drawing(self) -> drawing.Drawing:
        return drawing.drawing(self.pdf)

    @cached_property
    def metadata(self) -> metadata.Metadata:
        return metadata.metadata(self.pdf)

    @cached_property
    def annotations(self) -> tuple[Annotation, ...]:
        """All that readers meet; those that are hidden or belong to others are none."""
        return tuple(
            Annotation(number, found, kind)
            for number, page in enumerate(self.pdf.pages)
            for found in listed(page.obj.get("/Annots"))
            if isinstance(found, Dictionary)
            and not int(found.get("/F", 0)) & HIDDEN
            and (kind := str(found.get("/Subtype", ""))) not in OUTSIDE_THE_PAGE
        )

    @cached_property
    def fonts(self) -> tuple[Object, ...]:
        """The fonts of all pages, and of what is drawn on them."""
        found: dict[object, Object] = {}
        waiting: list[object] = [page.obj.get("/Resources") for page in self.pdf.pages]
        for annotation in self.annotations:
            waiting += [stream.get("/Resources") for stream in _appearances(annotation.object)]
        seen = set[Key]()
        while waiting:
            resources = waiting.pop()
            if not isinstance(resources, Dictionary):
                continue
            for name, font in resources.get("/Font", Dictionary()).items():
                found.setdefault(key(font) or (key(resources), name), font)
            for group in ("/XObject", "/Pattern"):
                for drawn in resources.get(group, Dictionary()).values():
                    if (known := key(drawn)) and known not in seen:
                        seen.add(known)
                        waiting.append(drawn.get("/Resources"))
        return tuple(found.values())

    @cached_property
    def bookmarks(self) -> tuple[Object, ...]:
        """All of them, in no order."""
        found: dict[object, Object] = {}
        waiting = [self.root.get("/Outlines", Dictionary()).get("/First")]
        while waiting:
            mark = waiting.pop()
            if mark is not None and key(mark) not in found:
                found[key(mark)] = mark
                waiting += [mark.get("/First"), mark.get("/Next")]
        return tuple(found.values())

    @cached_property
    def names(self) -> frozenset[bytes]:
        """The named places of the file."""
        old = [str(name).removeprefix("/").encode() for name in self.root.get("/Dests", Dictionary())]
        listed_names = leaves(self.root.get("/Names", Dictionary()).get("/Dests"), "/Names")
        return frozenset([*old, *(bytes(name) for name, _ in listed_names)])

    @cached_property
    def page_keys(self) -> frozenset[Key]:
        return frozenset(page.obj.objgen for page in self.pdf.pages)

    def leads_somewhere(self, target: Object | None) -> bool:
        """Whether a destination (ISO 32000-1, 12.3.2) is a page or a named place of this file."""
        if isinstance(target, Name):
            return str(target).removeprefix("/").encode() in self.names
        if isinstance(target, Dictionary):
            target = target.get("/D")
        first = next(iter(listed(target)), None)
        return bytes(first) in self.names if isinstance(first, String) else key(first) in self.page_keys

    def words(self, element: Element) -> str:
        """The text of an element and all that is in it, or its beginning where that is long."""
        pieces = (self.drawing.words.get(kid, "") for kid in element.inside if isinstance(kid, Content))
        return " ".join("".join(islice(filter(None, pieces), 40)).split())

    def place(self, element: Element, remark: str = "") -> str:
        """Where an element is, for somebody who looks at the page."""
        pages = (kid.page for kid in element.inside if isinstance(kid, Content) and kid.page is not None)
        page = next(pages, element.page)
        where = f"page {page + 1}, " if page is not None else ""
        return f"{where}{element.path}{quoted(self.words(element))}{f': {remark}' if remark else ''}"

    def spot(self, content: Content) -> str:
        """Where some marked content is."""
        where = f"page {content.page + 1}" if content.page is not None else "in a form"
        return f"{where}{quoted(self.drawing.words.get(content, ''))}"


def destination(found: Object) -> Object | None:
    """Where a link or a bookmark leads inside the file: its own entry, or that of its action."""
    if "/Dest" in found:
        return found.Dest
    action = found.get("/A", Dictionary())
    return action.get("/D") if action.get("/S") == Name.GoTo else None


def _appearances(annotation: Object) -> Iterator[Object]:
    appearance = annotation.get("/AP", Dictionary()).get("/N")
    if isinstance(appearance, Stream):
        yield appearance
    elif isinstance(appearance, Dictionary):
        yield from (stream for _, stream in appearance.items() if isinstance(stream, Stream))
