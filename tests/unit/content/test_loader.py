"""A folder becomes a project, or all its faults are told at once and nothing beside it is read."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mappe.content.loader import load
from mappe.errors import ContentError
from mappe.model.file_names import RESERVED
from mappe.model.project import Project

ROOT = Path(__file__).parents[3]
TEMPLATES = (ROOT / "templates",)
FIGURE = "  - type: figure\n    image: {}\n    alternative: {{de: Bild, en: Picture}}\n"

Copied = Callable[[str], Path]


def faults(root: Path) -> list[str]:
    with pytest.raises(ContentError) as refused:
        load(root, TEMPLATES)
    told = [
        f"{fault.place}: {fault.message}" if fault.place else fault.message
        for fault in refused.value.diagnostics
    ]
    assert not [line for line in told if str(root) in line]
    return told


def added(root: Path, text: str) -> None:
    with (root / "content/visit/document.yaml").open("a", encoding="utf-8") as document:
        document.write(text)


@pytest.mark.parametrize(
    "root", [ROOT, ROOT / "tests/projects/minimal", ROOT / "tests/projects/every-section"]
)
def test_a_project_is_read(root: Path) -> None:
    project = load(root, TEMPLATES)
    assert isinstance(project, Project)
    assert project.dossiers
    assert [dossier.name for dossier in project.dossiers] == sorted(
        dossier.name for dossier in project.dossiers
    )


def test_the_faults_of_all_files_are_told_at_once(project: Copied) -> None:
    root = project("every-section")
    for name in ("people", "organisations", "places", "sources", "glossary"):
        with (root / f"content/{name}.yaml").open("a", encoding="utf-8") as register:
            register.write(f"Neu {name}: {{nme: a}}\n")
    added(root, "  - type: delegation\n    members: [{person: nobody}]\n")
    shutil.copytree(root / "content/visit", root / "content/second")
    told = faults(root)
    for name in ("people", "organisations", "places", "sources", "glossary"):
        assert len([line for line in told if line.startswith(f"content/{name}.yaml:")]) >= 2
    for name in ("visit", "second"):
        assert f"content/{name}/document.yaml:" in "\n".join(told)
    assert len([line for line in told if "no person 'nobody' in people.yaml" in line]) == 2


def test_a_fault_in_a_record_makes_no_reference_to_it_wrong(project: Copied) -> None:
    root = project("minimal")
    (root / "content/organisations.yaml").write_text("stadt: {name: a, phne: b}\n", "utf-8")
    assert faults(root) == ["content/organisations.yaml:1:18: unknown key 'phne'"]


def test_a_register_that_cannot_be_read_makes_no_reference_wrong(project: Copied) -> None:
    root = project("minimal")
    (root / "content/organisations.yaml").write_text("stadt: {name: a\n", "utf-8")
    assert faults(root) == ["content/organisations.yaml:1:8: a bracket is not closed, or a comma is missing"]


def test_a_fault_of_the_office_does_not_hide_those_of_the_documents(project: Copied) -> None:
    root = project("minimal")
    (root / "content/office.yaml").write_text("languages: [de, en]\nsource: fr\nfarbe: rot\n", "utf-8")
    added(root, "  - type: prosa\n")
    told = faults(root)
    assert told[0] == "content/office.yaml:3:1: unknown key 'farbe'"
    assert told[1].startswith("content/visit/document.yaml:11:11: 'prosa' is not one of")


def test_every_image_that_is_wrong_is_told(project: Copied) -> None:
    root = project("minimal")
    added(root, FIGURE.format("a.png") + FIGURE.format("b.png"))
    assert faults(root) == [
        "content/visit/document.yaml:12:12: the image 'a.png' is missing",
        "content/visit/document.yaml:15:12: the image 'b.png' is missing",
    ]


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_a_name_that_windows_keeps_is_refused(name: str, project: Copied) -> None:
    root = project("minimal")
    (root / "content/visit").rename(root / "content" / name)
    assert faults(root) == [f"content/{name}:1:1: Windows keeps the name '{name}' for itself"]


def test_windows_keeps_twenty_four_names() -> None:
    assert len(RESERVED) == 24


ODD_NAMES = (
    *("Visit", "visit 2", "besuch-ü", "визит", "-visit", "visit.", "a_b", "visit\u202e", "e\u0301", "a\nb"),
    *("😀", "a'b", "a;b", "$a", "%2e", "a" * 61),
)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_folder_whose_name_no_file_should_have_is_refused(name: str, project: Copied) -> None:
    root = project("minimal")
    (root / "content/visit").rename(root / "content" / name)
    assert faults(root) == [f"content/{name}:1:1: the folder '{name}' cannot name a document"]


@pytest.mark.parametrize("name", ["visit", "2018", "visit-2018", "a" * 60, "console", "com", "lpt10"])
def test_a_plain_name_is_taken(name: str, project: Copied) -> None:
    root = project("minimal")
    (root / "content/visit").rename(root / "content" / name)
    assert [dossier.name for dossier in load(root, TEMPLATES).dossiers] == [name]


@pytest.mark.parametrize("name", [".git", ".visit"])
def test_a_hidden_folder_is_no_document(name: str, project: Copied) -> None:
    root = project("minimal")
    (root / "content" / name).mkdir()
    assert len(load(root, TEMPLATES).dossiers) == 1


@pytest.mark.parametrize(
    "name", ["office.yaml", "organisations.yaml", "people.yaml", "visit/document.yaml", "visit", ""]
)
def test_a_link_out_of_the_project_is_not_followed(name: str, project: Copied, tmp_path: Path) -> None:
    root = project("minimal")
    inside, outside = root / "content" / name, tmp_path / "outside"
    if inside.exists():
        inside.rename(outside)
    else:
        outside.write_text("anna: {name: Secret}\n", "utf-8")
    inside.symlink_to(outside)
    told = faults(root)
    assert all(line.endswith("the file lies outside the project") for line in told)
    assert told


def test_a_link_within_the_project_is_followed(project: Copied) -> None:
    root = project("minimal")
    (root / "content/organisations.yaml").rename(root / "shared.yaml")
    (root / "content/organisations.yaml").symlink_to(root / "shared.yaml")
    assert load(root, TEMPLATES).registers["organisations"].keys() == {"stadt"}


def test_a_file_that_nothing_reads_is_told(project: Copied) -> None:
    root = project("minimal")
    for name in ("people.yml", "Sources.yaml", "notes.yaml"):
        (root / "content" / name).write_text("a: b\n", "utf-8")
    (root / "content/notes.txt").write_text("a: b\n", "utf-8")
    assert faults(root) == [
        "content/Sources.yaml:1:1: nothing reads a file of this name",
        "content/notes.yaml:1:1: nothing reads a file of this name",
        "content/people.yml:1:1: nothing reads a file of this name",
    ]


MISSING_GLYPHS = {
    "会": ("title: {de: Besuch, en: Visit}", "title: {de: Besuch 会, en: Visit}", "1:13"),
    "א": ("kind: {de: Mappe, en: Pack}", "kind: {de: Mappe, en: א}", "2:23"),
    "😀": ('version: "1"', 'version: "1 😀"', "3:10"),
    "ก": ("title: {de: Anlass", "title: {de: Anlass ก", "9:17"),
    "ა": ("text: {de: Man trifft sich.", "text: {de: Man trifft ა.", "10:16"),
    "अ": ("en: People meet.}", "en: अ}", "10:38"),
    "ع": ("  - type: prose", "  - {type: prose, text: ع}\n  - type: prose", "7:25"),
    "ꙮ": ("sections:", "subtitle: ꙮ\nsections:", "6:11"),
    "𝄞": ("sections:", "description: {de: a 𝄞, en: b}\nsections:", "6:19"),
    "\ue000": ("sections:", "keywords: [a, \ue000]\nsections:", "6:15"),
}


def test_ten_letters_without_a_glyph_are_tried() -> None:
    assert len(MISSING_GLYPHS) == 10


@pytest.mark.parametrize("character", MISSING_GLYPHS)
def test_a_letter_without_a_glyph_is_named_with_its_field(character: str, project: Copied) -> None:
    root = project("minimal")
    path = root / "content/visit/document.yaml"
    old, new, place = MISSING_GLYPHS[character]
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    (told,) = faults(root)
    named = f"no font of the theme 'default' has the character '{character}' (U+{ord(character):04X}, "
    assert told.startswith(f"content/visit/document.yaml:{place}: {named}")


def test_a_letter_without_a_glyph_is_found_in_a_register_too(project: Copied) -> None:
    root = project("every-section")
    path = root / "content/organisations.yaml"
    path.write_text(path.read_text("utf-8") + "  official: 会\n", "utf-8")
    (told,) = faults(root)
    assert "has the character '会' (U+4F1A, CJK UNIFIED IDEOGRAPH-4F1A)" in told
