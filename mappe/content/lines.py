"""The lines of a file, and places in them."""

from dataclasses import dataclass
from pathlib import Path

from yaml.error import Mark

from mappe.diagnostics import Diagnostic, Place
from mappe.errors import ContentError


@dataclass(frozen=True)
class Lines:
    """A file's lines and the name by which messages call it."""

    file: Path
    texts: tuple[str, ...]

    def place(self, mark: Mark, length: int = 1) -> Place:
        return self.place_at(mark.line, mark.column, length)

    def place_at(self, line: int, column: int, length: int = 1) -> Place:
        """Line and column count from 0 here, as YAML counts them."""
        return Place(self.file, line + 1, column + 1, self.line(line), length)

    def line(self, number: int) -> str:
        """A line, or nothing behind the last one, where YAML sees the end."""
        return self.texts[number] if number < len(self.texts) else ""

    def fault(self, message: str, mark: Mark, hint: str = "") -> ContentError:
        return ContentError([Diagnostic(message, self.place(mark), hint)])


def whole(shown: Path, message: str, hint: str = "") -> ContentError:
    """A fault of a file from its first line on."""
    return ContentError([Diagnostic(message, Place(shown, 1), hint)])
