"""Numbers of captions, and what refers to them."""

from dataclasses import replace

import pytest

from mappe.formats.docx import write_docx
from mappe.model.page import Part
from tests.unit.formats.docx.word_files import (
    ADDRESS,
    NAMES,
    W,
    WordFile,
    page_of,
    section,
    whole_page,
    words_of,
)

LABEL = '<span class="caption-label">Abbildung\u00a0<span class="figure-number">{}</span></span>'
FIGURE = f'<figure><img src="{ADDRESS}" alt="Ein Plan"/><figcaption>{LABEL} Der Plan</figcaption></figure>'
TABLE = (
    '<table class="generic"><caption><span class="caption-label">Tabelle\u00a0<span class="table-number">1'
    '</span></span> Orte</caption><tr><th scope="row">a</th><td>b</td></tr></table>'
)

HEAD = '<div class="running-head"><p>A <span class="running-section"></span></p><p>B</p></div>'


def file_of(words: str, target: str) -> WordFile:
    """A link with these words before a figure, a table and a section of prose."""
    return WordFile(
        write_docx(
            page_of(
                section(f'<p>Siehe <a class="reference" href="#{target}">{words}</a>.</p>', "start"),
                section(FIGURE.format(1), "plan", "Stadtplan", classes="figure"),
                section(TABLE, "places", "Orte", classes="table"),
            )
        )
    )


def instructions(file: WordFile) -> list[str]:
    return [str(field.text).strip() for field in file.find(".//w:instrText")]


def bookmarked(file: WordFile, name: str) -> str:
    """The words between the two ends of a bookmark."""
    (start,) = file.find(f".//w:bookmarkStart[@w:name='{name}']")
    words = []
    for sibling in start.itersiblings():
        if sibling.tag == f"{W}bookmarkEnd" and sibling.get(f"{W}id") == start.get(f"{W}id"):
            break
        words += [str(text.text) for text in sibling.iter(f"{W}t")]
    return "".join(words)


def test_captions_are_counted_by_word() -> None:
    file = file_of("Abbildung\u00a01", "plan")
    assert [found for found in instructions(file) if found.startswith("SEQ")] == [
        r"SEQ Figure \* ARABIC",
        r"SEQ Table \* ARABIC",
    ]
    assert [words for style, words in file.paragraphs if style == "Caption"] == [
        "Abbildung\u00a01 Der Plan",
        "Tabelle\u00a01 Orte",
    ]


@pytest.mark.parametrize(
    ("words", "target"),
    [("Abbildung\u00a01", "plan"), ("Tabelle\u00a01", "places"), ("Stadtplan", "plan"), ("Titel", "start")],
)
def test_a_reference_is_what_word_makes_of_it_anew(words: str, target: str) -> None:
    file = file_of(words, target)
    reference = instructions(file)[0].split()
    assert reference[0] == "REF"
    assert reference[2] == r"\h"
    assert bookmarked(file, reference[1]) == words
    assert file.paragraphs[1][1] == f"Siehe {words}."
    assert not file.find(".//w:hyperlink")


def test_a_reference_in_other_words_is_a_link() -> None:
    file = file_of("„Stadtplan“", "plan")
    assert not [found for found in instructions(file) if found.startswith("REF")]
    assert [link.get(f"{W}anchor") for link in file.find(".//w:hyperlink")] == ["_plan"]


def test_only_the_first_label_of_a_section_is_referred_to() -> None:
    file = WordFile(write_docx(page_of(section(FIGURE.format(1) + FIGURE.format(2), "plan"))))
    names = [str(mark.get(f"{W}name")) for mark in file.find(".//w:bookmarkStart")]
    assert len(names) == 2
    assert bookmarked(file, names[1]) == "Abbildung\u00a01"


def test_the_running_section_is_the_nearest_heading_in_every_language_of_word() -> None:
    parts = (
        Part("running_head", "head", HEAD),
        *page_of(section("<p>a</p>", title="Auf\n einen Blick")).parts,
    )
    file = WordFile(write_docx(page_of(parts=parts)))
    assert [str(field.text) for field in file.find(".//w:instrText", "header1")] == [" STYLEREF 1 "]
    assert words_of(file.root("header1")) == "A Auf einen Blick|B"
    assert file.values("w:style[@w:styleId='Heading1']/w:name", "styles") == ["heading 1"]


def test_a_page_without_sections_has_no_running_section() -> None:
    file = WordFile(write_docx(page_of(parts=(Part("running_head", "head", HEAD),))))
    assert words_of(file.root("header1")) == "A|B"


def test_the_contents_stand_in_no_section() -> None:
    page = whole_page(section("<p>a</p>", title="Auf einen Blick"))
    around = [replace(part, markup=HEAD) if part.kind == "running_head" else part for part in page.parts]
    file = WordFile(write_docx(replace(page, parts=tuple(around))))
    sheets = file.find(".//w:sectPr")
    assert len(sheets[1].findall("w:titlePg", NAMES)) == 1
    (first,) = sheets[1].findall("w:headerReference[@w:type='first']", NAMES)
    targets = {r.get("Id"): str(r.get("Target")) for r in file.root("word/_rels/document.xml.rels")}
    name = targets[first.get(f"{{{NAMES['r']}}}id")]
    assert words_of(file.root(f"word/{name}")) == "A|B"
    assert words_of(file.root("header1")) == "A Auf einen Blick|B"
