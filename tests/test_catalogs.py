"""`mappe catalogs` as somebody types it: what it makes, what it adds, and what it never touches."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from mappe.catalogs import extract
from mappe.catalogs import update as updates
from mappe.cli import template_folders
from mappe.errors import LanguageError, MappeError, RequestError, TemplateError
from mappe.locales import locale_of
from mappe.locales.catalogs import read_catalog, read_entries
from mappe.locales.faults import entries, has_words, key_of, strings
from mappe.locales.phrases import Key
from mappe.render.phrases import phrases_of
from tests.command import mappe
from tests.conftest import PROJECTS
from tests.editions import ROOT

OWN = Path("templates/locales")
SHIPPED = ROOT / OWN
NEW = '<p>{{ _("Motto") }}</p>{{ ngettext("%(num)s gift", "%(num)s gifts", 2) }}'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The minimal project with a template of its own, which says two phrases that nobody else does."""
    root = shutil.copytree(PROJECTS / "minimal", tmp_path / "project")
    template = root / "templates/sections/prose.html"
    template.parent.mkdir(parents=True)
    template.write_text(NEW, "utf-8")
    return root


def update(project: Path, *tags: str) -> list[str]:
    return [str(one) for one in updates(project, tags, template_folders(project))]


def files(project: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((project / OWN).glob("*"))}


def words_in(path: Path) -> Mapping[Key, tuple[str, ...]]:
    catalog, _ = read_catalog(path)
    return {key_of(message): strings(message.string) for message in entries(catalog)}


def test_a_project_gets_a_copy_of_what_mappe_has_and_the_phrases_that_it_lacks(project: Path) -> None:
    assert update(project, "de", "en") == [
        "templates/locales/de.po: 2 phrases added, without words",
        "templates/locales/en.po: 2 phrases added, without words",
    ]
    shipped = (SHIPPED / "de.po").read_text("utf-8")
    added = (project / OWN / "de.po").read_text("utf-8").removeprefix(shipped)
    assert added == (
        '\nmsgid "Motto"\nmsgstr ""\n'
        '\nmsgid "%(num)s gift"\nmsgid_plural "%(num)s gifts"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    )


def test_each_language_gets_as_many_forms_as_it_has(project: Path) -> None:
    update(project, "ru")
    assert words_in(project / OWN / "ru.po")["%(num)s gift", None] == ("", "", "")


def test_a_second_update_changes_not_a_byte(project: Path) -> None:
    update(project, "de", "fr")
    before = files(project)
    assert update(project, "de", "fr") == [
        "templates/locales/de.po: lacks no phrase",
        "templates/locales/fr.po: lacks no phrase",
    ]
    assert files(project) == before
    assert [*before] == ["de.po", "fr.po"]


def test_where_nothing_is_lacking_nothing_is_copied(tmp_path: Path) -> None:
    root = shutil.copytree(PROJECTS / "minimal", tmp_path / "project")
    assert update(root, "de") == ["templates/locales/de.po: lacks no phrase"]
    assert not (root / "templates").exists()


def test_the_same_phrases_make_the_same_bytes(project: Path, tmp_path: Path) -> None:
    other = shutil.copytree(project, tmp_path / "other")
    update(project, "ru", "pl")
    update(other, "ru", "pl")
    assert files(project) == files(other)
    assert extract(template_folders(project)) == extract(template_folders(other))


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["", "{}", "{0}{0}"])
def test_what_a_translator_wrote_stays_byte_for_byte(
    project: Path, line_end: str, mark: str, end: str
) -> None:
    """Words, comments, order, what is obsolete or fuzzy, line ends, with and without one at the end."""
    text = (
        'msgid ""\nmsgstr ""\n"Language: de\\n"\n"X-Editor: mine\\n"\n\n# kept: so says the mayor\n'
        '#, fuzzy\nmsgid "Contents"\nmsgstr ""\n"In"\n"halt"\n\n#~ msgid "Motto"\n#~ msgstr "Leitspruch"'
    )
    path = project / OWN / "de.po"
    path.parent.mkdir()
    before = (mark + text + end.format("\n")).replace("\n", line_end).encode()
    path.write_bytes(before)
    (told,) = update(project, "de")
    after = path.read_bytes()
    assert told.endswith("phrases added, without words")
    assert after.startswith(before)
    assert b"\n" not in after.replace(line_end.encode(), b"")
    catalog, _ = read_entries(path)
    contents = catalog.get("Contents")
    assert contents
    assert (contents.string, contents.user_comments) == ("Inhalt", ["kept: so says the mayor"])
    assert {one.key for one in phrases_of(template_folders(project)).known} <= {
        key_of(message) for message in entries(catalog)
    }


