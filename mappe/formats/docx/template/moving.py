"""The parts of our file and an office's template → the parts of the finished file."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from itertools import count
from typing import NamedTuple

from lxml import etree

from mappe.formats.docx.ooxml import Element, R, qualified, serialised, twips, w
from mappe.formats.docx.relations import Relation, RelationKind, Relations, WordPart
from mappe.formats.docx.template import headings, tabs
from mappe.formats.docx.template.house import House, house_of
from mappe.formats.docx.template.inheritance import StyleSheet, attribute
from mappe.formats.docx.template.letterhead import (
    CUSTOM_XML,
    copied,
    data,
    mark_line,
    marked,
    relations_of,
    spoken,
)
from mappe.formats.docx.template.lists import Lists
from mappe.formats.docx.template.properties import custom_properties
from mappe.formats.docx.template.settings import settings
from mappe.formats.docx.template.sheets import KINDS, refer, sheet
from mappe.formats.docx.template.styles import Wardrobe, used_in
from mappe.model.page import Page

_WRITTEN: tuple[RelationKind, ...] = ("document", "footnotes", "header", "footer")
"""Parts of ours with words in them."""

_KEPT: Mapping[RelationKind, str] = {"theme": "theme", "font_table": "fontTable"}
"""Parts of ours that the office's stand for, if it has them → the end of their relation's kind."""


def moved(parts: Iterable[WordPart], page: Page, language: str) -> list[WordPart]:
    """The parts as they are in the office's template, or as they are where there is none."""
    template = page.word.template
    if template is None:
        return [*parts]
    house = house_of(template)
    ours = [*_renamed([*parts], house)]
    shared = {part.kind: part for part in ours if part.kind not in ("header", "footer", "image", "font")}
    roots = {part.name: _root(part) for part in ours if part.kind in _WRITTEN}
    line = mark_line(roots[part.name] for part in ours if part.kind == "footer")
    written = [*roots.values(), *([] if line is None else [w("ftr", line)])]
    made = _shared(shared, written, Dressing(house, page, language))
    if "footnotes" in shared:
        _separate(roots[shared["footnotes"].name], house)
    relations = _bound(roots[shared["document"].name], shared["document"].relations, house)
    _tell_apart(roots.values(), _heads(relations, house), house)
    finished = _finished(ours, {**made, **_serialised(roots)}, relations, house, language)
    feet = {house.others.around.get(("footer", side)) for side in ("default", "even")}
    return [part if line is None or part.name not in feet else marked(part, line) for part in finished]


class Dressing(NamedTuple):
    """A house, the page that moves in, and the language of the document."""

    house: House
    page: Page
    language: str


def _root(part: WordPart) -> Element:
    return etree.fromstring(part.content)


def _serialised(roots: Mapping[str, Element]) -> Mapping[str, bytes]:
    return {name: serialised(root) for name, root in roots.items()}


def _renamed(parts: Sequence[WordPart], house: House) -> Iterator[WordPart]:
    """Heads and feet of ours by names that none of the office's parts has."""
    taken = {*house.template.parts, *(part.name for part in parts)}
    names = {}
    for part in parts:
        if part.kind in KINDS and part.name in house.template.parts:
            free = (f"/word/{part.kind}{number}.xml" for number in count(1))
            names[part.name] = next(name for name in free if name not in taken)
            taken.add(names[part.name])
    for part in parts:
        ids = {
            replace(relation, target=names.get(relation.target, relation.target)): identifier
            for relation, identifier in part.relations.ids.items()
        }
        yield replace(part, name=names.get(part.name, part.name), relations=Relations(ids))


def _shared(
    shared: Mapping[RelationKind, WordPart], written: Sequence[Element], dressing: Dressing
) -> Mapping[str, bytes]:
    """{name: content} of the parts that paragraphs refer to; all that is written then means these."""
    house, tokens = dressing.house, dressing.page.theme.tokens
    wardrobe = Wardrobe(house, StyleSheet(_root(shared["styles"])), tokens)
    lists = Lists(wardrobe, _root(shared["numbering"]))
    used = used_in(written)
    for root in written:
        headings.settle(root, wardrobe, lists)
        tabs.set_right_edge(root, wardrobe, twips(tokens.sheet.text_width))
        tabs.set_text_edge(root, wardrobe)
        lists.renumber(root)
        wardrobe.rename(root)
    styles = wardrobe.part(used, dressing.language)
    lists.renumber_styles(styles)
    made: dict[RelationKind, bytes] = {
        "styles": serialised(styles),
        "numbering": serialised(lists.part(styles)),
        "settings": serialised(settings(_root(shared["settings"]), house)),
        "custom_properties": custom_properties(shared["custom_properties"].content, house),
    }
    return {shared[kind].name: content for kind, content in made.items()}


