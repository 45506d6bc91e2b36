"""One edition as finished semantic HTML, before any file exists."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType
from typing import Literal

from mappe.diagnostics import Place
from mappe.model.audience import Audience
from mappe.model.calendar import Calendar
from mappe.model.contact_card import ContactCard
from mappe.model.document import Layout
from mappe.model.theme import Theme
from mappe.model.word import WordFiles

PartKind = Literal["cover", "running_head", "running_foot", "contents", "section"]


@dataclass(frozen=True)
class Asset:
    """An image that a page shows: read once and whole. Sizes in pixels; those of an SVG are CSS pixels."""

    media_type: Literal["image/png", "image/jpeg", "image/svg+xml"]
    content: bytes
    width: int
    height: int


@dataclass(frozen=True)
class Attachment:
    """A file that travels inside another one."""

    name: str
    media_type: str
    content: bytes
    description: str


@dataclass(frozen=True)
class Part:
    """A piece of a page: well-formed markup of the closed vocabulary.

    `place` is where the author began it; it is told in messages, and is no part of what the page says.
    """

    kind: PartKind
    name: str
    markup: str
    place: Place | None = field(default=None, compare=False)

    @property
    def digest(self) -> str:
        """SHA-256 of the markup, as hexadecimal."""
        return sha256(self.markup.encode()).hexdigest()


@dataclass(frozen=True)
class Page:
    """Everything that a format may know.

    `language` is the BCP 47 tag of the words; `word_languages` gives for each tag in the markup the one with
    region that Word wants; `date` is the as-of date in ISO 8601; `assets` are {address in the markup: image};
    `languages` are the tags of all that stand on it as of right, in their order;
    a `two_sided` page has its wider margin at the binding; `attachments` travel inside the formats that can.
    `name` is that of the edition's files, without suffix; `hyphenation` is {tag: words with a hyphen wherever
    they may break, if patterns break them wrongly}; `latin_in` is {tag of a language in another
    script: tag of words in Latin letters}, which in its lines are names as their owners write them.
    `calendar` and `contacts` are what its readers see of appointments, and of people and organisations, for
    the files of these. `texts` are {tag of a language: digest of the words in it}: they tell who asks what
    changed, and are no part of what the page says.
    """

    title: str
    author: str
    description: str
    keywords: tuple[str, ...]
    date: str
    language: str
    word_languages: Mapping[str, str]
    decimal_symbol: str
    audience: Audience
    parts: tuple[Part, ...]
    assets: Mapping[str, Asset]
    theme: Theme
    layout: Layout = "single"
    languages: tuple[str, ...] = ()
    two_sided: bool = False
    attachments: tuple[Attachment, ...] = ()
    name: str = ""
    latin_in: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    word: WordFiles = field(default_factory=WordFiles)
    calendar: Calendar | None = None
    contacts: tuple[ContactCard, ...] = ()
    hyphenation: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), compare=False)

    def markup_of(self, kind: PartKind) -> str:
        """The markup of all parts of one kind, in their order."""
        return "".join(part.markup for part in self.parts if part.kind == kind)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over everything above, as hexadecimal: equal digests make equal files."""
        facts = (
            self.title,
            self.author,
            self.description,
            *self.keywords,
            self.date,
            self.language,
            *(f"{tag} {region}" for tag, region in sorted(self.word_languages.items())),
            self.decimal_symbol,
            self.audience.name,
            *(f"{part.kind} {part.name} {part.digest}" for part in self.parts),
            *(f"{name} {sha256(asset.content).hexdigest()}" for name, asset in sorted(self.assets.items())),
            self.theme.digest,
            self.layout,
            *self.languages,
            "two-sided" if self.two_sided else "one-sided",
            *(
                f"{item.name} {item.media_type} {sha256(item.content).hexdigest()} {item.description}"
                for item in self.attachments
            ),
            self.name,
            *(f"{tag} {latin}" for tag, latin in sorted(self.latin_in.items())),
            *self.word.facts(),
            repr(self.calendar),
            repr(self.contacts),
            *(f"{tag} {' '.join(words)}" for tag, words in sorted(self.hyphenation.items())),
        )
        return sha256("\0".join(facts).encode()).hexdigest()


@dataclass(frozen=True)
class Written:
    """A page in one format; `pages` are the sheets it takes, where the format knows."""

    content: bytes
    pages: int | None = None
