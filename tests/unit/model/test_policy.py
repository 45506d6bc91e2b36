"""The first rule that fits decides."""

import pytest

from mappe.model.audience import Audience
from mappe.model.policy import Policy, Rule, policy

RULES = (
    Rule(audience="internal", languages=("ru",), stale="mark"),
    Rule(audience="internal", complete=50, missing="fallback"),
    Rule(languages=("ru",), complete=90, stale="error"),
)


@pytest.mark.parametrize(
    ("audience", "language", "expected"),
    [
        (Audience.INTERNAL, "ru", Policy(50, "fallback", "mark", None)),
        (Audience.INTERNAL, "en", Policy(50, "fallback", "warning", None)),
        (Audience.GUEST, "ru", Policy(90, "error", "error", None)),
        (Audience.PUBLIC, "en", Policy(100, "error", "warning", None)),
    ],
)
def test_each_thing_is_decided_by_the_first_rule_that_fits_and_decides_it(
    audience: Audience, language: str, expected: Policy
) -> None:
    assert policy(RULES, None, audience, language) == expected


def test_a_project_with_a_fallback_falls_back_and_only_the_house_gets_it_half_done() -> None:
    assert policy((), "de", Audience.INTERNAL, "ru") == Policy(0, "fallback", "warning", None)
    assert policy((), "de", Audience.GUEST, "ru") == Policy(100, "fallback", "warning", None)
