"""Office hours of two cities over the same 24 hours, 170 × 20 mm: 10 mm for each city, 46 for its name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TypeAlias

from mappe.render.graphics.palette import Palette, mixed
from mappe.render.graphics.svg import Anchor, Lettering, drawing, moved, rule, shape, text

Span: TypeAlias = tuple[int, int]
"""From and to, in minutes on the clock of the first row."""

DAY = 24 * 60
WIDTH, ROW, BAR_TOP, BAR_FOOT = 124.0, 10.0, 3.9, 7.9
LABEL_SIZE, NAME_SIZE, GUTTER = 2.75, 3.1, 46.0


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Minutes after midnight, local; `offset`: ahead of the first row; `name` stands before the bar."""

    offset: int
    opens: int
    closes: int
    name: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.opens < self.closes <= DAY:
            message = f"an office cannot be open from minute {self.opens} to minute {self.closes} of a day"
            raise ValueError(message)

    def on_first_clock(self) -> Span:
        """The hours as the first row's clock shows them, moved by less than half a day."""
        offset = (self.offset + DAY // 2) % DAY - DAY // 2
        return self.opens - offset, self.closes - offset


@dataclass(frozen=True, slots=True)
class Row:
    """One city's day: spans on the clock of the first row, `top` in mm."""

    top: float
    offset: int
    colour: str
    window: Span
    office: list[Span]
    shared: list[Span]

    def at(self, minute: int) -> float:
        """Millimetres from the left."""
        return (minute - self.window[0]) / DAY * WIDTH


def shared_hours(
    rows: tuple[OfficeHours, OfficeHours], palette: Palette, *, label: Callable[[int], str]
) -> str:
    """Office hours light, shared hours dark; `label` writes minutes after midnight as the reader does."""
    shapes: list[str] = []
    names: list[str] = []
    for office, row in zip(rows, _rows(rows, palette), strict=True):
        shapes += [*_bars(row, palette), *_ticks(row, palette), *_labels(row, palette, label)]
        if office.name:
            lettering = Lettering(palette.font, NAME_SIZE, row.colour, 600)
            names.append(text(office.name, (0, row.top + BAR_FOOT - 0.9), lettering, "start"))
    return drawing("clock", GUTTER + WIDTH, ROW * len(rows), [*names, moved(GUTTER, shapes)])


def _rows(offices: tuple[OfficeHours, OfficeHours], palette: Palette) -> Iterator[Row]:
    window = _window(offices)
    a, b = (_repeated(office.on_first_clock(), window) for office in offices)
    shared = [span for one in a for other in b if (span := _common(one, other))]
    yield Row(0, offices[0].offset, palette.a, window, a, shared)
    yield Row(ROW, offices[1].offset, palette.b, window, b, shared)


def _window(offices: tuple[OfficeHours, OfficeHours]) -> Span:
    """24 full hours with all office hours in their middle."""
    spans = [office.on_first_clock() for office in offices]
    middle = (min(opens for opens, _ in spans) + max(closes for _, closes in spans)) // 2
    start = (middle - DAY // 2) // 60 * 60
    return start, start + DAY


def _repeated(span: Span, window: Span) -> list[Span]:
    """What of yesterday's, today's and tomorrow's hours is in the window."""
    days = ((span[0] + day, span[1] + day) for day in (-DAY, 0, DAY))
    return [part for day in days if (part := _common(day, window))]


def _common(one: Span, other: Span) -> Span | None:
    start, end = max(one[0], other[0]), min(one[1], other[1])
    return (start, end) if start < end else None


def _bars(row: Row, palette: Palette) -> Iterator[str]:
    tones = ((row.office, mixed(palette.paper, row.colour, 0.26)), (row.shared, row.colour))
    for spans, tone in tones:
        for start, end in spans:
            x, height = row.at(start), BAR_FOOT - BAR_TOP
            yield shape("rect", x=x, y=row.top + BAR_TOP, width=row.at(end) - x, height=height, fill=tone)


def _ticks(row: Row, palette: Palette) -> Iterator[str]:
    """At every full hour of the city; the longest is its midnight."""
    y, tone = row.top + BAR_FOOT, mixed(palette.paper, palette.grey, 0.6)
    yield rule((0, y), (WIDTH, y), tone, 0.25)
    first = row.window[0] + -(row.window[0] + row.offset) % 60
    for minute in range(first, row.window[1] + 1, 60):
        x, length = row.at(minute), 1.7 if (minute + row.offset) % DAY == 0 else 0.7
        yield rule((x, y), (x, y + length), tone, 0.2)


def _labels(row: Row, palette: Palette, label: Callable[[int], str]) -> Iterator[str]:
    """The most important hours first; one that would touch another is left out."""
    lettering = Lettering(palette.font, LABEL_SIZE, palette.grey)
    taken: list[tuple[float, float]] = []
    for minute in chain(*row.shared, *row.office, row.window):
        words = label((minute + row.offset) % DAY)
        x, anchor = _place(row.at(minute), _width(words))
        left = {"start": x, "middle": x - _width(words) / 2, "end": x - _width(words)}[anchor]
        right = left + _width(words)
        if all(right + 1 < start or end + 1 < left for start, end in taken):
            taken.append((left, right))
            yield text(words, (x, row.top + BAR_TOP - 1.1), lettering, anchor)


def _place(x: float, width: float) -> tuple[float, Anchor]:
    """Centred, unless the words would leave the drawing."""
    if x < width / 2:
        return 0, "start"
    return (WIDTH, "end") if x > WIDTH - width / 2 else (x, "middle")


def _width(words: str) -> float:
    """Of figures, in mm."""
    return 0.52 * LABEL_SIZE * len(words)
