"""How one step's faults do not hide those of the next."""

from collections.abc import Iterator
from contextlib import contextmanager

from mappe.diagnostics import Diagnostic
from mappe.errors import ContentError


class Faults(list[Diagnostic]):
    """The faults met so far."""

    @contextmanager
    def kept(self) -> Iterator[None]:
        """A step that fails leaves its faults here and ends; what comes after it still runs."""
        try:
            yield
        except ContentError as error:
            self.extend(error.diagnostics)
