"""A page on its way to another process; what all pages have in common travels once."""

import copyreg
import io
import pickle  # from our own process to our own process
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from mappe.model.page import Page
from mappe.model.theme import Theme
from mappe.model.word import WordTemplate

Common: TypeAlias = Theme | WordTemplate
"""What is equal only to itself, and has a digest: a process must meet it once, or it prepares it again."""


@dataclass(frozen=True)
class Parcel:
    """A page without what it has in common with others, and that: {digest: value}."""

    content: bytes
    common: Mapping[str, Common]


def packed(page: Page) -> Parcel:
    """The page, to be `opened` in another process."""
    file, common = io.BytesIO(), dict[str, Common]()
    _Packer(file, common).dump(page)
    return Parcel(file.getvalue(), common)


def opened(content: bytes, common: Mapping[str, Common]) -> Page:
    """The page whose parcel this is. Raises `KeyError` for something in common that never arrived."""
    page = _Opener(io.BytesIO(content), common).load()
    assert isinstance(page, Page)  # noqa: S101  # for the types: `packed` takes no other
    return page


def as_bytes(value: Common) -> bytes:
    """What pages have in common, for `pickle.loads`."""
    file = io.BytesIO()
    _WithMappings(file, pickle.HIGHEST_PROTOCOL).dump(value)
    return file.getvalue()


def read_only(entries: dict[object, object]) -> Mapping[object, object]:
    """The type itself has no name under which `pickle` would find it."""
    return MappingProxyType(entries)


def _reduced(
    value: Mapping[object, object],
) -> tuple[Callable[..., Mapping[object, object]], tuple[dict[object, object]]]:
    return read_only, (dict(value),)


class _WithMappings(pickle.Pickler):
    """Takes mappings that nobody may change, which `pickle` itself refuses."""

    dispatch_table = {**copyreg.dispatch_table, MappingProxyType: _reduced}  # noqa: RUF012  # pickle's own name


class _Packer(_WithMappings):
    def __init__(self, file: io.BytesIO, common: dict[str, Common]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._common = common

    def persistent_id(self, value: object) -> str | None:
        if not isinstance(value, Theme | WordTemplate):
            return None
        self._common[value.digest] = value
        return value.digest


class _Opener(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, common: Mapping[str, Common]) -> None:
        super().__init__(file)
        self._common = common

    def persistent_load(self, digest: str) -> Common:
        return self._common[digest]
