"""The files of a project's folder → Project, with all their faults at once."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from mappe.content import schema
from mappe.content.checks import checks
from mappe.content.faults import Faults
from mappe.content.glyphs import unprintable
from mappe.content.images import image
from mappe.content.schema import Known
from mappe.content.source import read
from mappe.content.theme import theme
from mappe.content.translations import kept
from mappe.content.word_template import Styles, word_template
from mappe.diagnostics import Diagnostic, Place
from mappe.errors import ContentError
from mappe.locales import named_codes
from mappe.model.document import Document
from mappe.model.fields import ImagePath
from mappe.model.file_names import RESERVED
from mappe.model.located import Items, Keys, Scalar
from mappe.model.page import Asset
from mappe.model.project import Dossier, Office, Project, Registers, records
from mappe.model.record import Record, leaves
from mappe.model.registers import REGISTERS
from mappe.model.text import Text
from mappe.model.translations import Translations
from mappe.model.word import WordFiles

CONTENT = "content"
OFFICE = "office.yaml"
DOCUMENT = "document.yaml"


def load(root: Path, templates: Sequence[Path], styles: Styles = dict) -> Project:
    """The project in a folder; `templates` are the folders that may hold its theme, nearest first.

    `styles` are those of Word files that an office may exchange for its own. Raises `ContentError`
    with every fault of every file.
    """
    faults = Faults(_stray(root))
    typed = _typed(root, faults)
    known = _known(typed)
    office = None
    with faults.kept():
        office = schema.record(Office, typed[OFFICE])
    if not known.languages:  # then no text could be judged
        raise ContentError(faults)
    registers = {name: _records(name, typed[name], known, faults) for name in known.ids}
    dossiers = _dossiers(root, typed, known, faults)
    own_file = word_template(typed[OFFICE], root / CONTENT, styles, faults)
    look = None
    if office is not None:
        faults.extend(checks(office, registers, dossiers))
        with faults.kept():
            look = theme(office.theme, templates, office.where("theme"))
    if look is not None:
        faults.extend(unprintable(look, typed.values()))
    if faults or office is None or look is None:
        raise ContentError(faults)
    word = WordFiles(office.paginator, office.embed_fonts, own_file)
    translations = _translations(office, registers, dossiers, root)
    return Project(root, office, MappingProxyType(registers), tuple(dossiers), look, word, translations)


def _translations(
    office: Office, registers: Registers, dossiers: Iterable[Dossier], root: Path
) -> Translations:
    found = (leaf for _, record in records(registers, dossiers) for leaf in leaves(record))
    texts = tuple(leaf for leaf in found if isinstance(leaf, Text))
    return Translations(texts, office.source, office.languages, kept(root).ledger)


def office_of(root: Path) -> Office:
    """What is said once for all documents, whatever is wrong elsewhere. Raises `ContentError`."""
    return schema.record(Office, _keys(root, OFFICE))


def _stray(root: Path) -> Iterator[Diagnostic]:
    """YAML files that nobody would read. Raises `ContentError` where there is nothing to read at all."""
    if not (root / CONTENT).is_dir():
        hint = "start in the folder that holds it, or name that folder with --project"
        raise ContentError([Diagnostic(f"there is no folder '{CONTENT}' here", None, hint)])
    known = [OFFICE, *(f"{name}.yaml" for name in REGISTERS)]
    for path in sorted((root / CONTENT).glob("[!.]*.y*ml")):
        if path.is_file() and path.name not in known:
            hint = f"known here: {', '.join(known)}"
            yield Diagnostic("nothing reads a file of this name", Place(Path(CONTENT, path.name), 1), hint)


def _typed(root: Path, faults: Faults) -> Mapping[str, Keys]:
    """{path below content/: what is typed there}, without the files that cannot be read.

    Raises `ContentError` when the office's is one of them.
    """
    typed = {OFFICE: _keys(root, OFFICE)}
    for name in REGISTERS:
        with faults.kept():
            typed[name] = _register(root, f"{name}.yaml")
    for folder in _folders(root):
        with faults.kept():
            typed[folder.name] = _keys(root, f"{_name(folder)}/{DOCUMENT}")
    return typed


def _keys(root: Path, name: str) -> Keys:
    shown = Path(CONTENT, name)
    return read(root, shown, shown)


def _register(root: Path, name: str) -> Keys:
    """A register that an office does not keep is empty."""
    if (root / CONTENT / name).exists():
        return _keys(root, name)
    return Keys({}, Place(Path(CONTENT, name), 1), {})


def _folders(root: Path) -> Sequence[Path]:
    """One a document."""
    found = (root / CONTENT).iterdir()
    return sorted(path for path in found if path.is_dir() and not path.name.startswith("."))


def _name(folder: Path) -> str:
    """A document's name becomes the names of its files, on every system."""
    place = Place(Path(CONTENT, folder.name), 1)
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,59}", folder.name):
        hint = "use lower-case letters without accents, digits and hyphens"
        raise ContentError([Diagnostic(f"the folder '{folder.name}' cannot name a document", place, hint)])
    if folder.name in RESERVED:
        message = f"Windows keeps the name '{folder.name}' for itself"
        raise ContentError([Diagnostic(message, place, "rename the folder")])
    return folder.name


def _known(typed: Mapping[str, Keys]) -> Known:
    """Languages and ids as they are typed: what is wrong in a record makes no reference to it wrong."""
    languages = typed[OFFICE].get("languages")
    entries = languages if isinstance(languages, Items) else ()
    tags = [str(tag) for tag in entries if isinstance(tag, Scalar)]
    ids = {name: typed[name].keys() for name in REGISTERS if name in typed}
    return Known(tags, ids, named_codes(tags))


def _records(name: str, keys: Keys, known: Known, faults: Faults) -> Mapping[str, Record]:
    """The records of a register by id."""
    records = {}
    for key, value in keys.items():
        with faults.kept():
            schema.identifier(Scalar(key, keys.key_places[key]))
        with faults.kept():
            records[key] = schema.record(REGISTERS[name], value, known)
    return MappingProxyType(records)


def _dossiers(root: Path, typed: Mapping[str, Keys], known: Known, faults: Faults) -> list[Dossier]:
    dossiers = []
    folders = _folders(root)
    if not folders:
        hint = f"write {CONTENT}/<name>/{DOCUMENT}"
        faults.append(Diagnostic(f"there is no document in {CONTENT}/", None, hint))
    for folder in folders:
        if folder.name in typed:
            with faults.kept():
                document = schema.record(Document, typed[folder.name], known)
                dossiers.append(Dossier(folder.name, document, _images(document, folder, root, faults)))
    return dossiers


def _images(document: Document, folder: Path, root: Path, faults: Faults) -> Mapping[str, Asset]:
    """The images that a document shows, by their paths as they are typed."""
    images: dict[str, Asset] = {}
    for leaf in leaves(document):
        if isinstance(leaf, ImagePath) and leaf.path not in images:
            with faults.kept():
                images[leaf.path] = image(leaf, folder, root)
    return MappingProxyType(images)
