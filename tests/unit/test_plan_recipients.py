"""Packs for one person each: whose they are, in which language, and by which names."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from mappe.builder import Wanted, prepare
from mappe.cli import template_folders
from mappe.content.loader import load
from mappe.errors import ContentError, RequestError
from mappe.formats import FORMATS
from mappe.model.audience import Audience
from mappe.model.file_names import folded
from mappe.model.project import Project
from mappe.model.registers import Person
from mappe.plan import Comparison, Output, plan
from tests.conftest import PROJECTS
from tests.editions import EVERY_SECTION, ROOT

PERSONAL = PROJECTS / "personal"
LOADED = load(PERSONAL, template_folders(PERSONAL))
EVERYBODY = ("anna", "boris", "clara")


def stems(project: Project, **asked: tuple[str, ...]) -> list[str]:
    return [edition.stem for edition, _ in plan(project, **asked) if edition.recipient]


def called(names: Mapping[str, str], pattern: str = "{family}-{given}") -> list[str]:
    """The packs of all members where these people are called otherwise."""
    people = {
        person: Person.model_validate({"name": names.get(person, person)})
        for person in LOADED.registers["people"]
    }
    (dossier,) = LOADED.dossiers
    (packs,) = (one for one in dossier.document.editions if one.for_each and not one.languages)
    packs = packs.model_copy(update={"languages": ("de",), "file_name": pattern})
    document = dossier.document.model_copy(update={"editions": (packs,)})
    project = replace(
        LOADED,
        registers=MappingProxyType({**LOADED.registers, "people": people}),
        dossiers=(replace(dossier, document=document),),
    )
    return [stem.removeprefix("visit.de.") for stem in stems(project)]


def test_each_member_has_a_pack_in_a_language_of_their_own() -> None:
    assert stems(LOADED) == [
        "visit.ru.anders-anna",
        "visit.en.berger-boris",
        "visit.de.conrad-clara",
        "visit.de-ru.01-anna",
        "visit.de.internal.anders-anna",
        "visit.de.internal.berger-boris",
        "visit.de.internal.conrad-clara",
    ]


def test_a_pack_can_be_for_a_single_member() -> None:
    (dossier,) = LOADED.dossiers
    one = dossier.document.editions[2].model_copy(update={"for_each": "delegation.clara"})
    document = dossier.document.model_copy(update={"editions": (one,)})
    assert stems(replace(LOADED, dossiers=(replace(dossier, document=document),))) == [
        "visit.de.conrad-clara"
    ]


def test_somebody_who_speaks_no_language_of_the_office_gets_its_own() -> None:
    people = {**LOADED.registers["people"], "anna": Person.model_validate({"name": "Anna", "native": "fr"})}
    project = replace(LOADED, registers={**LOADED.registers, "people": people})
    assert "visit.de.anna" in stems(project)


def test_one_persons_packs_can_be_asked_for_alone() -> None:
    assert stems(LOADED, recipients=("boris",)) == ["visit.en.berger-boris", "visit.de.internal.berger-boris"]
    everything = [edition.stem for edition, _ in plan(LOADED, recipients=("boris",))]
    assert everything == stems(LOADED, recipients=("boris",))


def test_a_recipient_that_nobody_is_is_told() -> None:
    with pytest.raises(RequestError) as error:
        stems(LOADED, recipients=("borys",))
    (fault,) = error.value.diagnostics
    assert (fault.message, fault.hint) == ("no recipient 'borys'", "did you mean 'boris'?")


def test_two_people_of_the_same_name_get_two_files() -> None:
    assert called({"anna": "Li Wei", "boris": "LI WEI"}) == ["li-wei-anna", "li-wei-boris", "clara"]
    assert called({"anna": "Müller", "boris": "Mu\u0308ller"}) == ["müller-anna", "müller-boris", "clara"]
    assert called({}, "pack") == ["pack-anna", "pack-boris", "pack-clara"]


def test_names_that_are_the_same_up_to_where_they_are_cut_get_two_files() -> None:
    first, second, _ = called({"anna": "a" * 150, "boris": "a" * 151})
    assert (first[-5:], second[-6:]) == ("-anna", "-boris")


def test_a_name_that_is_another_ones_with_their_id_is_refused() -> None:
    with pytest.raises(ContentError, match=r"two files would be called 'visit.de.x-anna"):
        called({"anna": "x", "boris": "x", "clara": "x anna"})


def test_a_pattern_tells_what_it_names() -> None:
    assert called({}, "{number} {group} {id}") == ["01-museum-anna", "02-werk-boris", "03-clara"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Anna/Bert: C", "anna-bert-c"),
        ("Анна", "анна"),
        ("А" * 200, "а" * 70),
        ("a" * 200, "a" * 120),
        ("Con", "con-anna"),
        ("../..", "anna"),
    ],
)
def test_any_name_gives_a_safe_file(name: str, expected: str) -> None:
    assert called({"anna": name})[0] == expected


def test_the_longest_names_there_can_be_fit_into_a_file_system() -> None:
    (dossier,) = LOADED.dossiers
    packs = dossier.document.editions[3].model_copy(
        update={"layout": "sequence", "audience": dossier.document.editions[1].audience}
    )
    document = dossier.document.model_copy(update={"editions": (packs,)})
    people = {**LOADED.registers["people"], "anna": Person.model_validate({"name": "Щ" * 200})}
    project = replace(
        LOADED,
        registers={**LOADED.registers, "people": people},
        dossiers=(replace(dossier, name="d" * 60, document=document),),
    )
    ((edition, _),) = plan(project)
    names = [Output(edition, name).path.name for name in FORMATS] + [Comparison(edition).path.name]
    assert max(len(f".{name}.draft".encode()) for name in names) <= 255


def test_a_member_whom_guests_do_not_know_of_has_no_pack_for_guests() -> None:
    (dossier,) = LOADED.dossiers
    sections = tuple(
        section.model_copy(
            update={
                "members": (
                    *section.members[:2],
                    section.members[2].model_copy(update={"audience": Audience.INTERNAL}),
                )
            }
        )
        if section.type == "delegation"
        else section
        for section in dossier.document.sections
    )
    document = dossier.document.model_copy(update={"sections": sections})
    planned = stems(replace(LOADED, dossiers=(replace(dossier, document=document),)))
    assert [stem for stem in planned if "clara" in stem] == ["visit.de.internal.conrad-clara"]


@pytest.mark.parametrize("root", [ROOT, EVERY_SECTION, PERSONAL], ids=lambda root: root.name)
def test_no_two_files_of_a_project_have_the_same_name(root: Path) -> None:
    work = prepare(root, template_folders(root), Wanted()).work
    paths = [str(output.path) for _, outputs in work for output in outputs]
    paths += [str(Comparison(edition).path) for edition, _ in work]
    assert len(paths) > 3
    assert len({folded(path) for path in paths}) == len(paths)
