"""No word of a page is lost on paper: each is printed once, in order, where a reader can see it.

WeasyPrint cuts and says nothing: what does not fit into a line, a cell or a sheet is drawn outside of it,
or not at all. A stylesheet may leave words out on purpose: what it declares `display: none`, and furniture
that no edge shows, is no loss. What boxes do not tell is not looked for: words in the colour of their ground,
or under one that is drawn later.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal
from xml.etree.ElementTree import Element

from weasyprint import CSS
from weasyprint.document import Document

from mappe.diagnostics import Diagnostic, Place
from mappe.formats.pdf.printed import ABOVE, BELOW, Area, Copy, Flow, Printed, printed
from mappe.formats.pdf.script import PICTURES, LeftOut, Said, Script, letters, script
from mappe.model.page import Page, Part

SLACK = 2 / 3
"""How far letters may overhang: half a point, in CSS pixels."""

LOWER_CASE = 0.45
"""How far small letters reach above the line they stand on, at least, as a part of the size of their type."""

LONGEST = 24
"""How many characters of a word a message quotes."""

Kind = Literal["missing", "cut", "tall", "unseen", "covered", "twice", "astray"]


@dataclass(frozen=True)
class Loss:
    """What is wrong with how many words.

    `other` is a word that has to do with it; `sheet` is 0 where there is none.
    """

    kind: Kind
    element: Element | None
    sheet: int
    word: str
    other: str = ""
    count: int = 1


def losses(laid_out: Document, page: Page, sheets: Sequence[CSS]) -> tuple[Diagnostic, ...]:
    """Everything that readers would miss, once a section and kind; `sheets` are the styles of the page."""
    html = laid_out._html  # noqa: SLF001  # private in WeasyPrint 70.0, as boxes are
    said = script(html.etree_element.find("body"), page)
    pieces = tuple(printed(laid_out))
    left_out = LeftOut(html.wrapper_element, sheets)
    found = [*_unsaid(pieces, said, left_out), *_unseen(pieces), *_covered(pieces)]
    return tuple(_told(found, said, page))


# ---------- every word once, in order ----------


def _unsaid(pieces: Iterable[Printed], said: Script, left_out: LeftOut) -> Iterator[Loss]:
    reading = _Reading(said)
    for piece in pieces:
        yield from reading.losses(piece)
    copies = dict.fromkeys(copy for copy, _ in reading.read if copy is not None)
    repeated = {element for copy in copies for element in copy.element.iter()}
    for copy in copies:
        yield from reading.missing(copy, copy.element.iter(), left_out)
    yield from reading.missing(None, (element for element in said if element not in repeated), left_out)


class _Reading:
    """How far each element has been read, in the flow and in each copy of what is printed again and again."""

    def __init__(self, said: Script) -> None:
        self.said = said
        self.read: dict[tuple[Copy | None, Element], int] = {}
        self.reached: dict[Flow, tuple[int, str]] = {}

    def losses(self, piece: Printed) -> Iterator[Loss]:
        element = piece.element
        said = None if element is None or piece.generated else self.said.get(element)
        if element is None or said is None:
            return
        key = (piece.copy, element)
        if key not in self.read and _is_told(piece):
            yield from self._astray(piece, said)
        if not piece.picture:
            yield from self._matched(piece, said, key)
        elif key in self.read:
            yield _loss("twice", piece)
        else:
            self.read[key] = 1

    def missing(self, copy: Copy | None, elements: Iterable[Element], left_out: LeftOut) -> Iterator[Loss]:
        """What was not read to its end."""
        for element in elements:
            said = self.said.get(element)
            read = self.read.get((copy, element), 0)
            whole = len(said.letters) if said else 0
            if said is None or read >= (whole or element.tag in PICTURES):
                continue
            excused = left_out.by(element) - ({"position"} if copy else set())
            if read or not excused:
                yield _missing(said, read, whole, (copy, element))

    def _astray(self, piece: Printed, said: Said) -> Iterator[Loss]:
        """A flow goes on where it was, and a new one stands in its order in the flow around."""
        flow = piece.flow
        while flow is not None:
            known, (reached, word) = flow in self.reached, self.reached.get(flow, (0, ""))
            if said.begin < reached:
                yield _loss("astray", piece, word)
                return
            self.reached[flow] = said.begin, _name(piece)
            flow = None if known else flow.around

    def _matched(self, piece: Printed, said: Said, key: tuple[Copy | None, Element]) -> Iterator[Loss]:
        begin, whole = self.read.get(key, 0), letters(piece.text)
        whole_fits = said.letters.startswith(whole, begin)
        here = whole if whole_fits else whole.removesuffix(letters(piece.hyphen))
        found = said.letters.find(here, begin)
        if found > begin:
            yield _missing(said, begin, found, key)
        elif found < 0 and whole in said.letters:
            yield _loss("twice", piece)
        self.read[key] = begin if found < 0 else found + len(here)


def _missing(said: Said, begin: int, end: int, key: tuple[Copy | None, Element]) -> Loss:
    copy, element = key
    words = tuple(said.between(begin, end))
    name = _short(words[0]) if words else _shown(element)
    return Loss("missing", element, copy.sheet if copy else 0, name, count=max(1, len(words)))


# ---------- where it can be seen ----------


def _unseen(pieces: Iterable[Printed]) -> Iterator[Loss]:
    for piece in filter(_is_told, pieces):
        if not piece.visible and not piece.generated:
            yield _loss("unseen", piece)
        elif piece.visible:
            yield from _beyond(piece, piece.area, piece.limits)


def _beyond(piece: Printed, area: Area, limits: Area) -> Iterator[Loss]:
    at_end = area.right > limits.right + SLACK
    if at_end or area.left < limits.left - SLACK:
        yield _loss("cut", piece, last=at_end)
    elif area.top < limits.top - SLACK or area.bottom > limits.bottom + SLACK:
        yield _loss("tall", piece)


def _covered(pieces: Iterable[Printed]) -> Iterator[Loss]:
    """Words and images that stand on each other; drawings are grounds, and what is turned is a stamp."""
    sheets: dict[int, list[tuple[Area, Printed]]] = defaultdict(list)
    for piece in filter(_is_told, pieces):
        if piece.visible and not piece.turned and (not piece.picture or _is_image(piece)):
            sheets[piece.sheet].append((_core(piece), piece))
    for cores in sheets.values():
        cores.sort(key=lambda core: (core[0].top, core[0].left))
        for number, (area, piece) in enumerate(cores):
            for other_area, other in _below(cores, number, area.bottom - SLACK):
                if min(area.right, other_area.right) - max(area.left, other_area.left) > 2 * SLACK:
                    yield _on_each_other(*sorted((piece, other), key=lambda one: one.area.left))


def _below(
    cores: Sequence[tuple[Area, Printed]], number: int, bottom: float
) -> Iterator[tuple[Area, Printed]]:
    for following in range(number + 1, len(cores)):
        if cores[following][0].top >= bottom:
            return
        yield cores[following]


def _core(piece: Printed) -> Area:
    """Where small letters stand, and nothing else can; what is seen of an image."""
    area = piece.area
    if piece.picture:
        return area.within(piece.limits)
    size = (area.bottom - area.top) / (ABOVE + BELOW)
    line = area.bottom - BELOW * size
    return area._replace(top=line - LOWER_CASE * size, bottom=line)


def _on_each_other(left: Printed, right: Printed) -> Loss:
    """What stands at the edge of a sheet is to blame before what stands in the text."""
    blamed = right if right.flow is None else left
    return Loss("covered", blamed.element, left.sheet, _name(left, last=True), _name(right))


def _is_told(piece: Printed) -> bool:
    return piece.picture or bool(piece.text.strip())


def _is_image(piece: Printed) -> bool:
    return piece.element is not None and piece.element.tag == "img"


# ---------- what is told of it ----------


def _loss(kind: Kind, piece: Printed, other: str = "", *, last: bool = False) -> Loss:
    return Loss(kind, piece.element, piece.sheet, _name(piece, last=last), other)


def _name(piece: Printed, *, last: bool = False) -> str:
    words = piece.text.split()
    return _short(words[-1 if last else 0]) if words else _shown(piece.element)


def _shown(element: Element | None) -> str:
    return _short((element is not None and element.get("alt")) or "a picture")


def _short(word: str) -> str:
    return word if len(word) <= LONGEST else f"{word[: LONGEST - 1]}…"


def _told(found: Iterable[Loss], said: Script, page: Page) -> Iterator[Diagnostic]:
    alike: dict[tuple[Part | None, Kind], list[Loss]] = defaultdict(list)
    for loss in found:
        spoken = said.get(loss.element) if loss.element is not None else None
        alike[spoken.part if spoken else None, loss.kind].append(loss)
    for (part, kind), same in alike.items():
        message, hint = MESSAGES[kind]
        first, more = same[0], sum(loss.count for loss in same) - 1
        where = f"on page {first.sheet}" if first.sheet else "on any page"
        sentence = message.format(word=first.word, other=first.other, where=where)
        place = part.place if part else _top(page)
        yield Diagnostic(f"{sentence} (and {more} more)" if more else sentence, place, hint)


def _top(page: Page) -> Place | None:
    """Where the document is written, to which cover, edges and contents belong."""
    files = [part.place.file for part in page.parts if part.place]
    return Place(files[0], 1) if files else None


SHORTER = "write it shorter, or in words that can be broken"
LESS = "write less: what stays together must fit on one page"

MESSAGES: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        "missing": ("'{word}' is not printed {where}", LESS),
        "tall": ("'{word}' does not fit {where}: it would be cut", LESS),
        "cut": ("'{word}' does not fit {where}: it would be cut", SHORTER),
        "unseen": ("'{word}' cannot be seen {where}", "theme.css hides it, or gives it no size or no colour"),
        "covered": ("'{word}' and '{other}' stand on each other {where}", SHORTER),
        "twice": ("'{word}' is printed a second time {where}", "theme.css repeats it"),
        "astray": (
            "'{word}' is printed behind '{other}' {where}, but comes before it",
            "change the order in the template, not in theme.css",
        ),
    }
)
"""What is said of a loss, and what would be right."""
