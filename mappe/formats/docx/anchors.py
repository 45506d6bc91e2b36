"""Names of places in a Word file."""

import re
from collections.abc import Iterable
from hashlib import sha256

from mappe.formats.docx.ooxml import Element, W, w

_LONGEST = 40
"""Letters of a bookmark's name that Word keeps."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""The ids of which no two make the same name."""


def bookmark_name(identifier: str) -> str:
    """A name that Word hides, for an id: letters, digits and underscores, of which Word ignores the case."""
    name = "_" + re.sub(r"[^A-Za-z0-9]", "_", identifier)
    if _ID.fullmatch(identifier) and len(name) <= _LONGEST:
        return name
    return f"{name[:31]}_{sha256(identifier.encode()).hexdigest()[:8]}"


def bookmark(written: Iterable[Element], identifier: str, number: int) -> None:
    """Put a bookmark around the first paragraph: ISO/IEC 29500-1, bookmarkStart (Bookmark Start)."""
    paragraph = next((found for element in written for found in element.iter(f"{{{W}}}p")), None)
    if paragraph is not None:
        paragraph.insert(1, w("bookmarkStart", id=number, name=bookmark_name(identifier)))
        paragraph.append(w("bookmarkEnd", id=number))


def marked(runs: Iterable[Element], name: str, number: int) -> list[Element]:
    """The runs with a bookmark of this name around them."""
    return [w("bookmarkStart", id=number, name=name), *runs, w("bookmarkEnd", id=number)]
