"""Each kind of edit remakes exactly what it must and says why, and the next build has nothing to do."""

import json
import os
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from mappe.builder import Built, Failed, Fresh, Pruned, Started, Step, Wanted, build, prepare
from mappe.cli import template_folders
from mappe.manifest.instant import NAME, nothing_to_do
from tests.command import mappe
from tests.editions import ROOT
from tests.faults import rebuilt, whole_manifest

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
    assert {*_made(rebuilt(project)).values()} == {"not made before"}
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


def _at_the_same_time(project: Path) -> None:
    """As an edit may look on a file system with coarse times, or when a clock is set back."""
    path = project / "content/visit/document.yaml"
    status = path.stat()
    _put("content/visit/document.yaml", "Идёт встреча.", "Идут встречи.")(project)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns)


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
    "a wording of the same length and time": (
        _at_the_same_time,
        _files("visit.ru"),
        "texts of visit changed: ru",
    ),
    "content from the future": (
        lambda project: os.utime(project / "content/office.yaml", (4_000_000_000, 4_000_000_000)),
        set(),
        "",
    ),
    "an output from long ago": (
        lambda project: os.utime(project / "output/visit/visit.ru.ics", (1_000_000_000, 1_000_000_000)),
        {"visit/visit.ru.ics"},
        "the file was touched",
    ),
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
    told = rebuilt(project)
    made = _made(told)
    assert {*made} == expected
    pattern = re.escape(reason).replace("…", ".*")
    assert all(re.fullmatch(pattern, why) for why in made.values()), made
    after = _seen(project)
    assert {path for path in after if after[path] != before.get(path)} == expected
    assert {step.output.path.as_posix() for step in told if isinstance(step, Fresh)} == {*after} - expected
    assert _made(rebuilt(project)) == {}
    assert nothing_to_do(["build", "--project", str(project)]) == (
        f"Nothing to do: {len(after)} files are up to date."
    )


def _told_by(project: Path, *words: str) -> str:
    """What the command says on its standard output."""
    result = mappe(*words, folder=project)
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_a_forced_build_makes_what_is_up_to_date(project: Path) -> None:
    wanted = Wanted(formats=["ics"])
    assert _made(rebuilt(project, wanted)) == {}
    assert {*_made(rebuilt(project, wanted, force=True)).values()} == {"--force"}


def test_an_answer_to_one_question_is_none_to_another(project: Path) -> None:
    words = ["build", "--project", str(project)]
    assert _made(rebuilt(project)) == {}
    assert nothing_to_do([*words, "--language=ru"]) == ""
    assert _made(rebuilt(project, Wanted(languages=["ru"]))) == {}
    assert nothing_to_do([*words, "--language=ru"]) == "Nothing to do: 6 files are up to date."
    assert nothing_to_do([*words, "--language", "ru", "--jobs", "1"]) != ""
    assert nothing_to_do([*words, "--language", "de"]) == ""
    assert nothing_to_do(words) == "Nothing to do: 14 files are up to date."


@pytest.mark.parametrize(
    "words", [["--force"], ["--redline", "main"], ["--nonsense"], ["--language"], ["visit"]]
)
def test_what_may_be_something_to_do_is_left_to_who_builds(words: list[str], project: Path) -> None:
    assert nothing_to_do(["build", "--project", str(project), *words]) == ""
    assert nothing_to_do(["verify", "--project", str(project)]) == ""


def test_where_nothing_is_to_be_done_nothing_is_imported_that_takes_time(project: Path) -> None:
    assert _made(rebuilt(project)) == {}
    heavy = ("weasyprint", "docx", "pydantic", "jinja2", "yaml", "click", "rich", "dataclasses", "pathlib")
    result = mappe("build", folder=project, lacking=heavy)
    assert (result.stdout, result.stderr) == ("Nothing to do: 14 files are up to date.\n", "")


def test_a_program_that_changes_remakes_the_files_it_writes(project: Path) -> None:
    manifest = project / "output" / NAME
    kept = json.loads(manifest.read_text(encoding="utf-8"))
    for record in kept["outputs"].values():
        if "WeasyPrint" in record["facts"]:
            record["facts"]["WeasyPrint"] = "69.0"
    manifest.write_bytes(whole_manifest(kept | {"requests": {}}))
    made = _made(rebuilt(project))
    assert {Path(path).suffix for path in made} == {".pdf"}
    assert {*made.values()} == {"WeasyPrint 69.0 → 70.0"}


def test_what_no_edition_is_called_any_more_is_taken_away(project: Path) -> None:
    shutil.rmtree(project / "content/leaflet")
    told = rebuilt(project)
    gone = {step.path.relative_to(project / "output").as_posix() for step in told if isinstance(step, Pruned)}
    assert gone == _files("leaflet.de-ru")
    assert not (project / "output/leaflet").exists()
    assert {*_seen(project)} == _files(*VISIT)
    assert [step for step in rebuilt(project) if isinstance(step, Pruned)] == []


