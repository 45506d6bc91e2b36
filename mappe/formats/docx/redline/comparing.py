"""Two packages, story by story: the document, its heads and feet, its notes."""

from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count

from lxml import etree

from mappe.formats.docx.ooxml import Element, add, qualified, root, serialised, w
from mappe.formats.docx.redline import bookmarks, lists, notes, relations, sheets, styles
from mappe.formats.docx.redline.blocks import Match
from mappe.formats.docx.redline.changes import Changes, changes, has_changes, number
from mappe.formats.docx.redline.cleaning import cleaned, joined, renamed, tidied
from mappe.formats.docx.redline.flow import merged
from mappe.formats.docx.redline.furnishing import Furnishing, sections
from mappe.formats.docx.redline.lists import Lists
from mappe.formats.docx.redline.matching import matches, pairs
from mappe.formats.docx.redline.meaning import Meaning
from mappe.formats.docx.redline.notes import Notes
from mappe.formats.docx.redline.origin import refuse_other, saved_elsewhere, stories
from mappe.formats.docx.redline.package import Package, Relation, opened
from mappe.formats.docx.redline.paragraphs import Comparison
from mappe.formats.docx.redline.revisions import Revisions
from mappe.formats.docx.redline.sheets import Around
from mappe.formats.docx.zipped import unzipped

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_BODY = qualified("body")
_KINDS = ("footnote", "endnote")


@dataclass(frozen=True)
class Redline:
    """A Word file with tracked changes, and how many paragraphs they are about."""

    content: bytes
    changes: Changes


@dataclass
class Story:
    """A text with tracked changes: today's part `name`, compared with the previous part `before`."""

    name: str
    before: str
    root: Element


@dataclass
class Files:
    """Two files of one edition; `old` are the previous stories by name, `written` those that are compared."""

    previous: Package
    today: Package
    revisions: Revisions
    loose: bool
    old: dict[str, Element]
    written: list[Story] = field(default_factory=list)

    def known(self, old: Element, name: str, before: str) -> dict[str, str]:
        """What relations mean, once the root of the previous part `before` means them as `name` does."""
        previous, today = relations.meanings(self.previous, before), relations.meanings(self.today, name)
        return relations.adopt(old, previous, today)

    def story(self, name: str) -> Element:
        """Today's part of this name."""
        return joined(self.today.root(name)) if self.loose else self.today.root(name)

    def meaning(self, known: dict[str, str]) -> Meaning:
        return Meaning(known, loose=self.loose)


def redline(previous: bytes, today: bytes, author: str, date: str) -> Redline:
    """Today's file with what differs from the previous one as tracked changes of this author and date.

    Both are Word files that `origin` finds fit; the date is in ISO 8601, to the second. Where nothing
    differs, it is today's file. Raises `UnfitError` where the two are not of the same edition.
    """
    files = _files(previous, today, Revisions(author, date))
    _compare_document(files)
    found = changes(story.root for story in files.written)
    if not any(has_changes(story.root) for story in files.written):
        return Redline(today, found)
    _settle(files)
    return Redline(files.today.written(), found)


def _files(previous: bytes, today: bytes, revisions: Revisions) -> Files:
    old, new = (opened(unzipped(content)) for content in (previous, today))
    refuse_other(old, new)
    files = Files(old, new, revisions, saved_elsewhere(old), {})
    names = styles.by_name(_shared(old, "styles"), _shared(new, "styles"))
    drawings = count(
        1
        + max((_drawing(one) for name in stories(new) for one in new.root(name).iter("{*}docPr")), default=0)
    )
    for name in stories(old):
        story = cleaned(old.root(name))
        if files.loose:
            tidied(story)
        renamed(story, names)
        if name == old.main:
            bookmarks.contained(story)
        else:
            bookmarks.without(story)
        for drawing in story.iter("{*}docPr", "{*}cNvPr"):
            drawing.set("id", str(next(drawings)))
        files.old[name] = story
    return files


def _drawing(properties: Element) -> int:
    number = properties.get("id", "")
    return int(number) if number.isdigit() else 0


def _shared(package: Package, what: str) -> Element:
    """The root of a part that the document refers to; an empty one where there is none."""
    name = package.story(what)
    return package.root(name) if name else w(what)


def _compare_document(files: Files) -> None:
    old, new = files.old[files.previous.main], files.story(files.today.main)
    known = files.known(old, files.today.main, files.previous.main)
    below = [_notes(files, kind) for kind in _KINDS]
    signs = [
        notes.labels(*sides, (files.meaning(means), files.meaning(means))) for _, _, sides, means in below
    ]
    counted = [Lists(_shared(package, "numbering")) for package in (files.previous, files.today)]
    labels = [{key: label for kind in signs for key, label in kind[side].items()} for side in (0, 1)]
    planned = [Meaning(known, labels[side], counted[side].meanings(), files.loose) for side in (0, 1)]
    before, now = _body(old), _body(new)
    found = matches(before, now, (planned[0], planned[1]))
    _adopt(files, new, found, counted)
    settled = [Meaning(known, labels[side], loose=files.loose) for side in (0, 1)]
    comparison = Comparison(settled[0], settled[1], files.revisions)
    written = etree.Element(new.tag, dict(new.attrib), nsmap=new.nsmap)
    # To replace the body in a copy would take lxml the square of its length.
    written.extend([merged(now, found, comparison) if child is now else deepcopy(child) for child in new])
    files.written.append(Story(files.today.main, files.previous.main, written))
    _furnish(files, found, (old, new, written), comparison)
    for name, was, sides, means in below:
        own = Comparison(files.meaning(means), files.meaning(means), files.revisions)
        if sides[0].own or sides[1].own:
            files.written.append(Story(name, was, notes.settle(written, sides, comparison.notes, own)))