def test_a_phrase_that_no_template_needs_any_more_is_left_and_told(project: Path) -> None:
    update(project, "de")
    (project / "templates/sections/prose.html").write_text('{{ _("Device") }}', "utf-8")
    told = (
        "templates/locales/de.po: 1 phrase added, without words; 2 phrases that no template needs left in it"
    )
    assert update(project, "de") == [told]
    assert ("Motto", None) in words_in(project / OWN / "de.po")


def test_a_value_that_only_one_catalog_knows_is_added_to_the_others(project: Path) -> None:
    (project / "templates/sections/prose.html").write_text('{{ pgettext("colour", word) }}', "utf-8")
    path = project / OWN / "de.po"
    path.parent.mkdir()
    red = '\nmsgctxt "colour"\nmsgid "red"\n'
    path.write_text(f'{(SHIPPED / "de.po").read_text("utf-8")}{red}msgstr "rot"\n', "utf-8")
    assert update(project, "de", "en", "fr") == [
        "templates/locales/de.po: lacks no phrase",
        "templates/locales/en.po: 1 phrase added, without words",
        f"templates/locales/fr.po: new, {len(words_in(path))} phrases added, without words",
    ]
    assert all(f'{red}msgstr ""\n' in files(project)[name].decode() for name in ("en.po", "fr.po"))


def test_a_new_language_has_all_phrases_and_its_own_rule(project: Path) -> None:
    number = len(phrases_of(template_folders(project)).known)
    assert update(project, "pl") == [f"templates/locales/pl.po: new, {number} phrases added, without words"]
    path = project / OWN / "pl.po"
    catalog, _ = read_catalog(path)
    assert (catalog.num_plurals, str(catalog.locale)) == (3, "pl")
    assert len([*entries(catalog)]) == number
    assert not any(map(has_words, entries(catalog)))
    head = path.read_text("utf-8").partition("\n\n")[0]
    assert head.startswith("# Polish: the phrases of the templates.")
    assert "Date" not in head


def test_a_new_language_says_what_a_translator_must_know(project: Path) -> None:
    update(project, "fr")
    text = (project / OWN / "fr.po").read_text("utf-8")
    assert "#. A CLDR pattern. A day in a table" in text
    assert '#. The title of a section whose author gives none.\nmsgid "At a glance"' in text


def test_a_language_is_printed_once_it_has_words(project: Path) -> None:
    update(project, "fr")
    path = project / OWN / "fr.po"
    path.write_text(
        path.read_text("utf-8").replace('"Motto"\nmsgstr ""', '"Motto"\nmsgstr "Devise"'), "utf-8"
    )
    assert locale_of(path).gettext("Motto") == "Devise"


