"""What the writer of Word files costs, on pages that nobody lays out: `python -m tests.benchmarks.word`."""

import gc
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from mappe.formats.docx import write_docx
from mappe.model.page import Page
from tests.unit.formats.docx.word_files import page_of

ROUNDS = 5

LENGTHS = (20, 200, 1000)
"""Pages of the Word files that are measured; the one in the middle against pandoc."""

SENTENCE = "Die Städte setzen ihre Arbeit fort und berichten <em>jedes Jahr</em> über ihren Stand. "


def measure() -> None:
    """What our own writer costs, on pages that nobody lays out."""
    for length in LENGTHS:
        made = plain_pages(length)
        write_docx(made)
        spent = median(seconds(lambda page=made: write_docx(page)) for _ in range(3))  # type: ignore[misc]
        print(
            f"Word file of {length:4} pages          {1000 * spent / length:5.2f} ms a page"
            f" ({_peak(length)} MB)"
        )
    pandoc = _pandoc()
    if pandoc is None:
        print("Word file, ours / pandoc           not measured: pip install pypandoc_binary")
        return
    made = plain_pages(LENGTHS[1])
    html = f"<html><body>{made.markup_of('section')}</body></html>".encode()
    pairs = [(seconds(lambda: write_docx(made)), _run(pandoc, html)) for _ in range(ROUNDS)]
    ours, theirs = (median(column) for column in zip(*pairs, strict=True))
    print(f"Word file, ours / pandoc         {ours / theirs:5.2f}   ({ours:.2f} s / {theirs:.2f} s)")


def plain_pages(length: int) -> Page:
    """About so many pages: each a heading, four paragraphs, a list, a table of seven rows."""
    return page_of(*map(_section, range(length)))


def _section(number: int) -> str:
    rows = "".join(f"<tr><td>Punkt {row}</td><td>{number * row}</td><td>offen</td></tr>" for row in range(6))
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Was", "Wie viel", "Stand"))
    return (
        f'<section id="s-{number}" class="prose new-page"><h2>Abschnitt {number}</h2>'
        + f"<p>{SENTENCE * 5}</p>" * 4
        + f"<ul>{f'<li>{SENTENCE}</li>' * 3}</ul>"
        + f'<table class="generic"><caption>Tabelle {number}</caption><thead><tr>{heads}</tr></thead>'
        + f"<tbody>{rows}</tbody></table></section>"
    )


def _pandoc() -> str | None:
    """The program, where its package is installed."""
    if find_spec("pypandoc") is None:
        return None
    return str(import_module("pypandoc").get_pandoc_path())


def _run(pandoc: str, html: bytes) -> float:
    """Seconds of CPU time in which it makes a Word file of the page."""
    begun = _seconds_of_children()
    subprocess.run(
        [pandoc, "-f", "html", "-t", "docx", "-o", "-"], input=html, stdout=subprocess.DEVNULL, check=True
    )
    return _seconds_of_children() - begun


def _seconds_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def seconds(work: Callable[[], object]) -> float:
    """Of CPU time."""
    gc.collect()  # nobody pays for what another one left
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _peak(length: int) -> int:
    """Memory of a process of its own that does nothing else, in MB."""
    command = [sys.executable, "-m", "tests.benchmarks.word", str(length)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def peak() -> int:
    """MB that this process alone has had; getrusage would tell those of the one that started it."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) // 1000


if __name__ == "__main__":
    if len(sys.argv) == 1:
        measure()
    else:
        write_docx(plain_pages(int(sys.argv[1])))
        print(peak())
