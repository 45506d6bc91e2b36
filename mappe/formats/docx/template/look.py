"""Our look in an office's house: its paper, colours and size of text; what it does not say stays ours."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from mappe.formats.docx.template.house import House, house_of
from mappe.formats.docx.template.inheritance import twentieths, whole
from mappe.model.page import Page
from mappe.model.theme import Sheet, Theme, Tokens, TypeStyle
from mappe.model.word import WordTemplate

TWIP = Decimal("25.4") / 1440
"""Millimetres."""

_COLUMNS = ("label-column", "time-column", "date-column", "details-column", "status-column")
"""Measures across the text."""

_PLACES = {"ink": "dk1", "petrol": "accent1", "brick": "accent2"}
"""Colours of words → places in the office's palette."""

_LEAST_CONTRAST = 4.5
"""Of words on white: WCAG 2.2, 1.4.3."""

_DARKEST = 0.04045
"""The share of a colour up to which light follows it: IEC 61966-2-1 (sRGB)."""

_LEAST_ROOM = 40
"""Millimetres of text, without which there is no sense in what a file says of its paper."""

_SINGLE = Decimal("1.2")
"""Sizes of type from line to line, where a style says no more than single."""

_WORD_SIZE = Decimal(10)
"""Points, where a file says nothing: ISO/IEC 29500-1, sz (Font Size)."""

_LEAST_SIZE, _MOST_SIZE = Decimal(6), Decimal(24)
"""Points, of text that is to be read."""


def housed(page: Page) -> Page:
    """The page as the office's template would have it, or as it is where there is none.

    None of our fonts is embedded then: all text is in the office's own.
    """
    template = page.word.template
    if template is None:
        return page
    word = replace(page.word, embed_fonts=False)
    return replace(page, theme=_theme(page.theme, template), word=word)


@lru_cache(maxsize=8)
def _theme(theme: Theme, template: WordTemplate) -> Theme:
    return replace(theme, tokens=_tokens(theme.tokens, house_of(template)))


def _tokens(tokens: Tokens, house: House) -> Tokens:
    sheet = _sheet(tokens.sheet, house)
    narrower = min(Decimal(1), sheet.text_width / tokens.sheet.text_width)
    columns = {name: tokens.measures[name] * narrower for name in _COLUMNS}
    changes: dict[str, Any] = {
        "sheet": sheet,
        "measures": {**tokens.measures, **columns},
        "type": {**tokens.type, **dict(_type(tokens, house))},
        "colours": {**tokens.colours, **dict(_colours(house))},
    }
    return tokens.model_copy(update=changes)


def _sheet(own: Sheet, house: House) -> Sheet:
    """The office's paper and margins, where it names them; in two-sided print they stay where they are."""
    sheet = house.others
    width, height = sheet.size
    changes: dict[str, Decimal] = {"binding": Decimal()}
    if width and height:
        changes |= {"width": width * TWIP, "height": height * TWIP}
    if sheet.properties.find("{*}pgMar") is not None:
        changes |= {side: sheet.length("pgMar", side) * TWIP for side in ("top", "right", "bottom", "left")}
        changes["left"] += sheet.length("pgMar", "gutter") * TWIP
    paper = own.model_copy(update=changes)
    return paper if paper.text_width > _LEAST_ROOM else own


def _type(tokens: Tokens, house: House) -> Iterator[tuple[str, TypeStyle]]:
    """Running text as the office sets it; nothing that is smaller with us is larger there."""
    own = tokens.type["body"]
    size, leading = _body(house)
    for name, style in tokens.type.items():
        if name == "body":
            yield name, style.model_copy(update={"size": size, "leading": leading})
        elif name == "lead":
            yield name, style.model_copy(update={"size": max(style.size, size)})
        elif style.size <= own.size:
            yield name, style.model_copy(update={"size": min(style.size, size)})


def _body(house: House) -> tuple[Decimal, Decimal]:
    """Size and leading of running text, in points."""
    styles = house.styles
    style = styles.names.get(("paragraph", "body text")) or styles.defaults.get("paragraph", "")
    said = styles.attribute(style, "rPr/sz", "val")
    size = Decimal(whole(said) or twentieths(said) // 10) / 2
    size = size if _LEAST_SIZE <= size <= _MOST_SIZE else _WORD_SIZE
    height = Decimal(twentieths(styles.attribute(style, "pPr/spacing", "line")))
    exact = styles.attribute(style, "pPr/spacing", "lineRule") in ("exact", "atLeast")
    leading = height / 20 if exact else size * _SINGLE * height / 240
    return size, leading if size <= leading <= 3 * size else size * _SINGLE


def _colours(house: House) -> Iterator[tuple[str, str]]:
    """Those of its palette in which words can be read on white."""
    styles = house.styles
    said = styles.attribute(styles.defaults.get("paragraph", ""), "rPr/color", "val")
    found: Mapping[str, str] = {"dk1": said, **house.colours} if _is_dark(said) else house.colours
    for name, place in _PLACES.items():
        colour = found.get(place, "")
        if _is_dark(colour):
            yield name, f"#{colour}"


def _is_dark(colour: str) -> bool:
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", colour):
        return False
    return 1.05 / (_luminance(colour) + 0.05) >= _LEAST_CONTRAST


def _luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    """A third of a colour as light: what a screen is told is not what it gives."""
    return share / 12.92 if share <= _DARKEST else ((share + 0.055) / 1.055) ** 2.4
