"""One day of the programme as a bar, 170 × 9 mm."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from mappe.render.graphics.palette import Palette, mixed
from mappe.render.graphics.svg import Anchor, Lettering, drawing, rule, shape, text

SlotKind = Literal["transfer", "free", "talks", "reception", "visit", "meal", "culture", "press"]

DAY = 24 * 60
WIDTH, HEIGHT, BAR, GAP = 170.0, 9.0, 4.6, 0.3
USUAL = 8 * 60, 22 * 60
"""The bar shows at least these minutes of the day."""
LABEL_EVERY, LABEL_SIZE = 120, 2.75


@dataclass(frozen=True, slots=True)
class Block:
    """One slot in minutes after midnight; `end` may lie after the next midnight."""

    start: int
    end: int
    kind: SlotKind

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            message = f"a slot cannot last from minute {self.start} to minute {self.end}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Window:
    """The minutes that the bar shows."""

    start: int
    end: int

    def at(self, minute: int) -> float:
        """Millimetres from the left."""
        return (minute - self.start) / (self.end - self.start) * WIDTH


def day_strip(blocks: Sequence[Block], palette: Palette, *, label: Callable[[int], str]) -> str:
    """Each block in the tone of its kind; `label` writes minutes after midnight as the reader does."""
    window = _window(blocks)
    track = shape("rect", x=0, y=0, width=WIDTH, height=BAR, fill=mixed(palette.paper, palette.grey, 0.1))
    shapes = [track, *_bars(blocks, window, palette), *_hours(window, palette, label)]
    return drawing("strip", WIDTH, HEIGHT, shapes)


def tone(kind: SlotKind, palette: Palette) -> str:
    """The colour of a kind, at least 3 : 1 on white (WCAG 2.2, 1.4.11)."""
    return TONES[kind](palette)


def _window(blocks: Sequence[Block]) -> Window:
    start = min([USUAL[0], *(block.start // 60 * 60 for block in blocks)])
    end = max([USUAL[1], *(-(-block.end // 60) * 60 for block in blocks)])
    return Window(start, end)


def _bars(blocks: Sequence[Block], window: Window, palette: Palette) -> Iterator[str]:
    """Blocks at the same time share the height."""
    lanes = _lanes(blocks)
    for block, lane in zip(blocks, lanes, strict=True):
        together = 1 + max(theirs for other, theirs in zip(blocks, lanes, strict=True) if _meet(block, other))
        height = BAR / together
        x, end = window.at(block.start), window.at(block.end)
        width = max(end - x - GAP, (end - x) / 2)
        yield shape("rect", x=x, y=lane * height, width=width, height=height, fill=tone(block.kind, palette))


def _lanes(blocks: Sequence[Block]) -> list[int]:
    """For each block the first lane in which no earlier one is in its way."""
    lanes: list[int] = []
    for index, block in enumerate(blocks):
        taken = {lane for other, lane in zip(blocks[:index], lanes, strict=True) if _meet(block, other)}
        lanes.append(next(lane for lane in range(index + 1) if lane not in taken))
    return lanes


def _meet(one: Block, other: Block) -> bool:
    return one.start < other.end and other.start < one.end


def _hours(window: Window, palette: Palette, label: Callable[[int], str]) -> Iterator[str]:
    lettering = Lettering(palette.font, LABEL_SIZE, palette.grey)
    for minute in range(window.start, window.end + 1, 60):
        x, labelled = window.at(minute), (minute - window.start) % LABEL_EVERY == 0
        foot = BAR + (1 if labelled else 0.6)
        yield rule((x, BAR), (x, foot), mixed(palette.paper, palette.grey, 0.6), 0.2)
        if labelled:
            yield text(label(minute % DAY), (x, HEIGHT - 0.8), lettering, _anchor(x))


def _anchor(x: float) -> Anchor:
    if x == 0:
        return "start"
    return "end" if x == WIDTH else "middle"


TONES: Mapping[SlotKind, Callable[[Palette], str]] = MappingProxyType(
    {
        "transfer": lambda palette: mixed(palette.paper, palette.grey, 0.82),
        "free": lambda palette: mixed(palette.paper, palette.grey, 0.7),
        "talks": lambda palette: mixed(palette.paper, palette.a, 0.78),
        "reception": lambda palette: palette.a,
        "visit": lambda palette: mixed(palette.paper, palette.a, 0.62),
        "meal": lambda palette: mixed(palette.paper, palette.b, 0.68),
        "culture": lambda palette: palette.b,
        "press": lambda palette: mixed(palette.b, palette.ink, 0.4),
    }
)
"""Grey: on the way; petrol: at work; brick: as a guest and in public."""
