"""What an office's Word file says of itself: its sheets, its letterhead, its styles, its colours."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from mappe.formats.docx.ooxml import Element, R, qualified, w
from mappe.formats.docx.template.inheritance import StyleSheet, attribute, is_on, twentieths
from mappe.model.word import TemplatePart, WordTemplate

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
_RUNNING = ("header", "footer")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

Around = Mapping[tuple[str, str], str]
"""{header or footer, first or default or even: name of its part}."""


@dataclass(frozen=True)
class HouseSheet:
    """A section's sheet as the office has it, and what stands around its text."""

    properties: Element
    around: Around

    @property
    def has_title_page(self) -> bool:
        found = self.properties.find(qualified("titlePg"))
        return found is not None and is_on(found)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in twentieths of a point; nothing where the office does not say."""
        return self.length("pgSz", "w"), self.length("pgSz", "h")

    def length(self, tag: str, name: str) -> int:
        element = self.properties.find(qualified(tag))
        return 0 if element is None else abs(twentieths(attribute(element, name)))


@dataclass(frozen=True, eq=False)
class House:
    """A template, read once; what is in it is copied, never changed."""

    template: WordTemplate
    styles: StyleSheet
    numbering: Element
    settings: Element
    colours: Mapping[str, str]
    """{place in the palette: six hexadecimal digits}."""
    first: HouseSheet
    others: HouseSheet

    def part(self, kind: str) -> TemplatePart | None:
        """The part of this kind that the document refers to."""
        return self.template.parts.get(self.name(kind))

    def name(self, kind: str) -> str:
        return _name(self.template, kind)

    @property
    def has_furniture(self) -> bool:
        """Whether it says anything at the edges of its sheets."""
        return any(self.says_something(name) for name in {**self.first.around, **self.others.around}.values())

    @property
    def turns_pages(self) -> bool:
        """Whether left-hand pages have heads and feet of their own."""
        found = self.settings.find(qualified("evenAndOddHeaders"))
        return found is not None and is_on(found)

    def says_something(self, name: str) -> bool:
        """Whether a head or a foot has words, a picture or a field."""
        root = self.markup(name)
        shown = ("drawing", "pict", "object", "fldChar", "fldSimple", "sym")
        return bool("".join(root.itertext(qualified("t"))).strip()) or any(
            True for tag in shown for _ in root.iter(qualified(tag))
        )

    def markup(self, name: str) -> Element:
        """The elements of a part, to be changed at will."""
        return etree.fromstring(self.template.parts[name].content, _PARSER)


@lru_cache(maxsize=8)
def house_of(template: WordTemplate) -> House:
    sheets = [*_sheets(template)]
    lying = sheets[0].size[0] > sheets[0].size[1]
    alike = [sheet for sheet in sheets if (sheet.size[0] > sheet.size[1]) == lying]
    settings = _root(template, "settings")
    return House(
        template,
        StyleSheet(_root(template, "styles")),
        _root(template, "numbering"),
        settings,
        _colours(_root(template, "theme")),
        sheets[0],
        alike[-1],
    )


def _name(template: WordTemplate, kind: str) -> str:
    relations = template.parts[template.main].relations
    return next((each.target for each in relations if each.kind.endswith(f"/{kind}")), "")


def _root(template: WordTemplate, kind: str) -> Element:
    """The outermost element of a part; an empty one where there is none."""
    part = template.parts.get(_name(template, kind))
    return w("none") if part is None else etree.fromstring(part.content, _PARSER)


def _sheets(template: WordTemplate) -> Iterator[HouseSheet]:
    """Section by section; what one does not say of head and foot is as in the one before.

    Source: ISO/IEC 29500-1, headerReference (Header Reference).
    """
    document = template.parts[template.main]
    targets = {each.id: each.target for each in document.relations if not each.outside}
    root = etree.fromstring(document.content, _PARSER)
    around: dict[tuple[str, str], str] = {}
    for properties in [*root.iter(qualified("sectPr"))] or [w("sectPr")]:
        for kind in _RUNNING:
            for reference in properties.iterfind(qualified(f"{kind}Reference")):
                target = targets.get(reference.get(f"{{{R}}}id", ""), "")
                if target in template.parts:
                    around[kind, attribute(reference, "type")] = target
        yield HouseSheet(deepcopy(properties), dict(around))


def _colours(theme: Element) -> Mapping[str, str]:
    """ISO/IEC 29500-1, clrScheme (Color Scheme)."""
    found: dict[str, str] = {}
    for scheme in theme.iter(f"{_DRAWING}clrScheme"):
        for place in scheme:
            for colour in place:
                found[etree.QName(place).localname] = colour.get("lastClr", colour.get("val", ""))
    return found
