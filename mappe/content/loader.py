"""The files of a project's folder → Project, with all their faults at once."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from mappe.content import schema
from mappe.content.checks import checks
from mappe.content.images import image
from mappe.content.source import read
from mappe.content.theme import theme
from mappe.diagnostics import Diagnostic, Place
from mappe.errors import ContentError
from mappe.model.document import Document
from mappe.model.fields import ImagePath
from mappe.model.located import Items, Keys
from mappe.model.page import Asset
from mappe.model.project import Dossier, Office, Project
from mappe.model.record import Record, leaves
from mappe.model.registers import REGISTERS

CONTENT = "content"
OFFICE = "office.yaml"
DOCUMENT = "document.yaml"

Got = TypeVar("Got")


class Faults:
    """The faults met so far: a step that fails leaves its own here, and the next step still runs."""

    def __init__(self) -> None:
        self.found: list[Diagnostic] = []

    def of(self, step: Callable[[], Got]) -> Got | None:
        try:
            return step()
        except ContentError as error:
            self.found.extend(error.diagnostics)
            return None


def load(root: Path, templates: Iterable[Path]) -> Project:
    """The project in a folder; `templates` are the folders that may hold its theme, nearest first.

    Raises `ContentError` with every fault of every file.
    """
    office = _office(root)
    faults = Faults()
    registers = _registers(root, office, faults)
    dossiers = _dossiers(root, office, faults)
    look = faults.of(lambda: theme(office.theme, templates))
    if registers is not None:
        faults.found.extend(checks(office, registers, dossiers))
    if faults.found or registers is None or look is None:
        raise ContentError(faults.found)
    return Project(root, office, registers, tuple(dossiers), look)


def _office(root: Path) -> Office:
    if not (root / CONTENT).is_dir():
        raise ContentError([Diagnostic(f"no folder '{CONTENT}' here", Place(Path(CONTENT), 1))])
    keys = _keys(root, OFFICE)
    tags = keys.get("languages", ())
    return schema.record(Office, keys, [str(tag) for tag in tags] if isinstance(tags, Items) else ())


def _keys(root: Path, name: str) -> Keys:
    shown = Path(CONTENT) / name
    return read(root / shown, shown)


def _registers(root: Path, office: Office, faults: Faults) -> Mapping[str, Mapping[str, Record]] | None:
    """{register: {id: record}}; a register that an office does not keep is empty. None after a fault."""
    before = len(faults.found)
    registers = {name: _register(root, name, office, faults) for name in REGISTERS}
    return MappingProxyType(registers) if len(faults.found) == before else None


def _register(root: Path, name: str, office: Office, faults: Faults) -> Mapping[str, Record]:
    if not (root / CONTENT / f"{name}.yaml").exists():
        return MappingProxyType({})
    keys = faults.of(lambda: _keys(root, f"{name}.yaml")) or {}
    records = {}
    for identifier, value in keys.items():
        record = faults.of(lambda value=value: schema.record(REGISTERS[name], value, office.languages))  # type: ignore[misc]
        if record is not None:
            records[identifier] = record
    return MappingProxyType(records)


def _dossiers(root: Path, office: Office, faults: Faults) -> list[Dossier]:
    folders = sorted(path for path in (root / CONTENT).iterdir() if path.is_dir() and not path.name.startswith("."))
    if not folders:
        message = f"no document in {CONTENT}/"
        faults.found.append(Diagnostic(message, Place(Path(CONTENT), 1), f"write {CONTENT}/<name>/{DOCUMENT}"))
    found = (faults.of(lambda folder=folder: _dossier(root, folder, office, faults)) for folder in folders)  # type: ignore[misc]
    return [dossier for dossier in found if dossier is not None]


def _dossier(root: Path, folder: Path, office: Office, faults: Faults) -> Dossier:
    name = folder.name
    shown = f"{name}/{DOCUMENT}"
    document = schema.record(Document, _keys(root, shown), office.languages)
    images: dict[str, Asset] = {}
    for leaf in leaves(document):
        if isinstance(leaf, ImagePath) and leaf.path not in images:
            asset = faults.of(lambda leaf=leaf: image(leaf, folder, root))  # type: ignore[misc]
            if asset is not None:
                images[leaf.path] = asset
    return Dossier(name, document, MappingProxyType(images))
