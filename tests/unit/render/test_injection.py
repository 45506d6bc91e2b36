"""Whatever an author types into whatever field, a page keeps its elements and shows the words."""

import dataclasses
import html
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import lxml.html
import pytest

from mappe.builder import Wanted, Workshop, prepare
from mappe.formats import FORMATS
from mappe.formats.pdf.publish import laid_out
from mappe.model.audience import Audience
from mappe.model.fields import String
from mappe.model.page import Page
from mappe.model.project import Edition, Project
from mappe.model.record import Record
from mappe.model.text import NameParts, Text
from mappe.model.vocabulary import SVG
from mappe.render.layout import page

ROOT = Path(__file__).parents[3]

STRINGS = [
    "<script>alert(1)</script>",
    "<script src=https://127.0.0.1/a.js></script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><img src=https://127.0.0.1/a.png>',
    "'><svg onload=alert(1)>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    "` onclick=`alert(1)",
    "</p></td></tr></table><h1>x",
    "</title><script>alert(1)</script>",
    "</style><style>p{display:none}",
    "<style>@import url(https://127.0.0.1/a.css);</style>",
    "<link rel=attachment href=file:///etc/passwd>",
    "<base href=https://127.0.0.1/>",
    "<iframe src=https://127.0.0.1/></iframe>",
    "<object data=file:///etc/passwd></object>",
    "<a href=javascript:alert(1)>x</a>",
    "<svg><use href=https://127.0.0.1/a.svg /></svg>",
    "<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
    "<math><mtext></p><script>alert(1)</script>",
    "<!-- x --><!--",
    "<![CDATA[x]]>",
    "<?xml version='1.0'?>",
    "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>&a;",
    "&lt;b&gt; &amp; &#60;b&#62; &nbsp; &notanentity;",
    "{{7*7}}",
    "{{ self._TemplateReference__context }}",
    "{% include '/etc/passwd' %}",
    "{# x #}{% raw %}",
    "${7*7} <%= self %> #{x}",
    "%(title)s %s %d %%",
    "{0} {title} {}",
    "$(id) `id` ; id | id",
    "=cmd|' /C calc'!A0",
    "javascript:alert(1)",
    "../../../etc/passwd",
    "a\\u003cb \\x3cb",
]
"""Own strings, each an attempt on another part of the way from YAML to the files."""


def test_there_are_enough_strings() -> None:
    assert len(set(STRINGS)) >= 20


Make = Callable[[int], str]


@dataclasses.dataclass
class Typing:
    """Somebody who types the same into every field that takes free words."""

    make: Make
    fields: int = 0

    def into(self, value: Any) -> Any:  # noqa: ANN401  # whatever a field holds
        if isinstance(value, Text):
            return type(value)(
                {tag: self._words(words) for tag, words in value.wordings.items()}, value.place
            )
        if isinstance(value, Record):
            fields = {name: self._field(value, name) for name in type(value).model_fields}
            return value.model_copy(update=fields)
        if isinstance(value, tuple):
            return tuple(self.into(entry) for entry in value)
        if isinstance(value, Mapping):
            return {key: self.into(entry) for key, entry in value.items()}
        return value

    def _field(self, record: Record, name: str) -> Any:  # noqa: ANN401  # as above
        value, field = getattr(record, name), type(record).model_fields[name]
        free = String in get_args(field.annotation) or (
            field.annotation is str and _has_length(field.metadata)
        )
        return self._words(value) if free and value is not None else self.into(value)

    def _words(self, words: object) -> Any:  # noqa: ANN401  # as above
        if isinstance(words, NameParts):
            return NameParts(self._words(""), self._words(""), self._words(""))
        self.fields += 1
        return self.make(self.fields)


def _has_length(metadata: list[Any]) -> bool:
    return any(hasattr(mark, "min_length") for mark in metadata)


@cache
def workshop() -> Workshop:
    root = ROOT / "tests/projects/every-section"
    return prepare(root, (ROOT / "templates",), Wanted())


def filled(make: Make) -> tuple[Page, int]:
    """The internal edition with these words in every field, and how many fields there are."""
    typing, project = Typing(make), workshop().project
    dossiers = tuple(
        dataclasses.replace(dossier, document=typing.into(dossier.document)) for dossier in project.dossiers
    )
    registers = {
        name: {key: typing.into(record) for key, record in records.items()}
        for name, records in project.registers.items()
    }
    changed: Project = dataclasses.replace(project, dossiers=dossiers, registers=registers)
    return page(changed, Edition("visit", ("de",), Audience.INTERNAL), workshop().voices), typing.fields


