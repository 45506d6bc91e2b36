"""Ratios of CPU time, all measured in one run: `python -m tests.benchmarks.measure`."""

import time
from collections.abc import Callable, Mapping
from statistics import median

from weasyprint import HTML
from weasyprint.urls import URLFetcherResponse

from mappe.builder import Wanted, prepare
from mappe.cli import collect_less, template_folders
from mappe.formats import FORMATS
from mappe.formats.html import document, font_faces, stylesheet
from mappe.formats.pdf.publish import PageAssets
from mappe.model.page import Page
from mappe.render.layout import page
from tests.editions import SAMPLE, pages_of

ROUNDS = 5
EDITION = "delegation-visit.de"


def main() -> None:
    collect_less()  # as the command does
    first = _seconds(_content_to_pages)
    pages = pages_of(SAMPLE)
    visit = pages[EDITION]
    ours, bare = _alternating(lambda: FORMATS["pdf"].write(visit), lambda: _bare(visit))
    print(f"PDF, ours / bare WeasyPrint      {ours / bare:5.2f}   ({ours:.2f} s / {bare:.2f} s, {EDITION})")
    again = _median(_content_to_pages)
    print(
        f"content to pages, {len(pages)} editions    {again:5.2f} s    ({first:.2f} s when templates are new)"
    )
    sheets = sum(FORMATS["pdf"].write(made).pages or 0 for made in pages.values())
    word = _median(lambda: [FORMATS["docx"].write(made) for made in pages.values()])
    print(f"Word files, per page of the PDF  {1000 * word / sheets:5.1f} ms ({sheets} pages)")


def _bare(visit: Page) -> None:
    """The page as somebody would print it who knows only WeasyPrint: one call, everything in the HTML."""
    styles = f"<style>{font_faces(visit.theme, 'font')}{stylesheet(visit.theme)}</style>"
    HTML(string=document(visit, styles), url_fetcher=_WithFonts(visit)).write_pdf()


class _WithFonts(PageAssets):
    """Serves the fonts too, as a web server would beside the page."""

    def __init__(self, visit: Page) -> None:
        super().__init__(visit)
        self._fonts = {f"font:{name}": content for name, content in visit.theme.fonts.items()}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        if url in self._fonts:
            return URLFetcherResponse(url, self._fonts[url], {"Content-Type": "font/ttf"})
        return super().fetch(url, headers)


def _content_to_pages() -> None:
    workshop = prepare(SAMPLE, template_folders(SAMPLE), Wanted())
    for edition, _ in workshop.work:
        page(workshop.project, edition, workshop.voices)


def _alternating(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Medians of both, taken in turn, so that a busy moment of the machine meets both."""
    pairs = [(_seconds(one), _seconds(other)) for _ in range(ROUNDS)]
    return median(first for first, _ in pairs), median(second for _, second in pairs)


def _median(work: Callable[[], object]) -> float:
    return median(_seconds(work) for _ in range(ROUNDS))


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
