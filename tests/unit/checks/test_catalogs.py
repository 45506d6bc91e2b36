"""What is wrong between catalogs and templates."""

import re
from pathlib import Path

import pytest

from mappe.checks.catalogs import catalog_faults, phrases_and_words
from mappe.cli import template_folders
from mappe.diagnostics import Severity
from tests.editions import EVERY_SECTION, ROOT, SAMPLE
from tests.subjects import subject_of, written

OWN = Path("templates/locales")
ADD = "write them there; `mappe catalogs update {}` adds the entry"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The minimal project with catalogs of its own."""
    root = written({}, tmp_path)
    (root / OWN).mkdir(parents=True)
    for tag in ("de", "en"):
        (root / OWN / f"{tag}.po").write_text((ROOT / OWN / f"{tag}.po").read_text("utf-8"), "utf-8")
    return root


def changed(project: Path, tag: str, pattern: str, words: str) -> None:
    path = project / OWN / f"{tag}.po"
    text, found = re.subn(pattern, words, path.read_text("utf-8"), count=1)
    assert found
    path.write_text(text, "utf-8")


def added(project: Path, tag: str, entry: str) -> None:
    path = project / OWN / f"{tag}.po"
    path.write_text(f"{path.read_text('utf-8')}\n{entry}", "utf-8")


def prose(project: Path, template: str) -> None:
    path = project / "templates/sections/prose.html"
    path.parent.mkdir(parents=True)
    path.write_text(template, "utf-8")


def faults(project: Path) -> list[tuple[str, str, str]]:
    """Place, message and hint of each."""
    found = [*catalog_faults(("de", "en"), project, template_folders(project))]
    return [(str(fault.place), fault.message, fault.hint) for fault in found]


@pytest.mark.parametrize("root", [SAMPLE, EVERY_SECTION], ids=["sample", "every-section"])
def test_the_catalogs_of_mappe_pass_clean(root: Path) -> None:
    assert [*phrases_and_words(subject_of(root))] == []


def test_a_copy_of_them_passes_clean(project: Path) -> None:
    assert faults(project) == []


def test_a_phrase_that_a_catalog_lacks_is_told_where_its_template_says_it(project: Path) -> None:
    changed(project, "de", r'msgid "Contents"\nmsgstr "Inhalt"\n', "")
    message = "the catalog templates/locales/de.po has no words for 'Contents'"
    assert faults(project) == [("templates/layouts/contents.html:2:11", message, ADD.format("de"))]


def test_a_phrase_of_mappe_itself_is_told_in_the_catalog(project: Path) -> None:
    changed(project, "en", r'msgid "At a glance"\nmsgstr ".*"\n', "")
    message = "the catalog templates/locales/en.po has no words for 'At a glance'"
    assert faults(project) == [("templates/locales/en.po:1:1", message, ADD.format("en"))]


def test_a_value_of_a_field_is_told_where_its_context_stands(project: Path) -> None:
    changed(project, "de", r'msgctxt "gift"\nmsgid "given"\nmsgstr ".*"\n', "")
    ((place, message, _),) = faults(project)
    assert place.startswith("templates/sections/gifts.html:9:")
    assert message.endswith("has no words for 'given' in the context 'gift'")


def test_an_entry_without_words_is_told_where_it_stands(project: Path) -> None:
    changed(project, "de", 'msgstr "Inhalt"', 'msgstr ""')
    ((place, message, hint),) = faults(project)
    assert re.fullmatch(r"templates/locales/de\.po:\d+:8", place)
    assert (message, hint) == ("'Contents' has no words yet", "write them behind msgstr")


def test_a_phrase_in_another_context_is_another_one(project: Path) -> None:
    changed(project, "de", 'msgctxt "gift"\nmsgid "given"', 'msgctxt "gifts"\nmsgid "given"')
    missing, unused = faults(project)
    assert missing[1:] == (
        "the catalog templates/locales/de.po has no words for 'given' in the context 'gift'",
        f"it has them in the context 'gifts'; {ADD.format('de')}",
    )
    assert unused[1] == "no template needs 'given' in the context 'gifts'"


def test_a_phrase_without_its_context_is_another_one(project: Path) -> None:
    changed(project, "de", 'msgctxt "gift"\nmsgid "given"', 'msgid "given"')
    missing, _ = faults(project)
    assert missing[2] == f"it has them without a context; {ADD.format('de')}"


def test_a_phrase_that_no_template_needs_is_a_notice(project: Path) -> None:
    added(project, "en", 'msgid "Farewell"\nmsgstr "Farewell"\n')
    (found,) = catalog_faults(("de", "en"), project, template_folders(project))
    assert found.message == "no template needs 'Farewell'"
    assert found.severity is Severity.NOTICE
    assert found.place
    assert (found.place.text, found.place.column, found.place.length) == ('msgid "Farewell"', 8, 8)


def test_a_project_need_not_mend_the_catalogs_of_mappe(tmp_path: Path) -> None:
    root = written({}, tmp_path)
    path = root / "templates/layouts/contents.html"
    path.parent.mkdir(parents=True)
    path.write_text("<h2>x</h2>", "utf-8")  # nobody says "Contents" any more
    assert faults(root) == []


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ('msgid "Guest"\nmsgstr "Gast"\n', "'Guest' has no plural, but the templates ask for 'Guests'"),
        (
            'msgid "Guest"\nmsgid_plural "Guestes"\nmsgstr[0] "Gast"\nmsgstr[1] "Gäste"\n',
            "'Guest' has the plural 'Guestes', but the templates ask for 'Guests'",
        ),
    ],
)
def test_a_plural_that_is_not_the_templates_is_told(project: Path, entry: str, message: str) -> None:
    prose(project, '{{ ngettext("Guest", "Guests", 2) }}')
    right = 'msgid "Guest"\nmsgid_plural "Guests"\nmsgstr[0] "guest"\nmsgstr[1] "guests"\n'
    added(project, "de", entry)
    added(project, "en", right)
    assert [message for _, message, _ in faults(project)] == [message]


def test_a_plural_may_serve_where_nothing_is_counted(project: Path) -> None:
    prose(project, '{{ _("Guest") }}')
    for tag in ("de", "en"):
        added(project, tag, 'msgid "Guest"\nmsgid_plural "Guests"\nmsgstr[0] "Gast"\nmsgstr[1] "Gäste"\n')
    assert faults(project) == []


def test_values_that_only_catalogs_know_are_the_same_in_all_of_them(project: Path) -> None:
    prose(project, '{{ pgettext("colour", item.colour) }}')
    for tag, values in {"de": ("red", "blue"), "en": ("red",)}.items():
        for value in values:
            added(project, tag, f'msgctxt "colour"\nmsgid "{value}"\nmsgstr "x"\n')
    message = "the catalog templates/locales/en.po has no words for 'blue' in the context 'colour'"
    assert [message for _, message, _ in faults(project)] == [message]


@pytest.mark.parametrize(
    ("tag", "pattern", "words", "message"),
    [
        ("de", 'msgid "Contents"', "msgid Contents", "this is no line of a catalog"),
        ("de", 'msgstr "Inhalt"', 'msgstr "Inhalt', "the string is not closed"),
        (
            "de",
            r"plural=\(n != 1\)",
            "plural=(n > 1)",
            "by this plural rule 0 takes msgstr[0], but in 'de' it takes",
        ),
        ("de", 'msgstr.1. "Gastgeber"\n', "", "'Host' has 1 of 2 plural forms"),
        ("de", r'"Stand %\(date\)s"', '"Stand"', "the placeholder %(date)s is missing"),
        ("de", r'"Stand %\(date\)s"', '"Stand %(date)s %(time)s"', "unknown placeholder %(time)s"),
        ("de", 'msgid "Contents"', '#, fuzzy\nmsgid "Contents"', "'Contents' is marked fuzzy"),
        ("de", 'msgid "Contents"', 'msgid "Mobile"\nmsgstr "x"\n\nmsgid "Contents"', "'Mobile' comes twice"),
        ("de", 'msgid "Contents"', '#~ msgid "a"\n#~ msgstr "b"\n\nmsgid "Contents"', "'a' is obsolete"),
    ],
)
def test_a_catalog_that_cannot_be_read_is_told_with_its_place(
    project: Path, tag: str, pattern: str, words: str, message: str
) -> None:
    changed(project, tag, pattern, words.replace("\\", "\\\\"))
    found = faults(project)
    assert any(said.startswith(message) for _, said, _ in found)
    assert all(place.startswith(f"templates/locales/{tag}.po:") for place, *_ in found)


def test_all_that_cannot_be_read_is_told_at_once(project: Path) -> None:
    prose(project, "{% if %}")
    changed(project, "de", 'msgid "Contents"', "msgid Contents")
    changed(project, "en", 'msgstr "Contents"', 'msgstr "Contents')
    files = dict.fromkeys(place.partition(":")[0] for place, *_ in faults(project))
    assert [*files] == ["templates/locales/de.po", "templates/locales/en.po", "templates/sections/prose.html"]
