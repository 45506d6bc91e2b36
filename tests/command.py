"""The command as somebody types it."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.editions import ROOT


def mappe(
    *words: str, folder: Path, lacking: Iterable[str] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    """Mappe in a folder, in an environment without some packages."""
    hidden = "".join(f"sys.modules[{name!r}] = None; " for name in lacking)
    code = f"import sys; {hidden}from mappe.__main__ import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
