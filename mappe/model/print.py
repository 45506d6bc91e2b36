"""How a document is printed."""

from typing import Literal

from mappe.model.audience import Shown
from mappe.model.fields import Flag
from mappe.model.record import Record

PrintFile = Literal["shop", "booklet", "handout"]
"""For a print shop; A5 pages on A4 sheets to fold; two pages on a sheet."""


class Print(Record):
    """What a document says about its printing; `files` are made in addition to the formats of the office."""

    two_sided: Shown[Flag] = False
    """The wider margin is at the binding, left on right-hand pages and right on left-hand ones."""
    cover: Shown[Literal["dark", "light", "heading"]] = "dark"
    """Light is for office printers: lines on white, clear in grey too; a heading has no sheet of its own."""
    files: Shown[tuple[PrintFile, ...]] = ()
