"""Footnotes in which white space is written as anybody would.

WeasyPrint 70.0 takes them out of the text before it collapses white space: an end of a line in the source
would be one on paper.
"""

import re
from xml.etree.ElementTree import Element

from mappe.model.conformance import is_footnote

WHITE = re.compile(r"[ \t\n\r\f]+")
"""What HTML collapses; a no-break space stays (HTML Living Standard, ASCII whitespace)."""


def collapse_notes(root: Element) -> None:
    """Each run of white space inside of a footnote is one space."""
    for note in filter(is_footnote, root.iter("span")):
        for element in note.iter():
            element.text = WHITE.sub(" ", element.text or "")
            if element is not note:
                element.tail = WHITE.sub(" ", element.tail or "")
