"""The languages of a project: each the nearest catalog that there is for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from mappe.diagnostics import Diagnostic, Place
from mappe.errors import LanguageError
from mappe.locales.catalogs import CATALOGS, shown
from mappe.locales.locale import Locale, locale_of


def locales_of(tags: Iterable[str], templates: Sequence[Path]) -> Mapping[str, Locale]:
    """{tag: locale}; `templates` are folders, nearest first. Raises `LanguageError` with all faults."""
    locales: dict[str, Locale] = {}
    faults: list[Diagnostic] = []
    for tag in tags:
        try:
            with below_templates(tag):
                locales[tag] = locale_of(catalog_of(tag, templates))
        except LanguageError as error:
            faults.extend(error.diagnostics)
    if faults:
        raise LanguageError(faults)
    return locales


def catalog_of(tag: str, templates: Sequence[Path]) -> Path:
    """The nearest catalog of a language. Raises `LanguageError` where no folder has one."""
    if nearest := nearest_catalog(tag, templates):
        return nearest
    hint = f"`mappe catalogs update {tag}` makes one; or take the language from office.yaml"
    raise LanguageError([Diagnostic(f"no catalog for the language '{tag}'", Place(shown(tag), 1), hint)])


def nearest_catalog(tag: str, templates: Sequence[Path]) -> Path | None:
    paths = (folder / CATALOGS / f"{tag}.po" for folder in templates)
    return next((path for path in paths if path.is_file()), None)


@contextmanager
def below_templates(tag: str) -> Iterator[None]:
    """Faults of a catalog that is read here are told as all others are: without the folders above."""
    try:
        yield
    except LanguageError as error:
        raise LanguageError(_below(fault, tag) for fault in error.diagnostics) from error


def _below(fault: Diagnostic, tag: str) -> Diagnostic:
    return replace(fault, place=fault.place and replace(fault.place, file=shown(tag)))
