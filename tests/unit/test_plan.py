"""What a project is to be published as."""

from dataclasses import replace
from functools import cache

import pytest

from mappe.builder import Wanted, prepare
from mappe.cli import template_folders
from mappe.errors import RequestError
from mappe.model.print import Print
from mappe.model.project import Project
from mappe.plan import plan
from tests.editions import EVERY_SECTION


@cache
def _project(*printed: Print) -> Project:
    """One with as many documents as are given, each printed so."""
    project = prepare(EVERY_SECTION, template_folders(EVERY_SECTION), Wanted()).project
    (model,) = project.dossiers
    return replace(
        project,
        dossiers=tuple(
            replace(model, name=f"d{number}", document=model.document.model_copy(update={"print": one}))
            for number, one in enumerate(printed)
        ),
    )


def _paths(project: Project, *formats: str, documents: tuple[str, ...] = ()) -> list[str]:
    planned = plan(project, documents=documents, languages=["de"], formats=formats)
    return [
        output.path.name
        for edition, outputs in planned
        for output in outputs
        if "internal" not in edition.stem
    ]


def test_print_files_are_made_after_the_formats_of_the_office() -> None:
    made = _paths(_project(Print(files=("handout", "shop"))))
    assert [name.partition(".de.")[2] for name in made if "public" not in name] == [
        "pdf",
        "docx",
        "html",
        "handout.pdf",
        "shop.pdf",
    ]


def test_a_print_file_can_be_asked_for_alone() -> None:
    made = _paths(_project(Print(files=("booklet",)), Print()), "booklet")
    assert made
    assert {name.partition(".")[0] for name in made} == {"d0"}
    assert all(name.endswith(".booklet.pdf") for name in made)


def test_an_edition_of_which_nothing_is_made_is_not_planned() -> None:
    planned = plan(_project(Print(files=("booklet",)), Print()), formats=["booklet"])
    assert all(outputs for _edition, outputs in planned)


@pytest.mark.parametrize("documents", [(), ("d1",)])
def test_a_print_file_that_no_document_has_is_told(documents: tuple[str, ...]) -> None:
    project = _project(Print(files=("booklet",) if documents else ()), Print())
    with pytest.raises(RequestError) as error:
        _paths(project, "booklet", documents=documents)
    (fault,) = error.value.diagnostics
    assert (fault.message, fault.hint) == ("no format 'booklet'", "there is pdf, docx, html")
