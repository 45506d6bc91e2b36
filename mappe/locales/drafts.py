"""Catalogs as they are given to translators: entries without words, and not a word of theirs touched."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO

import babel
from babel.localedata import exists
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from mappe.diagnostics import Diagnostic
from mappe.errors import RequestError
from mappe.locales.phrases import Phrase
from mappe.locales.plurals import plural_forms

# No date, no program and no number of a line: the same phrases make the same bytes.
TEMPLATE = r"""# {title}
msgid ""
msgstr ""
{lines}"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""


def template_catalog(phrases: Sequence[Phrase]) -> bytes:
    """What a translator's program makes a catalog of (.pot): each phrase with the templates that say it."""
    head = TEMPLATE.format(title="The phrases of the templates.", lines="")
    return head.encode() + _entries(phrases, Catalog(), places=True)


def new_catalog(tag: str, phrases: Sequence[Phrase]) -> bytes:
    """A catalog of a language, without words. Raises `RequestError` for one that CLDR does not know."""
    if not (re.fullmatch(r"[a-z]{2,3}", tag) and exists(tag)):
        hint = "write the tag of a language, such as fr"
        raise RequestError([Diagnostic(f"CLDR knows no language '{tag}'", None, hint)])
    cldr = babel.Locale.parse(tag)
    lines = f'"Language: {tag}\\n"\n"Plural-Forms: {plural_forms(cldr)}\\n"\n'
    title = f"{cldr.english_name}: the phrases of the templates. Texts of documents are in content/."
    head = TEMPLATE.format(title=title, lines=lines)
    return head.encode() + _entries(phrases, _asking(plural_forms(cldr)))


def extended_catalog(content: bytes, rule: str, phrases: Sequence[Phrase]) -> bytes:
    """A catalog with these phrases at its end; `rule` is what its head says of plurals."""
    line_end = b"\r\n" if b"\r\n" in content else b"\n"
    between = line_end * (1 if content.endswith(b"\n") else 2)
    return content + between + _entries(phrases, _asking(rule)).replace(b"\n", line_end)


def _asking(rule: str) -> Catalog:
    catalog = Catalog()
    catalog.mime_headers = [("Plural-Forms", rule)]
    return catalog


def _entries(phrases: Iterable[Phrase], catalog: Catalog, *, places: bool = False) -> bytes:
    for phrase in phrases:
        catalog.add(
            (phrase.words, phrase.plural) if phrase.plural else phrase.words,
            context=phrase.context,
            auto_comments=[phrase.comment] if phrase.comment else [],
            locations=[(place.file.as_posix(), place.line) for place in phrase.places],
        ).flags.clear()
    written = BytesIO()
    write_po(written, catalog, width=0, omit_header=True, no_location=not places, include_lineno=False)
    return written.getvalue().rstrip(b"\n") + b"\n"
