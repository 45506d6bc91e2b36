"""Catalogs: read from a `.po` file, checked, and compiled in memory."""

from collections.abc import Iterable, Mapping
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, PoFileParser
from babel.support import Translations

from mappe.diagnostics import Diagnostic, Place
from mappe.errors import LanguageError
from mappe.locales.faults import Entries, Source, entries, entry_faults, has_words, header_faults, line_faults

_PLAINER: Mapping[str, str] = MappingProxyType(
    {"msg has more translations than num_plurals of catalog": "more plural forms than the header asks for"}
)
"""What Babel says → what a translator understands."""


CATALOGS = "locales"
"""The folder of catalogs below one of templates."""


class MissingPhrase(LookupError):  # noqa: N818  # named for what it tells, as LookupError is
    """A phrase for which the catalog of a language has no words."""

    def __init__(self, language: str, phrase: str, context: str = "") -> None:
        self.language = language
        self.phrase = phrase
        self.context = context
        super().__init__(missing(language, phrase, context))

    def at(self, place: Place | None) -> Diagnostic:
        """The same as it is told; without a place, where the catalog begins."""
        return Diagnostic(str(self), place or Place(shown(self.language), 1), to_add(self.language))


def missing(language: str, phrase: str, context: str | None) -> str:
    where = f" in the context '{context}'" if context else ""
    return f"the catalog {shown(language).as_posix()} has no words for '{phrase}'{where}"


def to_add(language: str) -> str:
    return f"write them there; `mappe catalogs update {language}` adds the entry"


def shown(language: str) -> Path:
    """A catalog as it is told: without the folders above the templates."""
    return Path("templates", CATALOGS, f"{language}.po")


def read_translations(path: Path) -> Translations:
    """A catalog's phrases; looking up one without words raises `MissingPhrase`.

    Raises `LanguageError` with all the faults that could be found.
    """
    return _compiled(read_catalog(path)[0], path.stem)


def read_catalog(path: Path) -> tuple[Entries, Source]:
    """A catalog of which every word that it has can be printed. Raises `LanguageError`."""
    catalog, source = read_entries(path)
    _refuse(entry_faults(catalog, source))
    return catalog, source


def read_entries(path: Path) -> tuple[Entries, Source]:
    """A catalog that can be read, whatever is in its entries. Raises `LanguageError`."""
    source = Source(path, tuple(_text(path).split("\n")))
    _refuse(line_faults(source))
    catalog = _parsed(source)
    _refuse(header_faults(catalog, source))
    return catalog, source


class _NoWords(NullTranslations):
    """What is asked when the catalog has nothing; gettext would answer with the English phrase."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language

    def gettext(self, message: str) -> NoReturn:
        raise MissingPhrase(self.language, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> NoReturn:  # noqa: ARG002  # gettext's signature
        raise MissingPhrase(self.language, msgid1)

    def pgettext(self, context: str, message: str) -> NoReturn:
        raise MissingPhrase(self.language, message, context)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> NoReturn:  # noqa: ARG002  # the same
        raise MissingPhrase(self.language, msgid1, context)


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise LanguageError([Diagnostic(f"cannot read {path.as_posix()}: {error.strerror}")]) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(path, content.count(b"\n", 0, error.start) + 1)
        raise LanguageError([Diagnostic("this is not UTF-8", place, "save the file as UTF-8")]) from error


def _parsed(source: Source) -> Entries:
    catalog = Entries()
    try:
        PoFileParser(catalog, abort_invalid=True).parse(source.lines)
    except PoFileError as error:
        message = str(error).removesuffix(f" on {error.lineno}")
        raise LanguageError([source.fault(_PLAINER.get(message, message), error.lineno + 1)]) from error
    except ValueError as error:
        raise LanguageError([source.fault(f"the header cannot be read: {error}", 1, 'msgid ""')]) from error
    return catalog


def _compiled(catalog: Catalog, language: str) -> Translations:
    for message in list(entries(catalog)):
        # Babel would fill empty plural forms with the English ones.
        if not has_words(message):
            catalog.delete(message.id, message.context)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    translations = Translations(compiled)
    translations.add_fallback(_NoWords(language))
    return translations


def _refuse(faults: Iterable[Diagnostic]) -> None:
    if found := tuple(faults):
        raise LanguageError(found)
