"""The previous file's markup without what programs leave behind when they save it."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from lxml import etree

from mappe.formats.docx.ooxml import SPACE, Element, put, qualified, reached

_GONE = tuple(
    map(
        qualified,
        (
            *("proofErr", "lastRenderedPageBreak", "permStart", "permEnd"),
            *("commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"),
        ),
    )
)
"""Traces of work, and comments: they are no part of what the file says."""

_WRAPPERS = frozenset(map(qualified, ("smartTag", "customXml")))
_CONTENT = qualified("sdtContent")
_SDT, _P, _TBL, _TR, _TC = map(qualified, ("sdt", "p", "tbl", "tr", "tc"))
_T, _R, _FORMAT, _HEAD, _SHEET = map(qualified, ("t", "r", "rPr", "pPr", "sectPr"))
_TRACES = ("{http://schemas.microsoft.com/office/word/",)
_SESSIONS = qualified("rsid")


def cleaned(root: Element) -> Element:
    """The root itself, changed."""
    for element in [*root.iter(etree.Element)]:
        for name in [str(name) for name in element.attrib]:
            if name.startswith((_SESSIONS, *_TRACES)):
                del element.attrib[name]
    for element in [*root.iter(*_GONE)]:
        _leave(element)
    for element in [*root.iter(*_WRAPPERS)]:
        _unwrap(element, [child for child in element if not str(child.tag).endswith("Pr")])
    for control in [*root.iter(_SDT)]:
        content = control.find(_CONTENT)
        if content is not None and _is_around_cells(control, content):
            _unwrap(control, [*content])
    return root


def tidied(root: Element) -> Element:
    """The root itself, of a file that another program saved, in the shape in which Mappe writes.

    LibreOffice breaks pages with a sign in the text, and ends a Word section with an empty paragraph.
    """
    for sign in [*root.iter(qualified("br"))]:
        if sign.get(qualified("type"), "textWrapping") != "textWrapping":
            _leave(sign)
    for sheet in [*root.iterfind(f".//{_P}/{_HEAD}/{_SHEET}")]:
        paragraph = next(sheet.iterancestors(_P))
        before = paragraph.getprevious()
        if len(paragraph) == 1 and before is not None and before.tag == _P:
            put(reached(before, "pPr"), sheet)
            _unwrap(paragraph, [])
    return joined(root)


def joined(root: Element) -> Element:
    """The root itself; neighbours that look alike are one run: programs split them where somebody typed."""
    for paragraph in root.iter(_P):
        for container in (paragraph, *paragraph.iterfind(qualified("hyperlink"))):
            _join_runs(container)
    return root


def renamed(root: Element, styles: Mapping[str, str]) -> None:
    """Let styles be known by the ids that today's file gives to those of the same name: {id: id today}."""
    for element in root.iter(*map(qualified, ("pStyle", "rStyle", "tblStyle"))):
        value = element.get(qualified("val"), "")
        element.set(qualified("val"), styles.get(value, value))


def _leave(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
        if parent.tag == _R and all(child.tag == _FORMAT for child in parent):
            _leave(parent)


def _unwrap(element: Element, content: Iterable[Element]) -> None:
    parent = element.getparent()
    if parent is not None:
        place = parent.index(element)
        parent[place : place + 1] = content


def _is_around_cells(control: Element, content: Element) -> bool:
    """Rows and cells within content controls are taken out of them, since none of ours are in any."""
    return any(child.tag in (_TR, _TC) for child in content) or control.getparent() is None


def _join_runs(container: Element) -> None:
    for left, right in _alike(container):
        left.extend([child for child in right if child.tag != _FORMAT])
        container.remove(right)
        _join_text(left)


def _alike(container: Element) -> Iterator[tuple[Element, Element]]:
    """A run and the next one, which has text only and looks the same."""
    kept: Element | None = None
    for left, right in pairwise([*container]):
        start = left if kept is None else kept
        if (
            left.tag == right.tag == _R
            and _is_text(start)
            and _is_text(right)
            and _look(start) == _look(right)
        ):
            kept = start
            yield start, right
        else:
            kept = None


def _is_text(run: Element) -> bool:
    return all(child.tag in (_FORMAT, _T) for child in run)


def _look(run: Element) -> bytes:
    own = run.find(_FORMAT)
    return b"" if own is None or len(own) == 0 else etree.tostring(own, method="c14n")


def _join_text(run: Element) -> None:
    first, *others = run.findall(_T)
    for other in others:
        first.text = (first.text or "") + (other.text or "")
        first.set(SPACE, "preserve")
        run.remove(other)
