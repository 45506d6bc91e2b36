"""Lines of text as calendars and contact cards have them (RFC 5545, 3.1; RFC 2425, 5.8.1)."""

from collections.abc import Iterable, Iterator

PRODUCT = "-//Mappe//Mappe//EN"
"""Who wrote a file (RFC 5545, 3.7.3; RFC 2426, 3.6.3)."""

LONGEST = 75
"""Octets of a line, without its end."""

ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n", "\r": None, "\u00a0": " "})
"""What would end a value or part it (RFC 5545, 3.3.11), and a space that no search finds."""


def content_line(name: str, *values: str) -> str:
    """A line, not folded; of a structured value, each part."""
    return f"{name}:{';'.join(value.translate(ESCAPES) for value in values)}"


def folded(lines: Iterable[str]) -> bytes:
    """The lines in UTF-8, long ones broken between characters."""
    return "".join(f"{part}\r\n" for line in lines for part in _parts(line)).encode()


def _parts(line: str) -> Iterator[str]:
    """What follows a break begins with a space that belongs to the break."""
    part, octets = "", 0
    for character in line:
        wide = len(character.encode())
        if octets + wide > LONGEST:
            yield part
            part, octets = " ", 1
        part, octets = part + character, octets + wide
    yield part
