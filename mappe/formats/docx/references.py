"""Cross references: words of the page that Word can look up where they were said first."""

import re
from collections.abc import Iterable, Mapping

from mappe.formats.docx.anchors import bookmark_name
from mappe.formats.docx.ooxml import Element

LABEL = "caption-label"
"""The class of a caption's label with its number."""

_SPACES = re.compile(r"[ \t\r\n\f]+")


def words(element: Element) -> str:
    """What the element says, with spaces as HTML shows them."""
    return _SPACES.sub(" ", "".join(map(str, element.itertext()))).strip(" ")


def first_side(heading: Element) -> Element:
    """The heading, or of one in two languages the part in the first."""
    return next((span for span in heading.iterchildren("span") if span.get("class") == "side"), heading)


def label_of(label: Element) -> str:
    """The bookmark of a caption's label: that of its section, whose first label it must be, or none."""
    section = next(label.iterancestors("section"), None)
    if section is None or first_label(section) is not label:
        return ""
    return _label_name(section.get("id", ""))


def first_label(section: Element) -> Element | None:
    labels = (span for span in section.iter("span") if LABEL in span.get("class", "").split())
    return next(labels, None)


def quotable(sections: Iterable[Element]) -> Mapping[tuple[str, str], str]:
    """{(id of a section, its title or the label of its caption): bookmark around these words}."""
    found = {}
    for section in sections:
        identifier, heading, label = section.get("id", ""), section.find("h2"), first_label(section)
        if heading is not None:
            found[identifier, words(heading)] = bookmark_name(identifier)
        if label is not None:
            found[identifier, words(label)] = _label_name(identifier)
    return found


def _label_name(identifier: str) -> str:
    # With a space no id, it has a name that no id makes.
    return bookmark_name(f"Ref {identifier}")
