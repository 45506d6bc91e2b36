"""YAML's grammar, as far as Mappe takes it; what is outside, in the words of an author."""

import re
from typing import Any, NoReturn

from yaml.composer import Composer
from yaml.error import MarkedYAMLError
from yaml.events import AliasEvent
from yaml.nodes import Node
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.resolver import BaseResolver
from yaml.scanner import Scanner
from yaml.tokens import ScalarToken

from mappe.content.libyaml import tree
from mappe.content.lines import Lines, whole
from mappe.diagnostics import Diagnostic
from mappe.errors import ContentError

DEEPEST = 40
"""Levels of nesting; no dossier comes near, and a parser's stack ends not far beyond."""

TOO_DEEP = f"more than {DEEPEST} levels of nesting"
ALIAS = "an alias"
DIRECTIVE = "a directive"

TAB = "a tab stands where YAML wants spaces"
QUOTE_IT = "put the value in quotes"
PLAIN_SPACES = "use plain spaces, as the space bar gives them"


def composed(text: str, source: Lines) -> Node:
    """The tree of a file's one document. Raises `ContentError` with its first fault."""
    return tree(text, DEEPEST) or _composed(text, source)


def _composed(text: str, source: Lines) -> Node:
    """Slowly, and with words for every fault."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except MarkedYAMLError as error:
        raise _said_again(error, source) from None
    except (ValueError, OverflowError):  # from chr()
        mark = loader.get_mark()
        raise source.fault("this escape means no character", mark, "write the character itself") from None
    if node is None:
        raise whole(source.file, "the file is empty", "delete it, or write 'key: value' in it")
    return node


ENDS = r"\0 \t\r\n\x85\u2028\u2029"
BLOCK_WORD = rf"(?:[^{ENDS}:]++|:(?![{ENDS}]))++"
FLOW_WORD = rf"(?:[^{ENDS}:,?\[\]{{}}]++|:(?![{ENDS},\[\]{{}}]))++"
BLOCK_RUN, FLOW_RUN = (re.compile(rf"{word}(?:\x20+(?!\#){word})*+") for word in (BLOCK_WORD, FLOW_WORD))
"""What a value without quotation marks has on one line, outside and inside of brackets."""


class _Loader(Reader, Scanner, Parser, Composer, BaseResolver):
    """PyYAML's parser in pure Python, without any rule that gives a scalar a type.

    libyaml reads some files differently, and its own composer ends the process on deep nesting.
    """

    def __init__(self, stream: str) -> None:
        Reader.__init__(self, stream)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)
        BaseResolver.__init__(self)
        self._depth = 0

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        # An alias would let nine lines stand for a thousand million values.
        if self.check_event(AliasEvent):
            raise self._refusal(ALIAS)
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._refusal(TOO_DEEP)
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    # The next four do what PyYAML's do, without its loops over single characters.

    def forward(self, length: int = 1) -> None:
        end = self.pointer + length
        # What breaks a line is no printable character; what else is none takes the long way too.
        if end + 1 < len(self.buffer) and self.buffer[self.pointer : end].isprintable():
            self.pointer = end
            self.index += length
            self.column += length
        else:
            super().forward(length)

    def need_more_tokens(self) -> bool:
        if self.done or (self.tokens and not self.possible_simple_keys):
            return False
        return bool(super().need_more_tokens())

    def check_token(self, *choices: Any) -> bool:  # noqa: ANN401  # classes of tokens, untyped in its stubs
        if not self.tokens or self.possible_simple_keys:
            return bool(super().check_token(*choices))
        return not choices or isinstance(self.tokens[0], choices)

    def scan_plain(self) -> ScalarToken:
        run = FLOW_RUN if self.flow_level else BLOCK_RUN
        start = end = self.get_mark()
        indent = self.indent + 1
        chunks: list[str] = []
        spaces: list[str] = []
        while self.peek() != "#" and (found := run.match(self.buffer, self.pointer)):
            self.allow_simple_key = False
            chunks += [*spaces, found[0]]
            self.forward(len(found[0]))
            end = self.get_mark()
            spaces = self.scan_plain_spaces(indent, start) or []
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return ScalarToken("".join(chunks), plain=True, start_mark=start, end_mark=end)

    def fetch_directive(self) -> NoReturn:
        raise MarkedYAMLError(problem=DIRECTIVE, problem_mark=self.get_mark())

    def _refusal(self, problem: str) -> MarkedYAMLError:
        return MarkedYAMLError(problem=problem, problem_mark=self.peek_event().start_mark)  # type: ignore[no-untyped-call]


# Matched in this order against what PyYAML says, a line feed, and the line up to the place.
YAML_FAULTS: tuple[tuple[str, str, str], ...] = (
    (TOO_DEEP, TOO_DEEP, "no dossier needs so many"),
    (DIRECTIVE, "a line cannot begin with '%'", QUOTE_IT),
    (r"'\\t' that cannot start any token", TAB, "use spaces"),
    (
        r"found '<stream end>'",
        "the file ends where a value is expected",
        "write it, and close the bracket",
    ),
    (
        r"an alias|an anchor|a tag|tag handle|cannot start any|mapping keys|expected the node content",
        "a value cannot begin with '{}'",
        QUOTE_IT,
    ),
    (
        r"expected a single document|expected '<document start>'",
        "a second document begins here",
        "one file holds one: delete '---' and '...'",
    ),
    (
        r"unknown escape|expected escape",
        "'\\' begins no known escape here",
        "double it, or use single quotes",
    ),
    (r"scanning a quoted scalar", "a quotation mark is not closed", "close it with the same mark"),
    (r"a double-quoted scalar", "a quotation mark is not closed", "close it with the same mark"),
    (r"parsing a flow.*got '\?'", "a question mark stands unquoted inside brackets", QUOTE_IT),
    (
        r"parsing a flow",
        "a bracket is not closed, or a comma is missing",
        "write [one, two] or {de: …, en: …}",
    ),
    (r"a block scalar", "text stands behind '{}'", "begin it on the next line, or put the value in quotes"),
    (r"sequence entries", "a list cannot begin on the line of its key", "begin it on the next line"),
    (r"<block end>, but found ':'", "a key is missing before the colon", "write 'key: value'"),
    (
        r"<block end>.*\n.*[\"'\]}]\s*$",
        "text stands behind the end of a value",
        "put the whole value in quotes",
    ),
    (
        r"mapping values are not.*\n(\s*)[\w-]+$",
        "this line is indented too far",
        "or the line above lacks its ': '",
    ),
    (r"mapping values are not", "a colon stands inside an unquoted value", QUOTE_IT),
    (r"could not find expected ':'", "a key lacks its colon", "write 'key: value'"),
    (r"<block end>", "the indentation fits no line above", "begin in the same column as its neighbours"),
)
"""What PyYAML says → what Mappe says, `{}` being the character at the place, and what would be right."""

BEGUN_AT = re.compile(r"a quoted|an alias|an anchor|a tag|a flow|a block scalar|a simple key")
"""What PyYAML scans when it is better to show where that began than where it failed."""


def _said_again(error: MarkedYAMLError, source: Lines) -> ContentError:
    mark = error.problem_mark
    if error.context_mark and BEGUN_AT.search(error.context or "") and "'?'" not in str(error.problem):
        mark = error.context_mark
    if mark is None:
        return whole(source.file, f"the file is no YAML: {error.problem}")
    before, behind = source.line(mark.line)[: mark.column], source.line(mark.line)[mark.column :]
    if behind[:1].isspace() and behind[0] not in " \t":
        return source.fault("a wide or unbreakable space stands here", mark, PLAIN_SPACES)
    said = f"{error.context or ''} {error.problem or ''}\n{before}"
    for pattern, message, hint in YAML_FAULTS:
        if found := re.search(pattern, said, re.DOTALL):
            place = source.place_at(mark.line, len(found[1]) if found.groups() else mark.column)
            return ContentError([Diagnostic(message.format(behind[:1]), place, hint)])
    return source.fault(f"this is no YAML: {error.problem}", mark)
