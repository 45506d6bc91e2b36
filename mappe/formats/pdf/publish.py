"""A page laid out and written as one file that is PDF/A and PDF/UA."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from weasyprint import CSS, HTML, Attachment
from weasyprint.urls import URLFetcher, URLFetcherResponse

from mappe.formats.html import document
from mappe.formats.pdf.faults import NotOnThePageError, warnings_are_errors
from mappe.formats.pdf.finish import finish
from mappe.formats.pdf.fonts import typeset
from mappe.formats.pdf.metadata import with_accessibility
from mappe.formats.pdf.pictures import pictures
from mappe.formats.pdf.tags import our_tags
from mappe.model.page import Page, Written


def published(page: Page, styles: str = "") -> Written:
    """The file, PDF/UA-1 and PDF/A-2a, or -3a with attachments; `styles` go behind the theme's.

    Raises `FormatError` with everything that is wrong.
    """
    fonts = typeset(page.theme)
    sheets = [fonts.stylesheet, CSS(string=styles)] if styles else [fonts.stylesheet]
    with warnings_are_errors(), our_tags():
        laid_out = HTML(string=document(page), base_url=None, url_fetcher=PageAssets(page)).render(
            font_config=fonts.configuration, stylesheets=sheets, cache=pictures(page)
        )
        described = laid_out.metadata
        described.generate_rdf_metadata = with_accessibility(
            described.generate_rdf_metadata, _languages(page), page.keywords
        )
        content = laid_out.write_pdf(
            pdf_variant="pdf/a-3a" if page.attachments else "pdf/a-2a",
            attachments=list(_attachments(page)),
            finisher=finish,
        )
    return Written(content, len(laid_out.pages))


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
