"""A check: what it looks for, where that is written, and how to mend it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from mappe.verify.verdict import Finding

MOST_PLACES = 100
"""So many places of each finding are kept; all are counted."""

Exhibit = TypeVar("Exhibit")
"""A file of one kind, opened."""

Look = Callable[[Exhibit], Iterator[str]]
"""Gives the place of each case."""


@dataclass(frozen=True)
class Check(Generic[Exhibit]):
    """`rule` is where it is written that it must be so; `same_as` are what others call the same.

    A name there may end with `*`, as in those of files.
    """

    problem: str
    rule: str
    mend: str
    look: Look[Exhibit]
    same_as: frozenset[str] = frozenset()
    is_remark: bool = False


def findings(
    checks: Mapping[str, Check[Exhibit]],
    exhibit: Exhibit,
    damaged: tuple[type[Exception], ...],
    damage: Check[Exhibit],
) -> Iterator[Finding]:
    """What checks find, one after the other; `damage` is told where one comes to no end."""
    stopped: list[str] = []
    for name, check in checks.items():
        try:
            places = list(check.look(exhibit))
        except damaged as error:
            stopped.append(" ".join(str(error).split()))
            continue
        if places:
            yield finding(name, check, places)
    if stopped:
        yield finding("damage", damage, stopped)


def finding(name: str, check: Check[Exhibit], places: list[str]) -> Finding:
    shown = tuple(islice(dict.fromkeys(places), MOST_PLACES))
    return Finding(name, check.problem, check.rule, shown, len(places), check.mend, is_remark=check.is_remark)


def unreadable(why: str, check: Check[Exhibit]) -> Finding:
    """What is said of a file that cannot be opened; `check` is the one that would have found why."""
    return Finding("opens", "the file cannot be read", check.rule, (why,), 1, check.mend)
