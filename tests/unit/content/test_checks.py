"""What records may say about each other, beside what they may not (that stands in tests/projects/broken)."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mappe.content.loader import load
from mappe.errors import ContentError

TEMPLATES = (Path(__file__).parents[3] / "templates",)
SLOT = "          - {{start: {}, kind: meal, title: {{de: Essen, en: Meal}}}}\n"
DAY = "  - type: programme\n    zone: Europe/Berlin\n    days:\n      - date: {}\n        slots:\n"

Check = Callable[..., list[str]]


@pytest.fixture
def check(project: Callable[[str], Path]) -> Check:
    """What is said when these words stand in the minimal project: before the sections, or behind them."""

    def told(behind: str = "", before: str = "", **registers: str) -> list[str]:
        root = project("minimal")
        path = root / "content/visit/document.yaml"
        path.write_text(path.read_text("utf-8").replace("sections:", f"{before}sections:") + behind, "utf-8")
        for name, content in registers.items():
            (root / f"content/{name}.yaml").write_text(content, "utf-8")
        try:
            load(root, TEMPLATES)
        except ContentError as error:
            return [fault.message for fault in error.diagnostics]
        return []

    return told


@pytest.mark.parametrize("date", ["2018-06-11", "2018-06-12", "2018-06-13"])
def test_a_day_of_the_visit_may_have_a_programme(date: str, check: Check) -> None:
    assert check(DAY.format(date) + SLOT.format("10:00"), "visit: 2018-06-11/2018-06-13\n") == []


@pytest.mark.parametrize("date", ["2018-06-10", "2018-06-14", "2017-06-12"])
def test_no_other_day_may(date: str, check: Check) -> None:
    message = f"{date} is not in the visit, 2018-06-11 to 2018-06-13"
    assert check(DAY.format(date) + SLOT.format("10:00"), "visit: 2018-06-11/2018-06-13\n") == [message]


@pytest.mark.parametrize("date", ["2018-06-01", "2018-06-30"])
def test_a_visit_that_is_known_by_its_month_only_takes_any_day(date: str, check: Check) -> None:
    assert check(DAY.format(date) + SLOT.format("10:00"), "visit: 2018-06\n") == []


@pytest.mark.parametrize("date", ["2018-05-31", "2018-07-01"])
def test_it_takes_no_day_of_another_month(date: str, check: Check) -> None:
    message = f"{date} is not in the visit, 2018-06 to 2018-06"
    assert check(DAY.format(date) + SLOT.format("10:00"), "visit: 2018-06\n") == [message]


def test_two_slots_may_begin_together_but_not_in_the_wrong_order(check: Check) -> None:
    day = DAY.format("2018-06-12") + SLOT.format("10:00") + SLOT.format("10:00")
    assert check(day) == []


def test_two_slots_in_the_wrong_order_are_told(check: Check) -> None:
    day = DAY.format("2018-06-12") + SLOT.format("10:00") + SLOT.format("09:59")
    assert check(day) == ["the slot at 09:59 stands behind the one at 10:00"]


def test_a_venue_may_lie_in_a_city(check: Check) -> None:
    assert check(places="stadt: {name: Stadt}\nsaal: {name: Saal, city: stadt}\n") == []


def test_a_place_may_not_lie_in_itself(check: Check) -> None:
    assert check(places="saal: {name: Saal, city: saal}\n") == [
        "'saal' is no city, since it lies in one itself"
    ]


def test_sources_that_are_listed_may_be_cited(check: Check) -> None:
    cited = "  - type: timeline\n    events: [{date: 2018, title: {de: Jahr, en: Year}, source: amt}]\n"
    assert check(cited + "  - type: sources\n", sources="amt: {title: Amt}\n") == []


def test_sources_that_are_not_listed_are_told_once(check: Check) -> None:
    cited = "  - type: timeline\n    events: [{date: 2018, title: {de: Jahr, en: Year}, source: amt}]\n"
    message = "a source is cited here, but the document does not list its sources"
    assert check(cited + cited, sources="amt: {title: Amt}\n") == [message]


def test_talking_points_may_belong_to_a_slot_of_the_programme(check: Check) -> None:
    day = DAY.format("2018-06-12") + SLOT.format("10:00").replace("{start", "{id: essen, start")
    assert check(day + "  - {type: talking_points, meeting: essen, points: [{de: a, en: b}]}\n") == []


@pytest.mark.parametrize("audiences", ["guest, internal", "public, guest, internal", "guest"])
def test_each_audience_may_have_an_edition(audiences: str, check: Check) -> None:
    plans = ", ".join(f"{{audience: {audience}}}" for audience in audiences.split(", "))
    assert check(before=f"editions: [{plans}]\n") == []


def test_a_glossary_in_a_language_of_the_office_only(check: Check) -> None:
    section = "  - {{type: glossary, concepts: [besuch], languages: [de, {}]}}\n"
    glossary = "besuch: {term: {de: Besuch, en: visit}}\n"
    assert check(section.format("ru"), glossary=glossary) == ["'ru' is no language of this office"]
