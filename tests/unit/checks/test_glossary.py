"""The wordings that an office wants, in whatever form they stand."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from mappe.checks.glossary import glossary
from mappe.diagnostics import Severity
from mappe.model.registers import Concept
from tests.editions import ROOT
from tests.projects_of import HEAD
from tests.subjects import subject_of, written

EKATERINBURG = """
ekaterinburg:
  term: {de: Jekaterinburg, en: Ekaterinburg, ru: Екатеринбург}
  avoid:
    de: [Ekaterinburg, Yekaterinburg, Katharinenburg, Swerdlowsk]
    en: [Yekaterinburg, Jekaterinburg, Sverdlovsk]
    ru: [Свердловск, Екатеренбург]
"""
FURTHER = """
cross-year:
  term: {de: Partnerschaftsjahr, en: partnership year}
  avoid: {de: [Kreuzjahr]}
cebit:
  term: {de: CEBIT, en: CEBIT, ru: CEBIT}
  avoid: {de: [CeBIT, Cebit], ru: [CeBIT]}
"""
RUSSIAN = """
hannover:
  term: {de: Hannover, en: Hannover, ru: Ганновер}
  avoid: {ru: [Хановер, Ханновер, Гановер]}
intent:
  term: {de: Absichtserklärung, en: declaration of intent, ru: заявление о намерениях}
  avoid: {ru: [меморандум, протокол о намерениях]}
friendship:
  term: {de: Städtefreundschaft, en: city friendship, ru: дружественные связи городов}
  avoid: {ru: [город-побратим, побратимские связи]}
"""
OFFICE = "languages: [de, en, ru]\nsource: de\nfallback: de\n"
SEED = Path(__file__).parent / "seed.txt"
"""The German text of the partnership as it stands on the cities' page, its English addresses among it."""
ENGLISH = range(17, 27)


def _found(folder: Path, terms: str, section: str) -> Sequence[tuple[int, int, str]]:
    """Line, column and message of what is found in a section and nowhere else."""
    files = {"glossary.yaml": terms, "office.yaml": OFFICE, "visit/document.yaml": HEAD + section}
    found = glossary(subject_of(written(files, folder)))
    return [(one.place.line, one.place.column, one.message) for one in found if one.place]


def _prose(wordings: Mapping[str, str]) -> str:
    lines = "".join(f"      {tag}: {words}\n" for tag, words in wordings.items())
    return f"  - type: prose\n    text:\n{lines}"


def _seed(folder: Path, terms: str) -> set[tuple[int, int]]:
    """Where in the seed something is found: its lines are those of blocks of YAML, moved by as many each."""
    lines = SEED.read_text("utf-8").split("\n")
    parts = (("de", 1, ENGLISH.start), ("en", ENGLISH.start, ENGLISH.stop), ("de", ENGLISH.stop, len(lines)))
    section = ""
    offsets: dict[int, int] = {}
    for tag, first, behind in parts:
        section += f"  - type: prose\n    text:\n      {tag}: |2\n"
        above = (HEAD + section).count("\n")
        offsets |= {above + number - first + 1: number for number in range(first, behind)}
        section += "".join(f"        {line}\n" for line in lines[first - 1 : behind - 1])
    return {(offsets[line], column - 8) for line, column, _ in _found(folder, terms, section)}


CITY = {(1, 12), (15, 20), (33, 72), (33, 150), (40, 52)}


def test_the_five_wrong_spellings_of_the_city_are_found_in_the_seed_and_nothing_else(tmp_path: Path) -> None:
    assert _seed(tmp_path, EKATERINBURG) == CITY


def test_further_terms_are_found_in_the_seed_in_whatever_case_they_stand(tmp_path: Path) -> None:
    assert _seed(tmp_path, EKATERINBURG + FURTHER) == {*CITY, (35, 44), (42, 52)}


@pytest.mark.parametrize(
    "words",
    [
        "Стороны подписали меморандум.",
        "Делегация едет в Хановер.",
        "Ганновер стал городом-побратимом Перми.",
        "О развитии Побратимских связей.",
        "Встреча прошла в Свердловске.",
        "На выставке CeBIT.",
        "Подписан протокол о намерениях.",
        "Поездка по Екатеренбургу.",
    ],
)
def test_a_russian_wording_is_found_in_every_form(tmp_path: Path, words: str) -> None:
    section = _prose({"ru": words})
    assert len(_found(tmp_path, EKATERINBURG + FURTHER + RUSSIAN, section)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Свердловская область.",
        "Власти Ганновера.",
        "Гости из Екатеринбурга.",
        "Ганноверский зоопарк.",
        "CEBIT.",
    ],
)
def test_what_only_looks_alike_in_russian_is_not_found(tmp_path: Path, words: str) -> None:
    assert _found(tmp_path, EKATERINBURG + FURTHER + RUSSIAN, _prose({"ru": words})) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Besuch in Ekaterinburg", ["Ekaterinburg"]),
        ("Die Ekaterinburger und Ekaterinburgs Messe", ["Ekaterinburger", "Ekaterinburgs"]),
        ("Die Ekaterinburg-Woche", ["Ekaterinburg"]),
        ("Neujekaterinburg und Jekaterinburger, ekaterinburgisch", []),
        ("Post an stadt@Ekaterinburg.ru, [hier](https://Ekaterinburg.ru/Ekaterinburg)", []),
        ("[Ekaterinburg](https://Ekaterinburg.ru/)", ["Ekaterinburg"]),
    ],
)
def test_a_german_wording_is_found_with_its_endings_and_not_in_addresses(
    tmp_path: Path, words: str, said: Sequence[str]
) -> None:
    found = _found(tmp_path, EKATERINBURG, _prose({"de": f"'{words}'"}))
    assert [message for _, _, message in found] == [f"'{one}' is not the wording to use" for one in said]


