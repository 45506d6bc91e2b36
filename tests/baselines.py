"""Where the words of a table stand in a PDF: the base lines of its cells, found by their tags."""

import ctypes
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium


class Line(NamedTuple):
    """Some words of a line: their sheet, counted from 0, and their base line in points from its foot."""

    sheet: int
    base: float
    text: str


class Side(NamedTuple):
    """What stands in a cell: the number of its pair and its first line; none where there is none."""

    number: Line | None
    first: Line | None


class Row(NamedTuple):
    """Both sides of a row."""

    left: Side
    right: Side


def pairs(content: bytes, names: tuple[str, str]) -> Iterator[Row]:
    """The rows of all tables whose columns are headed by the names of two languages."""
    said = _marked(content)
    with pikepdf.open(BytesIO(content)) as pdf:
        sheets = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        for table in _tagged(pdf.Root.StructTreeRoot, "/Table"):
            told = (_lines(head, sheets, said) for head in _tagged(table, "/TH"))
            heads = tuple("".join(line.text for line in lines).strip() for lines in told)
            if heads == names:
                for row in _tagged(table, "/TR"):
                    cells = [_side(_lines(cell, sheets, said)) for cell in _tagged(row, "/TD")]
                    if cells:
                        yield Row(*cells)


MARKS = re.compile(r"[–•]|\d+\.")
"""What stands before an item of a list."""


def _side(lines: Iterator[Line]) -> Side:
    """The number comes first, or after the mark of a list."""
    said = [line for line in lines if line.text.strip()]
    before = said[: 2 if said and MARKS.fullmatch(said[0].text.strip()) else 1]
    number = next((line for line in before if line.text.strip().isdigit()), None)
    return Side(number, next((line for line in said if line is not number), None))


def _tagged(element: Any, tag: str) -> Iterator[Any]:  # noqa: ANN401  # pikepdf tells no types
    for child in _children(element):
        if isinstance(child, pikepdf.Dictionary) and child.get("/S") == tag:
            yield child
        elif isinstance(child, pikepdf.Dictionary):
            yield from _tagged(child, tag)


def _children(element: Any) -> list[Any]:  # noqa: ANN401  # as above
    held = element.get("/K", pikepdf.Array())
    return [*held] if isinstance(held, pikepdf.Array) else [held]


def _lines(
    element: Any,  # noqa: ANN401  # as above
    sheets: dict[tuple[int, int], int],
    said: dict[tuple[int, int], Line],
    sheet: Any = None,  # noqa: ANN401  # as above
) -> Iterator[Line]:
    sheet = element.get("/Pg", sheet)
    for child in _children(element):
        number = child if isinstance(child, int) else child.get("/MCID")
        if number is None:
            yield from _lines(child, sheets, said, sheet)
            continue
        here = sheet if isinstance(child, int) else child.get("/Pg", sheet)
        if line := said.get((sheets[here.objgen], int(number))):
            yield line


def _marked(content: bytes) -> dict[tuple[int, int], Line]:
    """{(sheet, marked-content id): the words marked so}."""
    found: dict[tuple[int, int], Line] = {}
    document = pypdfium2.PdfDocument(content)
    for sheet in range(len(document)):
        page = document[sheet]
        text = page.get_textpage()
        for position in range(pdfium.FPDFPage_CountObjects(page.raw)):
            item = pdfium.FPDFPage_GetObject(page.raw, position)
            number = pdfium.FPDFPageObj_GetMarkedContentID(item)
            if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_TEXT or number < 0:
                continue
            matrix = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(item, matrix)
            words = _words(item, text)
            known = found.get((sheet, number))
            base, before = (known.base, known.text) if known else (matrix.f, "")
            found[sheet, number] = Line(sheet, base, before + words)
    return found


def _words(item: Any, text: pypdfium2.PdfTextPage) -> str:  # noqa: ANN401  # as above
    size = pdfium.FPDFTextObj_GetText(item, text.raw, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFTextObj_GetText(item, text.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")
