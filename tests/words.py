"""The words of a page and of the files made from it, as a reader would copy them."""

import io
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from mappe.model.page import Page, PartKind
from mappe.model.vocabulary import is_decoration

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}p": "\n"}


def page_words(page: Page) -> list[str]:
    """Cover, contents, sections; drawings and captions that only a table's properties hold are left out."""
    return _words_of(page, "cover", "contents", "section")


def edge_words(page: Page) -> list[str]:
    """What stands at the edges of every sheet."""
    return _words_of(page, "running_head", "running_foot")


def docx_words(content: bytes) -> list[str]:
    """The body of the document; the numbers of entries and pages in its contents do not count."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))
    return "".join(_word_texts(body)).split()


def pdf_characters(content: bytes, folder: Path) -> str:
    """All characters in the order of the file, without white space and without hyphens of any kind."""
    path = folder / "words.pdf"
    path.write_bytes(content)
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"]
    return characters(subprocess.run(command, capture_output=True, check=True).stdout.decode())


def characters(text: str) -> str:
    return re.sub(r"[\s\u00ad\u2010\u2011\-]+", "", text)


def holds_in_order(whole: str, part: str) -> bool:
    """Whether the characters of `part` stand in `whole` in this order."""
    rest = iter(whole)
    return all(character in rest for character in part)


def _words_of(page: Page, *kinds: PartKind) -> list[str]:
    markup = "".join(page.markup_of(kind) for kind in kinds)
    return "".join(_texts(ElementTree.fromstring(f"<body>{markup}</body>"))).split()


def _texts(element: ElementTree.Element) -> Iterator[str]:
    if is_decoration(element):
        return
    block = element.tag not in ("a", "em", "strong", "span", "sup")
    yield "\n" * block
    yield element.text or ""
    for child in element:
        if not (element.tag == "table" and child.tag == "caption" and element.get("class") != "generic"):
            yield from _texts(child)
        yield child.tail or ""
    yield "\n" * block


def _word_texts(body: ElementTree.Element) -> Iterator[str]:
    skipped = {id(run) for run in body.iter(f"{W}r") if _is_number_of_contents(run)}
    for paragraph in body.iter(f"{W}p"):
        yield "\n"
        for run in paragraph.iter(f"{W}r"):
            if id(run) not in skipped:
                for piece in run:
                    yield piece.text or "" if piece.tag == f"{W}t" else BREAKS.get(piece.tag, "")


def _is_number_of_contents(run: ElementTree.Element) -> bool:
    style = run.find(f"{W}rPr/{W}rStyle")
    return style is not None and style.get(f"{W}val") in ("ContentsNumber", "ContentsPage")
