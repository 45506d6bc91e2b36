"""Pages made by hand, and what stands in the Word files written of them."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml
from lxml import etree
from PIL import Image

from mappe.formats.docx import write_docx
from mappe.model.audience import Audience
from mappe.model.page import Asset, Page, Part
from mappe.model.theme import Theme, Tokens
from mappe.model.word import WordFiles

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = {
    "w": W[1:-1],
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
TEMPLATES = Path(__file__).parents[4] / "templates"

COVER = """
<div class="cover internal">
<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true"><text>drawn</text></svg>
<p class="issuer"><strong>Landeshauptstadt Hannover</strong><br/>Büro</p>
<p class="pill">Interne Fassung</p><p class="kind">Besuchsmappe</p>
<h1 class="cities">Hannover<br/><span class="other-name city-a" lang="ru">Ганновер</span><br/>
Jekaterinburg<br/><span class="other-name city-b" lang="ru">Екатеринбург</span></h1>
<p class="subtitle">Besuch</p>
<p class="visit">12.–15. Juni 2018</p><p class="version">Stand 4. Juni 2018</p></div>
"""
HEAD = '<div class="running-head"><p class="running-names">A – B</p><p class="running-kind">Mappe</p></div>'
FOOT = """
<div class="running-foot internal">
<p class="running-issuer">Landeshauptstadt</p><p class="running-mark">Intern</p>
<p class="page-number">Seite <span class="page"></span> von <span class="pages"></span></p></div>
"""
ADDRESS = "asset:plan.png"


@dataclass(frozen=True)
class WordFile:
    """A Word file, opened."""

    content: bytes

    def part(self, name: str) -> bytes:
        with zipfile.ZipFile(io.BytesIO(self.content)) as parts:
            return parts.read(name)

    def root(self, name: str = "document") -> etree._Element:
        return etree.fromstring(self.part(name if "/" in name else f"word/{name}.xml"))

    @property
    def names(self) -> list[str]:
        return zipfile.ZipFile(io.BytesIO(self.content)).namelist()

    def find(self, path: str, part: str = "document") -> list[etree._Element]:
        return self.root(part).findall(path, NAMES)

    def values(self, path: str, part: str = "document") -> list[str]:
        """The `w:val` of each element found."""
        return [str(element.get(f"{W}val")) for element in self.find(path, part)]

    @property
    def paragraphs(self) -> list[tuple[str, str]]:
        """Style and words of each paragraph; a tab is written as `|`."""
        return [(style_of(paragraph), words_of(paragraph)) for paragraph in self.find(".//w:p")]


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find("w:pPr/w:pStyle", NAMES)
    return "" if style is None else str(style.get(f"{W}val"))


def words_of(element: etree._Element) -> str:
    written = {f"{W}tab": "|", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}
    runs = (child for run in element.iter(f"{W}r") for child in run)
    return "".join(
        written.get(str(child.tag), child.text or "") for child in runs if child.tag != f"{W}instrText"
    )


def empty_paragraphs(root: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs without words or pictures, outside of table cells, which must have one."""
    for paragraph in root.iter(f"{W}p"):
        seen = words_of(paragraph).strip() or [*paragraph.iter(f"{W}drawing")]
        if not seen and str(paragraph.getparent().tag) != f"{W}tc":  # type: ignore[union-attr]  # all have one
            yield paragraph


@cache
def theme() -> Theme:
    folder = TEMPLATES / "themes/default"
    tokens = Tokens.model_validate(yaml.safe_load((folder / "tokens.yaml").read_text(encoding="utf-8")))
    fonts = {font.file: (folder / "fonts" / font.file).read_bytes() for font in tokens.fonts}
    return Theme("default", tokens, "", fonts)


@cache
def picture() -> Asset:
    written = io.BytesIO()
    Image.new("RGB", (1600, 400)).save(written, "png")
    return Asset("image/png", written.getvalue(), 1600, 400)


def section(markup: str, name: str = "first", title: str = "Titel", classes: str = "prose") -> str:
    return f'<section id="{name}" class="{classes}"><h2>{title}</h2>{markup}</section>'


def contents_of(titles: Mapping[str, str]) -> str:
    entries = "".join(f'<li><a href="#{name}">{title}</a></li>' for name, title in titles.items())
    return f'<nav class="contents"><h2>Inhalt</h2><ol>{entries}</ol></nav>'


def page_of(*sections: str, **changes: object) -> Page:
    """A page in German, without embedded fonts; `changes` are fields of the page."""
    parts = tuple(Part("section", f"part-{number}", markup) for number, markup in enumerate(sections))
    page = Page(
        title="Besuch",
        author="Landeshauptstadt Hannover",
        description="Eine Mappe",
        keywords=("Hannover", "Jekaterinburg"),
        date="2018-06-04",
        language="de",
        word_languages={"de": "de-DE", "en-GB": "en-GB", "ru": "ru-RU"},
        decimal_symbol=",",
        audience=Audience.INTERNAL,
        parts=parts,
        assets={ADDRESS: picture()},
        theme=theme(),
        word=WordFiles(embed_fonts=False),
    )
    return replace(page, **changes)  # type: ignore[arg-type]  # as the caller says


def whole_page(*sections: str) -> Page:
    """With cover, contents and furniture; the contents name the sections `first`, `second` and so on."""
    page = page_of(*sections)
    roots = [etree.fromstring(markup) for markup in sections]
    titles = {str(root.get("id")): str(root.findtext("h2")) for root in roots}
    around = [
        Part("cover", "cover", COVER),
        Part("running_head", "running_head", HEAD),
        Part("running_foot", "running_foot", FOOT),
        Part("contents", "contents", contents_of(titles)),
    ]
    return replace(page, parts=(*around, *page.parts))


def written(markup: str, **changes: object) -> WordFile:
    """The Word file of one section that holds this markup."""
    return WordFile(write_docx(page_of(section(markup), **changes)))


def whole() -> WordFile:
    return WordFile(write_docx(whole_page(*every_section())))


@cache
def every_section() -> tuple[str, ...]:
    """What the templates write, of each kind something."""
    root = etree.fromstring((Path(__file__).parent / "every_section.html").read_bytes())
    return tuple(etree.tostring(child, encoding="unicode", with_tail=False) for child in root)
