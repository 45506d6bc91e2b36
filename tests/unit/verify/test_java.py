"""Which Java is good enough."""

from pathlib import Path

import pytest

from mappe.verify.java import OLDEST, version


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        ('IMPLEMENTOR="Debian"\nJAVA_VERSION="17.0.15"\n', 17),
        ('JAVA_VERSION="1.8.0_402"\n', 1),
        ('JAVA_VERSION="11"', OLDEST),
        ("nothing of the kind", 0),
    ],
)
def test_a_java_says_how_old_it_is(release: str, expected: int, tmp_path: Path) -> None:
    (tmp_path / "release").write_text(release)
    assert version(tmp_path / "lib/server/libjvm.so") == expected


def test_a_java_that_does_not_say_is_too_old(tmp_path: Path) -> None:
    assert version(tmp_path / "lib/server/libjvm.so") < OLDEST
