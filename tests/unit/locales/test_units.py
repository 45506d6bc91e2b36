from collections.abc import Mapping
from typing import get_args

import pytest

from mappe.locales import Locale
from mappe.model.sections import Unit


@pytest.mark.parametrize("unit", get_args(Unit))
def test_every_language_knows_every_unit_that_content_may_use(
    locales: Mapping[str, Locale], unit: str
) -> None:
    for locale in locales.values():
        assert locale.quantity(7, unit).startswith("7")
