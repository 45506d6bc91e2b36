"""openxml-audit, the rules of the Open XML SDK in Python; its only home."""

from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from mappe.verify.extra import lacking
from mappe.verify.word.grammar import Breach, JudgementError
from mappe.verify.word.package import BROKEN

try:
    import openxml_audit
except ImportError:  # told by `_validator`
    openxml_audit = None

JUDGE = "openxml-audit"
MOST_BREACHES = 500

STOPPED = (*BROKEN, AttributeError, ArithmeticError, LookupError, TypeError, etree.LxmlError)
"""What it raises where a file is not as it should be."""


def judge(file: Path) -> tuple[Breach, ...]:
    """What a file breaks. Raises `MachineError` where there is no judge, `JudgementError` where it stops."""
    try:
        found = _validator().validate(file).errors
    except STOPPED as error:
        raise JudgementError(" ".join(str(error).split()) or type(error).__name__) from None
    return tuple(map(_breach, found))


@cache
def _validator() -> Any:  # noqa: ANN401
    if openxml_audit is None:
        raise lacking("openxml-audit, which judges Word files, is not installed")
    return openxml_audit.OpenXmlValidator(
        file_format=openxml_audit.FileFormat.MICROSOFT_365, max_errors=MOST_BREACHES
    )


def _breach(error: Any) -> Breach:  # noqa: ANN401
    kind = str(error.error_type.value).replace("_", " ")
    return Breach(
        JUDGE,
        kind,
        f"{error.id or kind} {error.node or ''}".strip(),
        str(error.description),
        str(error.part_uri),
        str(error.path),
        is_remark=error.severity.value != "error",
    )