@pytest.mark.parametrize(
    ("wording", "line", "column"),
    [
        ("Ein Wort, Ekaterinburg", 1, 21),
        ("'Das ''Wort'' Ekaterinburg'", 1, 25),
        (">-\n        Zwei Zeilen\n        Ekaterinburg und Ekaterinburg", 3, 9),
    ],
)
def test_it_is_shown_where_it_stands(tmp_path: Path, wording: str, line: int, column: int) -> None:
    found = _found(tmp_path, EKATERINBURG, _prose({"de": wording}))
    above = (HEAD + "  - type: prose\n    text:\n").count("\n")
    assert found[0][:2] == (above + line, column)


def test_it_is_allowed_on_the_line_that_says_so_and_nowhere_else(tmp_path: Path) -> None:
    section = _prose({"de": "Ekaterinburg  # allow: Ekaterinburg"}) + _prose({"de": "Ekaterinburg"})
    assert len(_found(tmp_path, EKATERINBURG, section)) == 1


def test_a_permission_that_nothing_needs_is_told(tmp_path: Path) -> None:
    section = _prose({"de": "Jekaterinburg  # allow: Ekaterinburg"})
    ((_, _, message),) = _found(tmp_path, EKATERINBURG, section)
    assert message == "nothing here needs the permission for 'Ekaterinburg'"


@pytest.mark.parametrize(
    ("wordings", "unsaid"),
    [
        ({"de": "Die Absichtserklärung", "en": "The declaration of intent"}, []),
        ({"de": "Zwei Absichtserklärungen", "en": "Declarations of intent"}, []),
        ({"de": "Zwei Absichtserklärungen", "en": "Declarations"}, ["declaration of intent"]),
        ({"de": "Die Absichtserklärung", "en": "Declaration of intent"}, []),
        ({"de": "Die Absichtserklärung", "ru": "О заявлении о намерениях"}, []),
        ({"de": "Die Absichtserklärung", "ru": "Заявление"}, ["заявление о намерениях"]),
        ({"de": "Die Absichtserklärung", "ru": "Заявление  # allow: заявление о намерениях"}, []),
        ({"de": "Das Papier", "en": "The paper"}, []),
        ({"en": "The paper"}, []),
    ],
)
def test_a_term_of_the_source_has_its_counterpart_in_the_translation(
    tmp_path: Path, wordings: Mapping[str, str], unsaid: Sequence[str]
) -> None:
    found = _found(tmp_path, RUSSIAN, _prose(wordings))
    term = "the text in 'de' says 'Absichtserklärung', and this one does not say"
    assert [message for _, _, message in found] == [f"{term} '{one}'" for one in unsaid]


def test_a_longer_term_may_hold_what_is_avoided(tmp_path: Path) -> None:
    region = "region:\n  term: {de: Gebiet Swerdlowsk, en: Sverdlovsk region}\n"
    section = _prose({"de": "Im Gebiet Swerdlowsk liegt Swerdlowsk."})
    ((_, column, message),) = _found(tmp_path, EKATERINBURG + region, section)
    assert (column, message) == (38, "'Swerdlowsk' is not the wording to use")


def test_the_sample_says_what_its_glossary_wants() -> None:
    subject = subject_of(ROOT)
    concepts = subject.project.registers["glossary"].values()
    assert sum(isinstance(concept, Concept) and bool(concept.avoid) for concept in concepts) > 4
    assert [*glossary(subject)] == []


def test_a_wording_to_avoid_is_an_error_and_one_that_lacks_a_term_a_warning(tmp_path: Path) -> None:
    section = _prose({"de": "Ekaterinburg, eine Absichtserklärung", "en": "A paper"})
    files = {
        "glossary.yaml": EKATERINBURG + RUSSIAN,
        "office.yaml": OFFICE,
        "visit/document.yaml": HEAD + section,
    }
    found = [*glossary(subject_of(written(files, tmp_path)))]
    assert [one.severity for one in found] == [Severity.ERROR, Severity.WARNING]
