from collections.abc import Callable
from pathlib import Path

import pytest

from mappe.content.source import read
from mappe.errors import ContentError
from mappe.model.located import Keys

NAME = Path("office.yaml")


@pytest.fixture
def typed(tmp_path: Path) -> Callable[[str | bytes], Keys]:
    """What is read from a YAML file of this content."""

    def read_it(content: str | bytes) -> Keys:
        (tmp_path / NAME).write_bytes(content if isinstance(content, bytes) else content.encode())
        return read(tmp_path, NAME, NAME)

    return read_it


@pytest.fixture
def faults(typed: Callable[[str | bytes], Keys]) -> Callable[[str | bytes], list[tuple[str, int, int]]]:
    """Message, line and column of all that is wrong with a YAML file of this content."""

    def refused(content: str | bytes) -> list[tuple[str, int, int]]:
        with pytest.raises(ContentError) as refusal:
            typed(content)
        found = []
        for diagnostic in refusal.value.diagnostics:
            assert diagnostic.place
            assert diagnostic.place.file == NAME
            found.append((diagnostic.message, diagnostic.place.line, diagnostic.place.column))
        return found

    return refused
