"""Small PDF files of one piece of markup, and what independent readers make of them."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from mappe.model.page import Asset, Page, Part
from tests.conftest import PROJECTS, judge
from tests.editions import pages_of

SIZE = re.compile(r"^Page +\d+ size: +([\d.]+) x ([\d.]+) pts", re.MULTILINE)


class Word(NamedTuple):
    """A word and where it stands, in points from the upper left corner of its page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def page_with(markup: str, styles: str = "", **assets: Asset) -> Page:
    """A page of this markup in these styles and no others; `assets` are found under `asset:<name>`."""
    model = next(iter(pages_of(PROJECTS / "minimal").values()))
    theme = replace(model.theme, stylesheet=f"html {{ font: 11pt 'Source Serif 4' }} {styles}")
    parts = (Part("section", "section", markup),)
    return replace(
        model, parts=parts, theme=theme, assets={f"asset:{name}": asset for name, asset in assets.items()}
    )


def tree(content: bytes, folder: Path) -> str:
    """The structure tree with its texts, as poppler reads it aloud."""
    return _poppler("pdfinfo", content, folder, "-struct-text")


def text(content: bytes, folder: Path) -> str:
    """The text of all pages, as poppler would copy it."""
    return _poppler("pdftotext", content, folder, after="-")


def boxes(content: bytes, folder: Path) -> list[list[Word]]:
    """The words of each page with their places."""
    found = ElementTree.fromstring(_poppler("pdftotext", content, folder, "-bbox", after="-"))
    return [
        [
            Word(word.text or "", *(float(word.attrib[edge]) for edge in ("xMin", "yMin", "xMax", "yMax")))
            for word in one
        ]
        for one in found.iter("{http://www.w3.org/1999/xhtml}page")
    ]


def sizes(content: bytes, folder: Path) -> list[tuple[float, float]]:
    """Width and height of each page, in points."""
    said = _poppler("pdfinfo", content, folder, "-l", "9999")
    return [(float(width), float(height)) for width, height in SIZE.findall(said)]


def pictures(content: bytes, folder: Path, dots_per_inch: int) -> list[bytes]:
    """Each page as a picture."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "pages.pdf"
    path.write_bytes(content)
    tool = judge("pdftoppm", package="poppler-utils")
    subprocess.run([tool, "-r", str(dots_per_inch), str(path), str(folder / "page")], check=True)
    return [picture.read_bytes() for picture in sorted(folder.glob("page-*.ppm"))]


def _poppler(tool: str, content: bytes, folder: Path, *options: str, after: str = "") -> str:
    path = folder / "read.pdf"
    path.write_bytes(content)
    command = [judge(tool, package="poppler-utils"), *options, str(path), after]
    done = subprocess.run([word for word in command if word], capture_output=True, check=True)
    return done.stdout.decode()
