"""Judges that read finished Word files as strangers: our own checks, two of the grammar, and LibreOffice."""

import json
import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from mappe.verify import exhibit as pdf
from mappe.verify.judging import verdict
from mappe.verify.report import lines
from mappe.verify.tree import Element
from mappe.verify.verdict import Finding, Verdict
from mappe.verify.word import own_findings, sdk
from mappe.verify.word.checks import CHECKS
from mappe.verify.word.exhibit import Exhibit
from mappe.verify.word.ooxml import W
from mappe.verify.word.package import package
from tests.command import mappe
from tests.conftest import judge
from tests.editions import EVERY_SECTION, SAMPLE, file_of, pages_of
from tests.word_mutations import HARMLESS, MUTATIONS, TWO_CHECKS, Change, WordFile, broken_grammar, deleted
from tests.words import characters

PROJECTS = {"sample": SAMPLE, "every section": EVERY_SECTION}
EDITIONS = [
    (project, name)
    for project, folder in PROJECTS.items()
    for name in pages_of(folder)
    if project == "sample" or "internal" in name
]
"""All of the sample; of the other those with most in them."""
LANGUAGES = ("de", "en", "ru")

NAMES_STAY = "latin-language"
"""The one remark that is made of us: names of firms stand in Russian text as they are."""

AS_PDF_UA = "pdf:writer_pdf_Export:" + json.dumps({"PDFUACompliance": {"type": "boolean", "value": "true"}})
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")


@cache
def made(project: str, name: str) -> bytes:
    return file_of(pages_of(PROJECTS[project])[name], "docx").content


def good() -> bytes:
    return made("every section", "visit.de.internal")


def _changed(change: Change) -> bytes:
    file = WordFile(good())
    change(file)
    return file.saved()


