"""The whole file."""

import io
import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from mappe.errors import FormatError
from mappe.formats.docx import write_docx
from mappe.formats.docx.faults import ELEMENTS as WITH_RULES
from mappe.formats.docx.style_names import CLASSES
from mappe.model.page import Part
from mappe.model.vocabulary import ELEMENTS, INLINE, SVG
from tests.unit.formats.docx.word_files import (
    TEMPLATES,
    W,
    WordFile,
    contents_of,
    empty_paragraphs,
    every_section,
    page_of,
    section,
    whole,
    whole_page,
    words_of,
    written,
)

ONCE = """
import sys
from mappe.formats.docx import write_docx
from tests.unit.formats.docx.word_files import every_section, whole_page
sys.stdout.buffer.write(write_docx(whole_page(*every_section())))
"""


def words_in_markup(markup: str) -> list[str]:
    """Without drawings, and without captions that only programs read aloud."""
    root = etree.fromstring(f"<body>{markup}</body>")
    etree.strip_elements(root, f"{SVG}svg", with_tail=False)
    for caption in root.xpath("//table[not(@class='generic')]/caption"):
        caption.text = ""
    for element in root.iter(*ELEMENTS.keys() - (INLINE - {"br"})):
        element.text, element.tail = f" {element.text or ''}", f" {element.tail or ''}"
    return "".join(str(text) for text in root.itertext()).split()


def words_in_file(file: WordFile) -> list[str]:
    return " ".join(words_of(paragraph).replace("|", " ") for paragraph in file.find(".//w:p")).split()


def audit(content: bytes, folder: Path) -> list[str]:
    file = folder / "audited.docx"
    file.write_bytes(content)
    return [str(error) for error in OpenXmlValidator().validate(file).errors]


