"""Bleed and crop marks."""

import io
from collections.abc import Iterable, Iterator, Sequence

from pikepdf import Array, Object, Pdf

from mappe.formats.pdf.saving import MM, saved

BLEED = 3
"""Millimetres that the page goes on beyond its edges, to be cut off."""

BEGIN, END, SLUG = 4, 9, 10
"""In millimetres from the edge of the page: where marks begin and end; where the sheet ends."""

Line = tuple[float, float, float, float]
"""From where to where, in points."""


def marked(content: bytes) -> bytes:
    """The PDF on larger sheets with its boxes told (ISO 32000-1, 14.11.2) and marks where it is to be cut."""
    with Pdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            trim = [float(edge) for edge in page.trimbox]
            page.obj.MediaBox, page.obj.BleedBox = _grown(trim, SLUG), _grown(trim, BLEED)
            page.contents_add(pdf.make_stream(_marks(trim) + _cut(page.obj.BleedBox)), prepend=True)
            page.contents_add(pdf.make_stream(b"\nQ\n"))
        return saved(pdf)


def _grown(box: Sequence[float], millimetres: float) -> Array:
    more = millimetres * MM
    left, bottom, right, top = box
    return Array([round(edge, 3) for edge in (left - more, bottom - more, right + more, top + more)])


def _cut(bleed: Iterable[Object]) -> bytes:
    """What is drawn from here on ends where the bleed does: drawings may reach further."""
    left, bottom, right, top = (float(edge) for edge in bleed)
    return f"q\n{left:.3f} {bottom:.3f} {right - left:.3f} {top - bottom:.3f} re\nW\nn\n".encode()


def _marks(trim: Sequence[float]) -> bytes:
    """In black, hairline, as what they are: page artifacts (ISO 32000-1, 14.8.2.2.2)."""
    lines = "".join(f"{x:.3f} {y:.3f} m {to_x:.3f} {to_y:.3f} l\n" for x, y, to_x, to_y in _lines(*trim))
    return f"/Artifact <</Type /Page>> BDC\nq 0 G 0.25 w\n{lines}S Q\nEMC\n".encode()


def _lines(left: float, bottom: float, right: float, top: float) -> Iterator[Line]:
    """Two at each corner, and a cross in the middle of each edge."""
    begin, end, half = BEGIN * MM, END * MM, (END - BEGIN) / 2 * MM
    middle, across, down = (BEGIN + END) / 2 * MM, (left + right) / 2, (bottom + top) / 2
    for x, outward in ((left, -1), (right, 1)):
        for y in (bottom, top):
            yield x + outward * begin, y, x + outward * end, y
        yield x + outward * begin, down, x + outward * end, down
        yield x + outward * middle, down - half, x + outward * middle, down + half
    for y, outward in ((bottom, -1), (top, 1)):
        for x in (left, right):
            yield x, y + outward * begin, x, y + outward * end
        yield across, y + outward * begin, across, y + outward * end
        yield across - half, y + outward * middle, across + half, y + outward * middle