def _at(folder: Path, content: bytes, name: str = "judged.docx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def _found(content: bytes, folder: Path) -> dict[str, Finding]:
    """What our own checks find."""
    exhibit = Exhibit(package(_at(folder, content)))
    return {finding.name: finding for finding in own_findings(exhibit)}


def _told(judged: Verdict) -> str:
    """As `mappe verify` would tell it."""
    return "\n".join(map(str, lines(judged)))


@pytest.mark.parametrize(("project", "name"), EDITIONS)
def test_every_word_file_conforms(project: str, name: str, tmp_path: Path) -> None:
    judged = verdict(_at(tmp_path, made(project, name)))
    assert judged.conforms, _told(judged)
    assert {finding.name for finding in judged.findings} <= {NAMES_STAY}, _told(judged)
    assert judged.standards == ("Office Open XML (Transitional)",)
    assert (judged.extent or "").startswith(_language(name))


@pytest.mark.slow
@pytest.mark.parametrize(("project", "name"), EDITIONS)
def test_the_open_xml_sdk_finds_nothing(project: str, name: str, tmp_path: Path) -> None:
    assert sdk.judge(_at(tmp_path, made(project, name)), judge("ooxml-validator")) == ()


@pytest.mark.slow
def test_the_open_xml_sdk_is_asked_where_it_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = Path(judge("ooxml-validator"))
    monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
    path = _at(tmp_path, _changed(broken_grammar))
    assert [breach.rule for breach in sdk.judge(path)] == ["Sch_InvalidElementContentExpectingComplex p"]
    assert [finding.name for finding in verdict(path).findings] == ["openxml-audit, schema nonsense"]  # once


def test_without_the_open_xml_sdk_nothing_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert verdict(_at(tmp_path, good())).conforms


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_finds_the_structure_that_we_wrote(language: str, tmp_path: Path) -> None:
    names = [name for name in pages_of(SAMPLE) if _language(name) == language]
    assert len(names) >= 4
    files = [_at(tmp_path, made("sample", name), f"{name}.docx") for name in names]
    for file, shown in zip(files, _shown(files, tmp_path), strict=True):
        with pikepdf.open(shown) as opened:
            _compare(Exhibit(package(file)), pdf.Exhibit(opened))


def _shown(files: Sequence[Path], folder: Path) -> list[Path]:
    """The files as PDF/UA, which LibreOffice makes all at once."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    office = judge("soffice", package="libreoffice-writer-nogui")
    words = [office, profile, "--headless", "--convert-to", AS_PDF_UA, "--outdir", str(folder)]
    subprocess.run([*words, *map(str, files)], check=True, capture_output=True, timeout=300)
    return [file.with_suffix(".pdf") for file in files]


def _compare(word: Exhibit, shown: pdf.Exhibit) -> None:
    """What LibreOffice understood is what we meant."""
    tree = shown.tree
    assert len(shown.pdf.pages) > 1
    assert str(shown.root.Lang) == word.styles.language
    levels = [heading.level for heading in word.headings]
    assert [int(heading.type[1]) for heading in tree.of(*HEADINGS)] == levels
    for heading, found in zip(word.headings, tree.of(*HEADINGS), strict=True):
        assert characters(heading.text) in characters(shown.words(found))
    tables = [table for _, table in word.all(f"{W}tbl")]
    heads = [any(kid.type == "TH" for kid in _elements(table)) for table in tree.of("Table")]
    assert heads == [True] * len(tables)
    entries = [paragraph for paragraph in word.body if paragraph.style.startswith("TOC1")]
    assert len(tree.of("TOCI")) == len(entries) > 0
    assert _described(tree.elements) == [
        str(drawn.get("descr")) for _, drawn in word.all("{*}docPr") if drawn.get("descr")
    ]
    notes = [paragraph.text for paragraph in word.paragraphs if paragraph.story.kind == "footnotes"]
    said = characters("".join(shown.drawing.words.values()))
    assert all(characters(note) in said for note in notes)
    spoken = {run.language for paragraph in word.body for run in paragraph.runs if run.text.strip()}
    assert spoken <= {element.language for element in tree.elements}


def _elements(table: Element) -> Iterator[Element]:
    return (kid for kid in table.inside if isinstance(kid, Element))


def _described(elements: Iterable[Element]) -> list[str]:
    return [said for element in elements if (said := element.said("/Alt"))]


def _language(name: str) -> str:
    return name.split(".")[1]


def test_our_own_checks_find_nothing_in_a_good_file(tmp_path: Path) -> None:
    assert _found(good(), tmp_path) == {}


@pytest.mark.parametrize(
    ("name", "number"), [(name, number) for name in MUTATIONS for number in range(len(MUTATIONS[name]))]
)
def test_a_bad_change_is_found_by_the_check_for_it_and_no_other(
    name: str, number: int, tmp_path: Path
) -> None:
    found = _found(_changed(MUTATIONS[name][number]), tmp_path)
    assert set(found) == {name}, {other: finding.places for other, finding in found.items()}
    assert all(found[name].places)


@pytest.mark.parametrize("name", TWO_CHECKS)
def test_a_change_that_is_bad_in_two_ways_is_found(name: str, tmp_path: Path) -> None:
    assert name in _found(_changed(TWO_CHECKS[name]), tmp_path)


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_looks_strange_is_left_alone(name: str, tmp_path: Path) -> None:
    assert _found(_changed(HARMLESS[name]), tmp_path) == {}


def test_what_is_deleted_counts_as_gone(tmp_path: Path) -> None:
    found = _found(_changed(deleted), tmp_path)
    assert set(found) == {"tracked-changes"}
    assert found["tracked-changes"].count == 3


@pytest.mark.parametrize("name", [name for name in CHECKS if CHECKS[name].same_as])
def test_what_several_judges_see_is_told_once(name: str, tmp_path: Path) -> None:
    judged = verdict(_at(tmp_path, _changed(MUTATIONS[name][-1])))
    assert [finding.name for finding in judged.findings] == [name], _told(judged)


def test_every_check_is_shown_a_file_that_it_must_reject() -> None:
    assert set(CHECKS) == set(MUTATIONS)


def test_the_command_tells_what_is_wrong_where_and_how_to_mend_it(tmp_path: Path) -> None:
    output = tmp_path / "output/visit"
    output.mkdir(parents=True)
    _at(output, good(), "good.docx")
    _at(output, _changed(MUTATIONS["alternative-text"][0]), "worse.docx")
    _at(output, b"somebody has it open", "~$worse.docx")
    _at(output, b"half", ".good.docx.draft")
    result = mappe("verify", folder=tmp_path)
    assert result.returncode == 1
    assert result.stderr == "1 of 2 files fails.\n"
    section = re.search(r"section .*, picture '\d+'", result.stdout)
    assert section
    assert result.stdout.splitlines() == [
        "conforms  output/visit/good.docx  Office Open XML (Transitional), de-DE",
        "",
        "fails     output/visit/worse.docx  Office Open XML (Transitional), de-DE",
        "",
        "  a picture is not described",
        "    rule  WCAG 2.2, 1.1.1",
        f"    where {section[0]}",
        "    mend  say in a sentence what it shows (Edit Alt Text); if it only adorns, mark it as decorative",
    ]


def test_word_files_are_judged_without_java(tmp_path: Path) -> None:
    _at(tmp_path, good(), "good.docx")
    result = mappe("verify", "good.docx", folder=tmp_path, lacking=["jpype", "opendataloader_pdf"])
    assert (result.returncode, result.stderr) == (0, "")


def test_without_the_extra_the_command_says_how_to_install_it(tmp_path: Path) -> None:
    _at(tmp_path, good(), "good.docx")
    result = mappe("verify", "good.docx", folder=tmp_path, lacking=["openxml_audit"])
    assert result.returncode == 3
    assert result.stderr == (
        "openxml-audit, which judges Word files, is not installed: "
        "pip install 'mappe[verify]', or where build.py is: python3 build.py verify\n"
    )
