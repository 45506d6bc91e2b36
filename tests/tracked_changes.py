"""Word files after all tracked changes are accepted or rejected, and what they say then.

Written after ISO/IEC 29500-1, 17.13.5 (Revisions), and apart from the code that writes them.
"""

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from functools import cache
from hashlib import sha256
from typing import Any, Literal

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

Element = Any
Parts = dict[str, bytes]
Verdict = Literal["accepted", "rejected"]

CHANGED = tuple(
    W + name
    for name in (
        *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"),
        *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "trPrChange"),
        *("tcPrChange", "tblPrExChange", "customXmlInsRangeStart", "customXmlDelRangeStart"),
    )
)
MARKS = (W + "bookmarkStart", W + "bookmarkEnd")
SHOWN = {W + "delText": W + "t", W + "delInstrText": W + "instrText"}
SIGNS = {W + "softHyphen": "\u00ad", W + "noBreakHyphen": "\u2011"}


def parts_of(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def story_names(parts: Parts) -> list[str]:
    kinds = ("document", "header", "footer", "footnotes", "endnotes")
    return [
        name
        for name in parts
        if name.startswith(tuple(f"word/{kind}" for kind in kinds)) and name.endswith(".xml")
    ]


def changes_in(content: bytes) -> int:
    """How many tracked changes a file has."""
    parts = parts_of(content)
    return sum(1 for name in story_names(parts) for _ in root_of(parts[name]).iter(*CHANGED))


def settled(content: bytes, verdict: Verdict) -> bytes:
    """The file with all its tracked changes accepted or rejected."""
    parts = parts_of(content)
    for name in story_names(parts):
        root = root_of(parts[name])
        _settle(root, verdict)
        assert not [*root.iter(*CHANGED, *SHOWN)], "everything is settled"
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return zipped(parts)


def root_of(content: bytes) -> Element:
    """Without its type, which says of every lookup that it may find nothing."""
    return etree.fromstring(content)


def accepted(content: bytes) -> bytes:
    return settled(content, "accepted")


def rejected(content: bytes) -> bytes:
    return settled(content, "rejected")


def _settle(root: Element, verdict: Verdict) -> None:
    vanishing = W + ("del" if verdict == "accepted" else "ins")
    lasting = W + ("ins" if verdict == "accepted" else "del")
    _settle_properties(root, verdict)
    _settle_controls(root, "Del" if verdict == "accepted" else "Ins")
    _settle_tables(root, vanishing)
    doomed = [p for p in root.iter(W + "p") if p.find(f"{W}pPr/{W}rPr/{vanishing}") is not None]
    for mark in [*root.iterfind(f".//{W}rPr/{lasting}"), *root.iterfind(f".//{W}trPr/{lasting}")]:
        mark.getparent().remove(mark)
    for mark in root.findall(f".//{W}rPr/{vanishing}"):
        mark.getparent().remove(mark)
    _settle_words(root, vanishing, lasting)
    for paragraph in doomed:
        _join(paragraph)


def _settle_tables(root: Element, vanishing: str) -> None:
    for row in [*root.iter(W + "tr")]:
        if row.find(f"{W}trPr/{vanishing}") is not None:
            row.getparent().remove(row)
    for table in [*root.iter(W + "tbl")]:
        if table.find(W + "tr") is None:
            table.getparent().remove(table)


def _settle_words(root: Element, vanishing: str, lasting: str) -> None:
    for change in [*root.iter(vanishing)]:
        change.getparent().remove(change)
    for change in [*root.iter(lasting)]:
        parent = change.getparent()
        parent[parent.index(change) : parent.index(change) + 1] = [*change]
    for tag, name in SHOWN.items():
        for text in root.iter(tag):
            text.tag = name
    for link in [*root.iter(W + "hyperlink")]:
        if len(link) == 0:
            link.getparent().remove(link)


def _join(paragraph: Element) -> None:
    """A paragraph without its mark goes on in the next one, and has the properties of that."""
    left = [child for child in paragraph if child.tag != W + "pPr"]
    left = left if any(child.tag not in MARKS for child in left) else []
    parent, following = paragraph.getparent(), paragraph.getnext()
    if left:
        assert following is not None, "words go on in a paragraph"
        assert following.tag == W + "p", "words go on in a paragraph"
        place = 1 if len(following) and following[0].tag == W + "pPr" else 0
        following[place:place] = left
    parent.remove(paragraph)
    if parent.tag in (W + "tc", W + "hdr", W + "ftr", W + "footnote"):
        assert len(parent)
        assert parent[-1].tag == W + "p", "there is always a last paragraph"


def _settle_properties(root: Element, verdict: Verdict) -> None:
    for change in [*root.iter(*(tag for tag in CHANGED if tag.endswith(("PrChange", "GridChange"))))]:
        properties = change.getparent()
        if verdict == "rejected":
            kept = {
                W + "pPr": (W + "rPr", W + "sectPr"),
                W + "rPr": (W + "ins", W + "del"),
                W + "trPr": (W + "ins", W + "del"),
                W + "sectPr": (W + "headerReference", W + "footerReference"),
            }.get(properties.tag, ())
            own = [child for child in properties if child.tag in kept]
            was = [*change[0]]
            properties[:] = [*own, *was] if properties.tag == W + "sectPr" else [*was, *own]
        else:
            properties.remove(change)


def _settle_controls(root: Element, vanishing: str) -> None:
    for kind in ("Ins", "Del"):
        for start in [*root.iter(f"{W}customXml{kind}RangeStart")]:
            control = start.getnext()
            if control is not None and control.tag == W + "sdt" and kind == vanishing:
                content = control.find(W + "sdtContent")
                parent = control.getparent()
                parent[parent.index(control) : parent.index(control) + 1] = [*content]
    for mark in [one for one in root.iter() if "customXml" in str(one.tag) and "Range" in str(one.tag)]:
        mark.getparent().remove(mark)


# ------------------------------------------------------------------ what a file says


def meaning(content: bytes) -> dict[str, str]:
    """{story: its markup}, with ids, numbers and names replaced by what they stand for."""
    return File(parts_of(content)).meaning()


class File:
    """A Word file read for what its words and looks are."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.main = "word/document.xml"
        self.root = root_of(parts[self.main])
        self.lists: list[str] = []
        self.places = self._places()
        self.notes = {kind: self._notes(kind) for kind in ("footnote", "endnote")}

    def meaning(self) -> dict[str, str]:
        root = self._plain(self.root, self.main)
        sheets = [*root.iter(W + "sectPr")]
        said = {"document": _markup(root)}
        for number, around in enumerate(self._furniture()):
            said |= {f"{number} {place}": words for place, words in around.items() if words}
        assert len(sheets) == len(self._furniture())
        return said

    def _targets(self, name: str) -> dict[str, str]:
        listing = posixpath.join(posixpath.dirname(name), "_rels", posixpath.basename(name) + ".rels")
        if listing not in self.parts:
            return {}
        return {item.get("Id"): item.get("Target") for item in root_of(self.parts[listing]).iter(RELATION)}

    def _inside(self, name: str, target: str) -> str:
        return posixpath.normpath(posixpath.join("/", posixpath.dirname(name), target)).lstrip("/")

    def _means(self, name: str) -> dict[str, str]:
        found = {}
        for identifier, target in self._targets(name).items():
            inside = self.parts.get(self._inside(name, target))
            found[identifier] = target if inside is None else sha256(inside).hexdigest()
        return found

    def _places(self) -> dict[str, str]:
        """{name of a bookmark: the number and the words of the paragraph where it begins}."""
        found: dict[str, str] = {}
        number, waiting = -1, list[str]()
        for element in self.root.iter(W + "bookmarkStart", W + "p"):
            name = element.get(W + "name")
            if element.tag == W + "p":
                number += 1
                found |= dict.fromkeys(waiting, f"paragraph {number}")
                waiting = []
            elif next(element.iterancestors(W + "p"), None) is None:
                waiting.append(name)
            else:
                assert name not in found, "each name is there once"
                found[name] = f"paragraph {number}"
        return found

    def _notes(self, kind: str) -> dict[str, str]:
        name = f"word/{kind}s.xml"
        if name not in self.parts:
            return {}
        root = root_of(self.parts[name])
        return {note.get(W + "id"): _markup(self._plain_note(note, name)) for note in root.iterfind(W + kind)}

    def _plain_note(self, note: Element, name: str) -> Element:
        copy = deepcopy(note)
        del copy.attrib[W + "id"]
        return self._plain(copy, name)

    def _furniture(self) -> list[dict[str, str]]:
        targets, around, found = self._targets(self.main), dict[str, str](), []
        for sheet in self.root.iter(W + "sectPr"):
            for reference in sheet.iterchildren(W + "headerReference", W + "footerReference"):
                name = self._inside(self.main, targets[reference.get(R + "id")])
                root = self._plain(root_of(self.parts[name]), name)
                blank = len(root) == 1 and not [*root.iter(W + "r")]
                place = f"{str(reference.tag).removeprefix(W)} {reference.get(W + 'type')}"
                around = {**around, place: "" if blank else _markup(root)}
            found.append(around)
        return found

    def _plain(self, root: Element, name: str) -> Element:
        copy = deepcopy(root)
        means = self._means(name)
        steps: tuple[Callable[[Element], None], ...] = (_without_traces, _with_complex_fields, _with_letters)
        for element in copy.iter(etree.Element):
            self._name_meanings(element, means)
        for step in steps:
            step(copy)
        _with_joined_runs(copy)
        return copy

    def _name_meanings(self, element: Element, means: Mapping[str, str]) -> None:
        tag = element.tag
        if tag in (W + "headerReference", W + "footerReference"):
            return
        for attribute, value in element.attrib.items():
            if attribute.startswith(R):
                element.set(attribute, means[value])
        if tag == W + "numId":
            element.set(W + "val", self._list(element.get(W + "val")))
        elif tag == W + "hyperlink" and element.get(W + "anchor"):
            element.set(W + "anchor", self.places.get(element.get(W + "anchor"), element.get(W + "anchor")))
        elif tag == W + "instrText":
            for word in (element.text or "").split():
                if word in self.places:
                    element.text = element.text.replace(word, self.places[word])
        elif tag in (W + "footnoteReference", W + "endnoteReference"):
            kind = tag.removeprefix(W).removesuffix("Reference")
            element.set(W + "id", self.notes[kind][element.get(W + "id")])

    def _list(self, number: str) -> str:
        if number not in self.lists:
            self.lists.append(number)
        return self._counting(number)

    @cache  # noqa: B019  # a file is read for one test
    def _counting(self, number: str) -> str:
        root = root_of(self.parts["word/numbering.xml"])
        for one in root.iterfind(W + "num"):
            if one.get(W + "numId") == number:
                wanted = one.find(W + "abstractNumId").get(W + "val")
                definition = next(
                    a for a in root.iterfind(W + "abstractNum") if a.get(W + "abstractNumId") == wanted
                )
                looks = [_markup(child) for child in definition.iter(W + "numFmt", W + "lvlText", W + "ind")]
                starts = [_markup(child) for child in one.iter(W + "startOverride")]
                return f"list {self.lists.index(number)} {sha256(repr(looks).encode()).hexdigest()} {starts}"
        return number


def _without_traces(root: Element) -> None:
    for tag in MARKS:
        for mark in [*root.iter(tag)]:
            mark.getparent().remove(mark)
    for element in [*root.iter(W + "headerReference", W + "footerReference")]:
        element.getparent().remove(element)
    for element in [
        *root.iter(W + "rPr"),
        *root.iter(W + "pPr"),
        *root.iter(W + "trPr"),
        *root.iter(W + "hyperlink"),
    ]:
        if len(element) == 0 and element.getparent() is not None:
            element.getparent().remove(element)
    for element in root.iter("{*}docPr", "{*}cNvPr"):
        element.attrib.pop("id", None)
        element.attrib.pop("name", None)
    for identifier in [*root.iterfind(f".//{W}sdtPr/{W}id")]:
        identifier.getparent().remove(identifier)


def _with_complex_fields(root: Element) -> None:
    for field in [*root.iter(W + "fldSimple")]:
        runs = [etree.Element(W + "r") for _ in range(4)]
        for run, kind in zip((runs[0], runs[2], runs[3]), ("begin", "separate", "end"), strict=True):
            etree.SubElement(run, W + "fldChar", {W + "fldCharType": kind})
        etree.SubElement(runs[1], W + "instrText").text = field.get(W + "instr")
        parent = field.getparent()
        parent[parent.index(field) : parent.index(field) + 1] = [*runs[:3], *field, runs[3]]


def _with_letters(root: Element) -> None:
    for tag, sign in SIGNS.items():
        for element in root.iter(tag):
            element.tag, element.text = W + "t", sign
    for text in root.iter(W + "t", W + "instrText"):
        text.attrib.clear()


def _with_joined_runs(root: Element) -> None:
    for paragraph in root.iter(W + "p"):
        _join_alike(paragraph, W + "hyperlink", _attributes)
        for container in (paragraph, *paragraph.iter(W + "hyperlink")):
            _join_alike(container, W + "r", _look)
    for run in root.iter(W + "r"):
        for text in [*run.iter(W + "t")]:
            before = text.getprevious()
            if before is not None and before.tag == W + "t":
                before.text = (before.text or "") + (text.text or "")
                run.remove(text)


def _join_alike(container: Element, tag: str, look: Callable[[Element], object]) -> None:
    for element in [*container.iterchildren(tag)]:
        before = element.getprevious()
        if before is not None and before.tag == tag and look(before) == look(element):
            before.extend([child for child in element if child.tag != W + "rPr"])
            container.remove(element)


def _attributes(element: Element) -> list[tuple[str, str]]:
    return sorted(element.attrib.items())


def _look(run: Element) -> str:
    return _markup(run.find(W + "rPr")) if run.find(W + "rPr") is not None else ""


def _markup(element: Element) -> str:
    return "\n".join(_lines(element))


def _lines(element: Element, depth: int = 0) -> Iterator[str]:
    attributes = " ".join(f"{name}={value!r}" for name, value in sorted(element.attrib.items()))
    text = (
        element.text
        if element.text and (element.tag in (W + "t", W + "instrText") or element.text.strip())
        else ""
    )
    yield f"{' ' * depth}{element.tag.rpartition('}')[2]} {attributes} {text!r}"
    for child in element:
        yield from _lines(child, depth + 1)
