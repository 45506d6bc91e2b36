"""What can be wrong with a catalog: in its lines, its header, its entries."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from gettext import c2py
from pathlib import Path
from types import MappingProxyType

from babel.messages.catalog import Catalog, Message

from mappe.diagnostics import Diagnostic, Place, did_you_mean
from mappe.locales.phrases import Key
from mappe.locales.plurals import plural_forms, rule_fault

_KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr\[|msgstr)(?:(?<=\[)[0-9]+\])? +(?=")')
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_FORMS = re.compile(r"nplurals=\s*[0-9]{2,}")
_PLACEHOLDER = re.compile(r"%(?:\(\w+\)\w|.?)")

_FOLLOWS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "msgctxt": ("", "msgstr", "msgstr["),
        "msgid": ("", "msgctxt", "msgstr", "msgstr["),
        "msgid_plural": ("msgid",),
        "msgstr": ("msgid",),
        "msgstr[": ("msgid_plural", "msgstr["),
    }
)
"""Keyword → the keywords after which it may stand; nothing comes before the first."""

_PATTERN_FIELDS: Mapping[str, str] = MappingProxyType({"date pattern": "EdLMy", "time pattern": "Hm"})
"""Contexts whose phrases are CLDR patterns → the letters that may stand in them outside quotation marks."""


@dataclass(frozen=True)
class Source:
    """A catalog as it was typed."""

    path: Path
    lines: Sequence[str]

    def line_of(self, words: str, start: int | None) -> int:
        """The number of the first line with these words, from the start on; the start when there is none."""
        first = start or 1
        numbered = enumerate(self.lines[first - 1 :], first)
        return next((number for number, line in numbered if words in line), first)

    def fault(self, message: str, start: int | None, at: str = "", hint: str = "") -> Diagnostic:
        """A fault where `at` first stands, from the start line on."""
        line = self.line_of(at, start)
        text = self.lines[line - 1]
        found = at if at in text else ""
        return Diagnostic(message, Place(self.path, line, text.index(found) + 1, text, len(found) or 1), hint)


class Entries(Catalog):
    """Keeps the entries that come a second time, which Babel drops without a word."""

    def __init__(self) -> None:
        super().__init__()
        self.first: dict[Key, Message] = {}
        self.repeated: list[Message] = []

    def __setitem__(self, id: str | tuple[str, ...] | list[str], message: Message) -> None:  # noqa: A002  # Babel's
        if self.first.setdefault(key_of(message), message) is not message:
            self.repeated.append(message)
        super().__setitem__(id, message)


def line_faults(source: Source) -> Iterator[Diagnostic]:
    """Strings and keywords out of place, of which Babel would make wrong words without saying so."""
    previous = ""
    for number, line in enumerate(map(str.strip, source.lines), 1):
        if not line or line.startswith("#"):
            continue
        keyword = _KEYWORD.match(line)
        string = line[keyword.end() :] if keyword else line
        if not string.startswith('"'):
            hint = "a line is a # comment, a string, or msgctxt, msgid, msgid_plural, msgstr and a string"
            yield source.fault("this is no line of a catalog", number, hint=hint)
        elif not _STRING.fullmatch(string):
            hint = 'close it with ", and write \\" for one inside'
            yield source.fault("the string is not closed", number, string, hint)
        if forms := _FORMS.search(string):  # Babel would keep room for all of them
            hint = "CLDR has six kinds of number at most"
            yield source.fault("no language has as many plural forms", number, forms[0], hint)
        if keyword and previous not in _FOLLOWS[keyword[1]]:
            hint = "an entry is msgid and msgstr, or msgid, msgid_plural, msgstr[0], msgstr[1] and so on"
            yield source.fault(f"no {keyword[0].strip()} can stand here", number, keyword[0].strip(), hint)
        previous = keyword[1] if keyword else previous


def header_faults(catalog: Catalog, source: Source) -> Iterator[Diagnostic]:
    if not catalog.locale_identifier:
        hint = 'write "Language: en_GB\\n", with the name that CLDR has for the language'
        yield source.fault("the header does not name the language", 1, 'msgid ""', hint)
    elif not catalog.locale:
        yield source.fault(f"CLDR knows no language '{catalog.locale_identifier}'", 1, '"Language:')
    if catalog.charset != "utf-8":
        message = f"the header says charset={catalog.charset}"
        yield source.fault(message, 1, '"Content-Type:', "write charset=UTF-8")
    if catalog.locale and (wrong := rule_fault(catalog.locale, catalog.num_plurals, catalog.plural_expr)):
        hint = f'write "Plural-Forms: {plural_forms(catalog.locale)}\\n"'
        yield source.fault(wrong, 1, '"Plural-Forms:', hint)


def entry_faults(catalog: Entries, source: Source) -> Iterator[Diagnostic]:
    """What would print wrong words, or none; an entry that is not translated yet is no fault."""
    for message in catalog.repeated:
        hint = f"first in line {catalog.first[key_of(message)].lineno}"
        yield source.fault(f"'{name_of(message)}' comes twice", message.lineno, hint=hint)
    for message in catalog.obsolete.values():
        hint = "delete the lines that begin with #~"
        yield source.fault(f"'{name_of(message)}' is obsolete", message.lineno, hint=hint)
    lone = _lone_forms(catalog)
    for message in entries(catalog):
        if message.fuzzy:
            hint = "check the words, then delete the mark"
            yield source.fault(f"'{name_of(message)}' is marked fuzzy", message.lineno, hint=hint)
        if has_words(message):
            yield from _form_faults(message, catalog.num_plurals, source)
            yield from _placeholder_faults(message, lone, source)
            yield from _pattern_faults(message, source)
            yield from _typography_faults(message, source)


def entries(catalog: Catalog) -> Iterator[Message]:
    """All but the header."""
    return (message for message in catalog if message.id)


def has_words(message: Message) -> bool:
    return any(strings(message.string))


def _form_faults(message: Message, expected: int, source: Source) -> Iterator[Diagnostic]:
    filled = sum(map(bool, strings(message.string)))
    if message.pluralizable and filled != expected:
        hint = f"the header asks for msgstr[0] to msgstr[{expected - 1}]"
        text = f"'{name_of(message)}' has {filled} of {expected} plural forms"
        yield source.fault(text, message.lineno, hint=hint)


def _placeholder_faults(message: Message, lone: Collection[int], source: Source) -> Iterator[Diagnostic]:
    phrases = [_placeholders(phrase) for phrase in strings(message.id)]
    known = set().union(*phrases)
    for index, form in enumerate(strings(message.string)):
        needed = set.intersection(*phrases) if index in lone else phrases[-1]
        present = _placeholders(form)
        keyword = f"msgstr[{index}]" if message.pluralizable else "msgstr"
        line = source.line_of(keyword, message.lineno)
        for unknown in sorted(present - known):
            hint = did_you_mean(unknown, known) or "a per-cent sign is written %%"
            yield source.fault(f"unknown placeholder {unknown}", line, unknown, hint)
        for missing in sorted(needed - present) if form else ():
            yield source.fault(f"the placeholder {missing} is missing", line, keyword)


def _pattern_faults(message: Message, source: Source) -> Iterator[Diagnostic]:
    allowed = _PATTERN_FIELDS.get(message.context or "")
    if allowed is None:
        return
    for form in strings(message.string):
        for letter in sorted(set(re.findall(r"[A-Za-z]", re.sub(r"'[^']*'", "", form))) - set(allowed)):
            hint = f"a {message.context} has {', '.join(allowed)}, and words in '…'"
            if letter == "Y" and "y" in allowed:
                hint = "write y: Y is the year that the week belongs to, 2025 on 30 December 2024"
            yield source.fault(f"no pattern may have {letter} here", message.lineno, form, hint)


def _typography_faults(message: Message, source: Source) -> Iterator[Diagnostic]:
    if (message.context, name_of(message)) == ("typography", "quotation marks"):
        (form,) = strings(message.string)
        if len({*form}) != 4:  # noqa: PLR2004  # as the hint says
            hint = "write the outer and the inner ones, opening and closing: „“‚‘"
            yield source.fault("four quotation marks are expected", message.lineno, form, hint)


def _lone_forms(catalog: Catalog) -> frozenset[int]:
    """The plural forms that a single number takes, such as the German one: they need not name it."""
    uses = Counter(map(c2py(catalog.plural_expr), range(1000)))
    return frozenset(form for form, numbers in uses.items() if numbers == 1)


def strings(words: str | Iterable[str] | None) -> tuple[str, ...]:
    return (words or "",) if isinstance(words, str | None) else tuple(words)


def name_of(message: Message) -> str:
    return strings(message.id)[0]


def key_of(message: Message) -> Key:
    return name_of(message), message.context


def _placeholders(words: str) -> set[str]:
    return set(_PLACEHOLDER.findall(words)) - {"%%"}
