"""Links, bookmarks and other things to click."""

from collections.abc import Iterator

from pikepdf import Dictionary, Object

from mappe.verify.checks.text import HEADINGS
from mappe.verify.exhibit import Annotation, Exhibit, destination
from mappe.verify.objects import key, same
from mappe.verify.tree import Reference
from mappe.verify.words import quoted

HOLDERS = {"/Link": "Link", "/Widget": "Form"}
"""Kind of annotation → the element that it belongs in; `Annot` for all others."""

PLAIN_ADDRESSES = ("http:", "https:", "mailto:", "tel:")


def no_link_in_link(exhibit: Exhibit) -> Iterator[str]:
    for link in exhibit.tree.of("Link"):
        if link.parent is not None and any(around.type == "Link" for around in link.parent.ancestors):
            yield exhibit.place(link)


def link_can_be_clicked(exhibit: Exhibit) -> Iterator[str]:
    for link in exhibit.tree.of("Link"):
        if not any(isinstance(kid, Reference) for kid in link.inside):
            yield exhibit.place(link)


def link_leads_somewhere(exhibit: Exhibit) -> Iterator[str]:
    for link in _of(exhibit, "/Link"):
        if link.target is not None and not exhibit.leads_somewhere(link.target):
            yield link.place


def link_described(exhibit: Exhibit) -> Iterator[str]:
    for link in _of(exhibit, "/Link"):
        if not link.words:
            yield link.place


def link_described_in_words(exhibit: Exhibit) -> Iterator[str]:
    for link in _of(exhibit, "/Link"):
        is_name = link.words in _addresses(link.object) and not link.words.startswith(PLAIN_ADDRESSES)
        if link.words and is_name:
            yield link.place


def annotations_tagged(exhibit: Exhibit) -> Iterator[str]:
    for found in exhibit.annotations:
        name = key(found.object)
        owner = exhibit.tree.annotations.get(name) if name else None
        parent = exhibit.tree.parents.get(int(found.object.get("/StructParent", -1)))
        if owner is None:
            yield f"{found.place}: in no element"
        elif owner.type != HOLDERS.get(found.kind, "Annot") or not same(parent, owner.object):
            yield f"{found.place}: in {owner.path}"


def others_described(exhibit: Exhibit) -> Iterator[str]:
    for found in exhibit.annotations:
        if found.kind not in HOLDERS and not found.words and not str(found.object.get("/Alt", "")).strip():
            yield found.place


def bookmarks(exhibit: Exhibit) -> Iterator[str]:
    if len(exhibit.pdf.pages) > 1 and exhibit.tree.of("H", *HEADINGS) and not exhibit.bookmarks:
        yield "the whole file"


def bookmarks_lead_somewhere(exhibit: Exhibit) -> Iterator[str]:
    for mark in exhibit.bookmarks:
        target = destination(mark)
        leads = exhibit.leads_somewhere(target) if target is not None else "/A" in mark
        if not leads:
            yield f"bookmark{quoted(str(mark.get('/Title', '')))}"


def _of(exhibit: Exhibit, kind: str) -> list[Annotation]:
    return [found for found in exhibit.annotations if found.kind == kind]


def _addresses(link: Object) -> tuple[str, ...]:
    """The names by which the link's target is known to programs."""
    return str(destination(link) or ""), str(link.get("/A", Dictionary()).get("/URI", ""))
