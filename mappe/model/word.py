"""How an office wants its Word files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType
from typing import Literal

Paginator = Literal["pdf", "libreoffice"]
"""Whose page numbers the contents show: those of the edition's PDF, or those of LibreOffice Writer."""

StyleKind = Literal["paragraph", "character", "table"]


@dataclass(frozen=True)
class TemplateRelation:
    """What a part has to do with another one, or with an address: ISO/IEC 29500-2, Relationships.

    `kind` is the URI that says what it is; `target` the name of a part, or the address of what is outside.
    """

    id: str
    kind: str
    target: str
    outside: bool = False


@dataclass(frozen=True)
class TemplatePart:
    """One file inside a Word file."""

    content: bytes
    media_type: str
    relations: tuple[TemplateRelation, ...] = ()


@dataclass(frozen=True, eq=False)
class WordTemplate:
    """The office's own Word file, opened and checked; equal only to itself.

    `parts` are {name with a slash before it: part}, and `main` is the name of the document; `styles` are
    {name of a style of Mappe: id of one of the template's}, where the office says so.
    """

    name: str
    main: str
    parts: Mapping[str, TemplatePart]
    styles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def digest(self) -> str:
        """SHA-256 over everything that makes a difference to a file, as hexadecimal."""
        total = sha256(repr((self.main, sorted(self.styles.items()))).encode())
        for name, part in sorted(self.parts.items()):
            total.update(repr((name, part.media_type, part.relations)).encode())
            total.update(sha256(part.content).digest())
        return total.hexdigest()


@dataclass(frozen=True)
class WordFiles:
    """What an office says once of all its Word files."""

    paginator: Paginator = "pdf"
    embed_fonts: bool = True
    template: WordTemplate | None = None

    def facts(self) -> Iterator[str]:
        """Everything that makes a difference to a file."""
        yield f"{self.paginator} {self.embed_fonts}"
        if self.template is not None:
            yield self.template.digest
