"""How an office wants its Word files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType
from typing import Literal

Paginator = Literal["pdf", "libreoffice"]
"""Whose page numbers the contents show: those of the edition's PDF, or those of LibreOffice Writer."""


@dataclass(frozen=True)
class WordTemplate:
    """The office's own Word file; `styles` are {name of a style of Mappe: name of the template's}."""

    name: str
    content: bytes
    styles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


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
            yield sha256(self.template.content).hexdigest()
            yield from (f"{ours} {theirs}" for ours, theirs in sorted(self.template.styles.items()))
