"""The office's heads and feet, with all that they show, in the language in which they were written."""

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace

from lxml import etree

from mappe.formats.docx.ooxml import Element, qualified, reached, serialised, style_id, text, w
from mappe.formats.docx.relations import Relation, Relations, WordPart
from mappe.formats.docx.template.house import House
from mappe.formats.docx.template.inheritance import attribute, value
from mappe.model.word import TemplatePart

_BOUND = qualified("dataBinding")
_DATA = "/customXml"

_MARKS = frozenset(map(style_id, ("Running Mark", "Running Mark Internal")))

CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
"""ISO/IEC 29500-1, Custom XML Data Storage Part."""


def copied(names: Iterable[str], house: House) -> Iterator[WordPart]:
    """The parts of these names and all that they refer to, each once."""
    waiting, seen = [*names], set[str]()
    while waiting:
        name = waiting.pop(0)
        if name not in seen:
            seen.add(name)
            part = house.template.parts[name]
            yield WordPart("other", name, part.content, part.media_type, relations_of(part))
            waiting += [each.target for each in part.relations if not each.outside]


def relations_of(part: TemplatePart) -> Relations:
    """The relations of a part, with the ids by which it means them."""
    return Relations(
        {
            Relation("hyperlink" if each.outside else "other", each.target, each.kind, each.id): each.id
            for each in part.relations
        }
    )


def spoken(part: WordPart, house: House, language: str) -> WordPart:
    """The same head or foot, its words in the language of the template and not in that of the document."""
    usual = next((attribute(said, "val") for said in house.styles.said("", "rPr/lang")), "")
    if not usual or usual == language:
        return part
    root = house.markup(part.name)
    for run in root.iter(qualified("r")):
        if not _says_language(run, house):
            _say(run, usual)
    return replace(part, content=serialised(root))


def mark_line(feet: Iterable[Element]) -> Element | None:
    """What says who may read the file and that its people are invented, if our feet of pages do.

    A language has a line of its own.
    """
    for foot in feet:
        runs = [run for run in foot.iter(qualified("r")) if _is_mark(run)]
        if runs:
            return w("p", w("pPr", w("pStyle", val=style_id("Footer"))), *_lines(runs))
    return None


def _lines(runs: Sequence[Element]) -> Iterator[Element]:
    """The runs; those between which something else stood have the end of a line there."""
    for before, run in zip((None, *runs), runs, strict=False):
        if before is not None and run.getprevious() is not before:
            yield w("r", deepcopy(before[0]), text(" "), w("br"))
        yield deepcopy(run)


def _is_mark(run: Element) -> bool:
    properties = run.find(qualified("rPr"))
    return properties is not None and value(properties, "rStyle") in _MARKS


def marked(part: WordPart, line: Element) -> WordPart:
    """The same foot with a line more: the office's own could not know of it, and no page may be without."""
    root = etree.fromstring(part.content)
    root.append(deepcopy(line))
    return replace(part, content=serialised(root))


def _says_language(run: Element, house: House) -> bool:
    """Whether the run or one of the styles that it stands in tells its language."""
    own = run.find(f"{qualified('rPr')}/{qualified('lang')}")
    if own is not None and attribute(own, "val"):
        return True
    paragraph = next(run.iterancestors(qualified("p")), None)
    properties = None if paragraph is None else paragraph.find(qualified("pPr"))
    around = "" if properties is None else value(properties, "pStyle")
    inner = run.find(qualified("rPr"))
    within = "" if inner is None else value(inner, "rStyle")
    styles = house.styles
    names = (within, around or styles.defaults.get("paragraph", ""))
    path = f"{qualified('rPr')}/{qualified('lang')}"
    return any(style.find(path) is not None for name in names for style in styles.chain(name))


def _say(run: Element, language: str) -> None:
    reached(run, "rPr", "lang").set(qualified("val"), language)


def data(names: Iterable[str], house: House) -> Iterator[str]:
    """The names of the data that content controls in these parts show."""
    bound = {
        attribute(binding, "storeItemID") for name in names for binding in house.markup(name).iter(_BOUND)
    }
    parts = house.template.parts
    for relation in parts[house.template.main].relations:
        if relation.kind.endswith(_DATA):
            described = (parts[each.target].content for each in parts[relation.target].relations)
            if any(store.encode() in content for store in bound if store for content in described):
                yield relation.target