def _body(document: Element) -> Element:
    return next(document.iterchildren(_BODY))


def _notes(files: Files, kind: str) -> tuple[str, str, tuple[Notes, Notes], dict[str, str]]:
    """The names of today's and the previous part with notes of a kind, the notes, and what relations mean."""
    what = f"{kind}s"
    name, before = files.today.story(what), files.previous.story(what)
    old = files.old[before] if before else root(what)
    known = files.known(old, name, before)
    new = files.story(name) if name else _empty_notes(old, kind)
    return name, before, (Notes(kind, old), Notes(kind, new)), known


def _empty_notes(old: Element, kind: str) -> Element:
    """A part for notes that are gone, with the lines above them only."""
    copy = deepcopy(old)
    for note in Notes(kind, copy).own.values():
        copy.remove(note)
    return copy


def _adopt(files: Files, new: Element, found: tuple[Match, ...], counted: list[Lists]) -> None:
    """Let the previous stories mean bookmarks and lists as today's do."""
    twins = [*pairs(found)]
    old = files.old[files.previous.main]
    taken = [int(mark.get(qualified("id"), "0")) for mark in new.iter(qualified("bookmarkStart"))]
    numbers = count(max(taken, default=0) + 1)
    bookmarks.renumbered(old, numbers)
    names = bookmarks.settled(old, new, twins, numbers)
    for story in files.old.values():
        bookmarks.rename(story, names)
    size = len(counted[1].root)
    lists.adopt(files.old.values(), twins, *counted)
    if len(counted[1].root) > size:
        name = files.today.story("numbering") or _new_part(files, "numbering", files.today.main)
        files.today.parts[name] = serialised(counted[1].root)


def _furnish(
    files: Files, found: tuple[Match, ...], roots: tuple[Element, Element, Element], comparison: Comparison
) -> None:
    """Sheets, and what stands around the text on them."""
    old, new, written = roots
    some = [*sections(found, _body(old), _body(new))]
    merged_sheets = sheets.sheets(written)
    around = [
        dict(zip(sheets.sheets(side), sheets.furniture(side, _targets(package)), strict=True))
        for side, package in ((old, files.previous), (new, files.today))
    ]

    def merge(kind: str, pair: Around) -> str:
        return _merge(files, kind, pair)

    def relate(kind: str, name: str) -> str:
        return files.today.relate(files.today.main, Relation(f"{_OFFICE}/{kind}", name, outside=False))

    Furnishing(around[0], around[1], merge, relate).furnish(some, merged_sheets)
    for section, sheet in zip(some, merged_sheets, strict=True):
        if section.old is not None and section.new is not None:
            sheets.compare(section.old, sheet, comparison)


def _targets(package: Package) -> dict[str, str]:
    """{id of a relation of the document: name of a part}."""
    return {one: relation.target for one, relation in package.relations.get(package.main, {}).items()}


def _merge(files: Files, kind: str, pair: Around) -> str:
    """The name of a head or foot with what is new and gone in it; a missing one is blank."""
    if not any(pair):
        return ""
    name = pair.today
    if not name or any(story.name == name for story in files.written):
        name = _new_part(files, kind, files.today.main)
        if pair.today:
            files.today.relations[name] = dict(files.today.relations.get(pair.today, {}))
    blank = root({"header": "hdr", "footer": "ftr"}[kind], w("p"))
    new = files.story(pair.today) if pair.today else blank
    old = deepcopy(files.old.get(pair.previous, blank))
    known = files.known(old, pair.today or name, pair.previous)
    comparison = Comparison(files.meaning(known), files.meaning(known), files.revisions)
    written = merged(new, matches(old, new, (comparison.old, comparison.new)), comparison)
    files.today.parts[name] = files.today.parts.get(name) or serialised(written)
    files.written.append(Story(name, pair.previous, written))
    return name


def _new_part(files: Files, what: str, folder_of: str) -> str:
    """The name of a new, empty part beside another one, which the document refers to."""
    folder = folder_of.rpartition("/")[0]
    name = files.today.add(f"{folder}/{what}.xml", b"", f"{_WORD}.{what}+xml")
    files.today.relate(files.today.main, Relation(f"{_OFFICE}/{what}", name, outside=False))
    return name


def _settle(files: Files) -> None:
    """Give all that the stories refer to a place in the file, and write them into it."""
    settling = relations.Settling(files.today, files.previous)
    roots = [story.root for story in files.written]
    number(roots)
    wardrobe = _shared(files.today, "styles")
    if styles.complete(wardrobe, roots, _shared(files.previous, "styles")):
        files.today.parts[files.today.story("styles")] = serialised(wardrobe)
    for story in files.written:
        if not story.name:
            story.name = _notes_part(files, story.before)
        settling.settle(story.root, story.name, story.before)
        # The document may refer to other heads and feet without any change of its own.
        if has_changes(story.root) or story.name == files.today.main or not files.today.parts[story.name]:
            files.today.parts[story.name] = serialised(story.root)


def _notes_part(files: Files, before: str) -> str:
    """The name of a part for notes that today's file lacks; the settings name the lines above them."""
    what = next(kind for kind in _KINDS if files.previous.story(f"{kind}s") == before)
    settings = files.today.story("settings")
    if settings:
        own, theirs = files.today.root(settings), _shared(files.previous, "settings")
        for separators in theirs.iterfind(qualified(f"{what}Pr")):
            add(own, deepcopy(separators))
        files.today.parts[settings] = serialised(own)
    return _new_part(files, f"{what}s", files.today.main)
