"""Footnotes at the foot of the page that calls them.

Where a page is full, WeasyPrint 70.0 keeps the line and sends its note on to the next page, or sends on the
note of an earlier line to make room for one that may then stand elsewhere. Within `notes_by_their_calls` the
line goes where its note has room, and the note that is there already stays.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from weasyprint.layout import block

_ALL = 1_000_000
"""Lines that stay together: all of a paragraph."""

_ATTEMPTS = 4
"""Enough to shorten a paragraph twice and to send it on whole; then it stands as WeasyPrint would have it."""

_HAIR = 0.01
"""CSS pixels: enough to make a line one that has no room."""

_NEW_CHILDREN, _PAGE_IS_EMPTY, _ABSOLUTE_BOXES, _FIXED_BOXES, _BOTTOM_SPACE = 2, 3, 4, 5, 7
"""Where those stand among what the function takes behind the context and the box."""

_CURRENT, _REPORTED = 1, 2
"""Notes of this page and of the next; before them are those that no line has called yet."""


@contextmanager
def notes_by_their_calls() -> Iterator[None]:
    """Within, no page calls a footnote of the next one, unless a single line and its note fill a page."""
    theirs = block._linebox_layout  # noqa: SLF001

    def lines(context: Any, box: Any, *others: Any) -> Any:  # noqa: ANN401  # WeasyPrint tells no types
        return _Lines(theirs, context, box, [*others]).laid_out()

    block._linebox_layout = lines  # noqa: SLF001
    try:
        yield
    finally:
        block._linebox_layout = theirs  # noqa: SLF001


@dataclass
class _Lines:
    """The lines of a paragraph on a page; `others` are what WeasyPrint's own function takes besides."""

    theirs: Any
    context: Any
    box: Any
    others: list[Any]

    def laid_out(self) -> Any:  # noqa: ANN401  # as above
        """What WeasyPrint's own function gives, of as many lines as have their notes on this page."""
        if not (self.context.footnotes or self.context.current_page_footnotes):
            return self.theirs(self.context, self.box, *self.others)
        before = _State.of(self.context, self._lists())
        space, orphans = self.others[_BOTTOM_SPACE], self.box.style["orphans"]
        try:
            for _ in range(_ATTEMPTS):
                result = self.theirs(self.context, self.box, *self.others)
                if self._sends_on(before):
                    self.box.style["orphans"] = _ALL
                elif line := self._late(before, aborted=result[0]):
                    bottom = line.position_y + line.height
                    self.others[_BOTTOM_SPACE] = self.context.page_bottom - bottom + _HAIR
                else:
                    return result
                before.restore(self.context, self._lists())
        finally:
            self.others[_BOTTOM_SPACE], self.box.style["orphans"] = space, orphans
        return self.theirs(self.context, self.box, *self.others)

    def _lists(self) -> Sequence[list[Any]]:
        return [self.others[position] for position in (_NEW_CHILDREN, _ABSOLUTE_BOXES, _FIXED_BOXES)]

    def _sends_on(self, before: "_State") -> bool:
        """Whether a note of an earlier line had to go."""
        return any(note in before.notes[_CURRENT] for note in self.context.reported_footnotes)

    def _late(self, before: "_State", *, aborted: bool) -> Any:  # noqa: ANN401  # as above
        """The first line whose note is not on its page, if it could be on the next one."""
        if aborted:
            return None
        late = [note for note in self.context.reported_footnotes if note not in before.notes[_REPORTED]]
        begun = len(before.lists[0])
        for number, line in enumerate(self.others[_NEW_CHILDREN][begun:]):
            if any(inner.footnote in late for inner in line.descendants()):
                return line if number or begun or not self.others[_PAGE_IS_EMPTY] else None
        return None


@dataclass(frozen=True)
class _State:
    """The notes of a layout by where they are, and what stands on the page."""

    notes: Sequence[list[Any]]
    lists: Sequence[list[Any]]

    @classmethod
    def of(cls, context: Any, lists: Sequence[list[Any]]) -> "_State":  # noqa: ANN401  # as above
        return cls([[*notes] for notes in _notes(context)], [[*one] for one in lists])

    def restore(self, context: Any, lists: Sequence[list[Any]]) -> None:  # noqa: ANN401  # as above
        for now, before in zip((*_notes(context), *lists), (*self.notes, *self.lists), strict=True):
            now[:] = before
        context._update_footnote_area()  # noqa: SLF001


def _notes(context: Any) -> Sequence[list[Any]]:  # noqa: ANN401  # as above
    return context.footnotes, context.current_page_footnotes, context.reported_footnotes
