"""What stands on the sheets that WeasyPrint laid out, read from its boxes.

The boxes are private in WeasyPrint 70.0: `Page._page_box`, and `weasyprint.formatting_structure.boxes` with
all that they know. When the pin moves, the tests of `conservation` say whether they still mean the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from weasyprint.document import Document
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.matrix import Matrix

ABOVE, BELOW = 0.7, 0.2
"""How far letters reach above and below the line they stand on, as parts of the size of their type."""

APART = (boxes.FootnoteAreaBox, boxes.TableCaptionBox)
"""What stands beside the flow of the text, besides floats and boxes with a place of their own."""


class Area(NamedTuple):
    """A rectangle on a sheet, in CSS pixels from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def within(self, limits: "Area") -> "Area":
        """What both have."""
        return Area(
            max(self.left, limits.left),
            max(self.top, limits.top),
            min(self.right, limits.right),
            min(self.bottom, limits.bottom),
        )


@dataclass(eq=False)
class Flow:
    """Boxes that follow one another from sheet to sheet.

    A cell of a table or a grid is a flow inside of another one, beside its neighbours; a float, a caption or
    a box with a place of its own is inside of none.
    """

    around: "Flow | None" = None
    cells: dict[Element, "Flow"] = field(default_factory=dict)

    def of(self, cell: Element) -> "Flow":
        """The flow in a cell, the same one on each sheet."""
        if cell not in self.cells:
            self.cells[cell] = Flow(self)
        return self.cells[cell]


@dataclass(frozen=True, eq=False)
class Copy:
    """One printing of what is printed again and again: the edge of a sheet, a table's head, a fixed box."""

    element: Element
    sheet: int


@dataclass(frozen=True, slots=True)
class Printed:
    """A piece of a line, or a picture, which has no text, as some pieces of lines have none.

    Sheets count from 1; `area` is from the capitals' tops to the descenders' ends; `limits` is what ancestors
    and the sheet leave of it; `turned` is what stands neither upright nor level; `hyphen` is what a break in
    the word may have put behind it; at the edges of a sheet there is no flow, since nobody reads on there.
    """

    text: str
    picture: bool
    element: Element | None
    generated: bool
    visible: bool
    hyphen: str
    sheet: int
    area: Area
    limits: Area
    turned: bool
    flow: Flow | None
    copy: Copy | None


class Spot(NamedTuple):
    """What the ancestors of a box do to it."""

    sheet: int
    limits: Area
    bleed: float
    matrix: Matrix | None
    flow: Flow | None
    copy: Copy | None
    faded: bool = False

    def area(self, left: float, top: float, right: float, bottom: float) -> Area:
        """Where the rectangle comes to lie."""
        if self.matrix is None:
            return Area(left, top, right, bottom)
        corners = [
            self.matrix.transform_point(x, y)
            for x, y in ((left, top), (right, top), (right, bottom), (left, bottom))
        ]
        across, down = [x for x, _ in corners], [y for _, y in corners]
        return Area(min(across), min(down), max(across), max(down))

    def within(self, limits: Area) -> "Spot":
        """Nothing is seen outside of `limits` from here on."""
        return self._replace(limits=self.limits.within(limits))


def printed(laid_out: Document) -> Iterator[Printed]:
    """Every piece of text and every picture, sheet by sheet in the order of the boxes."""
    main = Flow()
    for number, page in enumerate(laid_out.pages, 1):
        root = page._page_box  # noqa: SLF001  # see above
        sheet = Area(0, 0, root.margin_width(), root.margin_height())
        spot = Spot(number, sheet, max(root.bleed.values()), None, main, None)
        open_boxes = [(child, spot) for child in reversed(root.children)]
        while open_boxes:
            box, around = open_boxes.pop()
            if type(box) is AbsolutePlaceholder:
                box = box._box  # noqa: SLF001  # see above
            if isinstance(box, boxes.TextBox):
                yield _text(box, around)
            elif isinstance(box, boxes.ReplacedBox):
                yield _picture(box, _inside(box, around))
            else:
                here = around if isinstance(box, boxes.LineBox | boxes.InlineBox) else _inside(box, around)
                open_boxes.extend((child, here) for child in reversed(box.children))


