"""A verdict as lines to read: what is wrong, by which rule, where, and how to mend it."""

from collections.abc import Iterator

from rich.text import Text

from mappe.verify.verdict import Finding, Verdict

MOST_PLACES = 5
"""So many are named, the rest are counted."""

WIDTH = 6
"""Of the words in front: rule, where, mend."""


def lines(verdict: Verdict) -> Iterator[Text]:
    """The file in one line; whatever is wrong below it, remarks last."""
    word, colour = ("conforms", "green") if verdict.conforms else ("fails", "red")
    yield Text.assemble((f"{word:<8}", colour), f"  {verdict.file.as_posix()}  {_what(verdict)}")
    for finding in verdict.findings:
        if not finding.is_remark:
            yield from _failure(finding)
    for finding in verdict.findings:
        if finding.is_remark:
            said = f"{finding.problem}{_times(finding)}: {_few(finding)}: {finding.mend}"
            yield Text(f"  remark: {said}", "dim")


def _what(verdict: Verdict) -> str:
    standards = ", ".join(verdict.standards) or "neither PDF/A nor PDF/UA"
    return "cannot be read" if verdict.extent is None else f"{standards}, {verdict.extent}"


def _failure(finding: Finding) -> Iterator[Text]:
    yield Text()
    yield Text.assemble("  ", (finding.problem, "bold"), _times(finding))
    yield _labelled("rule", finding.rule)
    for number, place in enumerate(finding.places[:MOST_PLACES]):
        yield _labelled("" if number else "where", place)
    if len(finding.places) > MOST_PLACES:
        yield _labelled("", f"and {len(finding.places) - MOST_PLACES} more places")
    yield _labelled("mend", finding.mend)


def _labelled(label: str, text: str) -> Text:
    return Text.assemble("    ", (f"{label:<{WIDTH}}", "dim"), text)


def _times(finding: Finding) -> str:
    return f" ({finding.count} times)" if finding.count > 1 else ""


def _few(finding: Finding) -> str:
    more = "; …" if len(finding.places) > 3 else ""  # noqa: PLR2004  # a line holds so many
    return "; ".join(finding.places[:3]) + more
