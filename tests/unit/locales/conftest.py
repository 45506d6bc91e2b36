from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from mappe.locales import Locale, locale_of

SHIPPED = Path(__file__).parents[3] / "templates" / "locales"


@pytest.fixture(scope="session")
def locales() -> Mapping[str, Locale]:
    return {tag: locale_of(SHIPPED / f"{tag}.po") for tag in ("de", "en", "ru")}


@pytest.fixture
def extended(tmp_path: Path) -> Callable[[str, str], Path]:
    """A shipped catalog with entries added at its end."""

    def write(tag: str, entries: str) -> Path:
        path = tmp_path / f"{tag}.po"
        shipped = (SHIPPED / f"{tag}.po").read_text("utf-8")
        path.write_text(f"{shipped}\n{entries}", "utf-8")
        return path

    return write
