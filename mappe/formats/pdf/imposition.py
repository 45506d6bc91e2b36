"""Pages of a finished PDF put on sheets; its tags, links, bookmarks and addresses go with them.

No page becomes a form XObject, in which its tags would be lost: what a sheet shows are the contents of its
pages, one behind the other, with the marked content of the later ones numbered on.
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from types import MappingProxyType

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, Object, Pdf

from mappe.formats.pdf.saving import saved

NO_PREFERENCES: Mapping[str, Name] = MappingProxyType({})


@dataclass(frozen=True)
class Side:
    """One side of a sheet: its pages from left to right, counted from 0, each in its share of the width.

    `drawn` are content operators, marked as an artifact, for what stands there besides the pages.
    """

    pages: tuple[int | None, ...]
    drawn: bytes = b""


@dataclass(frozen=True)
class Place:
    """Where a page lies: on which sheet, how scaled and moved, and where its marked content counts from."""

    sheet: Object
    matrix: Matrix
    first: int

    @property
    def turned(self) -> bool:
        return bool(self.matrix.b)

    def box(self, box: Iterable[Object]) -> Array:
        """A rectangle of the page, on the sheet."""
        left, bottom, right, top = (float(edge) for edge in box)
        across, up = zip(self.point(left, bottom), self.point(right, top), strict=True)
        return Array([min(across), min(up), max(across), max(up)])

    def point(self, x: float, y: float) -> Iterator[float]:
        """A point of the page, on the sheet."""
        yield from (round(value, 3) for value in self.matrix.transform((x, y)))


Places = Mapping[tuple[int, int], Place]
"""Object number of a page → where it lies."""

Parents = Mapping[int, Object]
"""For each page the elements of its marked content, for each annotation its own: ISO 32000-1, 14.7.4.4."""


def imposed(
    content: bytes,
    sides: Sequence[Side],
    size: tuple[float, float],
    preferences: Mapping[str, Name] = NO_PREFERENCES,
) -> bytes:
    """The tagged PDF on sheets of `size`, in points; each of its pages stands on one of them.

    `preferences` tell a viewer how to print it: ISO 32000-1, table 150.
    """
    with Pdf.open(io.BytesIO(content)) as pdf:
        parents = dict(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree))
        sheets = [pdf.make_indirect(_sheet(size)) for _ in sides]
        places = dict(_places(pdf, sides, sheets, parents))
        for side, sheet in zip(sides, sheets, strict=True):
            sheet.Contents = pdf.make_stream(b"".join(_contents(pdf, side, places)))
            sheet.Resources = pdf.pages[0].obj.Resources  # WeasyPrint has the same for all pages
        for destination in _destinations(pdf):
            _lead(destination, places)
        _move_annotations(pdf, places)
        _move_elements(pdf.Root.StructTreeRoot, places)
        _number_parents(pdf, sides, sheets, parents)
        pdf.Root.PageLabels = Dictionary(Nums=Array(_labels(pdf, sides)))
        pdf.Root.ViewerPreferences = Dictionary({**pdf.Root.get("/ViewerPreferences", {}), **preferences})
        _replace_pages(pdf, sheets)
        return saved(pdf)


def _sheet(size: tuple[float, float]) -> Dictionary:
    return Dictionary(Type=Name.Page, MediaBox=[0, 0, *(round(edge, 3) for edge in size)], Annots=[])


def _places(
    pdf: Pdf, sides: Iterable[Side], sheets: Iterable[Object], parents: Parents
) -> Iterator[tuple[tuple[int, int], Place]]:
    for side, sheet in zip(sides, sheets, strict=True):
        first = 0
        for position, number in enumerate(side.pages):
            if number is not None:
                page = pdf.pages[number].obj
                yield page.objgen, Place(sheet, _matrix(page, sheet, position, len(side.pages)), first)
                first += len(parents[int(page.StructParents)])


def _matrix(page: Object, sheet: Object, position: int, among: int) -> Matrix:
    """As large as the page's share of the sheet allows, in its middle.

    A page that lies where its share stands is turned to the left: who turns the sheet to the right can read.
    """
    left, bottom, right, top = (float(edge) for edge in page.MediaBox)
    share, height = float(sheet.MediaBox[2]) / among, float(sheet.MediaBox[3])
    width, depth = right - left, top - bottom
    turned = (width > depth) != (share > height)
    if turned:
        width, depth = depth, width
    scale = min(share / width, height / depth)
    x = share * position + (share - scale * width) / 2
    y = (height - scale * depth) / 2
    if turned:
        return Matrix(0, scale, -scale, 0, x + scale * top, y - scale * left)
    return Matrix(scale, 0, 0, scale, x - scale * left, y - scale * bottom)


def _contents(pdf: Pdf, side: Side, places: Places) -> Iterator[bytes]:
    for number in side.pages:
        if number is not None:
            page = pdf.pages[number]
            place = places[page.obj.objgen]
            left, bottom, right, top = (float(edge) for edge in page.mediabox)
            yield b"q\n" + place.matrix.encode() + b" cm\n"
            yield f"{left:g} {bottom:g} {right - left:.6f} {top - bottom:.6f} re\nW\nn\n".encode()
            yield page.get_filtered_contents(_NumberedOn(place.first)) + b"\nQ\n"
    yield side.drawn


NO_TOKEN = pikepdf.Token(pikepdf.TokenType.space, b"")


class _NumberedOn(pikepdf.TokenFilter):
    """Marked content counted from another number than 0: ISO 32000-1, 14.7.4.2."""

    def __init__(self, first: int) -> None:
        super().__init__()
        self._first = first
        self._is_next = False

    def handle_token(self, token: pikepdf.Token = NO_TOKEN) -> pikepdf.Token:
        if token.type_ == pikepdf.TokenType.name_:
            self._is_next = token.raw_value == b"/MCID"
        elif self._is_next and token.type_ == pikepdf.TokenType.integer:
            self._is_next = False
            return pikepdf.Token(pikepdf.TokenType.integer, str(int(token.raw_value) + self._first).encode())
        return token


def _destinations(pdf: Pdf) -> Iterator[Object]:
    """Wherever a name, a bookmark, a link or the opening of the file leads: ISO 32000-1, 12.3.2."""
    names = pdf.Root.get("/Names")
    if names is not None and "/Dests" in names:
        yield from pikepdf.NameTree(names.Dests).values()
    yield from _targets([pdf.Root.get("/OpenAction")])
    yield from _targets(_bookmarks(pdf.Root.get("/Outlines")))
    for page in pdf.pages:
        yield from _targets(page.obj.get("/Annots", ()))


def _bookmarks(parent: Object | None) -> Iterator[Object]:
    child = None if parent is None else parent.get("/First")
    while child is not None:
        yield child
        yield from _bookmarks(child)
        child = child.get("/Next")


def _targets(leading: Iterable[Object | None]) -> Iterator[Object]:
    """Of things with a destination, or with an action that has one."""
    for one in leading:
        if isinstance(one, Array):
            yield one
        elif isinstance(one, Dictionary):
            yield from (target for target in (one.get("/Dest"), one.get("/D")) if target is not None)
            yield from _targets([one.get("/A")])


def _lead(destination: Object, places: Places) -> None:
    """To the same point on the sheet; a name leads where its own destination does."""
    view = destination.get("/D") if isinstance(destination, Dictionary) else destination
    if not isinstance(view, Array) or not isinstance(view[0], Dictionary) or view[0].objgen not in places:
        return
    page, place = view[0], places[view[0].objgen]
    view[0] = place.sheet
    if view[1] == Name.XYZ and None not in (view[2], view[3]):
        view[2], view[3] = place.point(float(view[2]), float(view[3]))
        if place.turned:  # words go on upward from there, so all that is above shall be seen
            view[3] = place.box(page.MediaBox)[3]


def _move_annotations(pdf: Pdf, places: Places) -> None:
    for page in pdf.pages:
        place = places[page.obj.objgen]
        for annotation in page.obj.get("/Annots", ()):
            annotation.Rect = place.box(annotation.Rect)
            if "/P" in annotation:
                annotation.P = place.sheet
            place.sheet.Annots.append(annotation)


def _move_elements(root: Object, places: Places) -> None:
    """Every element of the structure tree, which stays in its order: ISO 32000-1, 14.7.2."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        place = places[element.Pg.objgen] if "/Pg" in element else None
        kids: Object | int = element.get("/K", Array())
        moved = [_moved(kid, place, places) for kid in (kids if isinstance(kids, Array) else [kids])]
        waiting.extend(kid for kid in moved if isinstance(kid, Dictionary) and "/S" in kid)
        element.K = Array(moved) if isinstance(kids, Array) else moved[0]
        if place is not None:
            element.Pg = place.sheet
            _move_box(element, place)


