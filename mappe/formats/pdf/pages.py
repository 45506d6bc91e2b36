"""On which pages of a PDF its places are, known from one layout to whoever asks later."""

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from weasyprint.document import Document

from mappe.formats.pagination import Pagination
from mappe.formats.pdf.finish import printed_number
from mappe.formats.pdf.labels import Range, ranges
from mappe.formats.roman import roman
from mappe.model.page import Page

REMEMBERED = 32
"""Layouts whose page numbers are kept, the latest: a few hundred short words each."""

_latest: dict[tuple[str, str], Pagination] = {}
"""{(digest of a page, styles behind those of its theme): its numbers}; the same layout has the same ones."""


def known(page: Page, styles: str) -> Pagination | None:
    """The numbers of a layout that was made a short while ago."""
    return _latest.get((page.digest, styles))


def remembered(document: Document, page: Page, styles: str) -> Pagination:
    """The numbers of a layout that was made of this page with these styles."""
    found = pagination_of(document)
    _latest[page.digest, styles] = found
    while len(_latest) > REMEMBERED:
        del _latest[next(iter(_latest))]
    return found


def pagination_of(document: Document) -> Pagination:
    """What is printed at the foot of the pages, of each place on the first page that has some of it."""
    shown = labels([printed_number(page._page_box) for page in document.pages])  # noqa: SLF001  # as in finish.py
    numbers: dict[str, str] = {}
    for page, label in zip(document.pages, shown, strict=True):
        for place in page.anchors:
            numbers.setdefault(place, label)
    return Pagination(MappingProxyType(numbers), len(shown))


def labels(printed: Sequence[str | None]) -> list[str]:
    """The numbers of pages on which these are printed; one without counts as its neighbours do."""
    return [label for part in _parts(printed) for label in part]


def _parts(printed: Sequence[str | None]) -> Iterator[list[str]]:
    starts = [*ranges(printed)]
    ends = [*(part.first for part in starts[1:]), len(printed)]
    for part, end in zip(starts, ends, strict=True):
        yield [_label(part, index) for index in range(part.first, end)]


def _label(part: Range, index: int) -> str:
    number = part.start + index - part.first
    if part.style == "/D":
        return f"{number}"
    return roman(number).lower() if part.style == "/r" else roman(number)
