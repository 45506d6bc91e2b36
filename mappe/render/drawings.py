"""The drawings of one document: its data, its theme's colours, its language's words."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from mappe.locales import Locale
from mappe.model.choose import Chosen
from mappe.model.dates import DateRange
from mappe.model.theme import Tokens
from mappe.render import graphics
from mappe.render.graphics import CoverLabels, Label, Palette, Point
from mappe.render.pair import Pair, ahead, clock, minutes, point


def palette(tokens: Tokens) -> Palette:
    """The colours that drawings use, by the names that the theme gives them."""
    colours: Mapping[str, str] = tokens.colours
    return Palette(
        ink=colours["ink"],
        a=colours["petrol"],
        b=colours["brick"],
        night=colours["night"],
        glow=colours["glow"],
        amber=colours["amber"],
        ice=colours["ice"],
        grey=colours["grey"],
        line=colours["line"],
        sand=colours["sand"],
        paper=colours["paper"],
        font=tokens.typefaces["sans"],
    )


@dataclass(frozen=True)
class Drawings:
    """What templates call `art`: each gives an SVG, or nothing where the data are missing."""

    document: Chosen
    locale: Locale
    palette: Palette
    pair: Pair | None

    def cover(self) -> Markup:
        ends = self._ends()
        if ends is None or self.pair is None:
            return Markup("")
        a, b = self.document.cities
        labels = CoverLabels(_label(a), _label(b), Label(self.pair.distance))
        is_light = self.document.print.cover == "light"
        globe = graphics.cover_globe(*ends, labels, self.palette, light=is_light)
        return Markup(globe)  # drawn from escaped words

    def scale(self) -> Markup:
        ends = self._ends()
        return Markup(graphics.longitude_scale(*ends, self.palette)) if ends else Markup("")  # numbers only

    def hours(self) -> Markup:
        """The shared office hours as bars, on a day in summer of the document's year."""
        if self.pair is None or not self.pair.hours:
            return Markup("")
        a, b = self.document.cities
        day = self.document.as_of.first_day.replace(month=7, day=15)
        rows = (_office(a, 0), _office(b, ahead(a, b, day)))
        return Markup(graphics.shared_hours(rows, self.palette, label=clock))  # numbers only

    def strip(self, day: Chosen) -> Markup:
        """A day of the programme as a bar; a slot without end is drawn half an hour long."""
        blocks = [
            graphics.Block(
                minutes(slot.start), minutes(slot.end) if slot.end else minutes(slot.start) + 30, slot.kind
            )
            for slot in day.slots
        ]
        return Markup(graphics.day_strip(blocks, self.palette, label=clock))  # numbers only

    def kind(self, kind: graphics.SlotKind) -> Markup:
        return Markup(graphics.kind_mark(kind, self.palette))  # numbers only

    def mark(self, date: DateRange) -> Markup:
        return Markup(graphics.timeline_mark(date.start.precision.value, self.palette))  # numbers only

    def status(self, status: graphics.Status) -> Markup:
        return Markup(graphics.status_mark(status, self.palette))  # numbers only

    def _ends(self) -> tuple[Point, Point] | None:
        points = [point(city) for city in self.document.cities]
        if len(points) != 2 or points[0] is None or points[1] is None:  # noqa: PLR2004  # a line has two ends
            return None
        return points[0], points[1]


def _label(city: Chosen) -> Label:
    return Label(
        str(city.name),
        f"{_degrees(city.coordinates.latitude, 'NS')}, {_degrees(city.coordinates.longitude, 'EW')}",
    )


def _degrees(value: float, hemispheres: str) -> str:
    total = round(abs(float(value)) * 60)
    return f"{total // 60}°{total % 60:02}′\u00a0{hemispheres[value < 0]}"


def _office(city: Chosen, offset: int) -> graphics.OfficeHours:
    opens, closes = minutes(city.office_hours.start), minutes(city.office_hours.end)
    return graphics.OfficeHours(offset, opens, closes, str(city.name))
