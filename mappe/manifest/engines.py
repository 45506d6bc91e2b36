"""What a file depends on besides its page: the versions of the programs that write it."""

import os
import sys
from collections.abc import Iterable
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

FOLDERS = (
    os.path.join(sys.base_prefix, "lib"),
    f"/usr/lib/{getattr(sys.implementation, '_multiarch', '')}",
    *("/usr/lib64", "/usr/lib", "/usr/local/lib", "/opt/homebrew/lib"),
)
"""Where these libraries usually are."""


@cache
def versions() -> dict[str, str]:
    """{what people call it: version}, of what is installed."""
    found = _distributions()
    found["Pango"] = _said_by(PANGO, "pango_version_string")
    found["HarfBuzz"] = _said_by(HARFBUZZ, "hb_version_string")
    found["LibreOffice"] = _which("soffice")
    return {name: version for name, version in sorted(found.items()) if version}


def installed() -> list[object]:
    """What differs when one of them is another one, found without loading any library where that can be."""
    libraries = [_library(names) for names in (PANGO, HARFBUZZ)]
    if all(libraries):
        return [_distributions(), libraries, _which("soffice")]
    return [versions()]


def _distributions() -> dict[str, str]:
    """Python and its packages, by the names of the folders that say what is installed."""
    found = {"Python": sys.version.split()[0]}
    for folder in reversed(sys.path):
        for entry in _entries(folder):
            name, _, version = entry.removesuffix(".dist-info").partition("-")
            known = DISTRIBUTIONS.get(name.lower().replace("_", "-"))
            if known and entry.endswith(".dist-info"):
                found[known] = version
    return found


def _entries(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _library(names: tuple[str, ...]) -> str:
    """Which file a library is, if it is where such libraries are."""
    folders = (*filter(None, os.environ.get("LD_LIBRARY_PATH", "").split(os.pathsep)), *FOLDERS)
    return _first(os.path.join(folder, name) for folder in folders for name in names)


def _said_by(names: tuple[str, ...], function: str) -> str:
    """The version that a library tells of itself."""
    import ctypes  # noqa: PLC0415  # takes a while, and most often nobody needs it

    for name in names:
        try:
            say = getattr(ctypes.CDLL(name), function)
        except (OSError, AttributeError):
            continue
        say.restype = ctypes.c_char_p
        return str(say().decode())
    return ""


def _which(program: str) -> str:
    """Which file a program is: to ask it for its version takes a second."""
    return _first(os.path.join(folder, program) for folder in os.get_exec_path())


def _first(paths: Iterable[str]) -> str:
    """The first of these files that is there, as it is now."""
    return next(filter(None, map(_file, paths)), "")


def _file(path: str) -> str:
    """The file that a path leads to, as it is now; nothing where there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return ""
    return f"{os.path.realpath(path)} {status.st_size} {status.st_mtime_ns}"
