"""YAML as libyaml reads it: many times faster than PyYAML's own parser, and taken only where both agree."""

import re
from collections.abc import Iterator

from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
)
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

try:
    from yaml._yaml import CParser, get_version_string
except ImportError:  # PyYAML was built without it
    RELEASE = ""
else:
    RELEASE = get_version_string()

COMPARED = "0.2.5"
"""The release of which every line was held against PyYAML's own parser."""

DOUBTFUL = re.compile(
    r"""\t                              # a space for libyaml alone
    | %(?<=^%)                          # a directive
    | \|[0-9+-]*\# | >[0-9+-]*\#        # a comment right behind the head of a block, for libyaml alone
    """,
    re.MULTILINE | re.VERBOSE,
)
"""What the two may read differently, wherever it stands.

Each begins with a sign of its own: other characters take no time.
"""

TAG = ""
"""Types of scalars are the schema's business."""


class DoubtError(YAMLError):
    """The two may differ here."""


def tree(text: str, deepest: int) -> Node | None:
    """The tree of a file's one document, if PyYAML's own parser is sure to find the same one, place by place.

    None for a text with any fault, for one that is nested as deeply as it may be, and without libyaml.
    It holds no unprintable character, and so no end of a line but LF.
    """
    if RELEASE != COMPARED or DOUBTFUL.search(text):
        return None
    try:
        nodes = _nodes(iter(CParser(text).get_event, None), deepest, in_flow=False)
    except YAMLError:
        return None
    return nodes[0] if len(nodes) == 1 else None


def _nodes(events: Iterator[Event], levels: int, *, in_flow: bool) -> list[Node]:
    """Those up to the end of a collection, or of the file; `levels` is how many more there may be."""
    nodes: list[Node] = []
    for event in events:
        if isinstance(event, ScalarEvent):
            nodes.append(_scalar(event, in_flow=in_flow))
        elif isinstance(event, CollectionStartEvent):
            nodes.append(_collection(event, events, levels - 1))
        elif isinstance(event, CollectionEndEvent):
            break
        elif isinstance(event, AliasEvent):
            raise DoubtError
    return nodes


def _scalar(event: ScalarEvent, *, in_flow: bool) -> ScalarNode:
    """Raises `DoubtError` also for an empty one, whose place differs, and for `?` inside brackets."""
    style = event.style or None
    if event.anchor or event.tag or (style is None and (not event.value or (in_flow and "?" in event.value))):
        raise DoubtError
    start, end = event.start_mark, event.end_mark
    return ScalarNode(TAG, event.value, start, end, style)  # type: ignore[arg-type]  # marks with the same numbers


def _collection(event: CollectionStartEvent, events: Iterator[Event], levels: int) -> Node:
    if event.anchor or event.tag or not levels:
        raise DoubtError
    nodes = _nodes(events, levels, in_flow=bool(event.flow_style))
    if isinstance(event, MappingStartEvent):
        pairs = [*zip(nodes[::2], nodes[1::2], strict=True)]
        return MappingNode(TAG, pairs, event.start_mark)  # type: ignore[arg-type]  # as above
    return SequenceNode(TAG, nodes, event.start_mark)  # type: ignore[arg-type]  # as above
