"""Many of a kind are a table: its rows and their files are the same, both ways."""

import re
from typing import get_args

from mappe.model import sections
from mappe.model.audience import Audience
from mappe.model.sections import SECTIONS
from mappe.model.text import Mark
from mappe.model.vocabulary import CLASSES
from tests.editions import ROOT

TEMPLATES = ROOT / "templates"


def test_section_types_and_their_templates_are_the_same() -> None:
    assert {path.stem for path in (TEMPLATES / "sections").iterdir()} == set(SECTIONS)


def test_the_project_of_every_section_has_them_all() -> None:
    text = (ROOT / "tests/projects/every-section/content/visit/document.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"^  - type: (\w+)", text, re.MULTILINE)) == set(SECTIONS)


def test_every_class_of_the_vocabulary_is_written_by_a_template() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))
    python = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "mappe/render").rglob("*.py"))
    types = {name.replace("_", "-") for name in SECTIONS}
    values = {audience.name.lower() for audience in Audience} | set(get_args(sections.ProjectStatus))
    values |= {mark.value for mark in Mark}
    unused = {name for name in CLASSES - types - values if not re.search(rf"\b{name}\b", written + python)}
    assert unused == set()
