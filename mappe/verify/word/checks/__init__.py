"""What the judges of the grammar do not see, and what they see too, in words that say how to mend it."""

from collections.abc import Mapping
from types import MappingProxyType

from mappe.verify.check import Check
from mappe.verify.word.checks import (
    contents,
    headings,
    language,
    layout,
    package,
    pictures,
    properties,
    references,
    tables,
)
from mappe.verify.word.exhibit import Exhibit

OOXML = "ISO/IEC 29500-1"
PACKAGING = "ISO/IEC 29500-2"
WCAG = "WCAG 2.2"

SAVE_AGAIN = "open it in Word or LibreOffice and save it under a new name"
UPDATE = "let Word make it anew: right-click on it, Update Field, Update entire table"

NO_ELEMENT = (
    "Sem_ReferencedElementMissing",
    "Sem_MissingReferenceElement",
    "Sem_MissingPartForReference",
    "semantic",
)
"""What others call it where something is named that is not there."""


def _named(*tags: str) -> frozenset[str]:
    return frozenset(f"{rule} {tag}" for rule in NO_ELEMENT for tag in tags)


DAMAGE = Check(
    "a part of the file cannot be read, so not everything was checked",
    f"{PACKAGING}, parts",
    SAVE_AGAIN,
    package.well_formed,
)
"""What is said where a check comes to no end."""

