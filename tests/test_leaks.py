"""No word reaches readers it is not for: a word of its own in every field, looked for in every file."""

import io
import json
import os
import re
import time
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pikepdf
import pypdfium2
import pytest

from mappe.builder import Failed, Wanted, build, finished, prepare
from mappe.cli import template_folders
from mappe.formats import FORMATS
from mappe.manifest.instant import NAME
from mappe.model.audience import Audience
from mappe.model.project import Edition, FormatName
from tests.conftest import FILES, judge
from tests.editions import SAMPLE, file_of, pages_of
from tests.pdf import page_with, text
from tests.plants import Plant, planted

PLANTED = re.compile(r"(?=(qx[b-z]{5}|97\d{7}))")
TAG = re.compile(r"<[^>]*>")

NOT_PRINTED = {
    "Concept.also": "for those who write: what may stand for a term",
    "Concept.avoid": "for those who write: what may not",
    "Organisation.official": "is kept for forms, as a passport's spelling is",
    "Person.passport": "for forms that are filled in by hand",
    "PlaceRecord.language": "says only in which language a name is printed",
}
"""Fields with words that no format prints, and why they are there."""


def squeezed(said: str) -> str:
    """Letters and digits alone, as words are hyphenated and set in capitals, and digits in groups."""
    return re.sub(r"[\W_]+", "", said).casefold()


def of_pdf(content: bytes, folder: Path) -> Iterator[str]:
    """Text on and beside the sheets, every string and name, every stream: metadata, attachments, drawings."""
    yield squeezed(text(content, folder))
    for sheet in pypdfium2.PdfDocument(content):
        yield squeezed(sheet.get_textpage().get_text_range())
    with pikepdf.open(io.BytesIO(content)) as document:
        for entry in document.objects:
            yield from of_object(entry)


def of_object(entry: object) -> Iterator[str]:
    """The strings of an object and of those in it, and what a stream holds."""
    match entry:
        case pikepdf.String():
            yield squeezed(str(entry))
        case pikepdf.Array():
            yield from (words for one in entry.as_list() if _is_inside(one) for words in of_object(one))
        case pikepdf.Dictionary() | pikepdf.Stream():
            for key, one in entry.items():
                yield squeezed(key)
                yield from of_object(one) if _is_inside(one) else ()
    if isinstance(entry, pikepdf.Stream):
        yield _content(entry).decode("latin-1").casefold()


def _is_inside(entry: object) -> bool:
    return isinstance(entry, pikepdf.Object) and not entry.is_indirect


def _content(stream: pikepdf.Stream) -> bytes:
    """Pictures are not decoded."""
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return stream.read_raw_bytes()


