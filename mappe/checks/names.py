"""Names and words as they are written in several scripts."""

import re
import unicodedata
from collections.abc import Iterator

from mappe.checks.subject import Subject
from mappe.diagnostics import Diagnostic
from mappe.model.located import place_of

WORD = re.compile(r"[^\W\d_]+")

SCRIPTS = ("CYRILLIC", "GREEK", "LATIN")
"""Those with letters that look alike, as Unicode's names of characters begin."""


def mixed_scripts(subject: Subject) -> Iterator[Diagnostic]:
    """Words with letters of two scripts: a Latin a in a Cyrillic word looks right, and no search finds it."""
    for _, text in subject.texts():
        for words in text.wordings.values():
            place = place_of(words) or text.place
            for word in WORD.findall(str(words)):
                if strange := _strange(word):
                    message = f"'{word}' has letters of two scripts: {strange}"
                    yield Diagnostic(message, place, "type it anew on one keyboard")


def _strange(word: str) -> str:
    """The letters of a word that are not of the script that most of its letters have."""
    letters: dict[str, list[str]] = {}
    for letter in word:
        script = unicodedata.name(letter, "").partition(" ")[0]
        if script in SCRIPTS:
            letters.setdefault(script, []).append(letter)
    if len(letters) <= 1:
        return ""
    rare = min(letters, key=lambda script: len(letters[script]))
    return ", ".join(f"'{letter}' is {rare.title()}" for letter in dict.fromkeys(letters[rare]))
