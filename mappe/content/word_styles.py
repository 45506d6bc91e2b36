"""The styles of a Word file, by whatever name an office knows them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from xml.etree import ElementTree

from mappe.diagnostics import did_you_mean
from mappe.model.word import StyleKind

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

NOUNS: Mapping[StyleKind, str] = MappingProxyType(
    {"paragraph": "paragraphs", "character": "words", "table": "tables"}
)
"""What styles of each kind are for."""


@dataclass(frozen=True)
class TemplateStyle:
    """`names` are the stored one and its aliases."""

    id: str
    kind: str
    names: tuple[str, ...]


def styles_of(content: bytes) -> tuple[TemplateStyle, ...]:
    """The styles in a styles part that was looked through."""
    root = ElementTree.fromstring(content)  # noqa: S314  # the guard let no entities pass
    return tuple(_style(element) for element in root.iter(f"{_W}style"))


def _style(element: ElementTree.Element) -> TemplateStyle:
    name = _value(element, "name")
    aliases = (alias.strip() for alias in _value(element, "aliases").split(","))
    names = tuple(each for each in (name, *aliases) if each)
    return TemplateStyle(element.get(f"{_W}styleId", ""), element.get(f"{_W}type", "paragraph"), names)


def _value(element: ElementTree.Element, tag: str) -> str:
    found = element.find(f"{_W}{tag}")
    return "" if found is None else found.get(f"{_W}val", "")


def style_named(
    typed: str, styles: Sequence[TemplateStyle], kind: StyleKind
) -> TemplateStyle | tuple[str, str]:
    """The style of this kind that an office calls so, or what is wrong (`{}` is the file) and a hint.

    An office sees the names of Word's own styles in its own language; the file has them in English, and as
    ids in the language of whoever made it, without accented letters and spaces.
    """
    word = typed.casefold().strip()
    shown = SHOWN.get(word, word)
    called = {style: {*map(str.casefold, style.names)} for style in styles}
    found = [style for style in styles if word in called[style]]
    found += [style for style in styles if shown in called[style]]
    found += [style for style in styles if style.id.casefold() in (word, _as_id(word))]
    fitting = [style for style in found if style.kind == kind]
    if fitting:
        return fitting[0]
    if found:
        message = f"'{typed}' in {{}} is not for {NOUNS[kind]}"
        return message, f"write one of: {_some(styles, kind)}" if _some(styles, kind) else ""
    names = [name for style in styles if style.kind == kind for name in style.names]
    hint = did_you_mean(typed, names) or did_you_mean(shown, names) or f"it has {_some(styles, kind)}"
    return f"there is no style '{typed}' for {NOUNS[kind]} in {{}}", hint


def _as_id(word: str) -> str:
    return re.sub(r"[^0-9a-z.-]", "", word)


def _some(styles: Sequence[TemplateStyle], kind: StyleKind) -> str:
    return ", ".join(style.names[0] for style in styles[:200] if style.kind == kind and style.names)


_GERMAN = """
    Standard=Normal, Titel=Title, Untertitel=Subtitle, Textkörper=Body Text, Beschriftung=caption,
    Kopfzeile=header, Fußzeile=footer, Fett=Strong, Hervorhebung=Emphasis, Fußnotentext=footnote text,
    Fußnotenzeichen=footnote reference, Aufzählungszeichen=List Bullet, Listennummer=List Number,
    Listenfortsetzung=List Continue, Listenabsatz=List Paragraph, Zitat=Quote, Tabellenraster=Table Grid,
    Inhaltsverzeichnisüberschrift=TOC Heading, Kein Leerraum=No Spacing
"""

_RUSSIAN = """
    Обычный=Normal, Заголовок=Title, Название=Title, Подзаголовок=Subtitle, Основной текст=Body Text,
    Название объекта=caption, Верхний колонтитул=header, Нижний колонтитул=footer, Строгий=Strong,
    Выделение=Emphasis, Гиперссылка=Hyperlink, Текст сноски=footnote text, Знак сноски=footnote reference,
    Маркированный список=List Bullet, Нумерованный список=List Number, Продолжение списка=List Continue,
    Абзац списка=List Paragraph, Сетка таблицы=Table Grid, Заголовок оглавления=TOC Heading,
    Без интервала=No Spacing
"""

_LEVELS = {"Überschrift": "heading", "Заголовок": "heading", "Verzeichnis": "toc", "Оглавление": "toc"}

SHOWN: Mapping[str, str] = MappingProxyType(
    {
        **{
            shown.strip().casefold(): stored.strip().casefold()
            for shown, _, stored in (
                pair.partition("=") for pair in f"{_GERMAN},{_RUSSIAN}".replace("\n", " ").split(",")
            )
        },
        **{
            f"{shown} {level}".casefold(): f"{stored} {level}"
            for shown, stored in _LEVELS.items()
            for level in range(1, 10)
        },
    }
)
"""What German and Russian Word call its own styles → how files call them."""