def _text(box: Any, spot: Spot) -> Printed:  # noqa: ANN401  # WeasyPrint has no types
    style, tag = box.style, box.element_tag
    size, base = style["font_size"], box.position_y + box.baseline
    left = box.position_x
    area = spot.area(left, base - ABOVE * size, left + box.width, base + BELOW * size)
    return Printed(
        text=box.text,
        picture=False,
        element=box.element,
        generated=tag is None or ("::" in tag and not tag.endswith(("::first-letter", "::first-line"))),
        visible=style["visibility"] == "visible"
        and style["color"].alpha > 0
        and not spot.faded
        and area.right > area.left,
        hyphen=style["hyphenate_character"],
        sheet=spot.sheet,
        area=area,
        limits=spot.limits,
        turned=_is_turned(spot.matrix),
        flow=spot.flow,
        copy=spot.copy,
    )


def _picture(box: Any, spot: Spot) -> Printed:  # noqa: ANN401  # as above
    left, top = box.content_box_x(), box.content_box_y()
    area = spot.area(left, top, left + box.width, top + box.height)
    limits = spot.limits
    return Printed(
        text="",
        picture=True,
        element=box.element,
        generated="::" in box.element_tag,
        visible=box.style["visibility"] == "visible" and not spot.faded and area.right > area.left,
        hyphen="",
        sheet=spot.sheet,
        area=area,
        limits=Area(
            limits.left - spot.bleed,
            limits.top - spot.bleed,
            limits.right + spot.bleed,
            limits.bottom + spot.bleed,
        ),
        turned=_is_turned(spot.matrix),
        flow=spot.flow,
        copy=spot.copy,
    )


def _inside(box: Any, spot: Spot) -> Spot:  # noqa: ANN401  # as above
    """What the box does to its children, besides what is done to it."""
    style = box.style
    if box.transformation_matrix:
        matrix = box.transformation_matrix
        spot = spot._replace(matrix=matrix @ spot.matrix if spot.matrix else matrix)
    if style["opacity"] == 0:
        spot = spot._replace(faded=True)
    if spot.copy is None and box.element is not None and (spot.flow is None or _is_repeated(box)):
        spot = spot._replace(copy=Copy(box.element, spot.sheet))
    if spot.flow is not None:
        spot = spot._replace(flow=_flow(box, spot.flow))
    if style["overflow"] != "visible" and not isinstance(box, boxes.ReplacedBox):
        spot = spot.within(spot.area(*_padding_box(box)))
    if style["clip"] and box.is_absolutely_positioned():
        spot = spot.within(spot.area(*_clip(box)))
    return spot


def _flow(box: Any, around: Flow) -> Flow | None:  # noqa: ANN401  # as above
    """The flow inside of the box."""
    if isinstance(box, boxes.MarginBox):
        return None
    if isinstance(box, APART) or not box.is_in_normal_flow() or _is_repeated(box):
        return Flow()
    if isinstance(box, boxes.TableCellBox) or box.is_grid_item or box.is_flex_item:
        return around.of(box.element)
    return around


def _is_repeated(box: Any) -> bool:  # noqa: ANN401  # as above
    if isinstance(box, boxes.TableRowGroupBox):
        return box.is_header or box.is_footer
    return box.style["position"] == "fixed"


def _padding_box(box: Any) -> Area:  # noqa: ANN401  # as above
    left, top = box.padding_box_x(), box.padding_box_y()
    return Area(left, top, left + box.padding_width(), top + box.padding_height())


def _clip(box: Any) -> Area:  # noqa: ANN401  # as above
    """The rectangle of the property `clip`, measured from the border's upper left corner."""
    top, right, bottom, left = box.style["clip"]
    x, y = box.border_box_x(), box.border_box_y()
    return Area(
        x + (0 if left == "auto" else left),
        y + (0 if top == "auto" else top),
        x + (box.border_width() if right == "auto" else right),
        y + (box.border_height() if bottom == "auto" else bottom),
    )


def _is_turned(matrix: Matrix | None) -> bool:
    return matrix is not None and bool(matrix[0][1] or matrix[1][0])
