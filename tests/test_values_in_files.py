"""The tables of dates, numbers, lists and typography, as PDF and Word files of each language say them."""

import io
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from mappe.builder import Wanted, finished, prepare
from mappe.cli import template_folders
from mappe.formats import FORMATS
from mappe.locales import Locale, locale_of
from mappe.model.dates import DateRange, PartialDate
from mappe.model.page import Page
from tests.conftest import judge
from tests.pdf import page_with
from tests.projects_of import HEAD
from tests.subjects import written
from tests.unit.locales.conftest import SHIPPED
from tests.unit.locales.test_dates import DATES, RANGES, SHORT_DATES, WEEKDAY_DATES
from tests.unit.locales.test_typography import SET
from tests.words import docx_words

TAGS = ("de", "en", "ru")
Expected = tuple[str, str, str]

VALUES: Sequence[tuple[Callable[[Locale], str], Expected]] = (
    (lambda locale: locale.number(1234), ("1234", "1234", "1234")),
    (lambda locale: locale.number(1493749), ("1.493.749", "1,493,749", "1~493~749")),
    (lambda locale: locale.number(Decimal("1142.89")), ("1142,89", "1142.89", "1142,89")),
    (lambda locale: locale.number(-3), ("−3", "−3", "−3")),
    (lambda locale: locale.percent(Decimal("0.125")), ("12,5~%", "12.5%", "12,5~%")),
    (lambda locale: locale.money(12500, "EUR"), ("12.500~€", "€12,500", "12~500~€")),
    (lambda locale: locale.money(12500, "RUB"), ("12.500~RUB", "12,500~RUB", "12~500~₽")),
    (lambda locale: locale.quantity(495, "area-square-kilometer"), ("495~km²", "495~km²", "495~км²")),
    (lambda locale: locale.quantity(10, "duration-minute"), ("10~Min.", "10~mins", "10~мин")),
    (lambda locale: locale.quantity(1, "duration-hour"), ("1~Std.", "1~hr", "1~ч")),
    (lambda locale: locale.listing(["A"]), ("A", "A", "A")),
    (lambda locale: locale.listing(["A", "B"]), ("A und B", "A and B", "A и B")),
    (lambda locale: locale.listing(["A", "B", "C"]), ("A, B und C", "A, B and C", "A, B и C")),
    (lambda locale: locale.alternatives(["A", "B", "C"]), ("A, B oder C", "A, B or C", "A, B или C")),
)
"""How a language says a value, and what must come of it in German, English and Russian; `~` is U+00A0."""


MEETINGS = """
msgid "%(count)s meeting"
msgid_plural "%(count)s meetings"
msgstr[0] "%(count)s встреча"
msgstr[1] "%(count)s встречи"
msgstr[2] "%(count)s встреч"
"""
COUNTED = (
    "0 встреч·1 встреча·2 встречи·5 встреч·11 встреч·21 встреча·22 встречи·25 встреч·111 встреч·1001 встреча"
)


def _said(tag: str, folder: Path) -> Iterator[tuple[str, str]]:
    """What a language says, and what it must say."""
    locale, column = locale_of(SHIPPED / f"{tag}.po"), TAGS.index(tag)
    for day, *expected in DATES:
        yield locale.date(PartialDate.parse(day)), expected[column]
    for day, *expected in WEEKDAY_DATES:
        yield locale.weekday_date(PartialDate.parse(day)), expected[column]
    for day, *expected in SHORT_DATES:
        yield locale.short_date(PartialDate.parse(day)), expected[column]
    for days, *expected in RANGES:
        yield locale.date_range(DateRange.parse(days)), expected[column]
    for form, wanted in VALUES:
        yield form(locale), wanted[column]
    if tag == "ru":
        (folder / "ru.po").write_text((SHIPPED / "ru.po").read_text("utf-8") + MEETINGS, "utf-8")
        counting = locale_of(folder / "ru.po")
        for counted in COUNTED.split("·"):
            count = int(counted.split()[0])
            words = counting.ngettext("%(count)s meeting", "%(count)s meetings", count)
            yield words % {"count": count}, counted


