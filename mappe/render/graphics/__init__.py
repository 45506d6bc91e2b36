"""All graphics come from data: pure functions from values to SVG, decoration all of them.

Colours are solid, lengths are mm, words arrive finished and localised.
"""

from mappe.render.graphics.clock import OfficeHours, shared_hours
from mappe.render.graphics.globe import cover_globe
from mappe.render.graphics.labels import CoverLabels, Label
from mappe.render.graphics.marks import Precision, Status, kind_mark, status_mark, timeline_mark
from mappe.render.graphics.palette import Palette
from mappe.render.graphics.scale import longitude_scale
from mappe.render.graphics.sphere import Point, great_circle_distance
from mappe.render.graphics.strip import Block, SlotKind, day_strip

__all__ = [
    "Block",
    "CoverLabels",
    "Label",
    "OfficeHours",
    "Palette",
    "Point",
    "Precision",
    "SlotKind",
    "Status",
    "cover_globe",
    "day_strip",
    "great_circle_distance",
    "kind_mark",
    "longitude_scale",
    "shared_hours",
    "status_mark",
    "timeline_mark",
]
