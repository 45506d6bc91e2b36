"""veraPDF, the judge that the makers of the standards asked for."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mappe.verify.java import errors, java, started
from mappe.verify.profiles import FILES, flavours

MOST_PLACES = 100
"""So many places of each rule are kept; all are counted."""

MANNER = False, True, False
"""Rules that are kept are not listed; messages are in words; nobody watches the progress."""

NORMAL = "normal"


class JudgementError(Exception):
    """The file could not be judged, which is no praise."""


@dataclass(frozen=True)
class Breach:
    """A rule that a file breaks, with veraPDF's words for where and why."""

    rule: str
    """`ISO 14289-1, 7.1-3`: standard, clause and the number of veraPDF's test."""
    message: str
    contexts: tuple[str, ...]
    count: int


def judge(file: Path, wanted: Sequence[str]) -> tuple[Breach, ...]:
    """What a file breaks of the standards `wanted`, such as `2a` and `ua1`.

    Raises `MachineError` where veraPDF cannot run, `JudgementError` where it comes to no end.
    """
    started()
    unknown = [name for name in wanted if name not in FILES]
    if unknown:
        message = f"veraPDF has no rules for '{unknown[0]}'"
        raise JudgementError(message)
    try:
        return tuple(breach for result in _results(file, wanted) for breach in _breaches(result))
    except errors() as error:
        message = " ".join(str(error).split())
        raise JudgementError(message) from None


@cache
def _foundry() -> Any:  # noqa: ANN401
    java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return java("org.verapdf.pdfa.Foundries").defaultInstance()


def _results(file: Path, wanted: Sequence[str]) -> Iterator[Any]:
    """One reading of the file for all standards: two readings take twice the time."""
    foundry = _foundry()
    asked = java("java.util.ArrayList")()
    for name in wanted:
        asked.add(flavours()[name])
    parser = foundry.createParser(java("java.io.File")(str(file)), flavours()[wanted[0]])
    try:
        parser.setFlavours(asked)
        results = list(foundry.createValidator(asked, MOST_PLACES, *MANNER).validateAll(parser))
    finally:
        parser.close()
    ends = [str(result.getJobEndStatus()) for result in results]
    if ends != [NORMAL] * len(wanted):
        message = f"veraPDF ended with {', '.join(ends) or 'no result'}"
        raise JudgementError(message)
    yield from results


def _breaches(result: Any) -> Iterator[Breach]:  # noqa: ANN401
    places = defaultdict(list)
    for assertion in result.getTestAssertions():
        if str(assertion.getStatus()) == "failed":
            said = str(assertion.getErrorMessage()), str(assertion.getLocation().getContext())
            places[_name(assertion.getRuleId())].append(said)
    for rule, count in dict(result.getFailedChecks()).items():
        found = places[_name(rule)]
        yield Breach(
            _name(rule),
            found[0][0] if found else "a rule is broken",
            tuple(context for _, context in found),
            int(count),
        )
    if not result.isCompliant() and not result.getFailedChecks():
        message = "veraPDF rejects the file and does not say why"
        raise JudgementError(message)


def _name(rule: Any) -> str:  # noqa: ANN401
    standard = str(rule.getSpecification().getId()).partition(":")[0]
    return f"{standard}, {rule.getClause()}-{rule.getTestNumber()}"
