"""Nothing internal reaches a guest: what the project of every section plants is looked for in every file."""

import io
import zipfile

import pytest

from mappe.builder import Wanted, prepare
from mappe.cli import template_folders
from mappe.errors import RequestError
from mappe.model.audience import Audience
from mappe.model.page import Page
from tests.editions import EVERY_SECTION, file_of, pages_of

PLANTED = ("Geheim", "geheim", "Secret", "secret", "Тайн", "тайн", "+49 511 1234567", "ELKINA", "H-XX 123")
PAGES = pages_of(EVERY_SECTION)
GUEST = [name for name in PAGES if not name.endswith(".internal")]
FOUND_IN = {"de": "Geheim", "en": "ecret", "ru": "айн"}


def _everything(page: Page, name: str) -> str:
    content = file_of(page, name).content
    if name != "docx":
        return content.decode("latin-1") if name == "pdf" else content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "".join(package.read(part).decode("utf-8", "replace") for part in package.namelist())


@pytest.mark.parametrize("name", GUEST)
@pytest.mark.parametrize("format_name", ["html", "docx"])
def test_a_guest_file_holds_nothing_internal(name: str, format_name: str) -> None:
    everything = _everything(PAGES[name], format_name)
    assert len(everything) > 10_000
    assert [word for word in PLANTED if word in everything] == []


@pytest.mark.parametrize("name", GUEST)
@pytest.mark.parametrize("format_name", ["html", "docx"])
def test_the_same_search_finds_it_in_the_internal_file(name: str, format_name: str) -> None:
    everything = _everything(PAGES[f"{name}.internal"], format_name)
    assert everything.count(FOUND_IN[name.split(".")[1]]) > 7


@pytest.mark.parametrize("name", GUEST)
def test_a_section_that_is_internal_leaves_no_trace_in_the_contents(name: str) -> None:
    guest, internal = PAGES[name], PAGES[f"{name}.internal"]
    assert "talking-points" in {part.name for part in internal.parts}
    assert "talking-points" not in {part.name for part in guest.parts}
    assert "talking-points" not in guest.markup_of("contents")


@pytest.mark.parametrize("name", GUEST)
def test_a_figure_without_a_source_is_for_the_own_house(name: str) -> None:
    assert 'class="unsourced"' in PAGES[f"{name}.internal"].markup_of("section")
    assert 'class="unsourced"' not in PAGES[name].markup_of("section")


def test_only_the_editions_of_one_audience_are_made() -> None:
    work = prepare(EVERY_SECTION, template_folders(EVERY_SECTION), Wanted(audiences=("guest",))).work
    assert {edition.audience for edition, _ in work} == {Audience.GUEST}


@pytest.mark.parametrize(
    ("audience", "hint"), [("gest", "did you mean 'guest'?"), ("public", "there is guest, internal")]
)
def test_an_audience_without_edition_is_told(audience: str, hint: str) -> None:
    with pytest.raises(RequestError) as caught:
        prepare(EVERY_SECTION, template_folders(EVERY_SECTION), Wanted(audiences=(audience,)))
    (fault,) = caught.value.diagnostics
    assert (fault.message, fault.hint) == (f"no edition for the audience '{audience}'", hint)
