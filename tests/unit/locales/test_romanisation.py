"""The tables of localisation.md, section 8."""

import pytest

from mappe.locales.romanisation import PASSPORT, SCHEMES, duden, english, passport


@pytest.mark.parametrize(
    ("russian", "german", "in_the_passport"),
    [
        ("Екатеринбург", "Jekaterinburg", "Ekaterinburg"),
        ("Юлия Щербакова", "Julija Schtscherbakowa", "Iuliia Shcherbakova"),
        ("Пётр Соловьёв", "Pjotr Solowjow", "Petr Solovev"),
        ("Татьяна Ёлкина", "Tatjana Jolkina", "Tatiana Elkina"),
        ("Докучаев", "Dokutschajew", "Dokuchaev"),
        ("Мирошниченко", "Miroschnitschenko", "Miroshnichenko"),
        ("Хрущёв", "Chruschtschow", "Khrushchev"),
    ],
)
def test_names_are_written_as_germans_and_as_passports_write_them(
    russian: str, german: str, in_the_passport: str
) -> None:
    assert duden(russian) == german
    assert passport(russian) == in_the_passport


@pytest.mark.parametrize(
    ("russian", "german"),
    [
        ("Ельцин", "Jelzin"),
        ("Алексей", "Alexei"),
        ("Евгений", "Jewgeni"),
        ("Жуков", "Schukow"),
        ("Цветаева", "Zwetajewa"),
        ("Чайковский", "Tschaikowski"),
        ("Ильич", "Iljitsch"),
        ("Зоя", "Soja"),
        ("Васильев", "Wassiljew"),
        ("Горбачёв", "Gorbatschow"),
        ("Достоевский", "Dostojewski"),
        ("Сергей", "Sergei"),
        ("Подъячев", "Podjatschew"),
        ("Юрий", "Juri"),
        ("Красный", "Krasny"),
        ("Нижний Тагил", "Nischni Tagil"),
        ("Йошкар-Ола", "Joschkar-Ola"),
        ("батальон", "bataljon"),
        ("Красного, синего", "Krasnowo, sinewo"),
        ("Zoë, 12", "Zoë, 12"),
    ],
)
def test_a_letter_is_written_for_its_place(russian: str, german: str) -> None:
    assert duden(russian) == german


@pytest.mark.parametrize(("russian", "german"), [("Диего", "Dijewo"), ("ЩЕРБАКОВ", "SchtschERBAKOW")])
def test_known_limits(russian: str, german: str) -> None:
    assert duden(russian) == german


def test_english_has_a_proposal_of_its_own() -> None:
    assert english("Юлия Щербакова") == "Yuliya Shcherbakova"


@pytest.mark.parametrize(
    ("russian", "german", "fits"),
    [
        ("Соловьёв", "Solowjow", True),
        ("Соловьев", "Solowjow", True),
        ("Соловьёв", "Solowjew", True),
        ("Соловьев", "SOLOWJOW", True),
        ("Ёлкина", "Jelkina", True),
        ("Елкина", "Jolkina", True),
        ("Соловьёв", "Solovyov", False),
        ("Докучаев", "Dokuchaev", False),
        ("Докучаев", "Dokutschajewa", False),
    ],
)
def test_e_with_and_without_dots_are_the_same_letter(russian: str, german: str, fits: bool) -> None:  # noqa: FBT001  # a table's column
    assert SCHEMES["de"].fits(russian, german) is fits


def test_a_passport_knows_no_dots_either() -> None:
    assert PASSPORT.fits("Соловьев", "Solovev")
    assert PASSPORT.fits("Соловьёв", "Solovev")
