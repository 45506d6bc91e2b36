from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from mappe.diagnostics import Diagnostic
from mappe.model.audience import Audience, Shown
from mappe.model.document import Document, Layout
from mappe.model.fields import Flag, Identifier, LanguageTag, String, Whole
from mappe.model.page import Asset
from mappe.model.policy import Policy, Rule, policy
from mappe.model.record import Record, leaves
from mappe.model.text import Text
from mappe.model.theme import Theme
from mappe.model.translations import Translations
from mappe.model.word import Paginator, WordFiles

FormatName = Literal["pdf", "docx", "html", "ics", "vcf"]


class Limits(Record):
    """How many days ago the day may be as of which something stands; without a limit, any."""

    documents: Shown[Whole | None] = None
    projects: Shown[Whole | None] = None
    figures: Shown[Whole | None] = None


class Office(Record):
    """What is said once for all documents."""

    languages: Shown[Annotated[tuple[LanguageTag, ...], Field(min_length=1)]]
    source: Shown[LanguageTag]
    """The language that is written first."""
    fallback: Shown[LanguageTag | None] = None
    """Printed, with a mark, where a wording is missing, unless `translations` says otherwise."""
    translations: Shown[tuple[Rule, ...]] = ()
    """What becomes of texts that are not translated."""
    formats: Shown[Annotated[tuple[FormatName, ...], Field(min_length=1)]] = ("pdf", "docx", "html")
    theme: Shown[Identifier] = "default"
    paginator: Shown[Paginator] = "pdf"
    embed_fonts: Shown[Flag] = True
    word_template: Shown[String | None] = None
    """The office's own Word file, by its path below content/."""
    word_styles: Shown[Annotated[Mapping[String, String], Field(default_factory=dict)]]
    """Name of a style of Mappe → name of the template's that stands for it."""
    outdated_after: Shown[Limits | None] = None

    def faults(self) -> Iterator[Diagnostic]:
        for number, rule in enumerate(self.translations):
            if rule.missing == "fallback" and self.fallback is None:
                place = self.where("translations", number, "missing")
                yield Diagnostic("there is no language to fall back to", place, "write fallback: above")

    def policy(self, audience: Audience, language: str) -> Policy:
        """What becomes of texts that are not translated into the language of an edition."""
        return policy(self.translations, self.fallback, audience, language)


@dataclass(frozen=True)
class Dossier:
    """A document with its name and the images it shows, {path as written: image}."""

    name: str
    document: Document
    images: Mapping[str, Asset]


Registers = Mapping[str, Mapping[str, Record]]
"""{name of a register: {id: its record}}."""


def records(registers: Registers, dossiers: Iterable[Dossier]) -> Iterator[tuple[str, Record]]:
    """Each document, then each record of a register, with the name of that document or register."""
    yield from ((dossier.name, dossier.document) for dossier in dossiers)
    for name, register in registers.items():
        yield from ((name, record) for record in register.values())


@dataclass(frozen=True)
class Project:
    """A folder's content, whole and checked."""

    root: Path
    office: Office
    registers: Registers
    dossiers: tuple[Dossier, ...]
    theme: Theme
    word: WordFiles
    translations: Translations

    def texts(self) -> Iterator[tuple[str, Text]]:
        """Each text, with the name of its document or register."""
        for name, record in records(self.registers, self.dossiers):
            yield from ((name, leaf) for leaf in leaves(record) if isinstance(leaf, Text))

    def dossier(self, name: str) -> Dossier:
        """The document of this name."""
        return next(dossier for dossier in self.dossiers if dossier.name == name)


@dataclass(frozen=True)
class Recipient:
    """Whom a pack is for.

    `section` is the id of a section of members, `person` that of one of them, `name` stands in file names.
    """

    section: str
    person: str
    name: str


LAYOUT_MARKS: Mapping[Layout, str] = MappingProxyType(
    {"single": "", "columns": "", "facing": ".facing", "sequence": ".sequence"}
)
"""What stands in a file name behind the languages: columns is the plain one of two."""


@dataclass(frozen=True)
class Edition:
    """One way to publish a document."""

    document: str
    languages: tuple[str, ...]
    audience: Audience
    layout: Layout = "single"
    recipient: Recipient | None = None

    @property
    def language(self) -> str:
        """The language that its readers meet first."""
        return self.languages[0]

    @property
    def stem(self) -> str:
        """The file name without suffix; the guest edition is the plain one."""
        audience = "" if self.audience is Audience.GUEST else f".{self.audience.name.lower()}"
        layout = LAYOUT_MARKS[self.layout]
        recipient = f".{self.recipient.name}" if self.recipient else ""
        return f"{self.document}.{'-'.join(self.languages)}{layout}{audience}{recipient}"
