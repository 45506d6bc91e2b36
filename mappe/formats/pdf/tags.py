"""Our tags in place of WeasyPrint's: the only module that knows its private functions.

Source: ISO 32000-1, 14.7 (structure) and 14.6 (marked content).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pydyf
import weasyprint.pdf

from mappe.diagnostics import Diagnostic
from mappe.errors import FormatError
from mappe.formats.pdf.marked_content import mark
from mappe.formats.pdf.reading import DrawnPage, read
from mappe.formats.pdf.structure import OWNERS, ROLES, Annotation, Content, Element
from mappe.formats.pdf.tables import name_headers

GROUPED = "words or pictures are drawn in a see-through group, where no reader finds them,"


@contextmanager
def our_tags() -> Iterator[None]:
    """Within, a tagged PDF gets its structure from this module.

    WeasyPrint 70 makes an element of each box, so that a table over three pages is three tables, tells no
    language below that of the whole file, and leaves page numbers in no tree at all. Its `add_tags` is handed
    all that is needed to do it otherwise: the boxes, and the marks around what each of them drew.
    """
    theirs = weasyprint.pdf.add_tags
    weasyprint.pdf.add_tags = _add_tags
    try:
        yield
    finally:
        weasyprint.pdf.add_tags = theirs


def _add_tags(pdf: Any, document: Any, _version: str, streams: list[Any]) -> None:  # noqa: ANN401
    pages = [
        DrawnPage(page._page_box, {box: drawn["mcid"] for box, drawn in stream._tags.items()})  # noqa: SLF001
        for page, stream in zip(document.pages, streams, strict=True)
    ]
    reading = read(pages)
    reading.document.prune()
    name_headers(reading.document)
    spaces = _spaces(document.fonts)
    for number, (page, stream) in enumerate(zip(pages, streams, strict=True)):
        if mark(stream.stream, number, reading, spaces) < len(page.marks):
            raise FormatError([Diagnostic(f"{GROUPED} on page {number + 1}", None, "leave out 'opacity'")])
    for annotation in reading.dropped:
        page = _object(pdf, pdf.page_references[annotation.page])
        page["Annots"].remove(annotation.object.reference)
    _Writer(pdf, [len(page.marks) for page in pages]).write(reading.document)


def _object(pdf: Any, reference: bytes) -> Any:  # noqa: ANN401
    return pdf.objects[int(reference.split()[0])]


def _spaces(fonts: Mapping[Any, Any]) -> Mapping[bytes, bytes]:
    """{name of a font: its glyph of a space}, where the document has one."""
    return {
        font.hash.encode(): b"%04x" % glyph
        for font in fonts.values()
        for glyph, text in font.to_unicode.items()
        if text == " " and not font.bitmap
    }


class _Writer:
    """Puts a structure into a file: its elements, and the trees by which readers find them from the page."""

    def __init__(self, pdf: Any, marks: list[int]) -> None:  # noqa: ANN401
        self._pdf = pdf
        self._owners: list[list[bytes]] = [[b"null"] * count for count in marks]
        self._annotations: list[bytes] = []
        self._ids: dict[str, bytes] = {}

    def write(self, document: Element) -> None:
        root = self._added({"Type": "/StructTreeRoot"})
        root["K"] = pydyf.Array([self._element(document, root).reference])
        numbers = pydyf.Array()
        for number, owners in enumerate((*map(pydyf.Array, self._owners), *self._annotations)):
            numbers.extend((number, owners))
        root["ParentTree"] = self._added({"Nums": numbers}).reference
        root["ParentTreeNextKey"] = len(numbers) // 2
        root["RoleMap"] = pydyf.Dictionary({kind: f"/{stands}" for kind, stands in ROLES.items()})
        if self._ids:
            names = [part for name in sorted(self._ids) for part in (pydyf.String(name), self._ids[name])]
            root["IDTree"] = self._added({"Names": pydyf.Array(names)}).reference
        self._pdf.catalog["StructTreeRoot"] = root.reference
        self._pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        self._pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    def _added(self, entries: Mapping[str, Any]) -> Any:  # noqa: ANN401
        made = pydyf.Dictionary(entries)
        self._pdf.add_object(made)
        return made

    def _element(self, element: Element, parent: Any) -> Any:  # noqa: ANN401
        page = next((kid.page for kid in element.kids if not isinstance(kid, Element)), None)
        made = self._added({"Type": "/StructElem", "S": f"/{element.type}", "P": parent.reference})
        if page is not None:
            made["Pg"] = self._pdf.page_references[page]
        for key, value in _said(element):
            made[key] = value
        if element.id:
            self._ids[element.id] = made.reference
        made["K"] = pydyf.Array(self._kid(kid, made, page) for kid in element.kids)
        return made

    def _kid(self, kid: Element | Content | Annotation, owner: Any, page: int | None) -> Any:  # noqa: ANN401
        match kid:
            case Element():
                return self._element(kid, owner).reference
            case Content():
                self._owners[kid.page][kid.mark] = owner.reference
                if kid.page == page:
                    return kid.mark
                entries = {"Type": "/MCR", "Pg": self._pdf.page_references[kid.page], "MCID": kid.mark}
                return pydyf.Dictionary(entries)
        kid.object["StructParent"] = len(self._owners) + len(self._annotations)
        self._annotations.append(owner.reference)
        where = self._pdf.page_references[kid.page]
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.object.reference, "Pg": where})


def _said(element: Element) -> Iterator[tuple[str, Any]]:
    said = {
        "Lang": element.language,
        "Alt": element.alternative,
        "E": element.expansion,
        "ID": element.id,
    }
    yield from ((key, pydyf.String(words)) for key, words in said.items() if words)
    if element.attributes:
        yield "A", pydyf.Dictionary({"O": f"/{OWNERS[element.type]}", **element.attributes})
