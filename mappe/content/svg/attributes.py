"""The attributes that elements of drawings may have."""

from mappe.content.svg.elements import OWN
from mappe.content.svg.faults import PLAIN
from mappe.content.svg.reading import Node
from mappe.content.svg.styles import HARMLESS, PROPERTIES, WITHOUT_EFFECT, WORDS


def check(node: Node) -> None:
    """Raises `DrawingError` for one that is not known to do only what is drawn here."""
    known = OWN[node.name]
    for name in node.attributes:
        if name.startswith("on"):
            raise node.fault(f"has a program in '{name}'", PLAIN)
        if name not in known and name not in ANYWHERE and not name.startswith(("data-", "aria-", *WORDS)):
            raise node.fault(f"has <{node.name}> with '{name}'")


ANYWHERE = (
    frozenset({"id", "class", "style", "lang", "role", "tabindex", "transform"})
    | {"version", "baseProfile", "contentScriptType", "contentStyleType", "zoomAndPan"}
    | PROPERTIES.keys()
    | HARMLESS.keys()
    | WITHOUT_EFFECT
)
