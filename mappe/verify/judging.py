"""A file before the judges: what both say, each thing once."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pikepdf

from mappe.diagnostics import Diagnostic, did_you_mean
from mappe.errors import MachineError, RequestError
from mappe.verify.advice import advice, problem
from mappe.verify.checks import CHECKS, DAMAGE, Check
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

MOST_PLACES = 100

UNJUDGED = Finding(
    "verapdf",
    "veraPDF cannot judge the file",
    "ISO 19005 and ISO 14289",
    (),
    1,
    "mend what else is said of it, or open it in a PDF program and save it under a new name",
)


def named(files: Sequence[Path]) -> Sequence[Path]:
    """The files as they were named. Raises `RequestError` for all that are not there."""
    faults = [_missing(file) for file in files if not file.is_file()]
    if faults:
        raise RequestError(faults)
    return files


def below(folder: Path) -> Sequence[Path]:
    """All PDF files in a folder and those inside it. Raises `RequestError` where there are none."""
    found = sorted(path for path in folder.rglob("*.pdf") if path.is_file())
    if not found:
        message = f"no PDF file below {folder.as_posix()}"
        raise RequestError([Diagnostic(message, None, "name files, or build some first: mappe build")])
    return found


def _missing(file: Path) -> Diagnostic:
    if file.is_dir():
        return Diagnostic(f"'{file.as_posix()}' is a folder: name the PDF files in it")
    near = [path.name for path in file.parent.glob("*.pdf")]
    return Diagnostic(f"no file '{file.as_posix()}'", None, did_you_mean(file.name, near))


def verdict(file: Path) -> Verdict:
    """What both judges find. Raises `MachineError` where veraPDF or the file cannot be had."""
    started()
    try:
        pdf = pikepdf.open(file)
    except OSError as error:
        message = f"{file.as_posix()} cannot be read: {error.strerror}"
        raise MachineError([Diagnostic(message)]) from None
    except pikepdf.PasswordError:
        return Verdict(file, (), None, (_unreadable("it needs a password", CHECKS["encryption"]),))
    except pikepdf.PdfError as error:
        return Verdict(file, (), None, (_unreadable(_said(error, file), CHECKS["syntax"]),))
    with pdf:
        exhibit = Exhibit(pdf)
        flavours = declared(exhibit).flavours
        own = tuple(own_findings(exhibit))
        theirs = tuple(_breached(file, exhibit, _held_to(flavours), {finding.name for finding in own}))
        return Verdict(file, tuple(map(standard, flavours)), len(pdf.pages), (*own, *theirs))


def own_findings(exhibit: Exhibit) -> Iterator[Finding]:
    """What our checks find, without Java."""
    damage: list[str] = []
    for name, check in CHECKS.items():
        try:
            places = list(check.look(exhibit))
        except DAMAGED as error:
            damage.append(" ".join(str(error).split()))
            continue
        if places:
            yield _finding(name, check, places)
    if damage:
        yield _finding("damage", DAMAGE, damage)


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
    covered = {rule for name in told for rule in CHECKS[name].same_as}
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


def _unreadable(why: str, check: Check) -> Finding:
    return Finding("opens", "the file cannot be read", check.rule, (why,), 1, check.mend)


def _finding(name: str, check: Check, places: list[str]) -> Finding:
    shown = tuple(islice(dict.fromkeys(places), MOST_PLACES))
    return Finding(name, check.problem, check.rule, shown, len(places), check.mend, is_remark=check.is_remark)


def _said(error: Exception, file: Path) -> str:
    return str(error).removeprefix(str(file)).strip(" :")
