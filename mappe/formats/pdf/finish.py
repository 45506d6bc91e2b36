"""The last touches to a PDF, through the hook that WeasyPrint has for them."""

from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes

from mappe.formats.pdf.labels import ranges

PAGE_NUMBER = "page"
"""The class of the element in which a page's own number is printed."""


def finish(document: Any, pdf: Any) -> None:  # noqa: ANN401  # WeasyPrint's and pydyf's own
    """Labels on the pages, metadata that anybody can read, attachments named once."""
    # Archives read the metadata of files whose filters they may not know (ISO 19005-2, 6.6.2.1, note).
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.compress = False
    labels = pydyf.Array()
    for part in ranges(printed_number(page._page_box) for page in document.pages):  # noqa: SLF001  # as in tags.py
        labels.extend((part.first, pydyf.Dictionary({"S": part.style, "St": part.start})))
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": labels})
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
        _name_media_types(pdf)


def printed_number(page: Any) -> str | None:  # noqa: ANN401  # WeasyPrint's own
    texts = (text for box in page.children if isinstance(box, boxes.MarginBox) for text in _numbers(box))
    return next(texts, None)


def _numbers(box: Any) -> Iterator[str]:  # noqa: ANN401  # as above
    for inner in box.descendants():
        html = inner.element
        if isinstance(inner, boxes.TextBox) and html is not None and html.get("class") == PAGE_NUMBER:
            yield inner.text.strip()


def _name_media_types(pdf: Any) -> None:  # noqa: ANN401  # as above
    """YAML by its name (RFC 9512): what WeasyPrint guesses depends on tables of the machine."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") == "/EmbeddedFile":
            item.extra["Subtype"] = "/application#2fyaml"
