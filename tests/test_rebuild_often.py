"""After any edits, one after the other, a build of only what changed leaves what a clean one would."""

import random
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PIL import Image

from mappe.builder import Failed, Wanted, build, prepare
from mappe.cli import template_folders
from mappe.errors import MappeError
from tests.faults import count, rebuilt, tree
from tests.test_rebuild import PROJECT

FASTEST = Wanted(formats=("html", "ics", "vcf"))
"""Those that are made fastest; the others hang on the same digests."""

Chance = random.Random


def _documents(project: Path) -> list[Path]:
    return sorted(path.parent for path in (project / "content").glob("*/document.yaml"))


def _worded(project: Path, chance: Chance) -> None:
    """One character more in a line that has words."""
    path = chance.choice(_documents(project)) / "document.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    number = chance.choice([n for n, line in enumerate(lines) if "de: " in line and "{de: [" not in line])
    language = chance.choice(["de: ", "ru: "])
    lines[number] = lines[number].replace(language, f"{language}{chance.choice('ABDEFGHKLM')}", 1)
    path.write_text("\n".join(lines), encoding="utf-8")


def _registered(project: Path, chance: Chance) -> None:
    path = project / "content/organisations.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Muster", f"Muster{chance.choice('abdefg')}", 1), encoding="utf-8")


def _copied(project: Path, chance: Chance) -> None:
    source = chance.choice(_documents(project))
    shutil.copytree(source, source.with_name(f"copy-{chance.randrange(10**6)}"))


def _renamed(project: Path, chance: Chance) -> None:
    source = chance.choice(_documents(project))
    source.rename(source.with_name(f"moved-{chance.randrange(10**6)}"))


def _deleted(project: Path, chance: Chance) -> None:
    if len(documents := _documents(project)) > 1:
        shutil.rmtree(chance.choice(documents))


def _painted(project: Path, chance: Chance) -> None:
    for path in (project / "content").glob("*/images/square.png"):
        Image.new("RGB", (40, 40), (chance.randrange(256), 90, 90)).save(path)


def _spoken(project: Path, _chance: Chance) -> None:
    """One language more, or one less."""
    path = project / "content/office.yaml"
    text = path.read_text(encoding="utf-8")
    more, less = "[de, ru, en]", "[de, ru]"
    path.write_text(text.replace(more, less) if more in text else text.replace(less, more), encoding="utf-8")


def _output(project: Path, chance: Chance) -> None:
    """Somebody takes a file away, or writes to it."""
    path = chance.choice(sorted((project / "output").glob("*/*.html")))
    path.unlink() if chance.random() < 0.5 else path.write_bytes(b"mine")


def _broken(project: Path, chance: Chance) -> None:
    """A typing error, found by a build and mended."""
    path = chance.choice(_documents(project)) / "document.yaml"
    content = path.read_bytes()
    path.write_bytes(content + b"\nnonsense: [")
    with pytest.raises(MappeError):
        rebuilt(project, FASTEST)
    path.write_bytes(content)


EDITS: Mapping[Callable[[Path, Chance], None], int] = {
    _worded: 5,
    _registered: 2,
    _copied: 1,
    _renamed: 1,
    _deleted: 1,
    _painted: 1,
    _spoken: 1,
    _output: 2,
    _broken: 1,
}
"""Kind of edit → how often it comes, against the others."""


@pytest.mark.slow
def test_any_edits_end_in_the_files_of_a_clean_build(tmp_path: Path) -> None:
    chance = random.Random(35)  # noqa: S311  # the same edits each time
    project = shutil.copytree(PROJECT, tmp_path / "project")
    rebuilt(project, FASTEST)
    kept = 0
    for number in range(count("random edits")):
        (edit,) = chance.choices([*EDITS], [*EDITS.values()])
        edit(project, chance)
        steps = rebuilt(project, FASTEST)
        assert not [step for step in steps if isinstance(step, Failed)], edit
        workshop = prepare(project, template_folders(project), FASTEST)
        clean = tmp_path / str(number)
        assert [*build(workshop, clean)]
        assert tree(project / "output") == tree(clean), edit
        kept += len(tree(clean))
        shutil.rmtree(clean)
    assert kept
