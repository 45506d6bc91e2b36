"""How words are set; `~` stands for a no-break space."""

import time
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappe.locales import Locale

SET: Mapping[str, Mapping[str, str]] = {
    "ru": {
        '"Мост" - театральный фестиваль, он в Ганновере с 12-15 июня 2018 г. и т.д.': (
            "«Мост»~— театральный фестиваль, он в~Ганновере с~12–15~июня 2018~г. и~т.~д."
        ),
        'Он сказал: "Это "внутренняя" цитата".': "Он сказал: «Это „внутренняя“ цитата».",
        "А.С. Пушкин приехал в г. Ганновер на ул. Ленина, 24а, кв. 5": (
            "А.~С.~Пушкин приехал в~г.~Ганновер на ул.~Ленина, 24а, кв.~5"
        ),
        "5 кг, 20 %, № 5, в 2018 г. и в 2019 г.": "5~кг, 20~%, №~5, в~2018~г. и~в~2019~г.",
        "Тел. +7 343 304-33-04, e-mail: a-b@c.ru": "Тел. +7 343 304-33-04, e-mail: a-b@c.ru",
        "Кто-то из-за рубежа, во-первых, и в том числе": "Кто-то из-за рубежа, во-первых, и~в~том числе",
        "не был бы": "не~был~бы",
        "т.к.": "т.~к.",
        "2017-2018 гг.": "2017–2018~гг.",
        "2018 г. Екатеринбург": "2018~г. Екатеринбург",
        "кв. 12 100": "кв.~12 100",
        "А. Пушкин": "А.~Пушкин",
        "к. т. н.": "к.~т.~н.",
        "в XXI в.": "в~XXI~в.",
        "12 июня 2018 г. - 3 июля 2018 г.": "12~июня 2018~г.~– 3~июля 2018~г.",
        "Встреча на территории парка": "Встреча на~территории парка",
        "20%, 5км, №5": "20~%, 5~км, №~5",
    },
    "de": {
        '"MOST" - ein Festival, z.B. am 12.-15. Juni 2018': (
            "„MOST“~– ein Festival, z.~B. am 12.–15.~Juni 2018"
        ),
        'Er sagte: "Das ist gut".': "Er sagte: „Das ist gut“.",
        "Dr. A. Müller, z. B. 5 km, 20 % und § 5 Abs. 2": "Dr.~A. Müller, z.~B. 5~km, 20~% und §~5 Abs.~2",
        "Tel: 0511 168-36520, international@hannover-stadt.de": (
            "Tel: 0511 168-36520, international@hannover-stadt.de"
        ),
        "DRZT - Deutsch-Russisches Zentrum für Technologietransfer e.V.": (
            "DRZT~– Deutsch-Russisches Zentrum für Technologietransfer e.~V."
        ),
        "Kreuzjahr  2017/2018": "Kreuzjahr 2017/2018",
        "i.d.R.": "i.~d.~R.",
        "u.a.": "u.~a.",
        "d.h.": "d.~h.",
        "Halle 2 100 Gäste": "Halle 2 100 Gäste",
        "Raum 12 204": "Raum 12 204",
        "1 000 000 Einwohner": "1 000 000 Einwohner",
        "12. Juni 2018 - 3. Januar 2019": "12.~Juni 2018~– 3.~Januar 2019",
        "A4-5": "A4-5",
        "09:00-10:30 Uhr": "09:00–10:30~Uhr",
        "20%": "20~%",
        "5km": "5~km",
        "§5": "§~5",
        "Er sagte 'ja'.": "Er sagte 'ja'.",
        "\"Er sagte 'ja'.\"": "„Er sagte ‚ja‘.“",
        "Herr A. Müller": "Herr~A.~Müller",
        "Und dann ...": "Und dann …",
        'Das 5" große Bild': 'Das 5" große Bild',
    },
    "en": {
        '"Most" - a festival, 12-15 June 2018, it\'s Mr Brown': (
            "‘Most’~– a festival, 12–15~June 2018, it’s Mr~Brown"
        ),
        "24a, Lenin Av., 620017 Ekaterinburg, 5 km, No. 5": (
            "24a, Lenin Av., 620017 Ekaterinburg, 5~km, No.~5"
        ),
        '"He said "yes""': "‘He said “yes”’",
        "the '90s, the cities' friendship": "the ’90s, the cities’ friendship",
        "20 % of 5km": "20% of 5~km",
    },
}
"""Language → what is typed → what is printed: what each rule must do, and what it must not."""

