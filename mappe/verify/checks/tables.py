"""Tables: whoever hears a cell must be told its row and column."""

from collections.abc import Iterator

from mappe.verify.exhibit import Exhibit
from mappe.verify.objects import listed
from mappe.verify.tree import Element

CELLS = frozenset({"TH", "TD"})
SCOPES = frozenset({"/Row", "/Column", "/Both"})


def header_cells(exhibit: Exhibit) -> Iterator[str]:
    for table in exhibit.tree.of("Table"):
        kinds = [kid.type for kid in table.inside if isinstance(kid, Element) and kid.type in CELLS]
        if "TH" not in kinds:
            yield exhibit.place(table, f"{len(kinds)} cells")


def scope(exhibit: Exhibit) -> Iterator[str]:
    for cell in exhibit.tree.of("TH"):
        if str(exhibit.tree.attributes(cell).get("/Scope", "")) not in SCOPES:
            yield exhibit.place(cell)


def headers_point_at_cells(exhibit: Exhibit) -> Iterator[str]:
    known = set(ids(exhibit))
    for cell in exhibit.tree.of(*CELLS):
        for header in listed(exhibit.tree.attributes(cell).get("/Headers")):
            if bytes(header) not in known:
                yield exhibit.place(cell, f"it names '{header}'")


def ids_in_tree(exhibit: Exhibit) -> Iterator[str]:
    for name, element in ids(exhibit).items():
        if name not in exhibit.tree.ids:
            yield exhibit.place(element)


def ids(exhibit: Exhibit) -> dict[bytes, Element]:
    """The elements that have a name."""
    return {bytes(element.object.ID): element for element in exhibit.tree.elements if "/ID" in element.object}
