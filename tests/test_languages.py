"""The languages of a document stay apart, and none is short of anything."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from mappe.builder import Wanted, prepare
from mappe.cli import template_folders
from mappe.model.document import Document
from mappe.model.page import Page
from mappe.model.record import leaves
from mappe.model.text import Gloss, Parallel, Text
from tests.editions import ROOT, SAMPLE, file_of, pages_of
from tests.words import characters, docx_words, page_words

TAGS = ("de", "en", "ru")
PAGES = pages_of(SAMPLE)
TELLING = 12
"""Characters from which on a wording is no chance likeness."""


def test_every_language_of_a_document_has_the_same_sections() -> None:
    for name, page in PAGES.items():
        twin = PAGES[_in_language(name, "de")]
        assert [part.name for part in page.parts] == [part.name for part in twin.parts]
    assert len(PAGES) == len(TAGS) * len({_in_language(name, "de") for name in PAGES})


@pytest.mark.parametrize("name", PAGES)
def test_no_wording_of_another_language_is_in_a_page(name: str) -> None:
    document, own = name.split(".")[:2]
    said = _said(PAGES[name])
    foreign = [wording for tag in TAGS if tag != own for wording in WORDINGS[document][tag, own]]
    assert len(foreign) > 50
    assert [wording for wording in foreign if characters(wording) in said] == []


@pytest.mark.parametrize("name", PAGES)
def test_no_wording_of_another_language_is_in_a_word_file(name: str) -> None:
    document, own = name.split(".")[:2]
    said = characters(" ".join(docx_words(file_of(PAGES[name], "docx").content)))
    foreign = [wording for tag in TAGS if tag != own for wording in WORDINGS[document][tag, own]]
    assert [wording for wording in foreign if characters(wording) in said] == []


@pytest.mark.parametrize("name", PAGES)
def test_no_phrase_of_another_catalog_is_in_a_page(name: str) -> None:
    own = name.split(".")[1]
    said = _said(PAGES[name])
    foreign = [phrase for tag in TAGS if tag != own for phrase in _foreign_phrases(tag, own)]
    assert len(foreign) > 20
    assert [phrase for phrase in foreign if characters(phrase) in said] == []


def test_a_wording_of_another_language_would_be_noticed() -> None:
    german, russian = _said(PAGES["partnership.de"]), _said(PAGES["partnership.ru"])
    wordings = WORDINGS["partnership"]["de", "ru"]
    assert [wording for wording in wordings if characters(wording) in german] != []
    assert [wording for wording in wordings if characters(wording) in russian] == []


def _in_language(name: str, tag: str) -> str:
    document, _, *rest = name.split(".")
    return ".".join([document, tag, *rest])


def _said(page: Page) -> str:
    return characters(
        " ".join([*page_words(page), page.markup_of("running_head"), page.markup_of("running_foot")])
    )


def _telling_wordings(document: Document, beside: Sequence[Parallel]) -> Mapping[tuple[str, str], list[str]]:
    """{(language, reader's language): wordings that this reader must not meet}."""
    texts = [leaf for leaf in leaves(document) if type(leaf) in (Text, Gloss) and isinstance(leaf, Text)]
    parallel = [*beside, *(leaf for leaf in leaves(document) if isinstance(leaf, Parallel))]
    telling: dict[tuple[str, str], list[str]] = {}
    for mine, theirs in permutations(TAGS, 2):
        read = [str(text.wording(theirs)) for text in texts]
        allowed = _plain(" ".join([*read, *(wording for text in parallel for wording in _strings(text))]))
        wordings = [str(text.wording(mine)) for text in texts if mine in text.wordings]
        telling[mine, theirs] = [
            wording for wording in wordings if _tells(wording) and _plain(wording) not in allowed
        ]
    return telling


def _tells(wording: str) -> bool:
    return len(wording) >= TELLING and not re.search(r"[\n*\[]", wording)


def _plain(text: str) -> str:
    return characters(re.sub("[*_]", "", text))


def _strings(text: Text) -> Iterator[str]:
    for wording in text.wordings.values():
        yield str(wording)


def _parallel() -> Sequence[Parallel]:
    records = [record for register in PROJECT.registers.values() for record in register.values()]
    return [leaf for record in records for leaf in leaves(record) if isinstance(leaf, Parallel)]


def _foreign_phrases(tag: str, own: str) -> list[str]:
    allowed = _plain(
        " ".join([*_phrases(own), *(wording for text in PARALLEL for wording in _strings(text))])
    )
    return [
        phrase for phrase in _phrases(tag) if len(phrase) >= TELLING and characters(phrase) not in allowed
    ]


def _phrases(tag: str) -> list[str]:
    with Path(ROOT, f"templates/locales/{tag}.po").open("rb") as file:
        catalog: Catalog = read_po(file)
    words = [message.string for message in catalog if message.id]
    return [phrase for phrase in words if isinstance(phrase, str) and "%" not in phrase]


PROJECT = prepare(SAMPLE, template_folders(SAMPLE), Wanted()).project
PARALLEL = _parallel()
WORDINGS = {dossier.name: _telling_wordings(dossier.document, PARALLEL) for dossier in PROJECT.dossiers}


def test_names_in_latin_letters_are_the_offices_where_the_page_is_in_others() -> None:
    assert all(page.latin_in == {"ru": "de"} for page in PAGES.values())
