"""A file in somebody else's template is as right as that, says our words, and is the same every time."""

import subprocess
from dataclasses import replace
from pathlib import Path
from posixpath import normpath

import docx
import pytest
from lxml import etree

from mappe.formats.docx import written
from mappe.model.page import Page
from mappe.model.word import WordFiles
from tests.conftest import judge
from tests.letterheads import letterhead, packed
from tests.unit.formats.docx.template.houses import SOMEWHERE, housed, in_template, whole
from tests.unit.formats.docx.test_write_docx import audit
from tests.unit.formats.docx.word_files import W, WordFile, empty_paragraphs, every_section, whole_page
from tests.words import docx_words, page_words

DEFAULT = Path(str(docx.__file__)).parent / "templates/default.docx"
"""A template made by others: in English, for letter paper, of Word 2010, with 164 styles."""


def page() -> Page:
    return whole_page(*every_section())


def moved(content: bytes) -> WordFile:
    """Something of each kind that templates write, in this one."""
    return in_template(page(), content)


def both() -> list[object]:
    return [
        pytest.param(packed(letterhead()), id="a letterhead"),
        pytest.param(DEFAULT.read_bytes(), id="python-docx's own"),
    ]


templates = pytest.mark.parametrize("content", both())


@templates
def test_the_words_are_those_of_the_page(content: bytes) -> None:
    assert docx_words(moved(content).content) == page_words(page())


@templates
def test_a_judge_finds_nothing(content: bytes, tmp_path: Path) -> None:
    assert audit(moved(content).content, tmp_path) == []


@templates
def test_the_same_page_gives_the_same_bytes(content: bytes) -> None:
    assert moved(content).content == moved(content).content


@templates
def test_no_paragraph_is_empty(content: bytes) -> None:
    assert [*empty_paragraphs(moved(content).root())] == []


@templates
def test_every_run_tells_its_language(content: bytes) -> None:
    runs = [run for run in moved(content).find(".//w:r") if [*run.iter(f"{W}t")]]
    assert len(runs) > 100
    assert all(run.find(f"{W}rPr/{W}lang") is not None for run in runs)


def test_no_part_is_there_that_nothing_leads_to() -> None:
    file = whole()
    targets = {
        normpath(f"/{name}/../../{each.get('Target')}")
        for name in file.names
        if name.endswith(".rels")
        for each in file.root(name)
        if each.get("TargetMode") != "External"
    }
    parts = {
        f"/{name}" for name in file.names if not name.endswith(".rels") and name != "[Content_Types].xml"
    }
    assert parts == targets


def test_every_relation_that_markup_means_is_there() -> None:
    file = whole()
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    for name in (name for name in file.names if name.startswith("word/") and name.endswith(".xml")):
        meant = {
            value
            for each in file.root(name).iter()
            for key, value in each.attrib.items()
            if relation in str(key)
        }
        listing = f"word/_rels/{name.rpartition('/')[2]}.rels"
        known = {each.get("Id") for each in file.root(listing)} if listing in file.names else set()
        assert meant <= known, name


def test_one_of_our_own_files_is_a_template_like_any_other(tmp_path: Path) -> None:
    first = written(replace(page(), word=WordFiles(embed_fonts=True)), SOMEWHERE)
    again = moved(first)
    assert docx_words(again.content) == page_words(page())
    assert audit(again.content, tmp_path) == []


def test_each_of_a_thousand_lists_has_a_number() -> None:
    markup = "<ol><li>a</li></ol><p>b</p>" * 1000
    file = housed(whole_page(f'<section id="first" class="prose"><h2>T</h2>{markup}</section>'), letterhead())
    assert len(file.find("w:num", "numbering")) > 1000


@pytest.fixture(scope="module")
def from_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A letter as LibreOffice writes one as a Word file, with head and foot."""
    folder = tmp_path_factory.mktemp("made by LibreOffice")
    source = folder / "brief.fodt"
    source.write_text(LETTER, "utf-8")
    convert(source, "docx:MS Word 2007 XML")
    return (folder / "brief.docx").read_bytes()


def convert(source: Path, kind: str) -> None:
    office = judge("soffice", package="libreoffice-writer-nogui")
    profile = f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"
    words = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(source.parent), str(source)]
    subprocess.run(words, check=True, capture_output=True, timeout=180)


LETTER = """\
<?xml version="1.0" encoding="UTF-8"?>
<office:document office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0">
<office:styles>
<style:style style:name="Standard" style:family="paragraph">
<style:text-properties fo:font-size="12pt"/></style:style>
<style:style style:name="Text_20_body" style:display-name="Text body" style:family="paragraph"
 style:parent-style-name="Standard"/>
</office:styles>
<office:automatic-styles><style:page-layout style:name="pm1">
<style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm"
 fo:margin-top="20mm" fo:margin-bottom="20mm" fo:margin-left="30mm" fo:margin-right="20mm"/>
<style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm1">
<style:header><text:p>Stadt Musterhausen</text:p></style:header>
<style:footer><text:p>Rathausplatz 1</text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text>
<text:p text:style-name="Text_20_body">Sehr geehrte Damen und Herren,</text:p>
</office:text></office:body></office:document>
"""


@pytest.mark.slow
def test_a_template_made_by_libreoffice_is_used(from_libreoffice: bytes) -> None:
    file = moved(from_libreoffice)
    assert docx_words(file.content) == page_words(page())
    assert {each.get(f"{W}left") for each in file.find(".//w:sectPr/w:pgMar")} == {"1701"}
    heads = [file.root(name) for name in file.names if "word/header" in name]
    assert ["".join(head.itertext(f"{W}t")) for head in heads] == ["Stadt Musterhausen"]


@pytest.mark.slow
@pytest.mark.parametrize("own", ["a letterhead", "python-docx's own", "LibreOffice's"])
def test_libreoffice_shows_our_words_under_the_office_s_head(
    own: str, from_libreoffice: bytes, tmp_path: Path
) -> None:
    contents = {"a letterhead": packed(letterhead()), "python-docx's own": DEFAULT.read_bytes()}
    path = tmp_path / "file.docx"
    path.write_bytes(moved(contents.get(own, from_libreoffice)).content)
    convert(path, "pdf")
    command = [judge("pdftotext", package="poppler-utils"), "-layout", str(path.with_suffix(".pdf")), "-"]
    sheets = subprocess.run(command, check=True, capture_output=True).stdout.decode().split("\f")
    assert len(sheets) > 3
    titles = [title.text or "" for part in every_section() for title in etree.fromstring(part).iter("h2")]
    assert all(any(title in sheet for sheet in sheets) for title in titles)
    if own != "python-docx's own":
        assert all("Stadt Musterhausen" in sheet for sheet in sheets[1:-1])
        assert all("Rathausplatz 1" in sheet for sheet in sheets[1:-1])
