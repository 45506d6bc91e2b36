"""Why a file is made: what it would be made from now, against what it was made from."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from hashlib import sha256
from types import MappingProxyType

from mappe.formats import FORMATS
from mappe.manifest import stamps
from mappe.manifest.engines import versions
from mappe.manifest.records import Facts, Record
from mappe.model.page import Page
from mappe.model.theme import Theme

NEW = "not made before"

TEXTS = "texts "
"""Before the tag of a language, in the name of a fact."""

MAPPE = "Mappe"

PARTS: Mapping[str, str] = MappingProxyType(
    {
        "pictures": "pictures of {} changed",
        "appointments": "appointments of {} changed",
        "contacts": "contacts of {} changed",
        "attachments": "the source inside {} changed",
        "print": "how {} is printed changed",
        "hyphenation": "hyphenation of {} changed",
        "tokens": "tokens of the theme changed",
        "stylesheet": "stylesheet of the theme changed",
        "fonts": "fonts of the theme changed",
        "word": "settings for Word files changed",
        MAPPE: "Mappe itself changed",
    }
)
"""Fact → what is told of a document when it differs."""

WORDED = ("appointments", "contacts")
"""Facts in which the texts are said again."""


def facts(page: Page, names: Iterable[str]) -> Mapping[str, Facts]:
    """{name of a format: what the page is made from in it}, for these formats."""
    of_all = _facts(page)
    return MappingProxyType({name: {**of_all, **_engines(page, name)} for name in names})


def _engines(page: Page, name: str) -> Facts:
    """The programs that write it, with their versions."""
    paginator = ("LibreOffice",) if name == "docx" and page.word.paginator == "libreoffice" else ()
    return {engine: versions().get(engine, "missing") for engine in (*FORMATS[name].engines, *paginator)}


def difference(record: Record | None, now: Facts, document: str) -> str:
    """Why a file that was made from something else is to be made; nothing where it was made from the same."""
    if record is None:
        return NEW
    before = record.facts
    differing = [name for name in {**before, **now} if before.get(name) != now.get(name)]
    if not differing:
        return ""
    return "; ".join(_told(differing, before, now, document)) or f"templates of {document} changed"


def _told(differing: Iterable[str], before: Facts, now: Facts, document: str) -> Iterator[str]:
    tags = [name.removeprefix(TEXTS) for name in differing if name.startswith(TEXTS)]
    if tags:
        yield f"texts of {document} changed: {', '.join(tags)}"
    for part, sentence in PARTS.items():
        if part in differing and not (tags and part in WORDED):
            yield sentence.format(document)
    for engine in sorted({*differing} & {*versions()}):
        yield f"{engine} {before.get(engine, 'unknown')} → {now.get(engine, 'unused')}"


def _facts(page: Page) -> Facts:
    """What a page is made from in any format."""
    texts = {f"{TEXTS}{tag}": digest for tag, digest in page.texts.items()}
    parts = {
        "page": page.digest,
        "pictures": " ".join(sorted(page.assets)),
        "appointments": repr(page.calendar),
        "contacts": repr(page.contacts),
        "attachments": repr(page.attachments),
        "print": repr((page.layout, page.languages, page.two_sided)),
        "hyphenation": repr(sorted(page.hyphenation.items())),
        "word": "\0".join(page.word.facts()),
    }
    digests = {name: _short(value) for name, value in (texts | parts).items()}
    return {**digests, **_looks(page.theme), MAPPE: _code()}


@lru_cache(maxsize=4)
def _looks(theme: Theme) -> Facts:
    fonts = "\0".join(
        f"{name} {sha256(content).hexdigest()}" for name, content in sorted(theme.fonts.items())
    )
    parts = {"tokens": theme.tokens.model_dump_json(), "stylesheet": theme.stylesheet, "fonts": fonts}
    return MappingProxyType({name: _short(value) for name, value in parts.items()})


@cache
def _code() -> str:
    return _short(stamps.code())


def _short(value: str) -> str:
    """128 bits of SHA-256, as hexadecimal: what is told apart from one other value needs no more."""
    return sha256(value.encode()).hexdigest()[:32]