@pytest.mark.parametrize("tag", ["xx", "../de", "de.po", "DE", "", "german"])
def test_a_language_that_is_none_is_refused_and_makes_no_file(project: Path, tag: str) -> None:
    with pytest.raises(RequestError, match=f"CLDR knows no language '{tag}'"):
        update(project, "fr", tag)
    assert files(project) == {}


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ('\nmsgid "lost\n', "the string is not closed"),
        ("\nmsgid x\n", "this is no line of a catalog"),
        ('\nmsgid "a"\nmsgid_plural "b"\nmsgstr[9] "c"\n', "more plural forms than the header asks for"),
    ],
)
def test_a_catalog_that_cannot_be_read_is_refused_and_nothing_is_lost(
    project: Path, damage: str, message: str
) -> None:
    path = project / OWN / "ru.po"
    path.parent.mkdir()
    path.write_text((SHIPPED / "ru.po").read_text("utf-8") + damage, "utf-8")
    before = files(project)
    with pytest.raises(LanguageError, match=message) as refusal:
        update(project, "de", "ru")
    (fault, *_) = refusal.value.diagnostics
    assert fault.place
    assert fault.place.file == OWN / "ru.po"
    assert fault.place.line >= 587
    assert files(project) == before


def test_a_wrong_plural_rule_is_refused_before_forms_are_written_by_it(project: Path) -> None:
    path = project / OWN / "ru.po"
    path.parent.mkdir()
    path.write_text(
        'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    )
    before = files(project)
    with pytest.raises(LanguageError, match=r"templates/locales/ru\.po:4:1: by this plural rule 0 takes"):
        update(project, "ru")
    assert files(project) == before


def test_a_template_that_cannot_be_read_stops_the_update(project: Path) -> None:
    (project / "templates/sections/prose.html").write_text("{% if %}", "utf-8")
    with pytest.raises(TemplateError, match=r"templates/sections/prose\.html:1:1: "):
        update(project, "de")
    assert files(project) == {}


def test_a_folder_that_leads_elsewhere_is_not_written_to(project: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (project / OWN).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(MappeError, match="link out of"):
        update(project, "fr")
    assert [*(tmp_path / "elsewhere").iterdir()] == []


def test_what_is_extracted_names_files_and_no_lines(project: Path) -> None:
    text = extract(template_folders(project)).decode()
    assert '\n#: templates/sections/prose.html\nmsgid "Motto"\nmsgstr ""\n' in text
    assert 'msgid_plural "%(num)s gifts"\nmsgstr[0] ""\nmsgstr[1] ""\n' in text
    assert "#: templates/layouts/contents.html" in text
    assert "html:" not in text


def test_from_a_new_phrase_to_a_clean_check_by_the_commands(project: Path) -> None:
    told = mappe("catalogs", "check", folder=project)
    assert told.returncode == 1
    assert told.stderr.startswith(
        "templates/sections/prose.html:1:10: the catalog templates/locales/de.po has no words for 'Motto'"
    )
    assert told.stderr.endswith("\n4 errors.\n")
    assert mappe("catalogs", "update", folder=project).stdout.count("2 phrases added") == 2
    told = mappe("catalogs", "check", folder=project)
    assert (told.returncode, told.stderr.count("has no words yet")) == (1, 4)
    for path in (project / OWN).glob("*.po"):
        text = path.read_text("utf-8").replace('"Motto"\nmsgstr ""', '"Motto"\nmsgstr "x"')
        for form in (0, 1):
            text = text.replace(f'msgstr[{form}] ""', f'msgstr[{form}] "%(num)s"')
        path.write_text(text, "utf-8")
    told = mappe("catalogs", "check", folder=project)
    assert (told.returncode, told.stdout, told.stderr) == (
        0,
        "Nothing is wrong: the catalogs of de, en.\n",
        "",
    )


def test_the_command_prints_a_template_whatever_the_console_can_show(project: Path) -> None:
    told = mappe("catalogs", "extract", folder=project, PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.encode() == extract(template_folders(project))
    assert "“%(words)s”" in told.stdout


def test_catalogs_are_checked_whatever_is_wrong_with_the_content(project: Path) -> None:
    (project / "content/visit/document.yaml").write_text("title: [", "utf-8")
    told = mappe("catalogs", "check", folder=project)
    assert (told.returncode, told.stderr.count("has no words for")) == (1, 4)
