"""Each kind of edit remakes exactly what it must and says why, and the next build has nothing to do."""

import os
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from mappe.builder import Built, Failed, Fresh, Step, Wanted, build, prepare
from mappe.cli import template_folders
from mappe.manifest.instant import nothing_to_do
from mappe.manifest.records import Inputs
from tests.editions import ROOT

PROJECT = ROOT / "tests/projects/rebuild"
FORMATS = {"visit": ("pdf", "html", "ics", "vcf"), "leaflet": ("pdf", "html")}
EDITIONS = ("visit.de", "visit.ru", "visit.de.internal", "leaflet.de-ru")


def _files(*editions: str) -> set[str]:
    """All files of these editions."""
    return {
        f"{name.split('.')[0]}/{name}.{suffix}"
        for name in editions
        for suffix in FORMATS[name.split(".", maxsplit=1)[0]]
    }


VISIT = ("visit.de", "visit.ru", "visit.de.internal")


def steps(project: Path, *, force: bool = False, wanted: Wanted | None = None) -> list[Step]:
    """A build into the project's own output folder."""
    inputs = Inputs.of(project)
    workshop = prepare(project, template_folders(project), wanted or Wanted())
    return [*build(workshop, project / "output", inputs=inputs, force=force)]


def _made(told: list[Step]) -> dict[str, str]:
    """{file: why}."""
    assert not [step for step in told if isinstance(step, Failed)]
    return {step.output.path.as_posix(): step.reason for step in told if isinstance(step, Built)}


def _seen(project: Path) -> dict[str, tuple[int, int]]:
    """Each file in the output folder, and what becomes another with each writing."""
    found = (path for path in (project / "output").glob("*/*") if path.is_file())
    return {
        path.relative_to(project / "output").as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in found
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project with templates of its own, built."""
    project = shutil.copytree(PROJECT, tmp_path_factory.mktemp("built") / "project")
    shutil.copytree(ROOT / "templates", project / "templates")
    assert {*_made(steps(project)).values()} == {"not made before"}
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of it, with its files and their times."""
    return shutil.copytree(built, tmp_path / "project")


def _put(file: str, old: str, new: str) -> Callable[[Path], object]:
    """A change of words."""

    def edit(project: Path) -> None:
        path = project / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) >= 1
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def _replaced_image(project: Path) -> None:
    Image.new("RGB", (40, 40), "green").save(project / "content/leaflet/images/square.png")


def _replaced_font(project: Path) -> None:
    path = project / "templates/themes/default/fonts/SourceSerif4-Regular.ttf"
    with TTFont(path) as font:
        font["head"].fontRevision += 1
        font.save(path)


def _cut(project: Path) -> None:
    path = project / "output/visit/visit.de.pdf"
    path.write_bytes(path.read_bytes()[:1000])


def _overwritten(project: Path) -> None:
    """By another program that even sets the time back."""
    path = project / "output/visit/visit.de.html"
    status = path.stat()
    path.write_bytes(path.read_bytes()[:-1] + b" ")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def _older(project: Path) -> None:
    """As a backup brings it back: other words, with the time of last year."""
    _put("content/visit/document.yaml", "Идёт встреча.", "Встреча.")(project)
    os.utime(project / "content/visit/document.yaml", (1_500_000_000, 1_500_000_000))


def _nothing(_project: Path) -> None:
    pass


