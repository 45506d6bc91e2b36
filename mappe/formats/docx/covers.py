"""The cover, with the globe between its title and what follows."""

from collections.abc import Iterator, Sequence
from math import ceil

from mappe.formats.docx.drawings import Window, framed, whole
from mappe.formats.docx.looks import LOOKS, WORD_LOOKS, Look
from mappe.formats.docx.ooxml import Element, qualified, style_id
from mappe.formats.docx.setting import Setting
from mappe.formats.docx.sheets import paper
from mappe.model.theme import TypeStyle
from mappe.model.vocabulary import SVG

_PANEL = "Cover Drawing"
_TITLES = frozenset({style_id("Title"), style_id("Document Title")})

_LOOKS = {style_id(name): look for name, look in LOOKS.items()}
_WORD_LOOKS = {style_id(name): look for name, look in WORD_LOOKS.items()}

_POINT = 25.4 / 72
"""Millimetres."""

_LETTER = 0.55
"""How wide a letter is, rather more than less, in parts of its size."""

_NATURAL = 1.25
"""From line to line where the leading is the font's own, rather more than less, in parts of its size."""

_SPARE = 8.0
"""Millimetres that stay free, since a line more than expected would begin a second page."""

_AROUND = 5.0
"""Millimetres of the drawing that are seen around its words."""

_HIGHEST = 0.55
"""How high the globe is at most, in parts of its width."""


def covered(cover: Element, written: Sequence[Element], setting: Setting) -> list[Element]:
    """What is written of a cover, and its globe, in as much room as the words leave.

    It is a picture with a ground of its own, and no words stand on it: they can be read in whatever colours
    somebody works. It is left out where an office's own template says what its covers look like.
    """
    globe = cover.find(f"{SVG}svg[@class='globe']")
    titles = [place for place, paragraph in enumerate(written) if _style(paragraph) in _TITLES]
    if globe is None or not titles or setting.story.page.word.template is not None:
        return [*written]
    sheet = paper(setting.story.page)
    around = sum(_height(paragraph, setting) for paragraph in written) + _space(LOOKS[_PANEL]) + _SPARE
    room = float(sheet.height - sheet.top - sheet.bottom) - around
    window = _window(globe, room / setting.width)
    if window is None:
        return [*written]
    behind = titles[-1] + 1
    return [*written[:behind], framed(globe, window, _PANEL, setting), *written[behind:]]


def _window(globe: Element, highest: float) -> Window | None:
    """What is seen of the globe: its words and cities, and above them as much as there is room for.

    `highest` is in parts of the width; nothing where the words and cities need more.
    """
    sheet, marks = whole(globe), [*_marks(globe)]
    if not marks:
        return None
    bottom = min(sheet.top + sheet.height, max(end for _, end in marks) + _AROUND)
    top = max(sheet.top, bottom - min(_HIGHEST, highest) * sheet.width)
    return Window(sheet.left, top, sheet.width, bottom - top) if top <= min(marks)[0] - _AROUND else None


def _marks(globe: Element) -> Iterator[tuple[float, float]]:
    """Top and bottom of each line of words and of each city."""
    for words in globe.iter(f"{SVG}text"):
        line, size = float(words.get("y", "0")), float(words.get("font-size", "0"))
        yield line - size, line + size / 3
    for city in globe.iter(f"{SVG}circle"):
        middle, radius = float(city.get("cy", "0")), float(city.get("r", "0"))
        yield middle - radius, middle + radius


def _height(paragraph: Element, setting: Setting) -> float:
    """Millimetres that a paragraph seems to take."""
    look = _LOOKS[_style(paragraph)]
    lines = [line for line in _lines(paragraph, look, setting) if line]
    return _space(look) + sum(_depth(line, look, setting.width) for line in lines)


def _space(look: Look) -> float:
    """Millimetres above and below a paragraph."""
    return (look.before + look.after) * _POINT


def _lines(paragraph: Element, look: Look, setting: Setting) -> Iterator[list[tuple[int, TypeStyle]]]:
    """Between two breaks, how many letters there are of each use of type."""
    use, line = setting.story.page.theme.tokens.type, list[tuple[int, TypeStyle]]()
    for run in paragraph.iter(qualified("r")):
        own = (_WORD_LOOKS[_value(style)].type for style in run.iter(qualified("rStyle")))
        style = use[next(filter(None, own), look.type)]
        for child in run:
            if child.tag == qualified("br"):
                yield line
                line = []
            elif child.text and child.text.strip():
                line.append((len(child.text), style))
    yield line


def _depth(line: Sequence[tuple[int, TypeStyle]], look: Look, width: float) -> float:
    """Millimetres that a line takes, however often it breaks."""
    length = sum(letters * _LETTER * float(style.size) for letters, style in line) * _POINT
    own = max(
        float(style.size) * _NATURAL if look.line == "auto" else float(style.leading) for _, style in line
    )
    return ceil(length / width) * own * _POINT


def _style(paragraph: Element) -> str:
    return next((_value(style) for style in paragraph.iter(qualified("pStyle"))), "")


def _value(element: Element) -> str:
    return str(element.get(qualified("val")))