def elements(made: Page) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Every element with its attributes, but for the drawings, which are as wide as their words."""
    for part in made.parts:
        yield from _elements(ElementTree.fromstring(f"<body>{part.markup}</body>"))


def _elements(element: ElementTree.Element) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    attributes = {key: value for key, value in element.attrib.items() if key != "alt"}
    yield element.tag, tuple(sorted(attributes.items()))
    for child in element:
        if child.tag != f"{SVG}svg":
            yield from _elements(child)


def words(made: Page) -> str:
    """All that a reader of the page or of its properties can see."""
    found = [made.title, made.author, made.description, *made.keywords]
    for part in made.parts:
        root = ElementTree.fromstring(f"<body>{part.markup}</body>")
        found += ["".join(root.itertext()), *(image.get("alt", "") for image in root.iter("img"))]
    return "\n".join(found)


def tags(made: Page) -> Counter[str]:
    """The elements that a browser finds in the HTML file."""
    tree = lxml.html.document_fromstring(FORMATS["html"].write(made).content)
    return Counter(
        element.tag for element in tree.iter() if isinstance(element.tag, str) and not _in_drawing(element)
    )


def _in_drawing(element: lxml.html.HtmlElement) -> bool:
    return any(ancestor.tag == "svg" for ancestor in element.iterancestors())


@cache
def innocent() -> tuple[Page, frozenset[int]]:
    """The page before, and the fields of which it shows something."""
    made, count = filled("F{:04}E".format)
    assert count > 300
    shown = frozenset(int(number) for number in re.findall(r"F(\d{4})E", words(made)))
    assert len(shown) > 120
    return made, shown


def test_the_page_shows_every_german_text_that_there_is() -> None:
    made, _ = innocent()
    project, typing, missing, looked_at = workshop().project, Typing("F{:04}E".format), [], 0
    records = [entry for register in project.registers.values() for entry in register.values()]
    for record in (project.dossiers[0].document, *records):
        for text in _german(typing.into(record)):
            looked_at += 1
            if str(text.wording("de")) not in words(made):
                missing.append(text.place and text.place.text)
    assert looked_at > 100
    # A programme names the street of a venue and not its city.
    assert missing == ["  address: {street: Musterweg 5, postcode: 30159, city: Hannover, country: DE}"]


def _german(value: object) -> Iterator[Text]:
    if isinstance(value, Text) and value.wording("de") is not None:
        yield value
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _german(getattr(value, name))
    elif isinstance(value, tuple):
        for entry in value:
            yield from _german(entry)


@pytest.mark.parametrize("string", STRINGS)
def test_a_string_in_every_field_is_shown_and_does_nothing(string: str) -> None:
    before, shown = innocent()
    after, _ = filled(lambda number: f"F{number:04}{string}E")
    assert list(elements(after)) == list(elements(before))
    assert tags(after) == tags(before)
    literal = words(after)
    assert {number for number in shown if f"F{number:04}{string}E" not in literal} == set()
    assert after.assets == before.assets


def test_a_page_that_would_not_escape_is_noticed() -> None:
    before, _ = innocent()
    part = before.parts[-1]
    torn = dataclasses.replace(part, markup=f"<p>{part.markup}</p>")
    assert list(elements(dataclasses.replace(before, parts=(*before.parts[:-1], torn)))) != list(
        elements(before)
    )


def test_no_format_asks_for_anything(trap: tuple[str, list[str]]) -> None:
    address, asked = trap
    every = " ".join(STRINGS).replace("https://127.0.0.1", address)
    made, _ = filled(lambda number: f"F{number:04}{every}E" if number % 5 == 0 else f"F{number:04}E")
    word = FORMATS["docx"].write(made).content
    assert laid_out(made).write_pdf().startswith(b"%PDF")  # so much does not fit: no file would come of it
    with zipfile.ZipFile(io.BytesIO(word)) as package:
        parts = {
            name: package.read(name).decode()
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }
    assert html.escape("<script>alert(1)</script>", quote=False) in parts["word/document.xml"]
    assert not [name for name, part in parts.items() if f'Target="{address}' in part]
    assert asked == []
