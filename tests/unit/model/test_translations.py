"""What is said of a translation, by what was confirmed before."""

from collections.abc import Mapping, Sequence

import pytest

from mappe.model.text import Gloss, NameParts, Text
from mappe.model.translations import Ledger, State, Translations, digest

TRANSLATED, MISSING, STALE, UNSURE = State


def translations(*texts: Mapping[str, object] | Text, ledger: Ledger | None = None) -> Translations:
    made = [text if isinstance(text, Text) else Text(text) for text in texts]
    return Translations(made, "de", ("de", "en", "ru"), ledger or {})


def after(*texts: Mapping[str, object]) -> Ledger:
    """What is known when these texts were looked at once."""
    return dict.fromkeys(translations(*texts).unseen(), "2018-06-04")


def states(known: Translations) -> Sequence[tuple[State | None, ...]]:
    return [tuple(known.state(text, tag) for tag in known.languages) for text in known.texts]


WELCOME = {"de": "Begrüßung", "en": "Welcome", "ru": "Приветствие"}
TALKS = {"de": "Gespräche", "en": "Talks", "ru": "Переговоры"}


def test_what_was_never_seen_is_taken_as_translated_together() -> None:
    assert states(translations(WELCOME)) == [(TRANSLATED, TRANSLATED, TRANSLATED)]
    assert len(after(WELCOME)) == 2


def test_moving_and_reordering_make_nothing_stale() -> None:
    ledger = after(WELCOME, TALKS)
    known = translations(TALKS, WELCOME, ledger=ledger)
    assert states(known) == [(TRANSLATED,) * 3] * 2
    assert [*known.unseen()] == []


def test_another_source_makes_its_translations_stale_and_no_others() -> None:
    known = translations({**WELCOME, "de": "Empfang"}, TALKS, ledger=after(WELCOME, TALKS))
    assert states(known) == [(TRANSLATED, STALE, STALE), (TRANSLATED,) * 3]
    assert [*known.unseen()] == []


def test_another_source_with_another_translation_is_translated() -> None:
    both = {"de": "Empfang", "en": "Reception", "ru": "Приветствие"}
    assert states(translations(both, ledger=after(WELCOME))) == [(TRANSLATED, TRANSLATED, STALE)]


def test_a_source_that_is_as_it_was_is_translated_again() -> None:
    assert states(translations(WELCOME, ledger=after(WELCOME))) == [(TRANSLATED,) * 3]


def test_a_stale_translation_that_is_confirmed_is_translated() -> None:
    changed = {**WELCOME, "de": "Empfang"}
    ledger = after(WELCOME)
    known = translations(changed, ledger=ledger)
    confirmed = {known.pair(text, tag): "2018-06-05" for text in known.texts for tag in ("en", "ru")}
    assert None not in confirmed
    assert states(translations(changed, ledger={**ledger, **confirmed})) == [(TRANSLATED,) * 3]  # type: ignore[dict-item]


def test_a_copy_with_another_source_is_unsure_while_the_first_is_there() -> None:
    copy = {**WELCOME, "de": "Empfang"}
    known = translations(WELCOME, copy, ledger=after(WELCOME))
    assert states(known) == [(TRANSLATED,) * 3, (TRANSLATED, UNSURE, UNSURE)]
    assert [*known.unseen()] == []


def test_two_sources_that_share_a_translation_from_the_beginning_are_translated() -> None:
    both = (WELCOME, {**WELCOME, "de": "Empfang"})
    assert states(translations(*both, ledger=after(*both))) == [(TRANSLATED,) * 3] * 2


@pytest.mark.parametrize(
    ("wordings", "expected"),
    [
        ({"de": "Begrüßung", "ru": "Приветствие"}, (TRANSLATED, MISSING, TRANSLATED)),
        ({"en": "Welcome"}, (MISSING, UNSURE, MISSING)),
        ({"und": "CEBIT"}, (None, None, None)),
    ],
)
def test_a_wording_is_missing_or_cannot_be_compared(
    wordings: Mapping[str, str], expected: tuple[State | None, ...]
) -> None:
    assert states(translations(wordings)) == [expected]


@pytest.mark.parametrize("wordings", [{"de": "Herr"}, {"ru": "господин"}])
def test_nothing_is_missing_of_what_only_some_readers_need(wordings: Mapping[str, str]) -> None:
    known = states(translations(Gloss(wordings)))
    assert known in ([(TRANSLATED, None, None)], [(None, None, None)])


def test_a_name_is_compared_with_all_its_parts() -> None:
    name = {"de": NameParts("Pjotr", "Solowjow"), "ru": NameParts("Пётр", "Соловьёв", "Ильич")}
    ledger = after(name)
    assert states(translations(name, ledger=ledger))[0][2] is TRANSLATED
    changed = {**name, "de": NameParts("Pjotr", "Solowjew")}
    assert states(translations(changed, ledger=ledger))[0][2] is STALE


@pytest.mark.parametrize("words", ["Ein Satz  mit\nzwei Zeilen", "Ein Satz mit zwei Zeilen\n"])
def test_a_wording_whose_lines_are_broken_otherwise_is_the_same(words: str) -> None:
    assert digest(words) == digest("Ein Satz mit zwei Zeilen")
    assert digest(words) != digest("Ein Satz mit drei Zeilen")


def test_the_last_confirmation_is_told() -> None:
    (text,) = (known := translations(WELCOME, ledger=after(WELCOME))).texts
    assert known.since(text, "ru") == "2018-06-04"
    (text,) = (known := translations(TALKS, ledger=after(WELCOME))).texts
    assert known.since(text, "ru") == ""
