"""A page as PDF, laid out by WeasyPrint; this package is its only home."""

from collections.abc import Mapping

from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from mappe.formats.html import document
from mappe.formats.pdf.faults import NotOnThePageError, warnings_are_errors
from mappe.formats.pdf.fonts import typeset
from mappe.model.page import Page, Written


def write_pdf(page: Page) -> Written:
    """The whole file. Raises `FormatError` with everything that WeasyPrint warns of."""
    fonts = typeset(page.theme)
    with warnings_are_errors():
        laid_out = HTML(string=document(page), base_url=None, url_fetcher=PageAssets(page)).render(
            font_config=fonts.configuration, stylesheets=[fonts.stylesheet]
        )
        return Written(laid_out.write_pdf(), len(laid_out.pages))


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
