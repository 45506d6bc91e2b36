"""What the judges say of a file."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, however often it is.

    `name` is that of one of our checks, or another judge's of a rule; `rule` is what people can look up;
    `places` are all that is known of where, at most as many as `count`. A remark fails no file.
    """

    name: str
    problem: str
    rule: str
    places: tuple[str, ...]
    count: int
    mend: str
    is_remark: bool = False


@dataclass(frozen=True)
class Verdict:
    """What was found in a file, which says that it follows these standards: `PDF/A-2a`, `PDF/UA-1`.

    `extent` is what else is told of a file that could be read: `14 pages`, or the language of a Word file.
    """

    file: Path
    standards: tuple[str, ...]
    extent: str | None
    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        return all(finding.is_remark for finding in self.findings)
