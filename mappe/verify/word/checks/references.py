"""What refers to something: it must be there, once."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from lxml import etree

from mappe.verify.word.exhibit import Exhibit
from mappe.verify.word.ooxml import WP, R, W, find, value
from mappe.verify.word.styles import uses
from mappe.verify.word.text import written

LONGEST_NAME = 40
"""Letters of a bookmark (ISO/IEC 29500-1, 17.13.6.2)."""
LONGEST_TAG = 64
"""Letters of the tag of a control; Word offers no more."""

EVERYWHERE = frozenset(("_top", "top"))
"""Places that every document has."""

ADDRESS = re.compile(r"(https?://|www\.)\S+")
LOCAL = re.compile(r"(file:|javascript:|vbscript:|data:|[A-Za-z]:[\\/]|\\\\)", re.IGNORECASE)

NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"), ("comments", "comment"))


def fields(exhibit: Exhibit) -> Iterator[str]:
    for _, field in exhibit.fields:
        if not field.is_whole:
            yield exhibit.spot(field.start, remark=field.name or "an end without a beginning")


def bookmarks(exhibit: Exhibit) -> Iterator[str]:
    names = Counter(name.casefold() for name in exhibit.bookmarks)
    yield from (f"'{name}' is there {count} times" for name, count in names.items() if count > 1)
    yield from (
        f"'{name}' has more than 40 letters" for name in exhibit.bookmarks if len(name) > LONGEST_NAME
    )
    for story in exhibit.stories:
        starts = Counter(value(mark, "id") for mark in story.root.iter(f"{W}bookmarkStart"))
        ends = Counter(value(mark, "id") for mark in story.root.iter(f"{W}bookmarkEnd"))
        for mark in story.root.iter(f"{W}bookmarkStart"):
            if starts[value(mark, "id")] != 1 or ends[value(mark, "id")] != 1:
                yield exhibit.spot(mark, remark=f"'{value(mark, 'name')}' has not one beginning and one end")
        yield from (f"number {id_} ends and never begins" for id_ in ends if id_ not in starts)


def anchors(exhibit: Exhibit) -> Iterator[str]:
    known = {name.casefold() for name in exhibit.bookmarks} | EVERYWHERE
    for _, link in exhibit.all(f"{W}hyperlink"):
        anchor = value(link, "anchor")
        if anchor and not link.get(f"{R}id") and anchor.casefold() not in known:
            yield exhibit.spot(link, remark=f"it leads to '{anchor}'")
    for _, field in exhibit.fields:
        leads_out = field.name == "HYPERLINK" and field.words[1:2] != ("\\l",)
        if field.target and not leads_out and field.target.casefold() not in known:
            yield exhibit.spot(field.start, remark=f"{field.name} names '{field.target}'")


def ids(exhibit: Exhibit) -> Iterator[str]:
    drawn = (("picture", shape, str(shape.get("id", ""))) for _, shape in exhibit.all(f"{WP}docPr"))
    controls = (("control", control, _control_id(control)) for _, control in exhibit.all(f"{W}sdtPr"))
    seen = set[tuple[str, str, str]]()
    for kind, element, id_ in chain(drawn, controls):
        known = (str(element.getroottree().getroot().tag), kind, id_)
        if id_ and known in seen:
            yield exhibit.spot(element, f"{kind} {id_}")
        seen.add(known)


def control_tags(exhibit: Exhibit) -> Iterator[str]:
    for _, control in exhibit.all(f"{W}sdtPr"):
        tag = value(find(control, "w:tag"))
        if len(tag) > LONGEST_TAG:
            yield exhibit.spot(control, remark=f"'{tag[:20]}…' has {len(tag)} letters")


def styles(exhibit: Exhibit) -> Iterator[str]:
    known = exhibit.styles.all
    for name, element in _everywhere(exhibit):
        if name not in known:
            yield f"{exhibit.spot(element)}: '{name}'"
    for style in known.values():
        chained = list(exhibit.styles.chain(style.id))
        if chained[-1].parent in {each.id for each in chained}:
            yield f"style '{style.name}' is based on itself"


def numbering(exhibit: Exhibit) -> Iterator[str]:
    root = exhibit.related("numbering")
    lists = {} if root is None else {value(one, "numId"): one for one in root.iter(f"{W}num")}
    forms = set() if root is None else {value(one, "abstractNumId") for one in root.iter(f"{W}abstractNum")}
    for name, one in lists.items():
        if value(find(one, "w:abstractNumId")) not in forms:
            yield f"list {name} has no form"
    style_root = exhibit.related("styles")
    in_styles = () if style_root is None else style_root.iter(f"{W}numId")
    for element in chain((used for _, used in exhibit.all(f"{W}numId")), in_styles):
        if value(element) not in lists.keys() | {"0"}:
            yield f"{exhibit.spot(element)}: list {value(element)}"


def notes(exhibit: Exhibit) -> Iterator[str]:
    for part, tag in NOTES:
        root = exhibit.related(part)
        known = set() if root is None else {value(note, "id") for note in root.iter(f"{W}{tag}")}
        for _, mark in exhibit.all(f"{W}{tag}Reference"):
            if value(mark, "id") not in known:
                yield exhibit.spot(mark, remark=f"{tag} {value(mark, 'id')}")


def link_words(exhibit: Exhibit) -> Iterator[str]:
    for _, link in exhibit.all(f"{W}hyperlink"):
        if not _words(link) and not _has_described_picture(link):
            yield exhibit.spot(link)


def link_address(exhibit: Exhibit) -> Iterator[str]:
    for _, link in exhibit.all(f"{W}hyperlink"):
        if ADDRESS.fullmatch(_words(link)):
            yield exhibit.spot(link, remark=_words(link))


def link_target(exhibit: Exhibit) -> Iterator[str]:
    for relation in exhibit.package.all_relations():
        if relation.kind == "hyperlink" and relation.is_external and LOCAL.match(relation.target):
            yield relation.target


def _everywhere(exhibit: Exhibit) -> Iterator[tuple[str, etree._Element]]:
    roots = [story.root for story in exhibit.stories]
    defined = exhibit.related("styles")
    yield from chain.from_iterable(map(uses, roots if defined is None else [*roots, defined]))


def _control_id(control: etree._Element) -> str:
    return value(find(control, "w:id"))


def _words(link: etree._Element) -> str:
    return "".join(written(run) for run in link.iter(f"{W}r")).strip()


def _has_described_picture(link: etree._Element) -> bool:
    return any((shape.get("descr") or "").strip() for shape in link.iter(f"{WP}docPr"))
