"""The errors that Mappe raises, split by who can mend them.

MappeError
├── ContentError    the YAML and the images in content/
├── TemplateError   templates/
├── LanguageError   a catalog in templates/locales/
├── FormatError     a page that a format cannot write
├── MachineError    what the machine lacks: a library, a font, a right to write
└── RequestError    what was asked for on the command line
"""

from collections.abc import Iterable

from mappe.diagnostics import Diagnostic, in_order


class MappeError(Exception):
    """Everything that went wrong in one step, in reading order."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = in_order(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)))

    def __reduce__(self) -> tuple[type, tuple[tuple[Diagnostic, ...]]]:
        """So that it arrives whole from another process."""
        return type(self), (self.diagnostics,)


class ContentError(MappeError):
    """The author of the content can mend it."""


class TemplateError(MappeError):
    """The author of the templates can mend it."""


class LanguageError(MappeError):
    """The owner of a catalog can mend it."""


class FormatError(MappeError):
    """A finished page cannot become this format."""


class MachineError(MappeError):
    """Whoever looks after the machine can mend it."""


class RequestError(MappeError):
    """Whoever typed the command can mend it."""
