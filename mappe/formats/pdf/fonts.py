"""The fonts of a theme and no others, set up once per process.

A font configuration of its own for each document would cost memory for ever; one that learns a document's
fonts would leak them into the next. So the fonts are fixed at the start, and those of the machine are left
out: a letter that none of ours has is then noticed.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from weasyprint import CSS
from weasyprint.text.ffi import harfbuzz_subset
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from mappe.diagnostics import Diagnostic, Place
from mappe.errors import FormatError, MachineError
from mappe.formats.html import font_faces, stylesheet
from mappe.formats.pdf.faults import NotOnThePageError, warnings_are_errors
from mappe.model.theme import Theme

CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><cachedir>{folder}</cachedir></fontconfig>
"""


@dataclass(frozen=True)
class Typeset:
    """A theme as WeasyPrint takes it."""

    configuration: Any
    stylesheet: Any


def typeset(theme: Theme) -> Typeset:
    """The theme, prepared once.

    Raises `MachineError` where files could differ from run to run, `FormatError` for what is warned of.
    """
    if theme.digest not in _PREPARED:
        try:
            with warnings_are_errors():
                prepared = _prepared(theme)
        except FormatError as error:
            raise FormatError(_at_its_line(fault, theme) for fault in error.diagnostics) from None
        _PREPARED[theme.digest] = prepared
    return _PREPARED[theme.digest]


_PREPARED: dict[str, Typeset] = {}


def _prepared(theme: Theme) -> Typeset:
    if harfbuzz_subset is None:
        hint = "on Debian and Ubuntu: apt-get install libharfbuzz-subset0"
        raise MachineError(
            [Diagnostic("HarfBuzz's subsetter is missing: fonts would differ from run to run", None, hint)]
        )
    with _no_fonts_of_the_machine():
        configuration = FontConfiguration()
    files = _ThemeFonts(theme.fonts)
    CSS(string=font_faces(theme, "font"), font_config=configuration, url_fetcher=files)
    return Typeset(configuration, CSS(string=stylesheet(theme), font_config=configuration, url_fetcher=files))


def _at_its_line(fault: Diagnostic, theme: Theme) -> Diagnostic:
    """A fault of theme.css, whose lines WeasyPrint counts behind those that are made from the tokens."""
    found = re.search(r" at (\d+):(\d+)", fault.message)
    made = stylesheet(theme).count("\n") - theme.stylesheet.count("\n")
    if not found or int(found[1]) <= made:
        return fault
    line = int(found[1]) - made
    text = theme.stylesheet.split("\n")[line - 1]
    place = Place(Path("templates", "themes", theme.name, "theme.css"), line, int(found[2]), text)
    message = fault.message.replace(found[0], "").rstrip(".").rpartition("laid out: ")[2]
    return Diagnostic(re.sub(r"^Ignored `(.*?) *`, (.*)", r"\2 in '\1'", message), place)


@contextmanager
def _no_fonts_of_the_machine() -> Iterator[None]:
    before = os.environ.get("FONTCONFIG_FILE")
    with TemporaryDirectory(prefix="mappe-fonts-") as folder:
        path = Path(folder, "fonts.conf")
        path.write_text(CONFIGURATION.format(folder=folder), encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(path)
        try:
            yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before


class _ThemeFonts(URLFetcher):
    """Serves the font files of a theme."""

    def __init__(self, fonts: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self._fonts = fonts

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002
        if url.removeprefix("font:") not in self._fonts:
            raise NotOnThePageError(url)
        return URLFetcherResponse(url, self._fonts[url.removeprefix("font:")], {"Content-Type": "font/ttf"})
