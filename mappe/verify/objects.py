"""The objects of a PDF, read so that a strange file is no trouble.

Source: ISO 32000-1, 7.3 (objects) and 7.9.6, 7.9.7 (trees).
"""

from collections.abc import Iterator

from pikepdf import Array, Object

Key = tuple[int, int]
"""Number and generation of an indirect object."""


def key(found: object) -> Key | None:
    """By what an object is known in its file; a direct one is not."""
    return found.objgen if isinstance(found, Object) and found.is_indirect else None


def same(one: object, other: object) -> bool:
    """Whether two are the same indirect object."""
    return key(one) is not None and key(one) == key(other)


def listed(found: object) -> tuple[Object | int, ...]:
    """The entries of an array; anything else is the only entry, and nothing is none."""
    if found is None:
        return ()
    return tuple(found) if isinstance(found, Array) else (found,)  # type: ignore[return-value]


def leaves(tree: Object | None, kind: str) -> Iterator[tuple[Object | int, Object]]:
    """What a tree leads to: (number, object) of `/Nums`, (string, object) of `/Names`."""
    branches, seen = [tree], set[Key]()
    while branches:
        branch = branches.pop()
        if branch is None or (name := key(branch)) in seen:
            continue
        if name:
            seen.add(name)
        entries = listed(branch.get(kind))
        yield from zip(entries[::2], entries[1::2], strict=False)
        branches.extend(reversed(listed(branch.get("/Kids"))))  # type: ignore[arg-type]
