"""veraPDF's way to an object, as somebody reads it who looks at the page."""

import re

from mappe.verify.exhibit import Exhibit
from mappe.verify.tree import Content, Element

PAGE = re.compile(r"/pages\[(\d+)\]")
ELEMENT = re.compile(r"\((\d+) (\d+) obj SE")
MARK = re.compile(r"\{mcid:(\d+)\}")
ANNOTATION = re.compile(r"/annots\[(\d+)\]")
NAMED = re.compile(r"/(\w+)\[\d+\]\(([^()]*)\)$")
OBJECT = re.compile(r"^\d+ \d+ obj ?")


def place(context: str, exhibit: Exhibit) -> str:
    """`root/document[0]/pages[2](…)/annots[1](…)` → `page 3, annotation 2`; elements by path and words."""
    element = _element(context, exhibit)
    if element is not None:
        return exhibit.place(element)
    page = PAGE.search(context)
    if page is None:
        return _named(context) or "the whole file"
    number = int(page[1])
    if mark := MARK.findall(context):
        content = Content(number, int(mark[-1]))
        owner = exhibit.tree.owners.get(content)
        return exhibit.place(owner) if owner else exhibit.spot(content)
    annotation = ANNOTATION.search(context)
    what = f"annotation {int(annotation[1]) + 1}" if annotation else _named(context)
    return f"page {number + 1}{f', {what}' if what else ''}"


def _element(context: str, exhibit: Exhibit) -> Element | None:
    """The innermost structure element on the way."""
    found = ELEMENT.findall(context)
    if not found:
        return None
    number, generation = found[-1]
    return exhibit.tree.by_key.get((int(number), int(generation)))


def _named(context: str) -> str:
    """The name of the last thing on the way, such as a font's."""
    found = NAMED.search(context)
    name = OBJECT.sub("", found[2]) if found else ""
    return f"{found[1]} {name}" if found and name and not name.startswith(("PD", "SE", "Cos")) else ""
