"""Paragraphs of a point: where Word needs one and a reader none."""

from collections.abc import Iterable, Iterator

from mappe.formats.docx.ooxml import Element, W, paragraph_properties, w

_TABLE = f"{{{W}}}tbl"


def seam(*properties: Element) -> Element:
    """A paragraph without words, one point high."""
    line = w("spacing", before=0, after=0, line=20, lineRule="exact")
    return w("p", paragraph_properties([line, w("rPr", w("sz", val=2), w("szCs", val=2)), *properties]))


def apart(blocks: Iterable[Element]) -> Iterator[Element]:
    """The same; but tables behind one another have a seam between them, or Word would make them one."""
    after_table = False
    for block in blocks:
        is_table = block.tag == _TABLE
        if is_table and after_table:
            yield seam()
        yield block
        after_table = is_table


def closed(blocks: Iterable[Element]) -> list[Element]:
    """What a cell holds; it may not end in a table: ISO/IEC 29500-1, tc (Table Cell)."""
    content = [*apart(blocks)]
    return [*content, seam()] if content and content[-1].tag == _TABLE else content
