"""In which language words are said to be, and in which letters they are written."""

import re
from collections.abc import Iterator

from mappe.verify.word.exhibit import Exhibit
from mappe.verify.word.text import Paragraph, Run
from mappe.verify.words import CYRILLIC_LANGUAGES, cyrillic, is_cyrillic, is_latin, primary, quoted

TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""BCP 47, as far as a form can tell."""
UNKNOWN = ("und", "zxx")
LETTERS = re.compile(r"[^\W\d_]")
WORD = re.compile(r"[^\W\d_]+")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


def run_language(exhibit: Exhibit) -> Iterator[str]:
    for paragraph, run in _passages(exhibit):
        if not run.language:
            yield f"{exhibit.place(paragraph)}: none for{quoted(run.text)}"
        elif not TAG.fullmatch(run.language) or primary(run.language) in UNKNOWN:
            yield f"{exhibit.place(paragraph)}: '{run.language}' for{quoted(run.text)}"


def cyrillic_language(exhibit: Exhibit) -> Iterator[str]:
    for paragraph, run in _passages(exhibit):
        if run.language and primary(run.language) not in CYRILLIC_LANGUAGES and is_cyrillic(run.text):
            yield f"{exhibit.place(paragraph)}: '{run.language}' for{quoted(run.text)}"


def latin_language(exhibit: Exhibit) -> Iterator[str]:
    for paragraph, run in _passages(exhibit):
        if primary(run.language) in CYRILLIC_LANGUAGES and is_latin(run.text):
            yield f"{exhibit.place(paragraph)}: '{run.language}' for{quoted(run.text)}"


def mixed_letters(exhibit: Exhibit) -> Iterator[str]:
    for paragraph in exhibit.paragraphs:
        if not paragraph.text.isascii():
            for word in WORD.findall(paragraph.text):
                if cyrillic(word) and LATIN.search(word):
                    yield exhibit.place(paragraph, f"'{word}'")


def _passages(exhibit: Exhibit) -> Iterator[tuple[Paragraph, Run]]:
    """All words that somebody reads."""
    for paragraph in exhibit.paragraphs:
        for run in paragraph.runs:
            if LETTERS.search(run.text):
                yield paragraph, run