def _values(tag: str, folder: Path) -> tuple[Page, Sequence[str]]:
    """A page with a paragraph for each value, and what each must say."""
    rows = [*_said(tag, folder)]
    markup = "".join(f"<p>{said}</p>" for said, _ in rows)
    return page_with(f'<section id="a"><h2>x</h2>{markup}</section>'), [expected for _, expected in rows]


def _typography(tag: str, folder: Path) -> tuple[Page, Sequence[str]]:
    """A page of a document whose table has a row for each of what is typed, and what each must become."""
    rows = "".join("      - ['{}']\n".format(typed.replace("'", "''")) for typed in SET[tag])
    table = f"  - type: table\n    audience: guest\n    columns: [{{title: x}}]\n    rows:\n{rows}"
    head = HEAD.replace("{de: Besuch, en: Visit}", "x").replace("{de: Mappe, en: Pack}", "x")
    root = written(
        {
            "office.yaml": f"languages: [{tag}]\nsource: {tag}\n",
            "organisations.yaml": "stadt: {name: x}\n",
            "visit/document.yaml": head + table,
        },
        folder,
    )
    workshop = prepare(root, template_folders(root), Wanted())
    return finished(workshop, workshop.work[0][0]), [*SET[tag].values()]


def _said_in_word(page: Page) -> str:
    """Word's text has the spaces at which no line ends."""
    return " ".join(docx_words(FORMATS["docx"].write(page).content)).replace("\u2011", "-")


def _said_in_pdf(page: Page, folder: Path) -> str:
    """In the text of a PDF every space is one: whether a line may end there shows in its layout only."""
    (folder / "a.pdf").write_bytes(FORMATS["pdf"].write(page).content)
    reader = judge("pdftotext", package="poppler-utils")
    done = subprocess.run([reader, "-raw", str(folder / "a.pdf"), "-"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().replace("\u2010", "-").replace("\u2011", "-").split())


def _missing(rows: Sequence[str], text: str) -> Sequence[str]:
    """Rows that a text does not hold, in whatever lines they stand."""
    plain = " ".join(text.replace("\u00a0", " ").split())
    return [row for row in rows if " ".join(row.replace("~", " ").split()) not in plain]


@pytest.mark.parametrize("tag", TAGS)
def test_files_say_values_as_their_language_does(tag: str, tmp_path: Path) -> None:
    page, rows = _values(tag, tmp_path)
    assert len(rows) > 30
    assert _missing(rows, _said_in_pdf(page, tmp_path)) == []
    assert _missing(rows, _said_in_word(page)) == []


@pytest.mark.parametrize("tag", TAGS)
def test_files_hold_what_typography_makes_of_what_is_typed(tag: str, tmp_path: Path) -> None:
    page, rows = _typography(tag, tmp_path)
    assert _missing(rows, _said_in_pdf(page, tmp_path)) == []
    assert _missing(rows, _said_in_word(page)) == []


@pytest.mark.parametrize("tag", TAGS)
def test_word_files_hold_the_spaces_at_which_no_line_ends(tag: str, tmp_path: Path) -> None:
    for page, rows in (_values(tag, tmp_path), _typography(tag, tmp_path)):
        said = FORMATS["docx"].write(page).content
        text = _spaces_of(said)
        assert [row for row in rows if row.replace("~", "\u00a0") not in text] == []


def _spaces_of(content: bytes) -> str:
    """The text of a Word file, each space as it is."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))
    return "".join(body.itertext())


def test_a_row_that_is_said_otherwise_is_noticed() -> None:
    assert _missing(["12.~Juni"], "am 12. Juni") == []
    assert _missing(["12.~Juni"], "am 12 Juni") == ["12.~Juni"]
