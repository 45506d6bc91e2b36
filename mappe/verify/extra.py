"""The judges that Mappe brings only where somebody wants to judge."""

from mappe.diagnostics import Diagnostic
from mappe.errors import MachineError

HOW_TO = "pip install 'mappe[verify]', or where build.py is: python3 build.py verify"


def lacking(what: str) -> MachineError:
    """The error that says what this machine lacks, and how to install it."""
    return MachineError([Diagnostic(what, None, HOW_TO)])
