"""The words of a page and of the files made from it, as a reader would copy them."""

import io
import re
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

from mappe.model.page import Page, PartKind
from mappe.model.vocabulary import is_decoration

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BREAKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}p": "\n"}


def page_words(page: Page, *, notes: bool = True) -> list[str]:
    """Cover, contents, sections; drawings and captions that only a table's properties hold are left out.

    Footnotes stand where they are called; without `notes`, nowhere.
    """
    return _words_of(page, "cover", "contents", "section", notes=notes)


def note_words(page: Page) -> list[list[str]]:
    """Of each footnote, in order."""
    roots = (ElementTree.fromstring(f"<body>{part.markup}</body>") for part in page.parts)
    return ["".join(note.itertext()).split() for root in roots for note in root.iter() if is_note(note)]


def is_note(element: ElementTree.Element) -> bool:
    return "footnote" in element.get("class", "").split()


def edge_words(page: Page) -> list[str]:
    """What stands at the edges of every sheet."""
    return _words_of(page, "running_head", "running_foot")


def docx_words(content: bytes) -> list[str]:
    """The body of the document, with footnotes where they are called.

    The numbers of notes, and of entries and pages in its contents, do not count.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))
        notes = _notes(package)
    return "".join(_word_texts(body, notes)).split()


def _notes(package: zipfile.ZipFile) -> Mapping[str, str]:
    """{id of a footnote: its words}."""
    if "word/footnotes.xml" not in package.namelist():
        return {}
    root = ElementTree.fromstring(package.read("word/footnotes.xml"))
    return {str(note.get(f"{W}id")): "".join(_word_texts(note, {})) for note in root}


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


def _words_of(page: Page, *kinds: PartKind, notes: bool = True) -> list[str]:
    markup = "".join(page.markup_of(kind) for kind in kinds)
    return "".join(_texts(ElementTree.fromstring(f"<body>{markup}</body>"), notes=notes)).split()


def _texts(element: ElementTree.Element, *, notes: bool) -> Iterator[str]:
    if is_decoration(element) or (is_note(element) and not notes):
        return
    block = element.tag not in ("a", "em", "strong", "span", "sup", "img") or is_note(element)
    yield "\n" * block
    yield element.text or ""
    for child in element:
        if not (element.tag == "table" and child.tag == "caption" and element.get("class") != "generic"):
            yield from _texts(child, notes=notes)
        yield child.tail or ""
    yield "\n" * block


def _word_texts(body: ElementTree.Element, notes: Mapping[str, str]) -> Iterator[str]:
    skipped = {id(run) for run in body.iter(f"{W}r") if _is_number_of_contents(run)}
    for paragraph in body.iter(f"{W}p"):
        yield "\n"
        for run in paragraph.iter(f"{W}r"):
            if id(run) not in skipped:
                for piece in run:
                    if piece.tag == f"{W}footnoteReference":
                        yield f"\n{notes[str(piece.get(f'{W}id'))]}\n"
                    else:
                        yield piece.text or "" if piece.tag == f"{W}t" else BREAKS.get(piece.tag, "")


def _is_number_of_contents(run: ElementTree.Element) -> bool:
    style = run.find(f"{W}rPr/{W}rStyle")
    return style is not None and style.get(f"{W}val") in ("ContentsNumber", "ContentsPage")
