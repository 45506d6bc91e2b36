"""What the pages of a PDF draw, and what it is marked as.

Source: ISO 32000-1, 14.6 (marked content) and table 51 (operators).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

from mappe.verify.objects import key
from mappe.verify.tree import Content
from mappe.verify.unicode_maps import NOTHING, UnicodeMap, unicode_map

SHOWING = frozenset(("Tj", "TJ", "'", '"'))
PAINTING = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh"))
INLINE_IMAGE = "INLINE IMAGE"
DEEPEST_FORM = 12


class Kind(Enum):
    """What drawn things are to somebody who reads."""

    UNMARKED = auto()
    ARTIFACT = auto()
    TAGGED = auto()


@dataclass(frozen=True)
class Mark:
    """The nearest mark around a piece; `language` is what marks say themselves, in their properties."""

    kind: Kind = Kind.UNMARKED
    content: Content | None = None
    language: str = ""


@dataclass(frozen=True)
class Image:
    """A picture of pixels on a page, counted from 0."""

    page: int
    mark: Mark


@dataclass
class Drawing:
    """Everything that the pages draw; pages count from 0.

    `unmarked`: how often something is painted that is neither tagged nor an artifact; `mixed`: how often an
    artifact stands in tagged content, or the other way round; `in_forms`: marks inside form XObjects that
    no structure tree can reach.
    """

    texts: dict[Mark, str] = field(default_factory=lambda: defaultdict(str))
    images: list[Image] = field(default_factory=list)
    marks: set[Content] = field(default_factory=set)
    painted: set[Content] = field(default_factory=set)
    unmarked: Counter[int] = field(default_factory=Counter)
    mixed: Counter[int] = field(default_factory=Counter)
    in_forms: Counter[int] = field(default_factory=Counter)

    @cached_property
    def words(self) -> Mapping[Content, str]:
        """The text of each piece of marked content."""
        found: dict[Content, str] = defaultdict(str)
        for mark, text in self.texts.items():
            if mark.content:
                found[mark.content] += text
        return found


def drawing(pdf: Pdf) -> Drawing:
    """What all pages draw. Raises `pikepdf.PdfError` where instructions are damaged."""
    found = Drawing()
    fonts: dict[object, UnicodeMap] = {}
    for number, page in enumerate(pdf.pages):
        resources = page.obj.get("/Resources", Dictionary())
        _Pencil(number, found, fonts).follow(page.obj, resources, [Mark()], depth=0)
    return found


class _Pencil:
    """Follows the instructions of one page."""

    def __init__(self, page: int, found: Drawing, fonts: dict[object, UnicodeMap]) -> None:
        self._page = page
        self._found = found
        self._fonts = fonts
        self._seen = set[tuple[object, Mark]]()

    def follow(self, stream: Object, resources: Object, marks: list[Mark], *, depth: int) -> None:
        """Draw; `marks` are those around everything in this stream, the outermost first."""
        outer = len(marks)
        font, saved = NOTHING, list[UnicodeMap]()
        for instruction in pikepdf.parse_content_stream(stream):
            operands = instruction.operands
            match str(instruction.operator):
                case "BMC" | "BDC":
                    marks.append(self._mark(operands, resources, marks[-1], stream if depth else None))
                case "EMC" if len(marks) > outer:
                    marks.pop()
                case "q":
                    saved.append(font)
                case "Q" if saved:
                    font = saved.pop()
                case "Tf":
                    font = self._font(resources, str(operands[0]))
                case "Do":
                    self._draw_object(str(operands[0]), resources, marks, depth)
                case word:
                    self._draw(word, operands, font, marks[-1])

    def _draw(self, word: str, operands: Any, font: UnicodeMap, mark: Mark) -> None:  # noqa: ANN401
        if word in SHOWING:
            self._paint(mark)
            self._found.texts[mark] += "".join(map(font.text, _strings(operands)))
        elif word in PAINTING:
            self._paint(mark)
        elif word == INLINE_IMAGE:
            self._draw_image(mark)

    def _mark(self, operands: Any, resources: Object, outer: Mark, form: Object | None) -> Mark:  # noqa: ANN401
        said = operands[1] if len(operands) > 1 else Dictionary()
        if isinstance(said, Name):
            said = resources.get("/Properties", Dictionary()).get(str(said), Dictionary())
        if str(operands[0]) == "/Artifact":
            inner = Mark(Kind.ARTIFACT)
        elif "/MCID" in said:
            inner = Mark(Kind.TAGGED, self._content(int(said.MCID), form), str(said.get("/Lang", "")))
        else:
            return Mark(outer.kind, outer.content, str(said.get("/Lang", outer.language)))
        self._found.mixed[self._page] += Kind.UNMARKED is not outer.kind is not inner.kind
        return inner

    def _content(self, number: int, form: Object | None) -> Content:
        if form is not None:
            self._found.in_forms[self._page] += "/StructParents" not in form
            return Content(None, number)
        content = Content(self._page, number)
        self._found.marks.add(content)
        return content

    def _font(self, resources: Object, name: str) -> UnicodeMap:
        font = resources.get("/Font", Dictionary()).get(name)
        if font is None:
            return NOTHING
        known = key(font) or (self._page, name)
        if known not in self._fonts:
            self._fonts[known] = unicode_map(font)
        return self._fonts[known]

    def _draw_object(self, name: str, resources: Object, marks: list[Mark], depth: int) -> None:
        found = resources.get("/XObject", Dictionary()).get(name)
        if found is None:
            return
        if found.get("/Subtype") == Name.Image:
            self._draw_image(marks[-1])
        elif found.get("/Subtype") == Name.Form and depth < DEEPEST_FORM:
            # A form that is drawn a thousand times says the same each time.
            drawn = (key(found) or name, marks[-1])
            if drawn not in self._seen:
                self._seen.add(drawn)
                self.follow(found, found.get("/Resources", resources), marks, depth=depth + 1)

    def _draw_image(self, mark: Mark) -> None:
        self._paint(mark)
        self._found.images.append(Image(self._page, mark))

    def _paint(self, mark: Mark) -> None:
        if mark.kind is Kind.UNMARKED:
            self._found.unmarked[self._page] += 1
        elif mark.content:
            self._found.painted.add(mark.content)


def _strings(operands: Any) -> list[bytes]:  # noqa: ANN401
    found = []
    for operand in operands:
        pieces = list(operand) if isinstance(operand, Array) else [operand]
        found += [bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String)]
    return found
