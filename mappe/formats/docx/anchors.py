"""Names of places in a Word file."""

from hashlib import sha256

from mappe.formats.docx.ooxml import Element, w

_LONGEST = 40
"""Letters of a bookmark's name that Word keeps."""


def bookmark_name(identifier: str) -> str:
    """A name that Word hides, for the id of a section."""
    name = "_" + identifier.replace("-", "_")
    if len(name) <= _LONGEST:
        return name
    return f"{name[:31]}_{sha256(identifier.encode()).hexdigest()[:8]}"


def bookmark(paragraph: Element, identifier: str, number: int) -> None:
    """Put a bookmark around the words of a paragraph: ISO/IEC 29500-1, bookmarkStart (Bookmark Start)."""
    paragraph.insert(1, w("bookmarkStart", id=number, name=bookmark_name(identifier)))
    paragraph.append(w("bookmarkEnd", id=number))