def _separate(notes: Element, house: House) -> None:
    """The lines above notes as the office draws them: ISO/IEC 29500-1, footnote (Footnote Content), type."""
    if house.part("footnotes") is None:
        return
    lines = {attribute(line, "type"): line for line in house.markup(house.name("footnotes"))}
    for line in notes:
        own = lines.get(attribute(line, "type") or "none")
        if own is not None and len(own) and not _refers(own):
            line[:] = [deepcopy(child) for child in own]


def _refers(element: Element) -> bool:
    """Whether it means another part, such as a picture."""
    return any(R in str(name) for each in element.iter() for name in each.attrib)


def _bound(document: Element, relations: Relations, house: House) -> Relations:
    """Put the office's sheets around what is written; gives the document's relations as they then are."""
    found, shown = Relations(dict(relations.ids)), set[str]()
    for number, ours in enumerate([*document.iter(qualified("sectPr"))]):
        properties, around = sheet(ours, house, starts=number == 0)
        ids = {each: each.name if each.ours else found.to(each.kind, each.name) for each in around}
        refer(properties, around, ids)
        shown |= {*ids.values()}
        ours[:] = [*properties]
    return Relations(
        {
            _kept(relation, house): identifier
            for relation, identifier in found.ids.items()
            if relation.kind not in KINDS or identifier in shown
        }
    )


def _kept(relation: Relation, house: House) -> Relation:
    """The relation to the office's part, where it has one that stands for ours."""
    end = _KEPT.get(relation.kind)
    return replace(relation, target=house.name(end)) if end and house.part(end) is not None else relation


def _tell_apart(roots: Iterable[Element], heads: Iterable[str], house: House) -> None:
    """Drawings and content controls have ids of their own in the whole file, the office's as they are."""
    written = [*roots]
    for find in (_drawings, _controls):
        taken = {each.get(name, "") for head in heads for each, name in find(house.markup(head))}
        known = taken | {each.get(name, "") for root in written for each, name in find(root)}
        free = (str(number) for number in count(1) if str(number) not in known)
        for root in written:
            for each, name in find(root):
                if each.get(name, "") in taken:
                    each.set(name, next(free))


def _drawings(root: Element) -> Iterator[tuple[Element, str]]:
    yield from ((each, "id") for each in root.iter("{*}docPr"))


def _controls(root: Element) -> Iterator[tuple[Element, str]]:
    path = f".//{qualified('sdtPr')}/{qualified('id')}"
    yield from ((each, qualified("val")) for each in root.iterfind(path))


def _heads(relations: Relations, house: House) -> list[str]:
    """The office's heads and feet that are shown."""
    found = (each.target for each in relations.ids if each.kind in KINDS)
    return [name for name in found if name in house.template.parts]


def _finished(
    ours: Iterable[WordPart], made: Mapping[str, bytes], relations: Relations, house: House, language: str
) -> Iterator[WordPart]:
    """Parts of ours that something refers to, and parts of the office's with all that they show."""
    heads = _heads(relations, house)
    names = [*heads, *(house.name(end) for end in _KEPT.values() if house.part(end) is not None)]
    items = [*data(heads, house)]
    for item in items:
        relations.ids.setdefault(Relation("other", item, CUSTOM_XML), f"rId{len(relations.ids) + 1000}")
    pictures = house.part("numbering")
    kept = relations_of(pictures) if pictures is not None else Relations()
    shown = {each.target for each in relations.ids}
    for part in ours:
        if part.kind == "document":
            yield replace(part, content=made[part.name], relations=relations)
        elif part.kind == "numbering":
            yield replace(part, content=made[part.name], relations=kept)
        elif part.kind not in (*KINDS, *_KEPT) or part.name in shown:
            yield replace(part, content=made.get(part.name, part.content))
    for part in copied([*names, *items, *(each.target for each in kept.ids)], house):
        yield spoken(part, house, language) if part.name in heads else part
