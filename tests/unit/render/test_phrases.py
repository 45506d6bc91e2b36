"""What is extracted of templates, and what cannot be."""

from pathlib import Path

import pytest

from mappe.errors import TemplateError
from mappe.locales import locale_of
from mappe.locales.phrases import Phrases
from mappe.render.environment import environment, rendered
from mappe.render.phrases import BY_VALUE, phrases_of
from tests.editions import ROOT


def written(folder: Path, **templates: str) -> Path:
    """A folder of templates, each a name of a section and what is in it."""
    (folder / "sections").mkdir(parents=True)
    for name, text in templates.items():
        (folder / f"sections/{name}.html").write_text(text, "utf-8")
    return folder


def extracted(phrases: Phrases) -> list[tuple[str, str | None, str]]:
    """Those that stand in templates."""
    return [(one.words, one.context, one.plural) for one in phrases.known if one.places]


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ('{{ _("Hi") }}', ("Hi", None, "")),
        ('{{ gettext("Hi %(name)s", name="x") }}', ("Hi %(name)s", None, "")),
        ('{{ ngettext("%(num)s day", "%(num)s days", 2) }}', ("%(num)s day", None, "%(num)s days")),
        ('{{ pgettext("verb", "May") }}', ("May", "verb", "")),
        ('{{ npgettext("time", "day", "days", 2) }}', ("day", "time", "days")),
        ("{% trans %}Hi {{ name }}, 100 % sure{% endtrans %}", ("Hi %(name)s, 100 %% sure", None, "")),
        ("{% trans trimmed %}\n  Hi\n  you\n{% endtrans %}", ("Hi you", None, "")),
        ('{% trans "verb" %}May{% endtrans %}', ("May", "verb", "")),
        (
            "{% trans count=2 %}{{ count }} day{% pluralize %}{{ count }} days{% endtrans %}",
            ("%(count)s day", None, "%(count)s days"),
        ),
    ],
)
def test_every_way_to_say_a_phrase_is_found(
    tmp_path: Path, template: str, found: tuple[str, str | None, str]
) -> None:
    assert extracted(phrases_of([written(tmp_path, prose=template)])) == [found]


def test_a_phrase_knows_all_its_places(tmp_path: Path) -> None:
    folder = written(tmp_path, prose='<p>\n  {{ _("Hi") }}</p>', table="{{ 1 }}{{ _('Hi') }}")
    (hi,) = [one for one in phrases_of([folder]).known if one.places]
    assert [str(place) for place in hi.places] == [
        "templates/sections/prose.html:2:9",
        "templates/sections/table.html:1:14",
    ]
    assert (hi.places[0].text, hi.places[0].length) == ('  {{ _("Hi") }}</p>', 2)


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ('{{ "May" }}{{ pgettext("verb", "May") }}', "May"),
        ('{{ "closed" }}{{ pgettext("press", slot.press) }}', "press"),
        ("{{ _('It is May') }}", "It is May"),
        ("{% trans %}May{% endtrans %}", "{% trans %}May{% endtrans %}"),
    ],
)
def test_a_place_is_that_of_the_look_up(tmp_path: Path, template: str, said: str) -> None:
    phrase, *_ = (one for one in phrases_of([written(tmp_path, prose=template)]).known if one.places)
    (place,) = phrase.places
    assert (place.column, place.length) == (template.replace("slot.press", "…").rindex(said) + 1, len(said))


def test_a_phrase_that_is_counted_in_one_place_has_its_plural_in_all(tmp_path: Path) -> None:
    folder = written(tmp_path, prose='{{ _("Host") }}', table='{{ ngettext("Host", "Hosts", 2) }}')
    assert extracted(phrases_of([folder])) == [("Host", None, "Hosts")]


def test_the_nearest_template_of_a_name_counts(tmp_path: Path) -> None:
    own = written(tmp_path / "own", prose='{{ _("Mine") }}')
    theirs = written(tmp_path / "theirs", prose='{{ _("Theirs") }}', table='{{ _("Both") }}')
    assert [words for words, *_ in extracted(phrases_of([own, theirs]))] == ["Mine", "Both"]


def test_the_values_of_a_field_that_mappe_knows_are_phrases(tmp_path: Path) -> None:
    folder = written(tmp_path, prose='{{ pgettext("gift", item.direction) }}')
    phrases = phrases_of([folder])
    assert extracted(phrases) == [("given", "gift", ""), ("received", "gift", "")]
    assert phrases.open == frozenset()


def test_the_values_of_another_field_stand_in_the_catalogs_alone(tmp_path: Path) -> None:
    phrases = phrases_of([written(tmp_path, prose='{{ pgettext("colour", item.colour) }}')])
    assert extracted(phrases) == []
    assert phrases.open == {"colour"}


def test_the_phrases_of_mappe_itself_are_there_without_any_template(tmp_path: Path) -> None:
    known = phrases_of([written(tmp_path)]).known
    assert {one.key for one in known if one.comment} >= {
        ("weekday and day", "date pattern"),
        ("At a glance", None),
        ("Figure %(number)s", None),
    }


@pytest.mark.parametrize(
    ("template", "column"),
    [
        ("{{ _(word) }}", 1),
        ('{{ _("") }}', 1),
        ('{{ _("a" ~ word) }}', 1),
        ('{{ pgettext(word, "May") }}', 20),
        ('{{ ngettext("day", word, 2) }}', 14),
    ],
)
def test_a_phrase_that_is_not_written_out_is_told(tmp_path: Path, template: str, column: int) -> None:
    with pytest.raises(TemplateError) as refusal:
        phrases_of([written(tmp_path, prose=template)])
    (fault,) = refusal.value.diagnostics
    assert fault.message == BY_VALUE
    assert fault.place
    assert str(fault.place) == f"templates/sections/prose.html:1:{column}"


def test_templates_that_cannot_be_read_are_told_and_not_skipped(tmp_path: Path) -> None:
    folder = written(tmp_path, prose="{% if %}", table="\n{{ _('Hi' }}", code="{{ _('fine') }}")
    (folder / "sections/figure.html").write_bytes(b"\xff\xfe")
    with pytest.raises(TemplateError) as refusal:
        phrases_of([folder])
    told = [(str(fault.place), fault.message) for fault in refusal.value.diagnostics]
    assert told == [
        ("None", "'sections/figure.html', or a template that it uses, is not UTF-8 text"),
        ("templates/sections/prose.html:1:1", "expected an expression, got 'end of statement block'"),
        ("templates/sections/table.html:2:1", "unexpected '}', expected ')'"),
    ]


def test_a_phrase_without_words_stops_the_template_where_it_is_said(tmp_path: Path) -> None:
    folder = written(tmp_path, prose='<p>\n{{ pgettext("aside", "Note: mind") }}</p>')
    german = locale_of(ROOT / "templates/locales/de.po")
    with pytest.raises(TemplateError) as refusal:
        rendered(environment(german, {"de": german}, [folder]), "sections/prose.html", {})
    (fault,) = refusal.value.diagnostics
    assert str(fault.place) == "templates/sections/prose.html:2:23"
    assert fault.message == (
        "the catalog templates/locales/de.po has no words for 'Note: mind' in the context 'aside'"
    )
    assert fault.hint == "write them there; `mappe catalogs update de` adds the entry"
