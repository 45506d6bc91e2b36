"""What is found in the content that comes with Mappe."""

import datetime

import pytest

from mappe.checks import CHECKS
from tests.editions import SAMPLE
from tests.subjects import TODAY, subject_of


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("today", [TODAY, datetime.date(2030, 1, 1)])
def test_the_sample_passes_each_check(name: str, today: datetime.date) -> None:
    assert [str(fault) for fault in CHECKS[name](subject_of(SAMPLE, today))] == []
