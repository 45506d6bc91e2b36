"""A page as a Word file that an office can go on working with."""

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from mappe.errors import FormatError
from mappe.formats.docx.document import Markup, body, document, running
from mappe.formats.docx.faults import faults
from mappe.formats.docx.ooxml import serialised
from mappe.formats.docx.package import package
from mappe.formats.docx.pictures import picture_parts
from mappe.formats.docx.relations import RelationKind, WordPart
from mappe.formats.docx.setting import Setting, Story
from mappe.formats.docx.settings import APPLICATION, custom_properties, font_table, settings
from mappe.formats.docx.styles import styles
from mappe.formats.docx.theme import theme
from mappe.model.page import Page, PartKind
from mappe.model.theme import Theme

KINDS: tuple[PartKind, ...] = ("cover", "contents", "section", "running_head", "running_foot")


def write_docx(page: Page) -> bytes:
    """The whole file: the same page gives the same bytes.

    The page numbers in the contents are estimated, since only a layout knows them; Word puts its own in their
    place when somebody updates the field, and does not ask on opening. Raises `FormatError` with every
    element and class that has no rule.
    """
    markup = _read(page)
    sections = tuple(section.get("id", "") for section in markup["section"])
    story = Story(page, sections, frozenset(_ids(markup)))
    blocks = body(markup, story)
    parts = [*running(markup, story), *_shared(story)]
    about = [
        WordPart("properties", "/docProps/app.xml", APPLICATION),
        WordPart("custom_properties", "/docProps/custom.xml", serialised(custom_properties(page))),
    ]
    pictures = picture_parts(story)
    return package(
        page, Setting.of(story).language, [document(blocks, parts, story), *about, *parts, *pictures]
    )


def _read(page: Page) -> Markup:
    """The elements of each kind of part, none of them without a rule."""
    parser = etree.XMLParser(remove_comments=True, remove_pis=True)
    markup = {kind: [*etree.fromstring(f"<body>{page.markup_of(kind)}</body>", parser)] for kind in KINDS}
    if found := [fault for elements in markup.values() for element in elements for fault in faults(element)]:
        raise FormatError(found)
    return markup


def _ids(markup: Markup) -> Iterator[str]:
    for elements in markup.values():
        yield from (
            inner.get("id", "") for element in elements for inner in element.iter() if "id" in inner.attrib
        )


def _shared(story: Story) -> Iterator[WordPart]:
    """What paragraphs refer to."""
    tokens, language = story.page.theme.tokens, Setting.of(story).language
    made: dict[RelationKind, bytes] = {
        "styles": _styles(story.page.theme, language),
        "numbering": serialised(story.numbering.part(tokens)),
        "settings": serialised(settings(story.page, language)),
        "font_table": serialised(font_table(tokens)),
    }
    for kind, content in made.items():
        yield WordPart(kind, f"/word/{kind.replace('_t', 'T')}.xml", content)
    yield WordPart("theme", "/word/theme/theme1.xml", theme(tokens))


@lru_cache(maxsize=32)
def _styles(look: Theme, language: str) -> bytes:
    """The same for all files of a theme and a language, and a fifth of the work of a short one."""
    return serialised(styles(look.tokens, language))
