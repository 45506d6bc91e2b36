"""Where references in a text may lead, for the readers of one edition."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True)
class Target:
    """A place of a page.

    `words` are what a reference says that has none of its own; nothing where it must have some. `language` is
    the tag of these words, `lang` the same as HTML has it. `within` is what they stand in, such as quotation
    marks: a pattern with `%(words)s`.
    """

    words: str = ""
    language: str = ""
    lang: str = ""
    within: str = "%(words)s"


@dataclass(frozen=True)
class Targets:
    """What is there by its id; of what is not there, only that it exists.

    `unseen` are ids of sections that other audiences read; `shared` are those that may be given to another
    section for another audience; `lost` is what others get of the same audience: words that refer to it are
    words and nothing more.
    """

    audience: str = ""
    seen: Mapping[str, Target] = field(default_factory=lambda: MappingProxyType({}))
    unseen: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()


NOWHERE = Targets()