def _moved(kid: Object | int, place: Place | None, places: Places) -> Object | int:
    """What an element of a page holds: marked content by its number or a reference, an object, an element."""
    if isinstance(kid, int):
        return kid + (place.first if place else 0)
    if "/S" not in kid and "/Pg" in kid:
        place = places[kid.Pg.objgen]
        kid.Pg = place.sheet
    if "/MCID" in kid and place is not None:
        kid.MCID += place.first
    return kid


def _move_box(element: Object, place: Place) -> None:
    attributes: Object = element.get("/A", Array())
    for one in attributes if isinstance(attributes, Array) else [attributes]:
        if isinstance(one, Dictionary) and "/BBox" in one:
            one.BBox = place.box(one.BBox)


def _number_parents(pdf: Pdf, sides: Iterable[Side], sheets: Sequence[Object], parents: Parents) -> None:
    """The sheets first, their annotations behind them."""
    pages: list[Object | int] = []
    annotations: list[Object | int] = []
    keys = count(len(sheets))
    for key, (side, sheet) in enumerate(zip(sides, sheets, strict=True)):
        sheet.Tabs, sheet.StructParents = Name.S, key
        numbers = [number for number in side.pages if number is not None]
        elements = (
            element for number in numbers for element in parents[int(pdf.pages[number].obj.StructParents)]
        )
        pages += key, Array(elements)
        for annotation in sheet.Annots:
            if "/StructParent" in annotation:
                own = next(keys)
                annotations += own, parents[int(annotation.StructParent)]
                annotation.StructParent = own
    tree = pdf.Root.StructTreeRoot
    tree.ParentTree = Dictionary(Nums=Array([*pages, *annotations]))
    tree.ParentTreeNextKey = next(keys)


def _labels(pdf: Pdf, sides: Iterable[Side]) -> Iterator[Object | int]:
    """Each sheet is called after its pages: ISO 32000-1, 12.4.2."""
    for key, side in enumerate(sides):
        numbers = (str(pdf.pages[number].label) for number in side.pages if number is not None)
        yield key
        yield Dictionary(P=pikepdf.String(" | ".join(numbers)))


def _replace_pages(pdf: Pdf, sheets: Iterable[Object]) -> None:
    del pdf.pages[:]
    for sheet in sheets:
        pdf.pages.append(pikepdf.Page(sheet))
