"""What is drawn and what the tree says must be the same."""

import re
from collections import Counter
from collections.abc import Iterator

from mappe.verify.exhibit import Exhibit
from mappe.verify.objects import same
from mappe.verify.tree import Content, entry
from mappe.verify.words import quoted

REPEATED_SIGN = re.compile(r"([^\s\w])\1{5,}")
"""Six dots in a row lead the eye, and are read out one by one."""

READ_OUT = 6


def content_marked(exhibit: Exhibit) -> Iterator[str]:
    yield from _by_page(exhibit.drawing.unmarked)


def artifacts_apart(exhibit: Exhibit) -> Iterator[str]:
    yield from _by_page(exhibit.drawing.mixed)


def tags_in_forms(exhibit: Exhibit) -> Iterator[str]:
    yield from _by_page(exhibit.drawing.in_forms)


def content_in_tree(exhibit: Exhibit) -> Iterator[str]:
    for content in _painted(exhibit):
        if content not in exhibit.tree.owners:
            yield exhibit.spot(content)


def parent_tree(exhibit: Exhibit) -> Iterator[str]:
    for content in _painted(exhibit):
        owner = exhibit.tree.owners.get(content)
        if owner is not None and content.page is not None:
            row = int(exhibit.pdf.pages[content.page].obj.get("/StructParents", -1))
            if not same(entry(exhibit.tree.parents.get(row), content.mark), owner.object):
                yield exhibit.spot(content)


def tree_of_content(exhibit: Exhibit) -> Iterator[str]:
    for content, owner in exhibit.tree.owners.items():
        if content not in exhibit.drawing.marks:
            yield exhibit.place(owner, f"piece {content.mark}")


def leader_dots(exhibit: Exhibit) -> Iterator[str]:
    for content in exhibit.tree.owners:
        if REPEATED_SIGN.search(exhibit.drawing.words.get(content, "")):
            yield exhibit.spot(content)
    for element in exhibit.tree.elements:
        run, sign = 0, ""
        for kid in element.inside:
            text = exhibit.drawing.words.get(kid, "").strip() if isinstance(kid, Content) else ""
            run = run + 1 if text == sign and len(text) == 1 and not text.isalnum() else 1
            sign = text
            if run == READ_OUT and isinstance(kid, Content) and exhibit.tree.owners.get(kid) is not None:
                yield exhibit.place(element, f"one by one{quoted(sign)}")
                break


def _painted(exhibit: Exhibit) -> list[Content]:
    """What is drawn on pages and tagged, in the order of the pages."""
    return sorted(content for content in exhibit.drawing.painted if content.page is not None)


def _by_page(counted: Counter[int]) -> Iterator[str]:
    """A place for each case, so that their number is told."""
    for page, times in sorted(counted.items()):
        yield from [f"page {page + 1}"] * times