CHECKS: Mapping[str, Check[Exhibit]] = MappingProxyType(
    {
        # ---- the package
        "duplicate-parts": Check(
            "a part is in the file twice: each program reads another one",
            f"{PACKAGING}, part names",
            SAVE_AGAIN,
            package.duplicate_parts,
        ),
        "content-types": Check(
            "a part of the file has no type, or a type has no part",
            f"{PACKAGING}, content types",
            SAVE_AGAIN,
            package.content_types,
            frozenset({"package*", "semantic ContentType"}),
        ),
        "well-formed": Check(
            "a part of the file is no XML, and Word will not open it",
            f"{PACKAGING}, XML usage",
            "fetch or make it again",
            package.well_formed,
            frozenset({"package*", "schema"}),
        ),
        "relations": Check(
            "something that the file needs is not in it",
            f"{PACKAGING}, relationships",
            "fetch or make it again; where a picture is missing, put it in again",
            package.relations,
            frozenset(
                {
                    "relationship*",
                    "semantic r:id",
                    "semantic ContentType",
                    "Sem_MissingRelationship*",
                    "Sem_InvalidRelationship*",
                    "Sem_MissingPartForReference*",
                }
            ),
        ),
        "macros": Check(
            "the file carries programs (macros)",
            "MS-OFFMACRO2",
            "save it as a Word document without macros (.docx)",
            package.macros,
            frozenset({"semantic ContentType"}),
        ),
        "external": Check(
            "opening the file fetches something from elsewhere",
            f"{PACKAGING}, relationships",
            "put pictures and objects into the file (Break Link), and take the attached template away",
            package.external,
        ),
        # ---- what it says of itself
        "title": Check(
            "the file has no title",
            f"{WCAG}, 2.4.2",
            "give it one in its properties (File, Info, Title)",
            properties.title,
        ),
        "author": Check(
            "the file does not say who wrote it",
            f"{PACKAGING}, core properties",
            "name the office in its properties (File, Info, Author)",
            properties.author,
            is_remark=True,
        ),
        "language": Check(
            "the file does not say in which language it is written",
            f"{WCAG}, 3.1.1",
            "set the language of the standard style and of the properties alike, as in 'de-DE'",
            properties.language,
        ),
        # ---- languages of words
        "run-language": Check(
            "words have no language: they are spelt and read aloud in that of the machine",
            f"{OOXML}, 17.3.2.20",
            "set their language (Review, Language), or that of the standard style",
            language.run_language,
        ),
        "cyrillic-language": Check(
            "Cyrillic words are said to be in a language that is not written so: a voice cannot read them",
            f"{WCAG}, 3.1.2",
            "give them their language (Review, Language), as in 'ru-RU'",
            language.cyrillic_language,
        ),
        "latin-language": Check(
            "Latin words are in a text said to be Russian or the like",
            f"{WCAG}, 3.1.2",
            "names may stay as they are; words of another language need theirs (Review, Language)",
            language.latin_language,
            is_remark=True,
        ),
        "mixed-letters": Check(
            "a word is written in two scripts: it looks right, and is neither found nor read aloud",
            "Unicode UTS 39, 5.1",
            "type it again with one keyboard",
            language.mixed_letters,
        ),
        # ---- headings
        "heading-levels": Check(
            "a level of headings is left out",
            f"{WCAG}, 1.3.1 (G141)",
            "begin with level 1, and go down one level at a time",
            headings.heading_levels,
        ),
        "heading-empty": Check(
            "a heading has no words",
            f"{WCAG}, 2.4.6",
            "write them, or give the paragraph another style",
            headings.heading_empty,
        ),
        "headings": Check(
            "a text of several pages has no headings to go to",
            f"{WCAG}, 2.4.6",
            "use the styles for headings where a line is one",
            headings.headings,
            is_remark=True,
        ),
        "heading-styles": Check(
            "a line looks like a heading and has no style of one",
            f"{WCAG}, 1.3.1 (F2)",
            "give it a style for headings (Heading 1 and so on)",
            headings.heading_styles,
            is_remark=True,
        ),
        # ---- pictures
        "alternative-text": Check(
            "a picture is not described",
            f"{WCAG}, 1.1.1",
            "say in a sentence what it shows (Edit Alt Text); if it only adorns, mark it as decorative",
            pictures.alternative_text,
        ),
        "file-name-as-text": Check(
            "a picture is described by the name of its file",
            f"{WCAG}, 1.1.1 (F30)",
            "say in a sentence what it shows",
            pictures.file_name_as_text,
        ),
        "picture-fallback": Check(
            "a drawing is there as SVG only: older programs show nothing",
            "MS-ODRAWXML, svgBlip",
            "put the picture in again, as Word does: SVG together with PNG",
            pictures.picture_fallback,
        ),
        "picture-in-line": Check(
            "a picture floats beside the text: it is read at another place than it is seen",
            f"{WCAG}, 1.3.2",
            "set it in line with the text (Layout Options)",
            pictures.picture_in_line,
            is_remark=True,
        ),
        # ---- tables
        "header-row": Check(
            "a table has no header row: nobody hears what a column means, nor sees it on the next page",
            f"{WCAG}, 1.3.1 (H51)",
            "mark the first row (Table Properties, Row, Repeat as header row)",
            tables.header_row,
        ),
        "table-grid": Check(
            "the rows of a table do not have the same number of columns",
            f"{OOXML}, 17.4",
            "give each row the columns of the others, or join cells",
            tables.table_grid,
        ),
        "merged-cells": Check(
            "a cell is joined with one above it that is not there",
            f"{OOXML}, 17.4.84",
            "split the cell, and join those again that are one below the other",
            tables.merged_cells,
        ),
        "cell-ends": Check(
            "a cell of a table does not end with a paragraph: Word calls the file damaged",
            f"{OOXML}, 17.4.65",
            "put a paragraph at its end, which may be empty",
            tables.cell_ends,
            frozenset({"schema", "Sch_IncompleteContent* tc"}),
        ),
        "rows-split": Check(
            "rows of a table may be torn apart at the end of a page",
            f"{OOXML}, 17.4.6",
            "forbid it (Table Properties, Row, Allow row to break across pages)",
            tables.rows_split,
            is_remark=True,
        ),
        "nested-table": Check(
            "a table stands in a table",
            f"{WCAG}, 1.3.1",
            "make two tables of it, or one of simple rows",
            tables.nested_table,
            is_remark=True,
        ),
        "table-words": Check(
            "a table is not described",
            f"{OOXML}, 17.4 (tblCaption)",
            "say in a few words what it holds (Table Properties, Alt Text)",
            tables.table_words,
            is_remark=True,
        ),
        "blank-row": Check(
            "a row of a table is empty",
            f"{WCAG}, 1.3.1",
            "remove it; where it makes room, give the next row more space",
            tables.blank_row,
            is_remark=True,
        ),
        # ---- layout
        "empty-paragraphs": Check(
            "an empty paragraph makes room",
            f"{WCAG}, 1.3.1",
            "remove it and give the style space before or after, or a page break before",
            layout.empty_paragraphs,
        ),
        "blanks": Check(
            "blanks, tabs or line breaks in a row arrange the text",
            f"{WCAG}, 1.3.2 (F33, F34)",
            "use a table, a tab stop of the style, or a paragraph of its own",
            layout.blanks,
        ),
        # ---- contents, page numbers, cover
        "contents": Check(
            "a text with many headings has no contents",
            f"{WCAG}, 2.4.5",
            "put a table of contents in (References, Table of Contents)",
            contents.contents,
            is_remark=True,
        ),
        "contents-filled": Check(
            "the table of contents is empty until somebody lets Word make it",
            f"{OOXML}, 17.16.5 (TOC)",
            UPDATE,
            contents.contents_filled,
        ),
        "contents-headings": Check(
            "the table of contents does not say what the headings say",
            f"{OOXML}, 17.16.5 (TOC)",
            UPDATE,
            contents.contents_headings,
        ),
        "contents-pages": Check(
            "a page number in the contents is missing, or cannot be right",
            f"{OOXML}, 17.16.5 (PAGEREF)",
            UPDATE,
            contents.contents_pages,
        ),
        "update-prompt": Check(
            "Word asks everybody who opens the file whether it may fetch from other files",
            f"{OOXML}, 17.15.1 (updateFields)",
            "fill the fields when the file is made, and do not ask for an update",
            properties.update_prompt,
        ),
        "page-numbers": Check(
            "the pages do not say which of how many they are",
            f"{OOXML}, 17.16.5 (PAGE, NUMPAGES)",
            "put both numbers into the foot, as in 'page 2 of 14'",
            contents.page_numbers,
            is_remark=True,
        ),
        "cover": Check(
            "the cover has the head or foot of all other pages",
            f"{OOXML}, 17.10 (titlePg)",
            "switch on 'Different first page', or put the cover into a section of its own",
            contents.cover,
            is_remark=True,
        ),
        # ---- what refers to something
        "fields": Check(
            "a field begins and does not end, or ends and never began",
            f"{OOXML}, 17.16.18",
            "remove it and put it in again",
            references.fields,
            frozenset({"Sem_MissingReferenceElement fldChar"}),
        ),
        "bookmarks": Check(
            "a bookmark cannot be told from another, or has no end",
            f"{OOXML}, 17.13.6",
            "give each a name of its own, of at most 40 letters",
            references.bookmarks,
            frozenset({"semantic bookmark", "Sem_UniqueAttributeValue bookmark"}),
        ),
        "anchors": Check(
            "a link leads to no place in the file",
            f"{OOXML}, 17.16.22",
            "let it lead to a heading or bookmark that is there",
            references.anchors,
        ),
        "ids": Check(
            "two pictures or controls have the same number",
            f"{OOXML}, 20.4.2.5 and 17.5.2",
            SAVE_AGAIN,
            references.ids,
            frozenset({"Sem_UniqueAttributeValue docPr", "Sem_UniqueAttributeValue id"}),
        ),
        "control-tags": Check(
            "the tag of a control is longer than Word can show",
            f"{OOXML}, 17.5.2",
            "shorten it to 64 letters",
            references.control_tags,
            is_remark=True,
        ),
        "styles": Check(
            "a style is named that is not there",
            f"{OOXML}, 17.7.4",
            "give the text another style, or put the style into the file",
            references.styles,
            _named("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"),
        ),
        "numbering": Check(
            "a list is named that is not there",
            f"{OOXML}, 17.9",
            "number the paragraphs again",
            references.numbering,
            _named("numId", "abstractNumId"),
        ),
        "notes": Check(
            "a mark refers to a footnote, endnote or comment that is not there",
            f"{OOXML}, 17.11",
            "remove the mark and put the note in again",
            references.notes,
            _named("footnoteReference", "endnoteReference", "commentReference")
            | {"Sem_MissingRelationshipType Relationship", "Sem_CrossPartReferenceMissing id"},
        ),
        "link-words": Check(
            "a link has no words",
            f"{WCAG}, 2.4.4",
            "write what it leads to, or remove it",
            references.link_words,
        ),
        "link-address": Check(
            "a link is an address that nobody wants to hear read aloud",
            f"{WCAG}, 2.4.4",
            "write what it leads to, and keep the address behind it",
            references.link_address,
            is_remark=True,
        ),
        "link-target": Check(
            "a link leads to a file on somebody's own machine",
            f"{WCAG}, 2.4.4",
            "lead it to a web page, or to a place in the file",
            references.link_target,
        ),
        # ---- how Word is told to treat it
        "compatibility": Check(
            "Word opens the file in compatibility mode, as if it were an old one",
            "MS-DOCX, compatibilityMode",
            "convert it (File, Info, Convert)",
            properties.compatibility,
        ),
        "hyphenation": Check(
            "words are not hyphenated",
            f"{OOXML}, 17.15.1 (autoHyphenation)",
            "switch it on (Layout, Hyphenation, Automatic)",
            properties.hyphenation,
            is_remark=True,
        ),
        "tracked-changes": Check(
            "the file shows what was changed, by whom and when",
            f"{OOXML}, 17.13.5",
            "before it leaves the house: accept or reject all changes",
            properties.tracked_changes,
            is_remark=True,
        ),
        "comments": Check(
            "the file has comments",
            f"{OOXML}, 17.13.4",
            "before it leaves the house: delete them",
            properties.comments,
            is_remark=True,
        ),
    }
)
"""Name → check, in the order in which they are told."""
