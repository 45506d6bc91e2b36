"""What a file depends on besides its page: the versions of the programs that write it."""

import ctypes
import os
import sys
from functools import cache

DISTRIBUTIONS = {
    "babel": "Babel",
    "cssselect2": "cssselect2",
    "fonttools": "fontTools",
    "icalendar": "icalendar",
    "jinja2": "Jinja2",
    "lxml": "lxml",
    "markdown-it-py": "markdown-it-py",
    "pikepdf": "pikepdf",
    "pillow": "Pillow",
    "pydyf": "pydyf",
    "pyphen": "Pyphen",
    "python-docx": "python-docx",
    "pyuca": "pyuca",
    "pyyaml": "PyYAML",
    "resvg-py": "resvg-py",
    "segno": "segno",
    "tinycss2": "tinycss2",
    "tinyhtml5": "tinyhtml5",
    "tzdata": "tzdata",
    "uharfbuzz": "uharfbuzz",
    "weasyprint": "WeasyPrint",
}
"""Name of a package → what people call it."""

PANGO = ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll", "pango-1.0-0.dll")
HARFBUZZ = ("libharfbuzz.so.0", "libharfbuzz.dylib", "libharfbuzz-0.dll", "harfbuzz.dll")
"""The names under which WeasyPrint finds them, one for each system."""


@cache
def versions() -> dict[str, str]:
    """{what people call it: version}, of what is installed."""
    found = {"Python": sys.version.split()[0]}
    for folder in reversed(sys.path):
        for entry in _entries(folder):
            name, _, version = entry.removesuffix(".dist-info").partition("-")
            known = DISTRIBUTIONS.get(name.lower().replace("_", "-"))
            if known and entry.endswith(".dist-info"):
                found[known] = version
    found["Pango"] = _said_by(PANGO, "pango_version_string")
    found["HarfBuzz"] = _said_by(HARFBUZZ, "hb_version_string")
    found["LibreOffice"] = _file("soffice")
    return {name: version for name, version in sorted(found.items()) if version}


def _entries(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _said_by(names: tuple[str, ...], function: str) -> str:
    """The version that a library tells of itself."""
    for name in names:
        try:
            say = getattr(ctypes.CDLL(name), function)
        except (OSError, AttributeError):
            continue
        say.restype = ctypes.c_char_p
        return str(say().decode())
    return ""


def _file(program: str) -> str:
    """Which file a program is: to ask it for its version takes a second."""
    for folder in os.get_exec_path():
        path = os.path.realpath(os.path.join(folder, program))
        if os.access(path, os.X_OK):
            status = os.stat(path)
            return f"{path} {status.st_size} {status.st_mtime_ns}"
    return ""
