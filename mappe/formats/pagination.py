"""On which pages the places of a page of content are, once it is laid out on paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Pagination:
    """`numbers` are {id: number of the page on which it begins, as printed there}; `pages` counts all."""

    numbers: Mapping[str, str]
    pages: int


UNPAGED = Pagination(MappingProxyType({}), 1)
"""Of what is on no paper yet."""