EDITS: Mapping[str, tuple[Callable[[Path], object], set[str], str]] = {
    "nothing": (_nothing, set(), ""),
    "a Russian wording": (
        _put("content/visit/document.yaml", "Идёт встреча.", "Идут переговоры."),
        _files("visit.ru"),
        "texts of visit changed: ru",
    ),
    "a wording of both languages in columns": (
        _put("content/leaflet/document.yaml", "Снимок", "Рисунок"),
        _files("leaflet.de-ru"),
        "texts of leaflet changed: ru",
    ),
    "an alternative text": (
        _put("content/leaflet/document.yaml", "Ein Quadrat", "Ein Viereck"),
        _files("leaflet.de-ru"),
        "texts of leaflet changed: de",
    ),
    "a remark for the own house": (
        _put("content/visit/document.yaml", "Vermerk für das Haus", "Vermerk"),
        _files("visit.de.internal"),
        "texts of visit changed: de",
    ),
    "a register entry": (
        _put("content/organisations.yaml", "168-36520", "168-36521"),
        _files(*VISIT),
        "texts of visit changed: …",
    ),
    "a register entry in Russian": (
        _put("content/organisations.yaml", "Образцовая гостиница", "Гостиница"),
        _files("visit.ru"),
        "texts of visit changed: ru",
    ),
    "an entry that all documents print": (
        _put("content/organisations.yaml", "Musterstadt", "Musterhausen"),
        _files("visit.de", "visit.de.internal", "leaflet.de-ru"),
        "texts of … changed: de",
    ),
    "a date": (
        _put("content/visit/document.yaml", "2018-06-12", "2018-06-13"),
        _files(*VISIT),
        "texts of visit changed: …",
    ),
    "a phrase of the Russian templates": (
        _put("templates/locales/ru.po", 'msgstr "Содержание"', 'msgstr "Оглавление"'),
        _files("visit.ru", "leaflet.de-ru"),
        "texts of … changed: ru",
    ),
    "a comment in a template": (
        _put("templates/sections/programme.html", "{% import", "{# once #}{% import"),
        set(),
        "",
    ),
    "a comment in the content": (
        _put("content/visit/document.yaml", "title:", "# Heading\ntitle:"),
        set(),
        "",
    ),
    "the template of a section": (
        _put("templates/sections/programme.html", '<p class="zone">', '<p class="note">'),
        _files(*VISIT),
        "templates of visit changed",
    ),
    "the stylesheet": (
        _put("templates/themes/default/theme.css", "}", "  }"),
        _files(*EDITIONS),
        "stylesheet of the theme changed",
    ),
    "a token": (
        _put("templates/themes/default/tokens.yaml", "#15212A", "#000000"),
        _files(*EDITIONS),
        "tokens of the theme changed",
    ),
    "an image": (_replaced_image, _files("leaflet.de-ru"), "pictures of leaflet changed"),
    "a font": (_replaced_font, _files(*EDITIONS), "fonts of the theme changed"),
    "a file that is gone": (
        lambda project: (project / "output/visit/visit.ru.pdf").unlink(),
        {"visit/visit.ru.pdf"},
        "the file is gone",
    ),
    "a file that was cut short": (_cut, {"visit/visit.de.pdf"}, "the file was cut short"),
    "a file that was touched": (
        lambda project: (project / "output/visit/visit.ru.html").touch(),
        {"visit/visit.ru.html"},
        "the file was touched",
    ),
    "a file that somebody wrote to": (_overwritten, {"visit/visit.de.html"}, "the file was touched"),
    "content that was touched": (
        lambda project: (project / "content/visit/document.yaml").touch(),
        set(),
        "",
    ),
    "a backup with an old time": (_older, _files("visit.ru"), "texts of visit changed: ru"),
    "a new language": (
        _put("content/office.yaml", "[de, ru]", "[de, ru, en]"),
        _files("visit.en"),
        "not made before",
    ),
    "a new document": (
        lambda project: shutil.copytree(project / "content/leaflet", project / "content/visit2"),
        {"visit2/visit2.de-ru.pdf", "visit2/visit2.de-ru.html"},
        "not made before",
    ),
}
"""Kind of edit → how it is done, what is made again, and why."""


@pytest.mark.parametrize("kind", EDITS)
def test_an_edit_remakes_exactly_what_it_must(kind: str, project: Path) -> None:
    edit, expected, reason = EDITS[kind]
    before = _seen(project)
    edit(project)
    told = steps(project)
    made = _made(told)
    assert {*made} == expected
    pattern = re.escape(reason).replace("…", ".*")
    assert all(re.fullmatch(pattern, why) for why in made.values()), made
    after = _seen(project)
    assert {path for path in after if after[path] != before.get(path)} == expected
    assert {step.output.path.as_posix() for step in told if isinstance(step, Fresh)} == {*after} - expected
    assert _made(steps(project)) == {}
    assert nothing_to_do(["build", "--project", str(project)]) == (
        f"Nothing to do: {len(after)} files are up to date."
    )
