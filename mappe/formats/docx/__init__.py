"""A page as a Word file that an office can go on working with."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from types import MappingProxyType

from mappe.diagnostics import Diagnostic
from mappe.errors import FormatError
from mappe.formats.docx.document import body, document
from mappe.formats.docx.embedding import embedded_fonts
from mappe.formats.docx.font_table import font_table
from mappe.formats.docx.furniture import running
from mappe.formats.docx.libreoffice import settled
from mappe.formats.docx.markup import ids, read
from mappe.formats.docx.ooxml import Element, serialised
from mappe.formats.docx.package import package
from mappe.formats.docx.pairs import shared
from mappe.formats.docx.pictures import picture_parts
from mappe.formats.docx.references import first_side, quotable, words
from mappe.formats.docx.relations import RelationKind, WordPart
from mappe.formats.docx.setting import Setting, Story
from mappe.formats.docx.settings import APPLICATION, custom_properties, settings
from mappe.formats.docx.styles import styles
from mappe.formats.docx.template import housed, moved
from mappe.formats.docx.theme import theme
from mappe.formats.pagination import UNPAGED, Pagination
from mappe.formats.pdf import pagination as pages_of_pdf
from mappe.formats.pdf import spread
from mappe.model.page import Page
from mappe.model.theme import Theme
from mappe.model.word import Paginator

NO_PDF = Diagnostic(
    "the Word file has the page numbers of the PDF, which cannot be laid out",
    None,
    "mend that, or write 'paginator: libreoffice' in content/office.yaml",
)

_COUNT = re.compile(r'class="(?:[^"]* )?pages[ "]')


def write_docx(page: Page) -> bytes:
    """The whole file, with the page numbers of the paginator that the office names.

    Word puts its own in their place when somebody updates the field, and does not ask on opening. Raises
    `FormatError` as `written` does and where the paginator finds no way, `MachineError` where it is missing.
    """
    bound = spread(page) if page.layout == "facing" else page
    return PAGINATORS[page.word.paginator](bound) if shows_numbers(bound) else written(bound, UNPAGED)


def shows_numbers(page: Page) -> bool:
    """Whether it says anywhere on which page something is, or how many there are; else none need be known."""
    return any(part.kind == "contents" or _COUNT.search(part.markup) for part in page.parts)


def written(page: Page, pagination: Pagination) -> bytes:
    """The whole file with these page numbers: the same of both gives the same bytes.

    Raises `FormatError` with every element and class that has no rule, and with fonts that cannot be
    embedded.
    """
    inside = housed(shared(page))
    markup = read(page)
    sections = {section.get("id", ""): section.find("h2") for section in markup["section"]}
    titles = tuple(words(first_side(title)) for title in sections.values() if title is not None)
    quotes = quotable(markup["section"])
    numbered = _numbered(markup["section"])
    story = Story(inside, numbered, titles, frozenset(ids(markup)), quotes, pagination)
    blocks = body(markup, story)
    fonts = embedded_fonts(inside)
    parts = [*running(markup, story), *_shared(story), font_table(inside.theme, fonts)]
    about = [
        WordPart("properties", "/docProps/app.xml", APPLICATION),
        WordPart("custom_properties", "/docProps/custom.xml", serialised(custom_properties(page))),
    ]
    files = [*picture_parts(story), *(font.part for font in fonts)]
    language = Setting.of(story).language
    own = [document(blocks, parts, story), *about, *parts, *files]
    blocks.clear()  # or a template would have the whole document in memory twice
    return package(page, language, moved(own, inside, language))


def _numbered(sections: Sequence[Element]) -> Mapping[str, int]:
    """{id: number} of those with a heading; languages that do not share headings count their own."""
    counts: Counter[str] = Counter()
    found = {}
    for section in sections:
        if section.find("h2") is not None:
            language = section.get("lang", "")
            counts[language] += 1
            found[section.get("id", "")] = counts[language]
    return MappingProxyType(found)


def _shared(story: Story) -> Iterator[WordPart]:
    """What paragraphs refer to."""
    tokens, language = story.page.theme.tokens, Setting.of(story).language
    made: dict[RelationKind, bytes] = {
        "styles": _styles(story.page.theme, language),
        "numbering": serialised(story.numbering.part(tokens)),
        "settings": serialised(settings(story.page, language, notes=bool(story.notes.own))),
    }
    for kind, content in made.items():
        yield WordPart(kind, f"/word/{kind}.xml", content)
    yield WordPart("theme", "/word/theme/theme1.xml", theme(tokens))
    if story.notes.own:
        notes = serialised(story.notes.part())
        yield WordPart("footnotes", "/word/footnotes.xml", notes, relations=story.notes.relations)


@lru_cache(maxsize=32)
def _styles(look: Theme, language: str) -> bytes:
    """The same for all files of a theme and a language, and a fifth of the work of a short one."""
    return serialised(styles(look.tokens, language))


def _pages_of_pdf(page: Page) -> Pagination:
    try:
        return pages_of_pdf(page)
    except FormatError as error:
        raise FormatError([*error.diagnostics, NO_PDF]) from None


def _sections(page: Page) -> list[str]:
    return [section.get("id", "") for section in read(page)["section"] if section.get("id")]


PAGINATORS: Mapping[Paginator, Callable[[Page], bytes]] = MappingProxyType(
    {
        "pdf": lambda page: written(page, _pages_of_pdf(page)),
        "libreoffice": lambda page: settled(partial(written, page), _sections(page)),
    }
)
"""Name in office.yaml → a page as a Word file with the page numbers that it counts."""
