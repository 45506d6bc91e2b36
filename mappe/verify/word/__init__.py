"""Whether a Word file is what a careful office would make: sound, native, read by everybody."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from mappe.verify.check import findings, unreadable
from mappe.verify.verdict import Finding, Verdict
from mappe.verify.word import audit, sdk
from mappe.verify.word.checks import CHECKS, DAMAGE
from mappe.verify.word.exhibit import Exhibit
from mappe.verify.word.grammar import JudgementError, second, told, unjudged
from mappe.verify.word.package import UnreadableError, package

TRANSITIONAL = "Office Open XML (Transitional)"
STRICT = "Office Open XML (Strict)"

NOT_JUDGED = Finding(
    "strict",
    "the file is in the Strict form, whose grammar was not judged, and which many programs cannot read",
    "ISO/IEC 29500-4",
    ("the whole file",),
    1,
    "save it as a usual Word document (.docx) instead of 'Strict Open XML Document'",
    is_remark=True,
)

DAMAGED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RuntimeError, etree.LxmlError)
"""What looking at a file raises that is not as it should be."""


def verdict(file: Path) -> Verdict:
    """What all judges find. Raises `MachineError` where one, `OSError` where the file cannot be had."""
    try:
        exhibit = Exhibit(package(file))
    except UnreadableError as error:
        return Verdict(file, (), None, (replace(unreadable(str(error), DAMAGE), mend=error.mend),))
    own = tuple(own_findings(exhibit))
    theirs = tuple(_grammar(file, exhibit, own))
    standard = STRICT if exhibit.package.is_strict else TRANSITIONAL
    language = exhibit.styles.language or exhibit.properties.language or "no language"
    return Verdict(file, (standard,), language, (*own, *theirs))


def own_findings(exhibit: Exhibit) -> Iterator[Finding]:
    """What our checks find, which ask nobody else."""
    yield from findings(CHECKS, exhibit, DAMAGED, DAMAGE)


def _grammar(file: Path, exhibit: Exhibit, own: Collection[Finding]) -> Iterator[Finding]:
    """What the judges of the grammar find and none of our checks has told, each thing once."""
    covered = {rule for finding in own if finding.name in CHECKS for rule in CHECKS[finding.name].same_as}
    if exhibit.package.is_strict:
        yield NOT_JUDGED
        return
    try:
        first = audit.judge(file)
    except JudgementError as error:
        yield unjudged(audit.JUDGE, str(error))
        return
    yield from told(first, covered, exhibit)
    try:
        yield from told(second(sdk.judge(file), first), covered, exhibit)
    except JudgementError as error:
        # Where something is missing in the package the SDK stops, and the others have told why.
        if not first and all(finding.is_remark for finding in own):
            yield unjudged(sdk.JUDGE, str(error))
