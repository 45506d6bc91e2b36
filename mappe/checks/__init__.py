"""What is wrong with a project that could be printed all the same."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from mappe.checks.catalogs import phrases_and_words
from mappe.checks.names import mixed_scripts
from mappe.checks.subject import Subject
from mappe.diagnostics import Diagnostic, in_order

Check: TypeAlias = Callable[[Subject], Iterator[Diagnostic]]


def checked(subject: Subject) -> tuple[Diagnostic, ...]:
    """What all checks find, in reading order."""
    return in_order(fault for check in CHECKS.values() for fault in check(subject))


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "catalogs": phrases_and_words,
        "scripts": mixed_scripts,
    }
)
"""What is looked at → who looks."""
