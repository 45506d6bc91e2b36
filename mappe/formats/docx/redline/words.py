"""Which words of a paragraph are the same, which are new and which are gone, as a reader would mark it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mappe.formats.docx.redline.alignment import Pairs, common
from mappe.formats.docx.redline.tokens import Token

_SOLID = frozenset({"word", "thing", "field"})
_WEIGHTS = {"soft": 0, "thing": 6, "field": 12}
"""How much a token keeps the words before it apart from those behind it; a word counts by its letters."""

_LEAST = 0.25
"""The part of a paragraph that must stay for its other words to be compared one by one."""


@dataclass
class Stretch:
    """Words of the previous paragraph and of today's that stand for each other."""

    same: bool
    old: list[Token]
    new: list[Token]

    @property
    def weight(self) -> int:
        """The greater of the two sides."""
        return max(_weight(self.old), _weight(self.new))


def stretches(old: Sequence[Token], new: Sequence[Token]) -> list[Stretch]:
    """Both in order, without what takes no room."""
    found = [*_joined(_split(old, new, _anchored(old, new)))]
    cleaned = _without_crumbs(found)
    kept = sum(one.weight for one in cleaned if one.same)
    if kept < _LEAST * max(_weight(old), _weight(new)):
        return [*_joined(_split(old, new, _tied(old, new)))]
    return cleaned


def _anchored(old: Sequence[Token], new: Sequence[Token]) -> Pairs:
    """Equal words in order, with the spaces and the punctuation beside them that are equal too."""
    lefts = [i for i, one in enumerate(old) if one.kind in _SOLID]
    rights = [j for j, one in enumerate(new) if one.kind in _SOLID]
    found = common([old[i].said for i in lefts], [new[j].said for j in rights])
    anchors = [(-1, -1), *((lefts[i], rights[j]) for i, j in found), (len(old), len(new))]
    pairs = anchors[1:-1]
    for (left, right), (end, stop) in pairwise(anchors):
        head = _alike(old, new, range(left + 1, end), range(right + 1, stop))
        tail = _alike(old, new, range(end - 1, left + len(head), -1), range(stop - 1, right + len(head), -1))
        pairs += head + tail
    return sorted(pairs)


def _alike(old: Sequence[Token], new: Sequence[Token], lefts: range, rights: range) -> Pairs:
    found: Pairs = []
    for i, j in zip(lefts, rights, strict=False):
        if old[i].said != new[j].said:
            break
        found.append((i, j))
    return found


def _tied(old: Sequence[Token], new: Sequence[Token]) -> Pairs:
    """What stays though all is replaced: what leads to a note, since the note stays."""
    lefts = [i for i, one in enumerate(old) if is_tied(one)]
    rights = [j for j, one in enumerate(new) if is_tied(one)]
    found = common([old[i].said for i in lefts], [new[j].said for j in rights])
    return [(lefts[i], rights[j]) for i, j in found]


def is_tied(token: Token) -> bool:
    """Whether it leads to a note."""
    return any(str(part.tag).endswith("noteReference") for part in token.parts)


def _split(old: Sequence[Token], new: Sequence[Token], pairs: Pairs) -> Iterator[Stretch]:
    left = right = 0
    for i, j in [*pairs, (len(old), len(new))]:
        if i > left or j > right:
            yield Stretch(False, [*old[left:i]], [*new[right:j]])  # noqa: FBT003  # its name is its meaning
        if i < len(old):
            yield Stretch(True, [old[i]], [new[j]])  # noqa: FBT003  # as above
        left, right = i + 1, j + 1


def _joined(found: Iterator[Stretch]) -> Iterator[Stretch]:
    waiting: Stretch | None = None
    for one in found:
        if waiting is None:
            waiting = one
        elif waiting.same == one.same:
            waiting.old += one.old
            waiting.new += one.new
        else:
            yield waiting
            waiting = one
    if waiting is not None:
        yield waiting


def _without_crumbs(found: list[Stretch]) -> list[Stretch]:
    """A few equal words between longer replaced ones only shred the sentence: they are replaced too."""
    kept: list[Stretch] = []
    for one in found:
        kept.append(one)
        while len(kept) > 2 and not kept[-1].same and _is_crumb(*kept[-3:]):  # noqa: PLR2004  # it and its sides
            before, crumb, behind = kept[-3:]
            whole = Stretch(False, before.old + crumb.old + behind.old, before.new + crumb.new + behind.new)  # noqa: FBT003  # as above
            kept[-3:] = [whole]
    return kept


def _is_crumb(before: Stretch, crumb: Stretch, behind: Stretch) -> bool:
    if not crumb.same or any(map(is_tied, crumb.new)):
        return False
    return crumb.weight <= before.weight and crumb.weight <= behind.weight


def _weight(some: Sequence[Token]) -> int:
    return sum(_WEIGHTS.get(one.kind, len(one.text)) for one in some)
