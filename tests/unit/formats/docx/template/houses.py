"""Pages in an office's template, and the Word files written of them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from lxml import etree

from mappe.formats import docx
from mappe.formats.pagination import Pagination
from mappe.model.page import Page
from mappe.model.word import WordFiles
from tests.letterheads import NOTHING, letterhead, packed, template_of
from tests.unit.formats.docx.word_files import NAMES, W, WordFile, every_section, section, whole_page

SOMEWHERE = Pagination(defaultdict(lambda: "7"), 9)
"""Page numbers of a layout that nobody made."""

PARAGRAPHS = "<p>Eins</p><p>Zwei</p>"
LISTS = "<ul><li>Punkt<ul><li>darunter</li></ul></li></ul><ol><li>a</li></ol><ol start='4'><li>b</li></ol>"


def housed(page: Page, parts: Mapping[str, bytes], styles: Mapping[str, str] = NOTHING) -> WordFile:
    """The page's Word file in a template of these parts; `styles` are {ours: id of the template's}."""
    return in_template(page, packed(parts), styles)


def in_template(page: Page, content: bytes, styles: Mapping[str, str] = NOTHING) -> WordFile:
    """The same in a template of these bytes."""
    word = WordFiles(template=template_of(content, styles))
    return WordFile(docx.written(replace(page, word=word), SOMEWHERE))


def written(
    markup: str = PARAGRAPHS, chosen: Mapping[str, str] = NOTHING, **changes: tuple[str, str]
) -> WordFile:
    """A cover, contents and a section of this markup in the letterhead, with changes of its parts."""
    return housed(whole_page(section(markup)), letterhead(**changes), chosen)


def whole() -> WordFile:
    """Something of each kind that templates write."""
    return housed(whole_page(*every_section()), letterhead())


def style(file: WordFile, identifier: str) -> etree._Element:
    (found,) = file.find(f"w:style[@w:styleId='{identifier}']", "styles")
    return found


def style_ids(file: WordFile) -> list[str]:
    return [str(each.get(f"{W}styleId")) for each in file.find("w:style", "styles")]


def said(element: etree._Element, path: str) -> list[str]:
    """The `w:val` of each element found."""
    return [str(each.get(f"{W}val")) for each in element.findall(path, NAMES)]


def paragraph_of(file: WordFile, words: str) -> etree._Element:
    """The paragraph with these words and no others."""
    (found,) = (
        paragraph for paragraph in file.find(".//w:p") if "".join(paragraph.itertext(f"{W}t")) == words
    )
    return found
