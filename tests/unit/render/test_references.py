"""References in texts: what they say, and that they lead no reader to what is not there for them."""

from pathlib import Path

import pytest

from mappe.errors import ContentError
from tests.projects_of import page_of

PROGRAMME = """
  - type: programme
    zone: Europe/Berlin
    title: {de: Ablauf & Orte, en: Course}
    days: [{date: 2018-06-12, slots: [{start: 09:00, kind: talks, title: A}]}]
"""
NUMBERS = """
  - {type: table, id: numbers, audience: guest, caption: Zahlen, columns: [{title: A}], rows: [[b]]}
"""
PLAIN = """
  - {type: table, audience: %s, title: Übersicht, columns: [{title: A}], rows: [[b]]}
"""
UNSEEN = """
  - {type: prose, id: secret, title: Geheimtitel, text: Geheimnis}
"""


def prose(text: str) -> str:
    return f"""
  - {{type: prose, audience: guest, title: T, text: "{text}"}}
"""


def said(text: str, others: str, folder: Path, edition: str = "visit.de") -> str:
    """The paragraph of this text."""
    page = page_of(prose(text) + others, folder, edition)
    return page.parts[4].markup.partition('<div class="basis"><p>')[2].partition("</p>")[0]


def fault(text: str, others: str, folder: Path) -> tuple[str, str]:
    with pytest.raises(ContentError) as refused:
        page_of(prose(text) + others, folder)
    (told,) = refused.value.diagnostics
    assert told.place
    assert told.place.text[told.place.column - 1 :].startswith("#")
    return told.message, told.hint


@pytest.mark.parametrize(
    ("edition", "label", "title"),
    [
        ("visit.de", "Tabelle\u00a01", '„<a class="reference" href="#programme">Ablauf &amp; Orte</a>“'),
        ("visit.en", "Table\u00a01", '‘<a class="reference" href="#programme">Course</a>’'),
    ],
)
def test_a_reference_says_the_number_or_the_title(
    edition: str, label: str, title: str, tmp_path: Path
) -> None:
    text, others = "siehe [](#numbers), [](#programme)", NUMBERS + PROGRAMME
    reference = f'<a class="reference" href="#numbers">{label}</a>'
    assert said(text, others, tmp_path, edition) == f"siehe {reference}, {title}"


def test_a_section_without_a_title_or_a_caption_of_its_own_is_named_as_its_heading(tmp_path: Path) -> None:
    others = PLAIN % "guest" + PROGRAMME.replace("    title: {de: Ablauf & Orte, en: Course}\n", "")
    expected = (
        '„<a class="reference" href="#programme">Programm</a>“ '
        '„<a class="reference" href="#table">Übersicht</a>“'
    )
    assert said("[](#programme) [](#table)", others, tmp_path) == expected


def test_words_of_the_author_stay(tmp_path: Path) -> None:
    text = "[der *Dienstag*](#programme-2018-06-12), [hier](#numbers)"
    expected = '<a href="#programme-2018-06-12">der <em>Dienstag</em></a>, <a href="#numbers">hier</a>'
    assert said(text, NUMBERS + PROGRAMME, tmp_path) == expected


def test_a_title_in_another_language_keeps_it(tmp_path: Path) -> None:
    office = "languages: [de, en]\nsource: de\nfallback: en\ntranslations: [{complete: 0}]\n"
    with pytest.raises(ContentError):  # without the fallback there is no wording at all
        said("[](#programme)", PROGRAMME.replace("de: Ablauf & Orte, ", ""), tmp_path)
    page = page_of(
        prose("[](#programme)") + PROGRAMME.replace("de: Ablauf & Orte, ", ""), tmp_path, office=office
    )
    reference = '„<a class="reference" href="#programme" lang="en-GB">Course</a>“'
    assert reference in page.markup_of("section")


def test_an_id_that_nothing_has_is_told_with_the_nearest(tmp_path: Path) -> None:
    message = "no section 'nubmers' in this document"
    assert fault("[](#nubmers)", NUMBERS, tmp_path) == (message, "did you mean 'numbers'?")
    assert fault("[x](#nubmers)", NUMBERS, tmp_path) == (message, "did you mean 'numbers'?")
    assert fault("[](#x)", NUMBERS, tmp_path) == (
        "no section 'x' in this document",
        "write the id of a section",
    )


def test_a_section_of_other_readers_is_refused_and_its_title_told_to_nobody(tmp_path: Path) -> None:
    for text in ("[](#secret)", "[x](#secret)"):
        message, hint = fault(text, UNSEEN, tmp_path)
        assert message == "the readers of the guest edition do not see the section 'secret'"
        assert hint == "keep this text from them too, or let them see the section"
    assert "Geheimtitel" in said("[](#secret)", UNSEEN, tmp_path, "visit.de.internal")


def test_an_id_that_leads_other_readers_elsewhere_is_refused(tmp_path: Path) -> None:
    others = PLAIN % "internal" + PLAIN % "guest"
    for name in ("table", "table-2"):
        with pytest.raises(ContentError, match=r"'table(-2)?' may be another section for other readers"):
            said(f"[](#{name})", others, tmp_path, "visit.de.internal")
    assert fault("[](#table)", others, tmp_path)[1] == "give the section that you mean an id"


def test_what_is_inside_a_section_has_no_words_of_its_own(tmp_path: Path) -> None:
    message = "'programme-2018-06-12' is inside a section, and has no title to refer by"
    hint = "write [words](#programme-2018-06-12)"
    assert fault("[](#programme-2018-06-12)", PROGRAMME, tmp_path) == (message, hint)


def test_every_wrong_reference_of_a_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as refused:
        page_of(prose("[](#a) und ^[[](#b)] und [c](#c)"), tmp_path)
    assert [told.message[:14] for told in refused.value.diagnostics] == [f"no section '{x}'" for x in "abc"]
