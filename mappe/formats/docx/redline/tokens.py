"""A paragraph as words, spaces, signs, fields and pictures: what can be new or gone in it as a whole."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from mappe.formats.docx.ooxml import Element, qualified
from mappe.formats.docx.redline.meaning import Meaning
from mappe.formats.docx.redline.revisions import MARKS

SIGNS = {qualified("softHyphen"): "\u00ad", qualified("noBreakHyphen"): "\u2011"}
"""Elements that are letters."""

_T, _R, _PROPERTIES, _LINK = map(qualified, ("t", "r", "pPr", "hyperlink"))
_FORMAT = qualified("rPr")
_FIELD_CHAR, _INSTRUCTION = qualified("fldChar"), qualified("instrText")
_KIND = qualified("fldCharType")

_WORD = re.compile(
    r"""
    \d+ (?: [.,:/\u2019'\u00a0\u202f\u2011-] \d+ )* \w*   # a number, a time, a date: whole
    | \w+ (?: [\u2019'\u00ad\u2011-] \w+ )*               # a word, with its hyphens
    | \s+
    | .
    """,
    re.VERBOSE | re.DOTALL,
)

_COUNTING = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "STYLEREF"})
"""Fields that show what only a layout knows."""

Kind = Literal["word", "soft", "thing", "field", "mark", "end"]
"""`soft` are spaces and punctuation; a `mark` takes no room, and an `end` is one that closes what began."""


@dataclass(frozen=True, eq=False)
class Token:
    """`said` is equal for equal tokens; `run` has it, `link` has the run; `parts` are those of no text."""

    kind: Kind
    said: str
    text: str = ""
    run: Element | None = None
    link: Element | None = None
    parts: tuple[Element, ...] = ()
    siblings: int = 0
    """How many tokens its run has."""

    @property
    def format(self) -> Element | None:
        return None if self.run is None else self.run.find(_FORMAT)


def tokens(paragraph: Element, meaning: Meaning) -> list[Token]:
    content = [child for child in paragraph if child.tag != _PROPERTIES]
    return [*_tokens(content, None, meaning)]


def whole_field(content: Sequence[Element], start: int) -> int:
    """The place behind the field that begins here, or 0 where it does not end among these runs.

    Contents are no such field: they go on through many paragraphs.
    """
    depth, told = 0, ""
    for place in range(start, len(content)):
        child = content[place]
        if child.tag != _R:
            if child.tag in MARKS:
                continue
            return 0
        for part in child.iter(_FIELD_CHAR, _INSTRUCTION):
            kind = part.get(_KIND)
            depth += {"begin": 1, "end": -1}.get(kind or "", 0)
            told += (part.text or "") if part.tag == _INSTRUCTION else ""
        if depth <= 0:
            return place + 1 if _begins(content[start]) and not is_contents(told) else 0
    return 0


def _begins(run: Element) -> bool:
    return any(part.get(_KIND) == "begin" for part in run.iter(_FIELD_CHAR))


def is_contents(instruction: str) -> bool:
    return instruction.split()[:1] == ["TOC"]


def field_mark(run: Element) -> Kind | None:
    """What a run is that has part of a field which no paragraph holds whole."""
    kinds = [part.get(_KIND) for part in run.iter(_FIELD_CHAR, _INSTRUCTION)]
    if not kinds:
        return None
    return "end" if kinds == ["end"] else "mark"


def _tokens(content: Sequence[Element], link: Element | None, meaning: Meaning) -> Iterator[Token]:
    place = 0
    while place < len(content):
        child = content[place]
        place += 1
        if child.tag == _LINK and link is None:
            yield from _tokens([*child], child, meaning)
        elif child.tag in MARKS:
            kind: Kind = "end" if child.tag.endswith("End") else "mark"
            yield Token(kind, "", link=link, parts=(child,))
        elif child.tag != _R:
            yield Token("thing", _under(link, meaning.said(child), meaning), link=link, parts=(child,))
        elif mark := field_mark(child):
            behind = whole_field(content, place - 1)
            if behind:
                yield _field(content[place - 1 : behind], link, meaning)
                place = behind
            else:
                yield Token(mark, "", run=child, link=link, parts=(child,))
        else:
            yield from _of_run(child, link, meaning)


def _field(content: Sequence[Element], link: Element | None, meaning: Meaning) -> Token:
    words = "".join(text.text or "" for part in content for text in part.iter(_T))
    told = "".join(part.text or "" for run in content for part in run.iter(_INSTRUCTION))
    if not meaning.loose:
        said = " ".join(["field", *(meaning.said(part) for part in content if part.tag not in MARKS)])
    elif (kind := "".join(told.split()[:1])) in _COUNTING:
        said = f"field {kind}"
    else:
        said = words  # other programs write down what a field shows
    return Token("field", _under(link, said, meaning), words, link=link, parts=tuple(content))


def _of_run(run: Element, link: Element | None, meaning: Meaning) -> list[Token]:
    found: list[Token] = []
    letters: list[str] = []
    for child in run:
        if child.tag == _FORMAT:
            continue
        if child.tag == _T or child.tag in SIGNS:
            letters.append(SIGNS.get(str(child.tag)) or child.text or "")
            continue
        found += _words("".join(letters), run, link, meaning)
        letters = []
        found.append(Token("thing", _under(link, _thing(child, meaning), meaning), "", run, link, (child,)))
    found += _words("".join(letters), run, link, meaning)
    return [replace(token, siblings=len(found)) for token in found]


def _words(letters: str, run: Element, link: Element | None, meaning: Meaning) -> Iterator[Token]:
    for found in _WORD.finditer(letters):
        word = found[0]
        kind: Kind = "word" if word[0].isalnum() or word[0] == "_" else "soft"
        yield Token(kind, _under(link, word, meaning), word, run, link)


def _thing(element: Element, meaning: Meaning) -> str:
    if meaning.loose and element.tag == qualified("drawing"):
        return f"picture {alternative(element)}"
    return meaning.said(element)


def alternative(element: Element) -> str:
    """What is said of a picture to those who do not see it."""
    return " ".join(part.get("descr", "") for part in element.iter("{*}docPr"))


def _under(link: Element | None, said: str, meaning: Meaning) -> str:
    """A word that leads somewhere else is another word."""
    if link is None:
        return said
    return f"{said}\x1e{':'.join(sorted(targets(link, meaning)))}"


def targets(link: Element, meaning: Meaning) -> Iterable[str]:
    for name, value in link.attrib.items():
        word = str(name).rpartition("}")[2]
        if word in ("id", "anchor", "docLocation"):
            yield meaning.relations.get(str(value), str(value))
