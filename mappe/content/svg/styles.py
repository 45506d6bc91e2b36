"""How an element looks: what its attributes, the rules of the file and its `style` say of it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from mappe.content.svg.faults import PLAIN
from mappe.content.svg.reading import Node
from mappe.content.svg.values import colour, number, reference

Look: TypeAlias = Mapping[str, str]
"""{property: value}; a colour is `#rrggbb`, `none`, `currentColor` or the `url(#…)` of a gradient."""


MOST_RULES = 500


@dataclass(frozen=True)
class Rule:
    """What a stylesheet says of the elements that have all of these; no name is any name."""

    name: str
    ids: frozenset[str]
    classes: frozenset[str]
    declared: Mapping[str, str]

    @property
    def weight(self) -> tuple[int, int, bool]:
        """Selectors Level 3, 9: how exactly it means what it means."""
        return len(self.ids), len(self.classes), bool(self.name)

    def means(self, name: str, ids: frozenset[str], classes: frozenset[str]) -> bool:
        return self.name in ("", name) and self.ids <= ids and self.classes <= classes


def rules(root: Node) -> list[Rule]:
    """All that `<style>` elements say, the most exact last. Raises `DrawingError`."""
    found = [rule for node in _all(root) if node.name == "style" for rule in _rules(node)]
    if len(found) > MOST_RULES:
        raise root.fault(f"has more than {MOST_RULES} rules of style", f"{PLAIN}, without a stylesheet")
    return sorted(found, key=lambda rule: rule.weight)


def look(node: Node, sheet: list[Rule]) -> Look:
    """What is said of one element itself. Raises `DrawingError`."""
    said = {name: value for name, value in node.attributes.items() if name in PROPERTIES or name in HARMLESS}
    ids = frozenset({node.attributes.get("id", "")})
    classes = frozenset(node.attributes.get("class", "").split())
    for rule in sheet:
        if rule.means(node.name, ids, classes):
            said.update(rule.declared)
    said.update(_declared(node.attributes.get("style", ""), node))
    checked = {name: _checked(name, value.strip(), node) for name, value in said.items()}
    return {name: value for name, value in checked.items() if value and name in PROPERTIES}


def _all(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _all(child)


def _rules(node: Node) -> Iterator[Rule]:
    text = re.sub(r"/\*.*?\*/|<!--|-->", "", "".join(node.words), flags=re.DOTALL)
    if "@" in text or _RULE.sub("", text).strip():
        raise node.fault("has a stylesheet with more than plain rules", f"{PLAIN}, without a stylesheet")
    for selectors, declarations in _RULE.findall(text):
        declared = _declared(declarations, node)
        for selector in selectors.split(","):
            yield _rule(selector.strip(), declared, node)


def _rule(selector: str, declared: Mapping[str, str], node: Node) -> Rule:
    found = _SELECTOR.fullmatch(selector)
    if not found:
        raise node.fault(f"has a rule for '{selector}'", "write rules for elements, .classes or #ids only")
    name, rest = found.groups()
    ids, classes = re.findall(r"#([\w-]+)", rest), re.findall(r"\.([\w-]+)", rest)
    return Rule(name.removeprefix("*"), frozenset(ids), frozenset(classes), declared)


def _declared(text: str, node: Node) -> Mapping[str, str]:
    declared = {}
    for declaration in filter(str.strip, re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).split(";")):
        name, colon, value = declaration.partition(":")
        if not colon or "!" in value:
            raise node.fault(f"says '{declaration.strip()}'", "write styles as 'name: value'")
        declared[name.strip().lower()] = value.strip()
    return declared


def _checked(name: str, value: str, node: Node) -> str:
    """The value as it is written, or nothing where that says nothing."""
    if name in HARMLESS:
        if value not in HARMLESS[name]:
            raise node.fault(f"has {name} '{value}'")
        return ""
    if name.startswith(("-", *WORDS)) or name in WITHOUT_EFFECT:
        return ""
    if name not in PROPERTIES:
        raise node.fault(f"has the property '{name}'")
    if value == "inherit" and name in INHERITED:
        return ""
    try:
        return PROPERTIES[name](value)
    except ValueError:
        raise node.fault(f"has {name} '{value}'", "write it as SVG has it") from None


def _one_of(*words: str) -> Callable[[str], str]:
    def chosen(value: str) -> str:
        if value not in words:
            raise ValueError(value)
        return value

    return chosen


def _paint(value: str) -> str:
    if value.lower() == "currentcolor":
        return "currentColor"
    identifier = reference(value)
    return f"url(#{identifier})" if identifier else colour(value)


def _reference(value: str) -> str:
    identifier = reference(value)
    if value != "none" and not identifier:
        raise ValueError(value)
    return identifier or "none"


def _limit(value: str) -> str:
    if number(value) < 1:
        raise ValueError(value)
    return value


_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"([a-zA-Z]*|\*)((?:[.#][\w-]+)*)")

PROPERTIES: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {
        "fill": _paint,
        "stroke": _paint,
        "color": colour,
        "stop-color": _paint,
        **dict.fromkeys(("opacity", "fill-opacity", "stroke-opacity", "stop-opacity"), str),
        "fill-rule": _one_of("nonzero", "evenodd"),
        "clip-rule": _one_of("nonzero", "evenodd"),
        "clip-path": _reference,
        **dict.fromkeys(("stroke-width", "stroke-dasharray", "stroke-dashoffset"), str),
        "stroke-linecap": _one_of("butt", "round", "square"),
        "stroke-linejoin": _one_of("miter", "round", "bevel"),
        "stroke-miterlimit": _limit,
        "display": str,
        "visibility": _one_of("visible", "hidden", "collapse"),
        "overflow": _one_of("visible", "hidden", "auto", "scroll"),
    }
)
"""What says how something is drawn, and how its value is read; lengths and shares are read where their
whole is known."""

INHERITED = frozenset(PROPERTIES) - {
    *("stop-color", "stop-opacity", "opacity", "clip-path", "display", "overflow")
}

HARMLESS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        **dict.fromkeys(
            ("filter", "mask", "marker", "marker-start", "marker-mid", "marker-end"), frozenset({"none", ""})
        ),
        "mix-blend-mode": frozenset({"normal"}),
        "paint-order": frozenset({"normal", "fill", "fill stroke", "fill markers stroke"}),
        "vector-effect": frozenset({"none"}),
        "clip": frozenset({"auto"}),
    }
)
"""What not all who draw can do; programs that draw write it all the same, with a value that does nothing."""

WORDS = (
    "font",
    "text-",
    "letter-",
    "word-",
    "line-",
    "glyph-",
    "kerning",
    "baseline-",
    "dominant-",
    "writing-",
)
"""How properties begin that are about words, of which there are none."""

WITHOUT_EFFECT = frozenset(
    """
    alignment-baseline block-progression color-interpolation color-interpolation-filters color-profile
    color-rendering cursor direction enable-background flood-color flood-opacity image-rendering inline-size
    isolation lighting-color pointer-events shape-inside shape-margin shape-padding shape-rendering
    solid-color solid-opacity unicode-bidi white-space
    """.split()  # noqa: SIM905  # a list of words reads better without a hundred quotation marks
)
