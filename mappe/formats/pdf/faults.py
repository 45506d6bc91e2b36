"""What WeasyPrint says about a page, as faults of it."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from weasyprint.urls import FatalURLFetchingError

from mappe.diagnostics import Diagnostic
from mappe.errors import FormatError


class NotOnThePageError(FatalURLFetchingError):
    """A page or a stylesheet asked for something that it does not hold."""


EXPECTED = re.compile(r'"string\((running|left)-section \S+\)" is only allowed in page margins')
"""Said of a running element that still stands in the text; in the margin it gets its words all the same."""


@contextmanager
def warnings_are_errors() -> Iterator[None]:
    """What WeasyPrint only logs, such as a glyph in no font, is a fault of the page."""
    logger = logging.getLogger("weasyprint")
    heard = _Heard()
    logger.addHandler(heard)
    try:
        yield
    except NotOnThePageError as error:
        raise FormatError([Diagnostic(f"the page holds no '{error}', and nothing is fetched")]) from None
    finally:
        logger.removeHandler(heard)
    if heard.messages:
        raise FormatError(Diagnostic(f"the page cannot be laid out: {message}") for message in heard.messages)


class _Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not EXPECTED.fullmatch(message := record.getMessage()):
            self.messages.append(message)
