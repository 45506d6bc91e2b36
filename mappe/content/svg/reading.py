"""An SVG file as the few of its elements that are drawn; nothing is fetched, and no entity is known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NoReturn
from xml.parsers import expat

from mappe.content.svg.elements import OWN
from mappe.content.svg.faults import PLAIN, PNG_INSTEAD, DrawingError

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"

DEEPEST = 60
MOST = 10_000
"""Elements: in the file, and again when all copies are made."""

SKIPPED = frozenset({"title", "desc", "metadata", "filter", "mask", "marker", "pattern"})
"""They draw nothing by themselves, and what refers to one of them is refused."""

HINTS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(
            ("text", "tspan", "textPath"), "turn its words into paths: no reader finds them here"
        ),
        "image": "save the whole picture as PNG",
        "script": PLAIN,
        "a": "take the link out",
    }
)


@dataclass(frozen=True, eq=False)
class Node:
    """An element of the SVG namespace, by its local name; `line` counts from 1."""

    name: str
    line: int
    attributes: Mapping[str, str]
    children: list["Node"] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def fault(self, what: str, hint: str = PNG_INSTEAD) -> DrawingError:
        return DrawingError(f"{what} in line {self.line}", hint)


def tree(content: bytes) -> Node:
    """The outermost element. Raises `DrawingError`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DrawingError("is not in UTF-8", PLAIN) from None
    reader = _Reader()
    try:
        reader.parser.Parse(text, True)  # noqa: FBT003  # the parser takes it by position only
    except expat.ExpatError as error:
        what = expat.errors.messages[error.code]
        raise DrawingError(f"is damaged in line {error.lineno}: {what}", "save it anew") from None
    (root,) = reader.top.children
    return root


class _Reader:
    """Takes what the parser meets; refuses at once what nobody would draw."""

    def __init__(self) -> None:
        self.top = Node("", 0, {})
        self._open = [self.top]
        self._depth = self._count = self._skipped_from = 0
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction

    def _start(self, full_name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            self._refuse(f"is nested more than {DEEPEST} deep")
        if self._skipped_from:
            return
        namespace, _, name = full_name.rpartition(" ")
        if len(self._open) == 1 and (namespace, name) != (SVG, "svg"):
            raise DrawingError("is no SVG image", PLAIN)
        if namespace != SVG or name in SKIPPED:
            self._skipped_from = self._depth
            return
        if name not in OWN:
            self._refuse(f"holds <{name}>", HINTS.get(name, PNG_INSTEAD))
        self._add(Node(name, self.parser.CurrentLineNumber, _own(attributes)))

    def _add(self, node: Node) -> None:
        self._count += 1
        if self._count > MOST:
            raise DrawingError(f"has more than {MOST:,} elements", "simplify it, or save it as PNG")
        self._open[-1].children.append(node)
        self._open.append(node)

    def _end(self, _name: str) -> None:
        if not self._skipped_from:
            self._open.pop()
        if self._skipped_from == self._depth:
            self._skipped_from = 0
        self._depth -= 1

    def _text(self, words: str) -> None:
        if not self._skipped_from and self._open[-1].name == "style":
            self._open[-1].words.append(words)

    def _doctype(self, *_declared: object) -> NoReturn:
        self._refuse("has a DOCTYPE", f"{PLAIN}, without it")

    def _instruction(self, target: str, _words: str) -> None:
        if not self._skipped_from:
            self._refuse(f"has an instruction <?{target}", f"{PLAIN}, without it")

    def _refuse(self, what: str, hint: str = PNG_INSTEAD) -> NoReturn:
        raise DrawingError(f"{what} in line {self.parser.CurrentLineNumber}", hint)


def _own(attributes: Mapping[str, str]) -> Mapping[str, str]:
    """Without those of programs that draw; a link is one in either spelling."""
    plain = {name: value for name, value in attributes.items() if " " not in name}
    link = attributes.get(f"{XLINK} href")
    return plain if link is None else {"href": link, **plain}
