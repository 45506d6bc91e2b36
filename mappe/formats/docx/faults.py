"""What a page has that Word files have no rule for."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from mappe.diagnostics import Diagnostic
from mappe.formats.docx.blocks import BLOCKS
from mappe.formats.docx.inlines import INLINES
from mappe.formats.docx.ooxml import Element
from mappe.formats.docx.style_names import CLASSES
from mappe.model.conformance import FOOTNOTE, NOT_NOTED
from mappe.model.grid import SPAN
from mappe.model.page import Page
from mappe.model.vocabulary import ANYWHERE, SVG

INSIDE = frozenset(
    {"caption", "col", "colgroup", "dd", "dt", "li", "nav", "tbody", "td", "th", "thead", "tr"}
)
"""Elements that are written by the rule of the element around them."""

ELEMENTS = frozenset(BLOCKS) | frozenset(INLINES) | INSIDE

_ANYTHING = re.compile(r".*", re.DOTALL)
_START = re.compile(r"[0-9]{1,4}")
"""Up to 9999; Word starts no list below 0."""

ATTRIBUTES: Mapping[str, Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        "a": {"href": _ANYTHING},
        "col": {"span": SPAN},
        "img": {"src": _ANYTHING, "alt": _ANYTHING},
        "ol": {"start": _START},
        "td": {"colspan": SPAN, "rowspan": SPAN},
        "th": {"colspan": SPAN, "rowspan": SPAN, "scope": re.compile("col|row")},
        **{name: {"id": _ANYTHING} for name in ("div", "h3", "section", "tr")},
    }
)
"""Element → the values that its attributes may have, besides those that stand anywhere."""

_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML does not know: XML 1.0, 2.2 Characters."""


def faults(element: Element) -> Iterator[Diagnostic]:
    """Each element, class and attribute without a rule, by name; into drawings it does not look."""
    if element.tag == f"{SVG}svg":
        return
    tag = str(element.tag)
    if tag not in ELEMENTS:
        yield Diagnostic(f"no rule for <{tag}> in Word files")
    for name, value in element.attrib.items():
        yield from _attribute_faults(tag, str(name), str(value))
    if FOOTNOTE in element.get("class", "").split() and (holder := _note_in(element)):
        yield Diagnostic(f"no rule for a footnote in {holder} in Word files")
    for child in element:
        yield from faults(child)


def _attribute_faults(tag: str, attribute: str, value: str) -> Iterator[Diagnostic]:
    if attribute == "class":
        for name in value.split():
            if f"{tag}.{name}" not in CLASSES:
                yield Diagnostic(f'no rule for <{tag} class="{name}"> in Word files')
    elif attribute not in ANYWHERE and tag in ELEMENTS:
        allowed = ATTRIBUTES.get(tag, {}).get(attribute)
        if allowed is None:
            yield Diagnostic(f"no rule for the attribute '{attribute}' of <{tag}> in Word files")
        elif not allowed.fullmatch(value):
            yield Diagnostic(f'no rule for <{tag} {attribute}="{value}"> in Word files')


def _note_in(note: Element) -> str:
    """What is around a footnote that must not be."""
    for holder in note.iterancestors():
        tag = str(holder.tag)
        if tag in NOT_NOTED:
            return f"<{tag}>"
        if found := NOT_NOTED.intersection(holder.get("class", "").split()):
            return f'<{tag} class="{min(found)}">'
    return ""


def unwritable(page: Page) -> Iterator[Diagnostic]:
    """Each property of the file with a character that no part of a Word file can hold."""
    properties = {
        "title": page.title,
        "author": page.author,
        "description": page.description,
        "keywords": " ".join(page.keywords),
        "name": page.name,
    }
    for name, value in properties.items():
        if found := _UNWRITABLE.search(value):
            yield Diagnostic(f"the {name} of the page holds U+{ord(found[0]):04X}, which no Word file can")