def with_change(content: bytes, old: bytes, new: bytes) -> bytes:
    """The Word file with its document changed."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(old, new) if name == "word/document.xml" else part)
    return changed.getvalue()


def classes_in(template: str) -> set[str]:
    """`element.class` for each class that a template writes, without what is computed."""
    fixed = re.sub(r"\{[%{].*?[%}]\}", " ", template)
    return {
        f"{tag}.{name}"
        for tag, names in re.findall(r'<(\w+)[^<>]*?class="([^"]*)"', fixed)
        for name in names.split()
    }


def test_the_words_are_those_of_the_page_in_the_same_order() -> None:
    markup = "".join(every_section())
    assert words_in_file(WordFile(write_docx(page_of(*every_section())))) == words_in_markup(markup)
    assert len(words_in_markup(markup)) > 150


def test_words_in_another_order_are_noticed() -> None:
    assert words_in_file(written("<p>b a</p>")) != words_in_markup(section("<p>a b</p>"))


def test_a_drawing_is_left_out() -> None:
    assert "drawn" not in " ".join(words_in_file(whole()))


def test_the_same_page_gives_the_same_bytes() -> None:
    assert whole().content == whole().content


@pytest.mark.parametrize(
    "change", [{"TZ": "Asia/Yekaterinburg", "PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2"}]
)
def test_another_zone_and_another_run_give_the_same_bytes(change: dict[str, str]) -> None:
    place = Path(__file__).parents[4]
    run = subprocess.run(
        [sys.executable, "-c", ONCE], env=os.environ | change, cwd=place, capture_output=True, check=True
    )
    assert run.stdout == whole().content


def test_an_auditor_of_word_files_finds_nothing(tmp_path: Path) -> None:
    assert audit(whole().content, tmp_path) == []


def test_an_auditor_of_word_files_finds_a_style_that_is_missing(tmp_path: Path) -> None:
    broken = with_change(whole().content, b'w:val="Lead"', b'w:val="Leader"')
    assert any("Leader" in error for error in audit(broken, tmp_path))


def test_no_paragraph_is_empty() -> None:
    assert [*empty_paragraphs(whole().root())] == []
    assert [*empty_paragraphs(written('<p class="details"> <br/></p><p></p>').root())] == []


def test_an_empty_paragraph_is_noticed() -> None:
    assert [*empty_paragraphs(etree.fromstring(f'<w:body xmlns:w="{W[1:-1]}"><w:p><w:r/></w:p></w:body>'))]


def test_every_run_has_the_language_of_its_element() -> None:
    file = written('<p>Guten Tag, <span class="other-name" lang="ru">Юлия <em>Щербакова</em></span>!</p>')
    languages = [
        ("".join(str(text.text) for text in run.iter(f"{W}t")), lang.get(f"{W}val"))
        for run in file.find(".//w:r")
        for lang in run.iter(f"{W}lang")
    ]
    assert languages[1:] == [
        ("Guten Tag, ", "de-DE"),
        ("Юлия ", "ru-RU"),
        ("Щербакова", "ru-RU"),
        ("!", "de-DE"),
    ]


def test_no_run_is_without_a_language() -> None:
    for part in ("document", "header1", "footer1"):
        runs = whole().find(".//w:r", part)
        assert runs
        assert all(run.find(f"{W}rPr/{W}lang") is not None for run in runs)


def test_an_element_without_a_rule_stops_by_name() -> None:
    with pytest.raises(FormatError, match="no rule for <video> in Word files"):
        written("<video/>")


def test_a_class_without_a_rule_stops_by_name() -> None:
    with pytest.raises(FormatError, match='no rule for <p class="slogan"> in Word files'):
        written('<p class="slogan">a</p>')


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(FormatError) as raised:
        written('<video/><p class="slogan">a</p>')
    assert len(raised.value.diagnostics) == 2


@pytest.mark.parametrize("markup", ["<p><li>a</li></p>", "<dt>a</dt>"])
def test_an_element_in_the_wrong_place_stops(markup: str) -> None:
    with pytest.raises(FormatError, match=r"no rule for <\w+>"):
        written(markup)


def test_a_language_without_a_region_stops() -> None:
    with pytest.raises(FormatError, match="do not know the language 'fr'"):
        written('<p lang="fr">Bonjour</p>')


def test_a_link_into_nothing_stops() -> None:
    with pytest.raises(FormatError, match="'#elsewhere'"):
        written('<p><a href="#elsewhere">there</a></p>')


def test_a_section_without_a_heading_stops() -> None:
    with pytest.raises(FormatError, match="section 'a' does not begin with its heading"):
        write_docx(page_of('<section id="a"></section>'))


def test_every_element_of_the_vocabulary_has_a_rule() -> None:
    assert ELEMENTS.keys() == WITH_RULES - {f"{SVG}svg"}


def test_every_class_in_the_templates_has_a_rule() -> None:
    found = {
        name for file in TEMPLATES.rglob("*.html") for name in classes_in(file.read_text(encoding="utf-8"))
    }
    assert len(found) > 50
    assert found <= CLASSES


def test_a_class_in_a_template_is_seen() -> None:
    assert classes_in('<p{% if a %} class="note {{ b }} slogan"{% endif %}>') == {"p.note", "p.slogan"}


def test_the_properties_say_what_the_page_is() -> None:
    core = "".join(str(text) for text in whole().root("docProps/core.xml").itertext())
    for fact in ("Besuch", "Landeshauptstadt Hannover", "Eine Mappe", "Hannover, Jekaterinburg", "de-DE"):
        assert fact in core
    assert core.count("2018-06-04T00:00:00Z") == 2
    assert "python-docx" not in core


def test_a_title_that_word_cannot_hold_is_cut() -> None:
    file = WordFile(write_docx(page_of(section("<p>a</p>"), title="a" * 300)))
    assert "a" * 255 in "".join(str(text) for text in file.root("docProps/core.xml").itertext())


def test_word_asks_nothing_when_it_opens_the_file() -> None:
    assert not whole().find("w:updateFields", "settings")
    assert whole().find("w:autoHyphenation", "settings")
    modes = [setting.get(f"{W}val") for setting in whole().find("w:compat/w:compatSetting", "settings")]
    assert modes[0] == "15"


def test_the_decimal_symbol_is_that_of_the_language() -> None:
    file = WordFile(write_docx(page_of(section("<p>a</p>"), decimal_symbol=".")))
    assert file.values("w:decimalSymbol", "settings") == ["."]
    assert file.values("w:listSeparator", "settings") == [","]


def test_contents_of_nothing_are_a_heading(tmp_path: Path) -> None:
    part = Part("contents", "contents", contents_of({}))
    content = write_docx(replace(page_of(), parts=(part,)))
    assert words_in_file(WordFile(content)) == ["Inhalt"]
    assert audit(content, tmp_path) == []


def test_a_page_without_cover_and_furniture_is_a_file_too(tmp_path: Path) -> None:
    assert audit(write_docx(page_of(section("<p>a</p>"))), tmp_path) == []


def test_comments_in_the_markup_are_left_out() -> None:
    page = page_of()
    part = Part("section", "first", '<!-- a --><section id="a"><h2>b</h2><!-- c --></section>')
    assert words_in_file(WordFile(write_docx(replace(page, parts=(part,))))) == ["b"]


def test_the_whole_page_has_all_parts() -> None:
    names = WordFile(write_docx(whole_page(*every_section()))).names
    assert names == sorted(
        names, key=lambda name: (name != "[Content_Types].xml", name != "_rels/.rels", name)
    )
    assert {"word/header1.xml", "word/footer1.xml", "word/theme/theme1.xml", "word/numbering.xml"} < {*names}
