"""What the parts of a Word file have to do with each other."""

from dataclasses import dataclass, field
from typing import Literal

RelationKind = Literal[
    "custom_properties",
    "document",
    "font",
    "font_table",
    "footer",
    "footnotes",
    "header",
    "hyperlink",
    "image",
    "numbering",
    "other",
    "properties",
    "settings",
    "styles",
    "theme",
]


@dataclass(frozen=True)
class Relation:
    """`target` is the name of a part, or the address that a hyperlink leads to.

    `uri` says what it is where the kind does not; `mark` tells it from others of the same kind and target.
    """

    kind: RelationKind
    target: str
    uri: str = ""
    mark: str = ""


@dataclass
class Relations:
    """The relations of one part, each with the id by which its markup means them."""

    ids: dict[Relation, str] = field(default_factory=dict)

    def to(self, kind: RelationKind, target: str) -> str:
        return self.ids.setdefault(Relation(kind, target), f"rId{len(self.ids) + 1}")


@dataclass(frozen=True)
class WordPart:
    """One file inside a Word file; `name` begins with a slash."""

    kind: RelationKind
    name: str
    content: bytes
    media_type: str = ""
    relations: Relations = field(default_factory=Relations)
