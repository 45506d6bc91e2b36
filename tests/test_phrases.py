"""The phrases that are extracted are those that are looked up, and those that the catalogs have."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from babel.support import Translations

from mappe.builder import finished
from mappe.cli import template_folders
from mappe.locales.catalogs import read_catalog
from mappe.locales.faults import entries, key_of
from mappe.locales.phrases import Key
from mappe.render.layout import voices
from mappe.render.phrases import BY_MAPPE, phrases_of
from tests.editions import EVERY_SECTION, ROOT, SAMPLE, workshop_of

TAGS = ("de", "en", "ru")
KNOWN = {phrase.key for phrase in phrases_of([ROOT / "templates"]).known}

LOOK_UP = re.compile(r"locale\.n?p?gettext\(([^)]*)\)")
DECLARED = re.compile(rf"kind\.heading|phrase|[\"']({'|'.join(BY_MAPPE)})[\"'], [\"'\w.]+")
"""What Python looks up besides `Own` phrases: those of section types, and values in these contexts."""


class Listening(Translations):
    """The words of a catalog; remembers for which phrases it was asked."""

    def __init__(self, words: Translations, asked: set[Key]) -> None:
        super().__init__()
        self.words, self.asked = words, asked

    def gettext(self, message: str) -> str:
        self.asked.add((message, None))
        return self.words.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.asked.add((msgid1, None))
        return self.words.ngettext(msgid1, msgid2, n)

    def pgettext(self, context: str, message: str) -> str:
        self.asked.add((message, context))
        return str(self.words.pgettext(context, message))

    def npgettext(self, context: str, singular: str, plural: str, num: int) -> str:
        self.asked.add((singular, context))
        return str(self.words.npgettext(context, singular, plural, num))


@pytest.mark.parametrize("project", [SAMPLE, EVERY_SECTION], ids=["sample", "every-section"])
def test_every_phrase_that_an_edition_looks_up_is_extracted(project: Path) -> None:
    asked: set[Key] = set()
    workshop = workshop_of(project)
    heard = {
        tag: replace(locale, translations=Listening(locale.translations, asked))
        for tag, locale in workshop.voices.locales.items()
    }
    listening = replace(workshop, voices=voices(heard, template_folders(project)))
    for edition, _ in workshop.work:
        finished(listening, edition)
    assert len(asked) > 80
    assert asked - KNOWN == set()


@pytest.mark.parametrize("tag", TAGS)
def test_a_catalog_of_mappe_has_all_phrases_and_no_others(tag: str) -> None:
    catalog, _ = read_catalog(ROOT / f"templates/locales/{tag}.po")
    assert {key_of(message) for message in entries(catalog)} == KNOWN
    assert len(KNOWN) > 150


def test_python_looks_up_no_phrase_that_is_not_declared() -> None:
    sources = [path for path in (ROOT / "mappe").rglob("*.py") if path.parent.name != "locales"]
    looked_up = [said for path in sources for said in LOOK_UP.findall(path.read_text("utf-8"))]
    assert len(looked_up) > 4
    assert [said for said in looked_up if not DECLARED.fullmatch(said)] == []


@pytest.mark.parametrize("call", ['locale.gettext("Hello")', 'locale.pgettext("colour", item.colour)'])
def test_a_phrase_of_python_that_is_not_declared_is_noticed(call: str) -> None:
    (said,) = LOOK_UP.findall(call)
    assert not DECLARED.fullmatch(said)
