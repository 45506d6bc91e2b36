"""A page laid out and written as one file that is PDF/A and PDF/UA."""

import gc
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from xml.etree.ElementTree import Element

from weasyprint import CSS, HTML, Attachment
from weasyprint.document import Document
from weasyprint.urls import URLFetcher, URLFetcherResponse

from mappe.diagnostics import Diagnostic
from mappe.errors import FormatError
from mappe.formats.html import document as as_html
from mappe.formats.pagination import Pagination
from mappe.formats.pdf.called_notes import notes_by_their_calls
from mappe.formats.pdf.conservation import losses
from mappe.formats.pdf.faults import NotOnThePageError, warnings_are_errors
from mappe.formats.pdf.finish import finish
from mappe.formats.pdf.fonts import typeset
from mappe.formats.pdf.hyphenation import broken_as
from mappe.formats.pdf.metadata import with_accessibility
from mappe.formats.pdf.notes import collapse_notes
from mappe.formats.pdf.pages import known, remembered
from mappe.formats.pdf.pictures import pictures
from mappe.formats.pdf.tags import our_tags
from mappe.model.page import Page, Written

LONG = 150
"""Pages from which on memory counts for more than the second that is spent on it."""

UNBREAKABLE = "the page cannot be broken into sheets: what stays together must fit on one"


def published(page: Page, styles: str = "") -> Written:
    """The file, PDF/UA-1 and PDF/A-2a, or -3a with attachments; `styles` go behind the theme's.

    Raises `FormatError` with everything that is wrong.
    """
    document = _sound(page, styles)
    remembered(document, page, styles)
    with warnings_are_errors(), our_tags():
        if len(document.pages) > LONG:
            gc.collect()  # boxes that were laid out in vain hold one another: a fifth of the memory
        if lost := losses(document, page, sheets(page, styles)):
            raise FormatError(lost)
        described = document.metadata
        described.generate_rdf_metadata = with_accessibility(
            described.generate_rdf_metadata, _languages(page), page.keywords
        )
        content = document.write_pdf(
            pdf_variant="pdf/a-3a" if page.attachments else "pdf/a-2a",
            attachments=list(_attachments(page)),
            finisher=finish,
        )
    return Written(content, len(document.pages))


def pagination(page: Page, styles: str = "") -> Pagination:
    """On which pages of that file its places are; nothing is laid out if `published` has just done so.

    Words that do not stand whole on a sheet are no matter here. Raises `FormatError` if there is no layout.
    """
    return known(page, styles) or remembered(_sound(page, styles), page, styles)


def _sound(page: Page, styles: str) -> Document:
    """A layout of which WeasyPrint had nothing bad to say. Raises `FormatError`."""
    with warnings_are_errors():
        return laid_out(page, styles)


def laid_out(page: Page, styles: str = "") -> Document:
    """The page as WeasyPrint breaks it into lines and sheets. Raises `FormatError` if it finds no way."""
    html = HTML(string=as_html(page), base_url=None, url_fetcher=PageAssets(page))
    collapse_notes(html.etree_element)
    count_on(html.etree_element)
    try:
        with notes_by_their_calls(), broken_as(page.hyphenation):
            return html.render(
                font_config=typeset(page.theme).configuration,
                stylesheets=sheets(page, styles),
                cache=pictures(page),
            )
    except AssertionError:  # its word for a box in a grid that may not break and is taller than a page
        raise FormatError([Diagnostic(UNBREAKABLE)]) from None


def count_on(root: Element) -> None:
    """Lists that do not begin at 1 say so in CSS; WeasyPrint reads `start` only with hints for much else."""
    for listed in root.iter("ol"):
        if "start" in listed.attrib:
            listed.set("style", f"counter-reset:list-item {int(listed.attrib['start']) - 1}")


def sheets(page: Page, styles: str = "") -> list[CSS]:
    """The stylesheets of a page in the order in which they win; `styles` go behind the theme's."""
    theme = typeset(page.theme).stylesheet
    return [theme, CSS(string=styles)] if styles else [theme]


def _languages(page: Page) -> list[str]:
    """The language of the page, then those of words in others."""
    found = {tag for part in page.parts for tag in re.findall(r' lang="([^"]+)"', part.markup)}
    return [page.language, *sorted(found - {page.language})]


def _attachments(page: Page) -> Iterable[Attachment]:
    day = datetime.fromisoformat(page.date).replace(tzinfo=UTC)
    for item in page.attachments:
        yield Attachment(
            string=item.content,
            name=item.name,
            description=item.description,
            relationship="Source",
            created=day,
            modified=day,
        )


class PageAssets(URLFetcher):
    """Serves what the page holds and nothing else: no file, no network."""

    def __init__(self, page: Page) -> None:
        super().__init__(allowed_protocols=())
        self._assets = page.assets

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002
        """Raises `NotOnThePageError`, which WeasyPrint does not swallow as it would any other."""
        if url not in self._assets:
            raise NotOnThePageError(url)
        asset = self._assets[url]
        return URLFetcherResponse(url, asset.content, {"Content-Type": asset.media_type})
