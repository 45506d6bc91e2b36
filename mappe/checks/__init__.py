"""What is wrong with a project that could be printed all the same."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from mappe.checks.appointments import impossible_times, overlaps
from mappe.checks.catalogs import phrases_and_words
from mappe.checks.facts import outdated, unfounded
from mappe.checks.glossary import glossary
from mappe.checks.links import wrong_links
from mappe.checks.names import mixed_scripts
from mappe.checks.phones import wrong_numbers
from mappe.checks.romanised import romanised_names
from mappe.checks.subject import Subject
from mappe.checks.translations import behind, untranslated
from mappe.checks.weekdays import wrong_weekdays
from mappe.diagnostics import Diagnostic, in_order

Check: TypeAlias = Callable[[Subject], Iterator[Diagnostic]]


def checked(subject: Subject) -> tuple[Diagnostic, ...]:
    """What all checks find, in reading order."""
    return in_order(fault for check in CHECKS.values() for fault in check(subject))


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "missing": untranslated,
        "stale": behind,
        "catalogs": phrases_and_words,
        "scripts": mixed_scripts,
        "glossary": glossary,
        "names": romanised_names,
        "evidence": unfounded,
        "age": outdated,
        "overlaps": overlaps,
        "clocks": impossible_times,
        "weekdays": wrong_weekdays,
        "phones": wrong_numbers,
        "links": wrong_links,
    }
)
"""What is looked at → who looks."""
