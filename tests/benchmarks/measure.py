"""Ratios of CPU time, all measured in one run: `python -m tests.benchmarks.measure`."""

import gc
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from statistics import median

from weasyprint import HTML
from weasyprint.urls import URLFetcherResponse

from mappe.builder import Wanted, prepare
from mappe.cli import collect_less, template_folders
from mappe.formats import FORMATS
from mappe.formats.html import document, font_faces, stylesheet
from mappe.formats.pdf.conservation import losses
from mappe.formats.pdf.publish import PageAssets, laid_out, published, sheets
from mappe.model.page import Page
from mappe.render.layout import page
from tests.benchmarks import word
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
    _measure_conservation(visit)
    _measure_tags(visit)
    again = _median(_content_to_pages)
    print(
        f"content to pages, {len(pages)} editions    {again:5.2f} s    ({first:.2f} s when templates are new)"
    )
    sheets = sum(FORMATS["pdf"].write(made).pages or 0 for made in pages.values())
    words = _median(lambda: [FORMATS["docx"].write(made) for made in pages.values()])
    print(f"Word files, per page of the PDF  {1000 * words / sheets:5.1f} ms ({sheets} pages)")
    word.measure()


def _measure_conservation(visit: Page) -> None:
    """What the proof takes that no word is lost."""
    for made, name in ((visit, EDITION), (longer(visit, 9), "100 pages")):
        share = median(_conservation(made) for _ in range(ROUNDS))
        print(f"words conserved, of layout time  {share:5.1%}   ({name})")


def _conservation(made: Page) -> float:
    begun = time.process_time()
    document = laid_out(made)
    broken = time.process_time()
    losses(document, made, sheets(made))
    return (time.process_time() - broken) / (broken - begun)


def _measure_tags(visit: Page) -> None:
    """What our structure costs beyond WeasyPrint's, on a document of about 100 pages."""
    long = longer(visit, 9)
    ours, tagged = _alternating(
        lambda: published(long), lambda: laid_out(long).write_pdf(pdf_variant="pdf/a-2a"), 3
    )
    _, plain = _alternating(lambda: None, lambda: laid_out(long).write_pdf(), 3)
    print(
        f"100 pages, ours / WeasyPrint     {ours / tagged:5.2f}   ({ours / plain:.2f} of a file without tags)"
    )
    peaks = {kind: _peak(kind) for kind in PEAKS}
    print(f"its memory, ours / WeasyPrint    {peaks['ours'] / peaks['plain']:5.2f}   ({peaks['ours']} MB)")


def longer(page: Page, times: int) -> Page:
    """The page with its sections this many times, each time with ids of its own."""
    sections = [
        replace(part, name=f"s{turn}-{part.name}", markup=_renamed(part.markup, turn))
        for turn in range(times)
        for part in page.parts
        if part.kind == "section"
    ]
    before = [replace(part, markup=_renamed(part.markup, 0)) for part in page.parts if part.kind != "section"]
    return replace(page, parts=(*before, *sections))


def _renamed(markup: str, turn: int) -> str:
    return re.sub(r'(id="|href="#)(?=[a-z])', rf"\1s{turn}-", str(markup))


PEAKS: Mapping[str, Callable[[Page], object]] = {
    "ours": published,
    "plain": lambda page: laid_out(page).write_pdf(),
}


def _peak(kind: str) -> int:
    """Memory of a process of its own that writes the long document, in MB."""
    command = [sys.executable, "-m", "tests.benchmarks.measure", kind]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _print_peak(kind: str) -> None:
    PEAKS[kind](longer(pages_of(SAMPLE)[EDITION], 9))
    print(word.peak())


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


def _alternating(
    one: Callable[[], object], other: Callable[[], object], rounds: int = ROUNDS
) -> tuple[float, float]:
    """Medians of both, taken in turn, so that a busy moment of the machine meets both."""
    pairs = [(_seconds(one), _seconds(other)) for _ in range(rounds)]
    return median(first for first, _ in pairs), median(second for _, second in pairs)


def _median(work: Callable[[], object]) -> float:
    return median(_seconds(work) for _ in range(ROUNDS))


def _seconds(work: Callable[[], object]) -> float:
    gc.collect()  # nobody pays for what another one left
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    main() if len(sys.argv) == 1 else _print_peak(sys.argv[1])
