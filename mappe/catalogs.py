"""A project's own catalogs: made, and kept in step with its templates."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mappe.diagnostics import Diagnostic
from mappe.errors import LanguageError
from mappe.locales.agreement import needed
from mappe.locales.catalogs import CATALOGS, read_entries, shown
from mappe.locales.drafts import extended_catalog, new_catalog, template_catalog
from mappe.locales.faults import Entries, entries, key_of
from mappe.locales.languages import below_templates, nearest_catalog
from mappe.locales.phrases import Key, Phrase
from mappe.manifest.files import replace
from mappe.render.phrases import phrases_of


@dataclass(frozen=True)
class Update:
    """What becomes of a language's catalog in a project.

    `added` and `unused` are numbers of phrases; the latter stay, as their words are somebody's work.
    `content` is nothing where the catalog stays as it is.
    """

    tag: str
    new: bool
    added: int
    unused: int
    content: bytes

    def __str__(self) -> str:
        added = f"{_phrases(self.added)} added, without words" if self.added else "lacks no phrase"
        kept = f"; {_phrases(self.unused)} that no template needs left in it" if self.unused else ""
        return f"{shown(self.tag).as_posix()}: {'new, ' if self.new else ''}{added}{kept}"


def _phrases(number: int) -> str:
    return f"{number} phrase{'s' * (number != 1)}"


def extract(templates: Sequence[Path]) -> bytes:
    """All phrases, as a catalog without a language. Raises `TemplateError`."""
    return template_catalog(phrases_of(templates).known)


def update(root: Path, tags: Iterable[str], templates: Sequence[Path]) -> Iterator[Update]:
    """Add to a project's catalogs the phrases that they lack; make those that are not there.

    Where Mappe's own catalog lacks phrases of the project's templates, the project gets a copy of it. Raises
    a `MappeError` with all faults before any file is touched, or where one cannot be written.
    """
    phrases = phrases_of(templates)
    asked = dict.fromkeys(tags)
    # In open contexts, a language has what any other of the project has.
    others = (root / "templates" / CATALOGS).glob("*.po") if phrases.open else ()
    read = _read((*asked, *(path.stem for path in sorted(others))), templates)
    wanted = needed(phrases, read.values())
    for one in [_update(tag, read.get(tag), wanted, templates) for tag in asked]:
        if one.content:
            replace(root / "templates" / CATALOGS / shown(one.tag).name, one.content, root)
        yield one


def _read(tags: Iterable[str], templates: Sequence[Path]) -> Mapping[str, Entries]:
    """{tag: the nearest catalog}, of those that there are. Raises `LanguageError` with all faults."""
    read: dict[str, Entries] = {}
    faults: list[Diagnostic] = []
    for tag in dict.fromkeys(tags):
        try:
            if path := nearest_catalog(tag, templates):
                with below_templates(tag):
                    read[tag], _ = read_entries(path)
        except LanguageError as error:
            faults.extend(error.diagnostics)
    if faults:
        raise LanguageError(faults)
    return read


def _update(
    tag: str, catalog: Entries | None, wanted: Mapping[Key, Phrase], templates: Sequence[Path]
) -> Update:
    path = nearest_catalog(tag, templates)
    if catalog is None or path is None:
        content = new_catalog(tag, [*wanted.values()])
        return Update(tag, new=True, added=len(wanted), unused=0, content=content)
    present = set(map(key_of, entries(catalog)))
    missing = [phrase for key, phrase in wanted.items() if key not in present]
    content = extended_catalog(path.read_bytes(), catalog.plural_forms, missing) if missing else b""
    return Update(tag, new=False, added=len(missing), unused=len(present - wanted.keys()), content=content)
