"""One mistake per catalog, and exactly what is said about it."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from mappe.errors import LanguageError
from mappe.locales import Locale, MissingPhrase, locale_of
from mappe.locales.catalogs import read_translations

RUSSIAN = r"""msgid ""
msgstr ""
"Language: ru\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n"
"Content-Type: text/plain; charset=UTF-8\n"

"""  # noqa: E501  # one line of the file
GERMAN = r"""msgid ""
msgstr ""
"Language: de\n"
"Content-Type: text/plain; charset=UTF-8\n"

"""
ENTRY = "an entry is msgid and msgstr, or msgid, msgid_plural, msgstr[0], msgstr[1] and so on"
UNCLOSED = 'close it with ", and write \\" for one inside'

RULE = r'write "Plural-Forms: {}\n"'
GERMAN_RULE = RULE.format("nplurals=2; plural=(n != 1);")
RUSSIAN_RULE = RULE.format(
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)

Fault = tuple[str, int, int, str]
"""Message, line, column, hint."""


def faults(path: Path) -> list[Fault]:
    with pytest.raises(LanguageError) as refusal:
        read_translations(path)
    found = []
    for diagnostic in refusal.value.diagnostics:
        assert diagnostic.place
        assert diagnostic.place.file == path
        found.append((diagnostic.message, diagnostic.place.line, diagnostic.place.column, diagnostic.hint))
    return found


@pytest.fixture
def catalog(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "xx.po"
        path.write_text(text, "utf-8")
        return path

    return write


def test_a_missing_catalog_is_named(tmp_path: Path) -> None:
    path = tmp_path / "fr.po"
    with pytest.raises(LanguageError) as refusal:
        read_translations(path)
    assert str(refusal.value) == f"cannot read {path.as_posix()}: No such file or directory"


def test_a_catalog_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "de.po"
    path.write_bytes((GERMAN + 'msgid "Towns"\nmsgstr "Städte"\n').encode("latin-1"))
    assert faults(path) == [("this is not UTF-8", 7, 1, "save the file as UTF-8")]


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "de.po"
    path.write_text(GERMAN + 'msgid "Towns"\nmsgstr "Städte"\n', "utf-8-sig")
    assert read_translations(path).gettext("Towns") == "Städte"


def test_windows_line_ends_are_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "de.po"
    path.write_bytes((GERMAN + 'msgid "Towns"\nmsgstr "Städte"\n').replace("\n", "\r\n").encode())
    assert read_translations(path).gettext("Towns") == "Städte"


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        ('msgid "Towns\nmsgstr "Städte"\n', ("the string is not closed", 6, 7, UNCLOSED)),
        ('msgid "Towns"\nmsgstr "Städte\n', ("the string is not closed", 7, 8, UNCLOSED)),
        ('msgid "Towns"\nmsgstr "S"tädte"\n', ("the string is not closed", 7, 8, UNCLOSED)),
        ('msgid "Towns"\nmsgstr ""\n"Städte\\"\n', ("the string is not closed", 8, 1, UNCLOSED)),
        (
            'msgid "Towns"\nmsgstring "Städte"\n',
            (
                "this is no line of a catalog",
                7,
                1,
                "a line is a # comment, a string, or msgctxt, msgid, msgid_plural, msgstr and a string",
            ),
        ),
        ('msgid "Towns"\n', ("missing msgstr for msgid 'Towns'", 6, 1, "")),
        ('msgid "Towns"\n\nmsgid "City"\nmsgstr "Stadt"\n', ("no msgid can stand here", 8, 1, ENTRY)),
        ('# lost\nmsgstr "Stadt"\n', ("no msgstr can stand here", 7, 1, ENTRY)),
        ('msgid "Towns"\nmsgstr[0] "Städte"\n', ("no msgstr[0] can stand here", 7, 1, ENTRY)),
        (
            'msgid "Town"\nmsgid_plural "Towns"\nmsgstr "Städte"\n',
            ("no msgstr can stand here", 8, 1, ENTRY),
        ),
        (
            'msgid "Town"\nmsgstr[] "Städte"\n',
            (
                "this is no line of a catalog",
                7,
                1,
                "a line is a # comment, a string, or msgctxt, msgid, msgid_plural, msgstr and a string",
            ),
        ),
    ],
)
def test_what_is_no_catalog_is_refused(catalog: Callable[[str], Path], entries: str, fault: Fault) -> None:
    assert faults(catalog(GERMAN + entries)) == [fault]


@pytest.mark.parametrize(
    ("header", "fault"),
    [
        (
            GERMAN.replace('"Language: de\\n"\n', ""),
            (
                "the header does not name the language",
                1,
                1,
                'write "Language: en_GB\\n", with the name that CLDR has for the language',
            ),
        ),
        (GERMAN.replace("Language: de", "Language: xx"), ("CLDR knows no language 'xx'", 3, 1, "")),
        (
            GERMAN.replace("Language: de", "Language: British English"),
            ("the header cannot be read: expected only letters, got 'british english'", 1, 1, ""),
        ),
        (
            GERMAN.replace("UTF-8", "ISO-8859-1"),
            ("the header says charset=iso-8859-1", 4, 1, "write charset=UTF-8"),
        ),
        (
            RUSSIAN.replace("n%10==1", "m%10==1"),
            ("the plural rule cannot be read: invalid token in plural form: m", 4, 1, RUSSIAN_RULE),
        ),
        (
            RUSSIAN.replace("Language: ru", "Language: de"),
            ("by this plural rule 0 takes msgstr[2], but in 'de' it takes msgstr[1]", 4, 1, GERMAN_RULE),
        ),
        (
            GERMAN.replace('de\\n"', 'ru\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"'),
            ("by this plural rule 0 takes msgstr[1], but in 'ru' it takes msgstr[2]", 4, 1, RUSSIAN_RULE),
        ),
        (
            RUSSIAN.replace("nplurals=3", "nplurals=2"),
            ("the plural rule asks for msgstr[2], but the number of forms is nplurals=2", 4, 1, RUSSIAN_RULE),
        ),
        (
            RUSSIAN.replace("nplurals=3", "nplurals=1000000000"),
            ("no language has as many plural forms", 4, 16, "CLDR has six kinds of number at most"),
        ),
        (
            RUSSIAN.replace("n%10==1", "n%0==1"),
            ("the plural rule cannot be read: integer modulo by zero", 4, 1, RUSSIAN_RULE),
        ),
    ],
)
def test_a_header_must_say_what_language_it_is(
    catalog: Callable[[str], Path], header: str, fault: Fault
) -> None:
    assert faults(catalog(header)) == [fault]


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        (
            'msgid "Towns"\nmsgstr "Города"\n\nmsgid "Towns"\nmsgstr "Города"\n',
            ("'Towns' comes twice", 10, 1, "first in line 7"),
        ),
        (
            '#, fuzzy\nmsgid "Towns"\nmsgstr "Города"\n',
            ("'Towns' is marked fuzzy", 8, 1, "check the words, then delete the mark"),
        ),
        (
            '#~ msgid "Towns"\n#~ msgstr "Города"\n',
            ("'Towns' is obsolete", 7, 1, "delete the lines that begin with #~"),
        ),
        (
            'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "%(n)s день"\nmsgstr[1] "%(n)s дня"\n',
            ("'%(n)s day' has 2 of 3 plural forms", 7, 1, "the header asks for msgstr[0] to msgstr[2]"),
        ),
        (
            (
                'msgid "day"\nmsgid_plural "days"\n'
                'msgstr[0] "день"\nmsgstr[1] "дня"\nmsgstr[2] "дней"\nmsgstr[3] "дней"\n'
            ),
            ("more plural forms than the header asks for", 7, 1, ""),
        ),
        (
            'msgid "Of %(name)s"\nmsgstr "Для %(nmae)s, %(name)s"\n',
            ("unknown placeholder %(nmae)s", 8, 13, "did you mean '%(name)s'?"),
        ),
        ('msgid "Of %(name)s"\nmsgstr "Для вас"\n', ("the placeholder %(name)s is missing", 8, 1, "")),
        (
            'msgid "100 %% sure"\nmsgstr "100 % точно"\n',
            ("unknown placeholder % ", 8, 13, "a per-cent sign is written %%"),
        ),
        (
            (
                'msgid "one"\nmsgid_plural "%(n)s days"\n'
                'msgstr[0] "один день"\nmsgstr[1] "%(n)s дня"\nmsgstr[2] "%(n)s дней"\n'
            ),
            ("the placeholder %(n)s is missing", 9, 1, ""),
        ),
        (
            (
                'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\n'
                'msgstr[0] "%(n)s день"\nmsgstr[1] "%(n)s дня"\nmsgstr[2] "дней"\n'
            ),
            ("the placeholder %(n)s is missing", 11, 1, ""),
        ),
    ],
)
def test_an_entry_that_would_print_wrong_words_is_refused(
    catalog: Callable[[str], Path], entries: str, fault: Fault
) -> None:
    assert faults(catalog(RUSSIAN + entries)) == [fault]


def test_all_faults_of_the_entries_are_told_at_once(catalog: Callable[[str], Path]) -> None:
    entries = '#, fuzzy\nmsgid "a"\nmsgstr "b"\n\nmsgid "%(n)s"\nmsgstr "c"\n\n#~ msgid "d"\n#~ msgstr "e"\n'
    messages = [message for message, *_ in faults(catalog(GERMAN + entries))]
    assert messages == ["'a' is marked fuzzy", "the placeholder %(n)s is missing", "'d' is obsolete"]


def test_a_fuzzy_header_is_no_mistake(catalog: Callable[[str], Path]) -> None:
    path = catalog(f'#, fuzzy\n{GERMAN}msgid "Towns"\nmsgstr "Städte"\n')
    assert read_translations(path).gettext("Towns") == "Städte"


def test_a_form_that_only_one_number_takes_need_not_name_it(catalog: Callable[[str], Path]) -> None:
    entries = 'msgid "one day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "ein Tag"\nmsgstr[1] "%(n)s Tage"\n'
    translations = read_translations(catalog(GERMAN + entries))
    assert translations.ngettext("one day", "%(n)s days", 1) == "ein Tag"


def test_one_phrase_may_have_words_of_its_own_in_a_context(catalog: Callable[[str], Path]) -> None:
    entries = 'msgid "May"\nmsgstr "Mai"\n\nmsgctxt "verb"\nmsgid "May"\nmsgstr "darf"\n'
    translations = read_translations(catalog(GERMAN + entries))
    assert (translations.gettext("May"), translations.pgettext("verb", "May")) == ("Mai", "darf")


WEEK_YEAR = "write y: Y is the year that the week belongs to, 2025 on 30 December 2024"


@pytest.mark.parametrize(
    ("context", "pattern", "letter", "hint"),
    [
        ("date pattern", "EEEE, d. MMMM Y", "Y", WEEK_YEAR),
        ("date pattern", "dd.MM.YYYY", "Y", WEEK_YEAR),
        ("time pattern", "HH:mm YYYY", "Y", "a time pattern has H, m, and words in '…'"),
        ("date pattern", "D. MMMM y", "D", "a date pattern has E, d, L, M, y, and words in '…'"),
        ("time pattern", "HH:mm z", "z", "a time pattern has H, m, and words in '…'"),
        ("time pattern", "hh:mm", "h", "a time pattern has H, m, and words in '…'"),
    ],
)
def test_a_field_that_prints_something_else_is_refused_in_any_pattern(
    catalog: Callable[[str], Path], context: str, pattern: str, letter: str, hint: str
) -> None:
    path = catalog(f'{GERMAN}msgctxt "{context}"\nmsgid "any"\nmsgstr "{pattern}"\n')
    assert faults(path) == [(f"no pattern may have {letter} here", 8, 9, hint)]


def test_a_word_in_a_pattern_may_have_any_letter(catalog: Callable[[str], Path]) -> None:
    path = catalog(f'{GERMAN}msgctxt "time pattern"\nmsgid "any"\nmsgstr "HH:mm \'UhrY\'"\n')
    assert read_translations(path).pgettext("time pattern", "any") == "HH:mm 'UhrY'"


LOOK_UPS: Mapping[str, Callable[[Locale], str]] = {
    "gettext": lambda locale: locale.gettext("lost"),
    "ngettext": lambda locale: locale.ngettext("lost", "losts", 2),
    "pgettext": lambda locale: locale.pgettext("here", "lost"),
    "npgettext": lambda locale: locale.npgettext("here", "lost", "losts", 2),
}
ENTRIES: Mapping[str, str] = {
    "gettext": 'msgid "lost"\nmsgstr "{}"\n',
    "ngettext": 'msgid "lost"\nmsgid_plural "losts"\nmsgstr[0] "{0}"\nmsgstr[1] "{0}"\n',
    "pgettext": 'msgctxt "here"\nmsgid "lost"\nmsgstr "{}"\n',
    "npgettext": 'msgctxt "here"\nmsgid "lost"\nmsgid_plural "losts"\nmsgstr[0] "{0}"\nmsgstr[1] "{0}"\n',
}


@pytest.mark.parametrize("name", LOOK_UPS)
def test_a_phrase_without_words_is_not_printed_in_english(
    extended: Callable[[str, str], Path], name: str
) -> None:
    for entries in ("", ENTRIES[name].format("")):
        with pytest.raises(MissingPhrase) as refusal:
            LOOK_UPS[name](locale_of(extended("de", entries)))
        context = " in the context 'here'" if "p" in name else ""
        assert str(refusal.value) == f"the catalog templates/locales/de.po has no words for 'lost'{context}"


@pytest.mark.parametrize("name", LOOK_UPS)
def test_a_phrase_with_words_is_found(extended: Callable[[str, str], Path], name: str) -> None:
    assert LOOK_UPS[name](locale_of(extended("de", ENTRIES[name].format("verloren")))) == "verloren"


@pytest.mark.parametrize("marks", ["„“", "„“‚‘«", "„„„„"])
def test_quotation_marks_are_four(tmp_path: Path, marks: str) -> None:
    shipped = (Path(__file__).parents[3] / "templates/locales/de.po").read_text("utf-8")
    (tmp_path / "de.po").write_text(shipped.replace('msgstr "„“‚‘"', f'msgstr "{marks}"'), "utf-8")
    with pytest.raises(LanguageError, match=r"four quotation marks are expected\n.*\n.*inner ones, opening"):
        read_translations(tmp_path / "de.po")
