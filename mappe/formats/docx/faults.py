"""What a page has that Word files have no rule for."""

from collections.abc import Iterator

from mappe.diagnostics import Diagnostic
from mappe.formats.docx.blocks import BLOCKS
from mappe.formats.docx.inlines import INLINES
from mappe.formats.docx.ooxml import Element
from mappe.formats.docx.style_names import CLASSES
from mappe.model.vocabulary import SVG

INSIDE = frozenset(
    {"caption", "col", "colgroup", "dd", "dt", "li", "nav", "tbody", "td", "th", "thead", "tr"}
)
"""Elements that are written by the rule of the element around them."""

ELEMENTS = frozenset(BLOCKS) | frozenset(INLINES) | INSIDE


def faults(element: Element) -> Iterator[Diagnostic]:
    """Each element and class without a rule, by name; decoration is left out of Word files."""
    if element.tag == f"{SVG}svg":
        return
    tag = str(element.tag)
    if tag not in ELEMENTS:
        yield Diagnostic(f"no rule for <{tag}> in Word files")
    for name in element.get("class", "").split():
        if f"{tag}.{name}" not in CLASSES:
            yield Diagnostic(f'no rule for <{tag} class="{name}"> in Word files')
    for child in element:
        yield from faults(child)
