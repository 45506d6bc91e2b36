"""What two rows of things have in common, in order."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence

MOST_CELLS = 400_000_000
"""Bits of the table of a comparison, 50 MB; beyond, only equal beginnings and ends are found."""

Pairs = list[tuple[int, int]]
"""Places in the one row and in the other, rising in both."""


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """The places of a longest common subsequence; linear for what begins and ends alike."""
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    tail = next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)
    middle = _subsequence(old[head : len(old) - tail], new[head : len(new) - tail])
    return [
        *((n, n) for n in range(head)),
        *((i + head, j + head) for i, j in middle),
        *((len(old) - n, len(new) - n) for n in range(tail, 0, -1)),
    ]


def _subsequence(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """By bits of whole numbers, a row of the table at once: H. Hyyrö, Bit-Parallel LCS-length, 2004."""
    shared = {*old} & {*new}
    lefts = [i for i, one in enumerate(old) if one in shared]
    rights = [j for j, one in enumerate(new) if one in shared]
    if not lefts or len(lefts) * len(rights) > MOST_CELLS:
        return []
    where: dict[Hashable, int] = defaultdict(int)
    for place, j in enumerate(rights):
        where[new[j]] |= 1 << place
    full = (1 << len(rights)) - 1
    row, rows = full, list[int]()
    for i in lefts:
        found = row & where[old[i]]
        row = ((row + found) | (row - found)) & full
        rows.append(row)
    return [(lefts[i], rights[j]) for i, j in _path(rows, len(rights))]


def _path(rows: Sequence[int], width: int) -> Pairs:
    """Back through the table: a bit that is 0 says that a pair ends here or above."""
    i, j = len(rows), width
    found: Pairs = []
    while i and j:
        if rows[i - 1] >> (j - 1) & 1:
            j -= 1
        elif i > 1 and not rows[i - 2] >> (j - 1) & 1:
            i -= 1
        else:
            i, j = i - 1, j - 1
            found.append((i, j))
    return found[::-1]


def likeliest(olds: int, news: int, likeness: Callable[[int, int], float]) -> Pairs:
    """The pairs in order with the greatest sum of likeness; none of likeness 0."""
    best = [[0.0] * (news + 1) for _ in range(olds + 1)]
    like = [[likeness(i, j) for j in range(news)] for i in range(olds)]
    for i in range(olds - 1, -1, -1):
        row, below, own = best[i], best[i + 1], like[i]
        for j in range(news - 1, -1, -1):
            row[j] = max(below[j], row[j + 1], own[j] + below[j + 1] if own[j] else 0.0)
    found: Pairs = []
    i = j = 0
    while i < olds and j < news:
        if like[i][j] and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found
