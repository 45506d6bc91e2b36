"""Many of a kind are a table: its rows and their files are the same, both ways."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from mappe.locales import typography
from mappe.model import sections
from mappe.model.audience import Audience
from mappe.model.registers import REGISTERS
from mappe.model.sections import SECTIONS
from mappe.model.text import Mark
from mappe.model.vocabulary import CLASSES
from tests.editions import ROOT

TEMPLATES = ROOT / "templates"
TAGS = ("de", "en", "ru")
PHRASES = ["_", "gettext", "ngettext", "pgettext", "npgettext"]
WORDS = {
    "slot kind": sections.SlotKind,
    "project status": sections.ProjectStatus,
    "project field": sections.ProjectField,
    "transport": sections.TransportMode,
    "interpreting": sections.InterpretingMode,
    "press": sections.PressMode,
    "audience": Literal[tuple(audience.name.lower() for audience in Audience)],
    "attachment": Literal[("document", "office", *REGISTERS)],
    "gift": sections.GiftDirection,
    "typography": Literal[tuple(typography.PHRASES.values())],
    "audience mark": Literal[tuple(audience.name.lower() for audience in Audience)],
}
"""Context in the catalogs → the words that are looked up there by value."""
IN_PYTHON = re.compile(r'\.(p?)gettext\(\s*"([^"]+)"(?:,\s*"([^"]+)")?')


def test_section_types_and_their_templates_are_the_same() -> None:
    assert {path.stem for path in (TEMPLATES / "sections").iterdir()} == set(SECTIONS)


def test_the_project_of_every_section_has_them_all() -> None:
    text = (ROOT / "tests/projects/every-section/content/visit/document.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"^  - type: (\w+)", text, re.MULTILINE)) == set(SECTIONS)


@pytest.mark.parametrize("tag", TAGS)
def test_a_catalog_has_the_phrases_that_are_used_and_no_others(tag: str) -> None:
    with (TEMPLATES / f"locales/{tag}.po").open("rb") as file:
        catalog = {(message.context, _first(message.id)) for message in read_po(file) if message.id}
    used = set(_used())
    assert len(used) > 100
    assert catalog - used == set()
    assert used - catalog == set()


def test_every_class_of_the_vocabulary_is_written_by_a_template() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))
    python = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "mappe/render").rglob("*.py"))
    types = {name.replace("_", "-") for name in SECTIONS}
    values = {audience.name.lower() for audience in Audience} | set(get_args(sections.ProjectStatus))
    values |= {mark.value for mark in Mark}
    unused = {name for name in CLASSES - types - values if not re.search(rf"\b{name}\b", written + python)}
    assert unused == set()


def _used() -> Iterator[tuple[str | None, str]]:
    for path in TEMPLATES.rglob("*.html"):
        yield from _in_template(path)
    for path in (ROOT / "mappe").rglob("*.py"):
        for context, first, second in IN_PYTHON.findall(path.read_text(encoding="utf-8")):
            if not context or second:  # words that are looked up by value stand in WORDS
                yield (first, second) if context else (None, first)
    for kind in SECTIONS.values():
        yield None, kind.heading
        yield from [(None, kind.numbered)] if kind.numbered else []
    for context, words in WORDS.items():
        assert get_origin(words) is Literal
        for word in get_args(words):
            yield context, word


def _in_template(path: Path) -> Iterator[tuple[str | None, str]]:
    with path.open("rb") as file:
        for _line, function, message, _comments in babel_extract(file, PHRASES, [], {"silent": "false"}):
            words = [str(word) for word in message if word] if isinstance(message, tuple) else [str(message)]
            if function != "pgettext":
                yield None, words[0]
            elif len(words) > 1:  # else it is looked up by value, and WORDS names its words
                yield words[0], words[1]


def _first(identifier: str | tuple[str, ...] | list[str]) -> str:
    return identifier if isinstance(identifier, str) else identifier[0]
