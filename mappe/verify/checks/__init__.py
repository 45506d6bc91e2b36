"""What veraPDF does not see, and what it sees too, in words that say how to mend it."""

from collections.abc import Mapping
from types import MappingProxyType

from mappe.verify.check import Check
from mappe.verify.checks import file, links, marks, pictures, tables, text
from mappe.verify.exhibit import Exhibit

UA = "ISO 14289-1"
TAG_AGAIN = "make the file again with a program that tags it as a whole"


def _ua(*clauses: str) -> frozenset[str]:
    return frozenset(f"{UA}, {clause}" for clause in clauses)


def _a(*clauses: str) -> frozenset[str]:
    return frozenset(f"ISO 19005-{part}, {clause}" for part in (2, 3) for clause in clauses)


DAMAGE = Check(
    "a part of the file cannot be read, so not everything was checked",
    "ISO 32000-1, 7.3",
    "fetch or make it again; a PDF program that opens it may save it whole",
    file.syntax,
)
"""What is said where a check comes to no end."""

CHECKS: Mapping[str, Check[Exhibit]] = MappingProxyType(
    {
        # ---- the file
        "syntax": Check(
            "the file is damaged",
            "ISO 32000-1, 7.5",
            "fetch or make it again; a PDF program that opens it may save it whole",
            file.syntax,
        ),
        "encryption": Check(
            "the file is encrypted",
            "ISO 19005-2, 6.1.3",
            "save it without password and restrictions: an archive must be able to read it for ever",
            file.encryption,
            _a("6.1.3-2"),
        ),
        "tagged": Check(
            "the file has no tags: nobody knows what is a heading, a table, a list",
            f"{UA}, 7.1",
            "make it again with tags (in Word: Save as PDF, Options, structure tags for accessibility)",
            file.tagged,
            _ua("6.2-1", "7.1-4", "7.1-11") | _a("6.7.2.2-1", "6.7.3.3-1"),
        ),
        "language": Check(
            "the file does not say in which language it is written",
            f"{UA}, 7.2",
            "set the language of the document, as in 'de' or 'de-DE'",
            file.language,
            _ua(*(f"7.2-{test}" for test in (2, 21, 22, 23, 24, 25, 30, 31, 32, 33, 34))),
        ),
        "title": Check(
            "the file has no title, or two different ones",
            f"{UA}, 7.1",
            "give the document one title in its properties",
            file.title,
            _ua("7.1-8", "7.1-9"),
        ),
        "title-shown": Check(
            "a window shows the name of the file instead of its title",
            f"{UA}, 7.1",
            "set the initial view to show the document title (DisplayDocTitle)",
            file.title_shown,
            _ua("7.1-10"),
        ),
        "one-description": Check(
            "the metadata are in several parts, and readers see only the first",
            "ISO 16684-1, 7.4",
            "write them into one element rdf:RDF",
            file.one_description,
        ),
        "plain-metadata": Check(
            "the metadata are compressed: old programs cannot read them",
            "ISO 19005-2, 6.6.2.1",
            "save the metadata stream without a filter",
            file.plain_metadata,
            is_remark=True,
        ),
        "says-pdf-ua": Check(
            "the file does not say that it is PDF/UA, for all readers",
            f"{UA}, 5",
            "make it again as PDF/UA-1",
            file.says_pdf_ua,
            _ua("5-1", "5-2"),
        ),
        "says-pdf-a": Check(
            "the file does not say that it is PDF/A, for the archive",
            "ISO 19005-2, 6.6.4",
            "make it again as PDF/A-2a, or -3a with attachments",
            file.says_pdf_a,
            _a("6.6.4-1", "6.6.4-2", "6.6.4-3"),
        ),
        "tab-order": Check(
            "the tab key does not go through a page in the order of the text",
            f"{UA}, 7.18.3",
            "set the tab order of the page to 'structure' (Tabs)",
            file.tab_order,
            _ua("7.18.3-1"),
        ),
        "fonts-embedded": Check(
            "a font is not in the file: on another machine it may look different",
            f"{UA}, 7.21.4.1",
            "make the file again with all fonts embedded",
            file.fonts_embedded,
            _ua("7.21.4.1-1") | _a("6.2.11.4.1-1"),
        ),
        "fonts-readable": Check(
            "a font does not say which letters it shows: nothing can be read aloud or searched",
            f"{UA}, 7.21.7",
            "make the file again with fonts that map to Unicode",
            file.fonts_readable,
            _ua("7.21.7-1") | _a("6.2.11.7.2-1"),
        ),
        "scripts": Check(
            "the file runs a script",
            "ISO 19005-2, 6.5",
            "remove it: archives keep what can be read, not what runs",
            file.scripts,
            _a("6.5.1-1", "6.5.2-1"),
        ),
        # ---- marks and tree
        "content-marked": Check(
            "something is drawn that is neither tagged nor said to be decoration",
            f"{UA}, 7.1",
            "tag it, or mark it as an artifact",
            marks.content_marked,
            _ua("7.1-3"),
        ),
        "artifacts-apart": Check(
            "decoration stands inside tagged text, or text inside decoration",
            f"{UA}, 7.1",
            TAG_AGAIN,
            marks.artifacts_apart,
            _ua("7.1-1", "7.1-2"),
        ),
        "tags-in-forms": Check(
            "text is drawn where its tags do not count (a form XObject)",
            "ISO 32000-1, 14.7.4.2",
            "use no transparency for text: opacity in a stylesheet does this",
            marks.tags_in_forms,
            _ua("7.1-3"),
        ),
        "content-in-tree": Check(
            "text is tagged but belongs to nothing: it is not read aloud",
            f"{UA}, 7.1",
            TAG_AGAIN,
            marks.content_in_tree,
        ),
        "parent-tree": Check(
            "the way from a text to its tag leads elsewhere",
            "ISO 32000-1, 14.7.4.4",
            TAG_AGAIN,
            marks.parent_tree,
        ),
        "tree-of-content": Check(
            "a tag names text that is not there",
            "ISO 32000-1, 14.7.4",
            TAG_AGAIN,
            marks.tree_of_content,
        ),
        "leader-dots": Check(
            "rows of dots are read aloud, dot by dot",
            f"{UA}, 7.1",
            "mark them as an artifact",
            marks.leader_dots,
        ),
        # ---- pictures
        "alternative-text": Check(
            "a picture is not described",
            f"{UA}, 7.3",
            "say in a sentence what it shows; if it only adorns, mark it as decoration",
            pictures.described,
            _ua("7.3-1"),
        ),
        "file-name-as-text": Check(
            "a picture is described by the name of its file",
            "WCAG 2.2, 1.1.1",
            "say in a sentence what it shows",
            pictures.not_a_file_name,
        ),
        "picture-in-figure": Check(
            "a picture is tagged as if it were text",
            f"{UA}, 7.3",
            "tag it as Figure with a description, or mark it as decoration",
            pictures.tagged_as_figure,
        ),
        "figure-on-page": Check(
            "a picture says that it is somewhere outside its page",
            "ISO 32000-1, 14.8.5.4.3",
            "give it the box (BBox) in which it is drawn, in points from the lower left",
            pictures.on_the_page,
        ),
        # ---- tables
        "header-cells": Check(
            "a table has no header cells",
            f"{UA}, 7.5",
            "tag the heads of columns or rows as TH; what only arranges the page is no table",
            tables.header_cells,
        ),
        "scope": Check(
            "a header cell does not say whether it heads a row or a column",
            f"{UA}, 7.5",
            "give it a Scope: Row, Column or Both",
            tables.scope,
            _ua("7.5-1"),
        ),
        "headers": Check(
            "a table cell names a header that is not there",
            f"{UA}, 7.5",
            "name the ID of a header cell of this table, or none",
            tables.headers_point_at_cells,
            _ua("7.5-2"),
        ),
        "ids": Check(
            "a named element cannot be found by its name",
            "ISO 32000-1, 14.7.2",
            "list its ID in the IDTree of the structure tree",
            tables.ids_in_tree,
        ),
        # ---- text
        "heading-levels": Check(
            "a level of headings is left out",
            f"{UA}, 7.4.2",
            "begin with level 1, and go down one level at a time",
            text.heading_levels,
            _ua("7.4.2-1"),
        ),
        "headings": Check(
            "a file of several pages has no headings to go to",
            "WCAG 2.2, 2.4.6",
            "use the styles for headings where a line is one",
            text.has_headings,
            is_remark=True,
        ),
        "list-items": Check(
            "a list item holds something besides its label and its body",
            f"{UA}, 7.2",
            "put its text into LBody, its number or bullet into Lbl",
            text.list_items,
            _ua("7.2-20"),
        ),
        "notes": Check(
            "a footnote has no name of its own",
            f"{UA}, 7.9",
            "give each Note an ID that no other element has",
            text.notes_named,
            _ua("7.9-1", "7.9-2"),
        ),
        "cyrillic-language": Check(
            "Cyrillic words are said to be in a language that is not written so: a voice cannot read them",
            "WCAG 2.2, 3.1.2",
            "give them their language (Lang), as in 'ru'",
            text.cyrillic_language,
        ),
        "latin-language": Check(
            "Latin words are in a text said to be Russian or the like",
            "WCAG 2.2, 3.1.2",
            "names may stay as they are; words of another language need theirs (Lang)",
            text.latin_language,
            is_remark=True,
        ),
        # ---- links and bookmarks
        "link-in-link": Check(
            "a link stands inside a link",
            "ISO 32000-1, 14.8.4.4.2",
            "keep one of them",
            links.no_link_in_link,
        ),
        "link-without-annotation": Check(
            "a link cannot be clicked",
            f"{UA}, 7.18.5",
            "join it with its annotation (OBJR); in HTML: put no layout on the link itself",
            links.link_can_be_clicked,
        ),
        "link-target": Check(
            "a link leads to no place in the file",
            "ISO 32000-1, 12.3.2",
            "name a place that is there",
            links.link_leads_somewhere,
        ),
        "link-contents": Check(
            "a link is not described",
            f"{UA}, 7.18.5",
            "write into its Contents what it leads to",
            links.link_described,
            _ua("7.18.1-2", "7.18.5-2"),
        ),
        "link-words": Check(
            "a link is described by the name of its target, which no reader knows",
            f"{UA}, 7.18.5",
            "write into its Contents what it leads to, in words",
            links.link_described_in_words,
        ),
        "annotations-tagged": Check(
            "a link, note or field is not where it belongs in the tags",
            f"{UA}, 7.18.1",
            "put it into an element of its kind: Link, Form, or Annot for all others",
            links.annotations_tagged,
            _ua("7.18.1-1", "7.18.4-1", "7.18.5-1"),
        ),
        "annotations-described": Check(
            "a note, stamp or other mark is not described",
            f"{UA}, 7.18.1",
            "write into its Contents what it says",
            links.others_described,
            _ua("7.18.1-2"),
        ),
        "bookmarks": Check(
            "the file has headings but no bookmarks",
            f"{UA}, 7.17",
            "make bookmarks from the headings",
            links.bookmarks,
        ),
        "bookmark-targets": Check(
            "a bookmark leads nowhere",
            f"{UA}, 7.17",
            "let it lead to its heading",
            links.bookmarks_lead_somewhere,
        ),
    }
)
"""Name → check, in the order in which they are told."""
