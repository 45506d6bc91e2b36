"""Two Word files of one edition → today's with all that is new or gone as tracked changes.

Accepting all of them gives today's file, rejecting all gives the previous one.
"""

from mappe.formats.docx.redline.changes import Changes
from mappe.formats.docx.redline.comparing import Redline, redline
from mappe.formats.docx.redline.origin import Origin, UnfitError, origin

__all__ = ["Changes", "Origin", "Redline", "UnfitError", "origin", "redline"]