def test_a_file_that_somebody_edited_is_never_taken_away(project: Path) -> None:
    mine = project / "output/leaflet/leaflet.de-ru.html"
    mine.write_text("mine", encoding="utf-8")
    foreign = project / "output/leaflet/notes.txt"
    foreign.write_text("mine too", encoding="utf-8")
    shutil.rmtree(project / "content/leaflet")
    told = _told_by(project, "build")
    assert "removed output/leaflet/leaflet.de-ru.pdf  no edition has this name any more" in told
    assert (
        "left    output/leaflet/leaflet.de-ru.html  no edition has this name any more, but it was cut" in told
    )
    assert {mine.read_text(encoding="utf-8"), foreign.read_text(encoding="utf-8")} == {"mine", "mine too"}


def test_a_build_of_some_files_takes_away_none_of_the_others(project: Path) -> None:
    before = {*_seen(project)}
    _put("content/visit/document.yaml", "Идёт встреча.", "Встреча.")(project)
    made = _made(rebuilt(project, Wanted(languages=["ru"], formats=["html"])))
    assert {*made} == {"visit/visit.ru.html"}
    assert {*_seen(project)} == before


def test_a_file_is_explained_before_it_is_made(project: Path) -> None:
    path = "output/visit/visit.ru.pdf"
    assert _told_by(project, "explain", path) == "visit/visit.ru.pdf: up to date\n"
    _put("content/visit/document.yaml", "Идёт встреча.", "Встреча.")(project)
    assert _told_by(project, "explain", path, "visit/visit.de.pdf") == (
        "visit/visit.ru.pdf: texts of visit changed: ru\nvisit/visit.de.pdf: up to date\n"
    )
    shutil.rmtree(project / "content/leaflet")
    assert _told_by(project, "explain", "output/leaflet/leaflet.de-ru.pdf") == (
        "leaflet/leaflet.de-ru.pdf: no edition has this name any more; the next build takes it away\n"
    )
    result = mappe("explain", "output/visit/visit.ru.pfd", folder=project)
    assert (result.returncode, result.stderr) == (
        2,
        "no edition is published as 'visit/visit.ru.pfd': did you mean 'visit/visit.ru.pdf'?\n",
    )


def test_a_build_says_why_it_makes_a_file(project: Path) -> None:
    _put("content/visit/document.yaml", "Идёт встреча.", "Встреча.")(project)
    told = _told_by(project, "build").splitlines()
    assert sorted(told[:4]) == [
        f"made    visit/visit.ru.{suffix}  texts of visit changed: ru" for suffix in sorted(FORMATS["visit"])
    ]
    assert told[-1] == "10 more files are up to date."
    assert _told_by(project, "build") == "Nothing to do: 14 files are up to date.\n"


def test_a_page_with_a_mistake_stays_as_it_was_and_is_made_when_it_is_mended(project: Path) -> None:
    _put("content/visit/document.yaml", "Идёт встреча.", f"{'🧿'} встреча.")(project)
    before = _seen(project)
    result = mappe("build", folder=project)
    assert result.returncode == 1
    assert _seen(project) == before
    _put("content/visit/document.yaml", "🧿 встреча.", "Встреча.")(project)
    assert {*_made(rebuilt(project))} == _files("visit.ru")


def test_two_projects_in_one_folder_take_nothing_from_each_other(project: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    other = shutil.copytree(PROJECT, tmp_path / "other")
    (other / "content/visit").rename(other / "content/journey")
    shutil.rmtree(other / "content/leaflet")
    for each in (project, other, project):
        workshop = prepare(each, template_folders(each), Wanted(formats=["html"]))
        assert not [step for step in build(workshop, shared) if isinstance(step, Pruned | Failed)]
    assert {path.name for path in shared.glob("*/*.html")} == {
        *("visit.de.html", "visit.ru.html", "visit.de.internal.html", "leaflet.de-ru.html"),
        *("journey.de.html", "journey.ru.html", "journey.de.internal.html"),
    }


def test_what_takes_longest_is_begun_first(project: Path) -> None:
    manifest = project / "output" / NAME
    kept = json.loads(manifest.read_text(encoding="utf-8"))
    for number, name in enumerate(EDITIONS):
        for path in _files(name):
            kept["outputs"][path]["seconds"] = 10**number
    manifest.write_bytes(whole_manifest(kept))
    begun = [step.output.edition.stem for step in rebuilt(project, force=True) if isinstance(step, Started)]
    assert [*dict.fromkeys(begun)] == [*reversed(EDITIONS)]
