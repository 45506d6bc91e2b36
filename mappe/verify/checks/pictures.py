"""Pictures: described or decoration, and where they say they are."""

from collections.abc import Iterator

from mappe.verify.drawing import Kind
from mappe.verify.exhibit import Exhibit
from mappe.verify.objects import listed
from mappe.verify.tree import Element
from mappe.verify.words import FILE_NAME

PICTURES = frozenset({"Figure", "Formula"})

TOLERANCE = 1.0
"""Points by which a box may reach over the edge of the page: they are rounded."""


def described(exhibit: Exhibit) -> Iterator[str]:
    for figure in exhibit.tree.of("Figure"):
        if not (figure.said("/Alt") or figure.said("/ActualText")):
            yield exhibit.place(figure)


def not_a_file_name(exhibit: Exhibit) -> Iterator[str]:
    for figure in exhibit.tree.of("Figure"):
        if FILE_NAME.search(figure.said("/Alt")):
            yield exhibit.place(figure, figure.said("/Alt"))


def tagged_as_figure(exhibit: Exhibit) -> Iterator[str]:
    for image in exhibit.drawing.images:
        content = image.mark.content
        if image.mark.kind is Kind.TAGGED and content is not None:
            owner = exhibit.tree.owners.get(content)
            if owner is not None and not any(around.type in PICTURES for around in owner.ancestors):
                yield exhibit.place(owner)


def on_the_page(exhibit: Exhibit) -> Iterator[str]:
    for figure in exhibit.tree.of("Figure"):
        if not _lies_on_its_page(exhibit, figure):
            yield exhibit.place(figure)


def _lies_on_its_page(exhibit: Exhibit, figure: Element) -> bool:
    box = listed(exhibit.tree.attributes(figure).get("/BBox"))
    if not box or figure.page is None:
        return True
    left, bottom, right, top = map(float, box)
    page = [float(edge) for edge in exhibit.pdf.pages[figure.page].mediabox]
    return (
        page[0] - TOLERANCE <= left < right <= page[2] + TOLERANCE
        and page[1] - TOLERANCE <= bottom < top <= page[3] + TOLERANCE
    )