UNTOUCHED = (
    "https://www.hannover.de/a-b?c=1-2",
    "hannover.de/12-15",
    "a.b-c@ekadm.ru",
    "+49 511 168-36520",
    "0511 168-36520",
    "2018-06-12",
    "2018-06",
    "304-33-04",
    "9001-2015",
    "MH-12-15",
    "[Seite](https://hannover.de/12-15)",
    "[](#figure-1-2)",
    r"ein \"Wort\"",
)


@pytest.mark.parametrize(
    ("tag", "typed", "printed"),
    [(tag, typed, printed) for tag, rows in SET.items() for typed, printed in rows.items()],
)
def test_words_are_set_as_their_language_does(
    locales: Mapping[str, Locale], tag: str, typed: str, printed: str
) -> None:
    set_ = locales[tag].typeset(typed)
    assert set_.replace("\u00a0", "~") == printed
    assert locales[tag].typeset(set_) == set_


@pytest.mark.parametrize("typed", UNTOUCHED)
@pytest.mark.parametrize("tag", SET)
def test_addresses_codes_and_numbers_stay(locales: Mapping[str, Locale], tag: str, typed: str) -> None:
    assert locales[tag].typeset(f"x {typed}, y") == f"x {typed}, y"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('Der *"MOST"* und "*MOST*"', "Der *„MOST“* und „*MOST*“"),
        ('**"MOST"** - [ein "Fest"](#fest)', "**„MOST“**~– [ein „Fest“](#fest)"),
        ('Ein Wort^[Das "Wort" - hier.]', "Ein Wort^[Das „Wort“~– hier.]"),
        ("Absatz:\n\n- eins\n- zwei\n\n1. drei\n2. vier", "Absatz:\n\n- eins\n- zwei\n\n1. drei\n2. vier"),
        ("Am 12.\nJuni und\nspäter", "Am 12.~Juni und später"),
        ("Zeile  \nneue Zeile", "Zeile  \nneue Zeile"),
        ("- eins\n  weiter - so", "- eins\n  weiter~– so"),
        ('Ein "Absatz\n\nund noch" einer', 'Ein "Absatz\n\nund noch" einer'),
        ('("Klammer") und/"oder"', "(„Klammer“) und/„oder“"),
    ],
)
def test_markup_keeps_its_meaning(locales: Mapping[str, Locale], typed: str, printed: str) -> None:
    assert locales["de"].typeset(typed).replace("\u00a0", "~") == printed


PIECES = st.sampled_from(
    """
    12 2018 5 1 - -- – — . .. ... , : ; " ' „ “ « » ‘ ’ ” ( ) * _ [ ] % § № Nr. Nr z. B. z.B. Dr. Herr A. Б.
    г. гг. т. д. т.д. и в не на бы ли июня Juni June км km m Uhr Mr No. p. yes Müller Ленина XXI 09:00
    2018-06 a@b.de
    """.split()  # noqa: SIM905  # as one types
)


def test_a_text_of_nothing_but_quotation_marks_takes_no_time(locales: Mapping[str, Locale]) -> None:
    begun = time.process_time()
    for sign in ('"', "'", "\"'", "('a' "):
        locales["de"].typeset(sign * (50_000 // len(sign)))
    assert time.process_time() - begun < 5


@given(st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "  ", "\u00a0", "\n", "\n\n"])), max_size=12))
@pytest.mark.parametrize("tag", SET)
def test_what_is_set_stays_as_it_is(
    locales: Mapping[str, Locale], tag: str, pieces: list[tuple[str, str]]
) -> None:
    once = locales[tag].typeset("".join(piece + space for piece, space in pieces))
    assert locales[tag].typeset(once) == once
