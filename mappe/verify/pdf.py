"""A PDF before its judges: what veraPDF and our own checks say, each thing once."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf

from mappe.verify.advice import advice, problem
from mappe.verify.check import findings, unreadable
from mappe.verify.checks import CHECKS, DAMAGE
from mappe.verify.exhibit import Exhibit
from mappe.verify.java import started
from mappe.verify.metadata import Metadata, standard
from mappe.verify.places import place
from mappe.verify.verapdf import Breach, JudgementError, judge
from mappe.verify.verdict import Finding, Verdict

ASSUMED = ("2a", "ua1")
"""What a file is held to that does not say what it is."""

DAMAGED = (
    pikepdf.PdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What pikepdf and its objects raise where a file is not as it should be."""

UNJUDGED = Finding(
    "verapdf",
    "veraPDF cannot judge the file",
    "ISO 19005 and ISO 14289",
    (),
    1,
    "mend what else is said of it, or open it in a PDF program and save it under a new name",
)


def verdict(file: Path) -> Verdict:
    """What both judges find. Raises `MachineError` where veraPDF, `OSError` where the file cannot be had."""
    started()
    try:
        pdf = pikepdf.open(file)
    except pikepdf.PasswordError:
        return Verdict(file, (), None, (unreadable("it needs a password", CHECKS["encryption"]),))
    except pikepdf.PdfError as error:
        return Verdict(file, (), None, (unreadable(_said(error, file), CHECKS["syntax"]),))
    with pdf:
        exhibit = Exhibit(pdf)
        flavours = declared(exhibit).flavours
        own = tuple(own_findings(exhibit))
        theirs = tuple(_breached(file, exhibit, _held_to(flavours), {finding.name for finding in own}))
        return Verdict(file, tuple(map(standard, flavours)), _extent(len(pdf.pages)), (*own, *theirs))


def own_findings(exhibit: Exhibit) -> Iterator[Finding]:
    """What our checks find, without Java."""
    yield from findings(CHECKS, exhibit, DAMAGED, DAMAGE)


def declared(exhibit: Exhibit) -> Metadata:
    """What the file says of itself, as far as that can be read."""
    try:
        return exhibit.metadata
    except DAMAGED:
        return Metadata()


def _held_to(flavours: Collection[str]) -> tuple[str, ...]:
    """What is declared, and where nothing is, what Mappe's own files are."""
    pdf_a = next((name for name in flavours if not name.startswith("ua")), ASSUMED[0])
    pdf_ua = next((name for name in flavours if name.startswith("ua")), ASSUMED[1])
    return pdf_a, pdf_ua


def _breached(
    file: Path, exhibit: Exhibit, flavours: Sequence[str], told: Collection[str]
) -> Iterator[Finding]:
    """What veraPDF finds and none of our checks has told."""
    covered = {rule for name in told if name in CHECKS for rule in CHECKS[name].same_as}
    try:
        breaches = judge(file, flavours)
    except JudgementError as error:
        yield replace(UNJUDGED, places=(str(error),))
        return
    yield from (_breached_rule(breach, exhibit) for breach in breaches if breach.rule not in covered)


def _breached_rule(breach: Breach, exhibit: Exhibit) -> Finding:
    places = dict.fromkeys(_place(context, exhibit) for context in breach.contexts)
    rule = breach.rule.rpartition("-")[0]
    return Finding(
        breach.rule,
        problem(breach.rule) or breach.message,
        rule,
        tuple(places),
        breach.count,
        advice(breach.rule),
    )


def _place(context: str, exhibit: Exhibit) -> str:
    try:
        return place(context, exhibit)
    except DAMAGED:
        return context


def _extent(pages: int) -> str:
    return "1 page" if pages == 1 else f"{pages} pages"


def _said(error: Exception, file: Path) -> str:
    return str(error).removeprefix(str(file)).strip(" :")