def of_word(content: bytes, _folder: Path) -> Iterator[str]:
    """Every part as it is, and its words with those of neighbouring runs joined."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for part in package.infolist():
            yield squeezed(part.filename)
            said = package.read(part).decode("utf-8", "replace")
            yield said.casefold()
            yield squeezed(TAG.sub("", said)) if part.filename.endswith(("xml", "rels")) else ""


def of_markup(content: bytes, _folder: Path) -> Iterator[str]:
    yield content.decode().casefold()
    yield squeezed(TAG.sub("", content.decode()))


def of_lines(content: bytes, _folder: Path) -> Iterator[str]:
    """A calendar or cards: long lines are folded."""
    yield squeezed(re.sub("\r?\n[ \t]", "", content.decode()))


USUAL = get_args(FormatName)
"""The formats that an office can ask for."""

READERS = {".pdf": of_pdf, ".docx": of_word, ".html": of_markup, ".ics": of_lines, ".vcf": of_lines}


def found(path: Path, folder: Path) -> frozenset[str]:
    """The planted words of a file and its name."""
    said = (squeezed(path.name), *READERS[path.suffix](path.read_bytes(), folder))
    return frozenset(match[1] for words in said for match in PLANTED.finditer(words))


class Garden:
    """The planted project, what stands in it, and its files, each with its name.

    It is built by whichever process of a run needs it first; the others wait for that.
    """

    def __init__(self) -> None:
        judge("pdftotext", package="poppler-utils")
        self.folder = Path(os.environ[FILES], "garden")
        built = self.folder.with_name("garden-is-built")
        try:
            self.folder.mkdir()
        except FileExistsError:
            while not built.exists():
                time.sleep(0.2)
            self.plants = planted(self.folder.with_name(f"planted-{os.getpid()}"))
            self.workshop = prepare(self.folder, template_folders(self.folder), Wanted())
            return
        try:
            self.plants = planted(self.folder)
            self.workshop = prepare(self.folder, template_folders(self.folder), Wanted())
            steps = [*build(self.workshop, self.folder / "output")]
        finally:
            built.touch()
        assert [step for step in steps if isinstance(step, Failed)] == []

    def files(self, audience: Audience) -> Mapping[str, frozenset[str]]:
        """{name of a file for this audience: the planted words in it}."""
        paths = [path for edition, path in self.paths() if edition.audience is audience]
        return {path.name: found(path, self.folder) for path in paths}

    def paths(self) -> Iterator[tuple[Edition, Path]]:
        for edition, outputs in self.workshop.work:
            yield from ((edition, self.folder / "output" / output.path) for output in outputs)

    def words(self, *, above: Audience) -> Mapping[str, Plant]:
        """What readers of this audience may not read."""
        return {plant.word: plant for plant in self.plants if plant.lowest > above}

    def salutation(self, person: str) -> frozenset[str]:
        """How a person is greeted, which nobody but they may read."""
        people = json.loads((self.folder / "content/people.yaml").read_text("utf-8"))
        return frozenset(squeezed(words) for words in people[person]["salutation"].values())


@pytest.fixture(scope="module")
def garden() -> Garden:
    return Garden()


RECIPIENT = "people-41"

EDITIONS = {
    Audience.GUEST: ("visit.en", "visit.en-ru", f"visit.en.{RECIPIENT}"),
    Audience.PUBLIC: ("visit.en.public",),
}
"""In one language, in two, and for one recipient."""


@pytest.mark.parametrize("audience", EDITIONS)
def test_no_file_holds_a_word_that_is_not_for_its_readers(garden: Garden, audience: Audience) -> None:
    hidden = garden.words(above=audience)
    files = garden.files(audience)
    assert {*files} == {f"{stem}.{name}" for stem in EDITIONS[audience] for name in FORMATS if name in USUAL}
    own = {f"visit.en.{RECIPIENT}.{name}": garden.salutation(RECIPIENT) for name in ("pdf", "docx", "html")}
    leaked = {
        name: [hidden[word] for word in words - own.get(name, frozenset()) if word in hidden]
        for name, words in files.items()
    }
    assert {name: plants for name, plants in leaked.items() if plants} == {}


def test_what_mappe_remembers_of_a_build_holds_no_planted_word(garden: Garden) -> None:
    """It lies beside the files that are handed out; only their names are in it."""
    text = (garden.folder / "output" / NAME).read_text("utf-8")
    for _, path in garden.paths():
        text = text.replace(path.name, "")
    assert len(text) > 1000
    assert {*PLANTED.findall(squeezed(text))}.isdisjoint(plant.word for plant in garden.plants)


@pytest.mark.parametrize("name", ["shop", "booklet", "handout"])
def test_no_file_for_a_printer_holds_such_a_word(garden: Garden, name: str, tmp_path: Path) -> None:
    edition = next(edition for edition, _ in garden.workshop.work if edition.stem == "visit.en")
    path = tmp_path / f"visit.en{FORMATS[name].suffix}"
    path.write_bytes(FORMATS[name].write(finished(garden.workshop, edition)).content)
    words = found(path, tmp_path)
    assert len(words) > 500
    assert words.isdisjoint(garden.words(above=Audience.GUEST))


@pytest.mark.parametrize("name", ["pdf", "docx", "html"])
def test_the_same_search_finds_every_field_in_the_internal_file(
    garden: Garden, name: str, tmp_path: Path
) -> None:
    (file,) = (path for _, path in garden.paths() if path.match(f"visit.en.internal.*.{name}"))
    path = tmp_path / f"internal.{name}"
    path.write_bytes(without_attachments(file.read_bytes()) if name == "pdf" else file.read_bytes())
    words = found(path, tmp_path)
    hidden = garden.words(above=Audience.GUEST).values()
    missing = {plant.field for plant in hidden} - {plant.field for plant in hidden if plant.word in words}
    assert missing == NOT_PRINTED.keys() & {plant.field for plant in hidden}


def without_attachments(content: bytes) -> bytes:
    """The content's source travels in a PDF, and would answer for what is not on its sheets."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        assert [*document.attachments]
        for name in [*document.attachments]:
            del document.attachments[name]
        document.save(made)
    return made.getvalue()


@pytest.mark.parametrize("name", ["pdf", "docx", "html"])
@pytest.mark.parametrize(
    ("markup", "keywords"), [("<p>Qxbc<strong>dfg</strong></p>", ()), ("<p>a</p>", ("Qxbcdfg",))]
)
def test_a_leak_is_found(name: str, markup: str, keywords: tuple[str, ...], tmp_path: Path) -> None:
    page = replace(page_with(markup), keywords=keywords)
    path = tmp_path / f"leak.{name}"
    path.write_bytes(FORMATS[name].write(page).content)
    assert found(path, tmp_path) == {"qxbcdfg"}


@pytest.mark.parametrize(("name", "held"), [("a.ics", "SUMMARY:Qxb\r\n cdfg"), ("Qxbcdfg.html", "<p>a</p>")])
def test_a_leak_in_a_folded_line_or_a_file_name_is_found(name: str, held: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(held, newline="")
    assert found(tmp_path / name, tmp_path) == {"qxbcdfg"}


INTERNAL = re.compile("intern(al|e|er|es|en)?\\b|vermerk|внутренн", re.IGNORECASE)
"""The word itself, in the languages of the sample."""

STYLES = re.compile(r"<style>.*?</style>", re.DOTALL)
"""The same in all editions, with rules for what only some have."""


@pytest.mark.parametrize("name", ["html", "docx"])
def test_only_internal_editions_of_the_sample_say_that_they_are(name: str, tmp_path: Path) -> None:
    for stem, page in pages_of(SAMPLE).items():
        if not stem.startswith("delegation-visit"):
            continue
        path = tmp_path / f"{stem}.{name}"
        path.write_bytes(file_of(page, name).content)
        shown = STYLES.sub("", path.read_text("utf-8")) if name == "html" else words_of_word(path)
        assert bool(INTERNAL.search(shown)) is (page.audience is Audience.INTERNAL), stem


def words_of_word(path: Path) -> str:
    """Body, head, foot and notes of a Word file."""
    with zipfile.ZipFile(path) as package:
        parts = [
            part for part in package.namelist() if re.match(r"word/(document|header|footer|\w*notes)", part)
        ]
        return TAG.sub("", "".join(package.read(part).decode() for part in parts))
