"""What is written as YAML is read back as it was, means the same to others, and looks like an author's."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from mappe.content.characters import UNPRINTABLE, unreadable
from mappe.content.writer import NOTATIONS, WIDEST, written
from mappe.diagnostics import Place
from mappe.model.audience import Audience
from mappe.model.dates import DateRange, PartialDate, WallTime
from mappe.model.fields import ImagePath
from mappe.model.located import Keys, Scalar
from tests.unit.content.test_scalars import TRAPS

Typed = Callable[[str | bytes], Keys]

PLACE = Place(Path("office.yaml"), 1)


def _readable(text: str) -> bool:
    return bool(text.strip()) and not UNPRINTABLE.search(text) and not any(unreadable(Scalar(text, PLACE)))


allowed = some.text(some.characters(exclude_categories=["Cs"]), min_size=1).map(
    lambda text: unicodedata.normalize("NFC", text)
)
difficult = some.text("ab \n\t:#-?'\"\\[]{},&*!|>%@`„“Ё\u00a0\u3000", min_size=1)
long = some.lists(some.sampled_from(["Wort", "слово", "-", "#", ":", "a:", "„so“", ""]), min_size=20).map(
    " ".join
)
texts = (allowed | difficult | long | some.sampled_from(TRAPS)).filter(_readable)
"""All that an author may write."""

keys = texts.filter(lambda text: text == text.strip())
values = some.recursive(
    texts, lambda inner: some.lists(inner, max_size=4) | some.dictionaries(keys, inner, max_size=4)
)


@given(some.dictionaries(keys, values, min_size=1, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
def test_any_text_comes_back(typed: Typed, content: dict[str, Any]) -> None:
    assert typed(written(content)) == content


@given(some.dictionaries(keys, values, min_size=1, max_size=3))
@settings(deadline=None, max_examples=75)
def test_other_programs_read_the_same(content: dict[str, Any]) -> None:
    assert yaml.safe_load(written(content)) == content


@pytest.mark.parametrize("trap", TRAPS)
def test_no_word_becomes_a_number_or_a_date(typed: Typed, trap: str) -> None:
    text = written({"a": trap, "b": [trap], "c": {trap: trap}})
    assert typed(text) == yaml.safe_load(text) == {"a": trap, "b": [trap], "c": {trap: trap}}


KINDS: Mapping[type, Sequence[tuple[object, str]]] = {
    Audience: [(Audience.GUEST, "guest")],
    DateRange: [(DateRange.parse("2016"), "2016"), (DateRange.parse("2017-04/2017-06"), "2017-04/2017-06")],
    Decimal: [
        (Decimal(text), text) for text in ("1142.89", "12.50", "-0.5", "0.000000001", "999999999999999")
    ],
    ImagePath: [(ImagePath("images/week.png"), "images/week.png"), (ImagePath("a #1.png"), '"a #1.png"')],
    PartialDate: [(PartialDate.parse(text), text) for text in ("2018", "2018-06", "2018-06-12")],
    WallTime: [(WallTime(9, 5), "09:05")],
    ZoneInfo: [(ZoneInfo("Asia/Yekaterinburg"), "Asia/Yekaterinburg")],
    bool: [(True, "true"), (False, "false")],
    int: [(30, "30")],
}


def test_every_kind_of_value_is_tried() -> None:
    assert KINDS.keys() == NOTATIONS.keys()


@pytest.mark.parametrize(("value", "notation"), [pair for pairs in KINDS.values() for pair in pairs])
def test_single_values_are_written_as_authors_do(value: object, notation: str) -> None:
    assert written({"key": value}) == f"key: {notation}\n"


LOOKS = """\
title:
  de: "Auftakt: Themen"
  ru: '"Да" и нет'
version: "1.2"
hosts: [sabine-mueller, joerg-gross]
none: []
rows:
  - - Äpfel
    - "12"
  - - name: Bristol
      since: 1947
    - [de, ru]
long: >-
  Wort Wort Wort Wort Wort Wort Wort Wort Wort Wort Wort Wort Wort Wort Wort Wort Wort Wort Wort
  Wort Wort Wort Wort Wort Wort
lines: |-
  Ein Absatz.

  - eins
    - zwei
"""


def test_a_file_looks_as_an_author_would_write_it() -> None:
    content = {
        "title": {"de": "Auftakt: Themen", "ru": '"Да" и нет'},
        "version": "1.2",
        "hosts": ["sabine-mueller", "joerg-gross"],
        "none": [],
        "rows": [["Äpfel", "12"], [{"name": "Bristol", "since": PartialDate(1947)}, ["de", "ru"]]],
        "long": " ".join(["Wort"] * 25),
        "lines": "Ein Absatz.\n\n- eins\n  - zwei",
    }
    assert written(content) == LOOKS
    assert max(map(len, LOOKS.splitlines())) <= WIDEST
