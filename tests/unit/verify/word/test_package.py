"""Word files that are none, or that somebody made to do harm."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from mappe.verify.word import verdict
from mappe.verify.word.package import MOST_PARTS, UnreadableError, package

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)

TEXT = f'<w:document xmlns:w="{W}"><w:body><w:p/></w:body></w:document>'


def parts(text: str = TEXT, kind: str = WORD, office: str = OFFICE) -> dict[str, str]:
    """The least that a Word file has."""
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    override = f'<Override PartName="/word/document.xml" ContentType="{kind}"/>'
    defaults = '<Default Extension="rels" ContentType="application/xml"/>'
    leads = f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="/word/document.xml"/>'
    return {
        "[Content_Types].xml": f'<Types xmlns="{types}">{defaults}{override}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}">{leads}</Relationships>',
        "word/document.xml": text,
    }


def zipped(held: Mapping[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in held.items():
            file.writestr(name, content)
    return made.getvalue()


def locked(content: bytes) -> bytes:
    """A zip file whose entries say that they are encrypted."""
    marked = content.replace(b"PK\x03\x04\x14\x00\x00", b"PK\x03\x04\x14\x00\x01")
    return marked.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")


def reason(content: bytes, folder: Path) -> str:
    path = folder / "strange.docx"
    path.write_bytes(content)
    with pytest.raises(UnreadableError) as caught:
        package(path)
    judged = verdict(path)
    assert not judged.conforms
    assert [finding.name for finding in judged.findings] == ["opens"]
    return f"{caught.value}: {judged.findings[0].mend}"


ENTITIES = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
MANY = {str(number): "" for number in range(MOST_PARTS)}

UNREADABLE: Mapping[str, tuple[bytes, str]] = {
    "nothing": (b"", "it is empty: fetch or make it again"),
    "no zip file": (b"<html>", "it is no zip file, or cut off: fetch or make it again"),
    "half of one": (zipped(parts())[:-60], "it is no zip file, or cut off: fetch or make it again"),
    "a locked file": (
        COMPOUND + "EncryptedPackage".encode("utf-16-le"),
        "it needs a password: save it without a password",
    ),
    "a locked zip file": (locked(zipped(parts())), "it needs a password: save it without a password"),
    "an old Word file": (
        COMPOUND + "WordDocument".encode("utf-16-le"),
        "it is a file of Word 97 to 2003 (.doc): open it in Word or LibreOffice and save it as .docx",
    ),
    "something old": (COMPOUND, "it is a file of an older Office, or encrypted: open it in Word or"),
    "a spreadsheet": (zipped(parts(kind=SHEET)), "it is a spreadsheet: open it in"),
    "another zip file": (zipped({"a.txt": "a"}), "it has no text of a Word file: open it in"),
    "many parts": (zipped({**parts(), **MANY}), f"it holds {MOST_PARTS + 3} parts; {MOST_PARTS} would be"),
    "a zip bomb": (zipped({**parts(), "word/a.bin": bytes(9_000_000)}), "word/a.bin is packed "),
    "a bomb of XML": (zipped({**parts(), "a.xml": bytes(101_000_000)}), "unpacked its XML would have 101 MB"),
    "entities": (zipped(parts(ENTITIES + TEXT)), "word/document.xml is no XML: it has a document type"),
    "text that ends early": (zipped(parts(TEXT[:-3])), "word/document.xml is no XML: "),
    "text that is too deep": (zipped(parts("<a>" * 300 + "</a>" * 300)), "word/document.xml is no XML: Exc"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(name: str, tmp_path: Path) -> None:
    content, expected = UNREADABLE[name]
    assert reason(content, tmp_path).startswith(expected)


def test_a_damaged_part_is_told(tmp_path: Path) -> None:
    content = bytearray(zipped(parts()))
    middle = content.index(b"word/document.xml") + 40
    content[middle : middle + 20] = bytes(20)
    assert reason(bytes(content), tmp_path).startswith("its zip file is damaged: ")


def test_the_strict_form_is_read_like_the_other(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml"
    held = parts(
        TEXT.replace(W, f"{strict}/wordprocessingml/main"), office=f"{strict}/officeDocument/relationships"
    )
    path = tmp_path / "strict.docx"
    path.write_bytes(zipped(held))
    opened = package(path)
    root = opened.root(opened.main)
    assert root is not None
    assert root.tag == f"{{{W}}}document"
    judged = verdict(path)
    assert judged.standards == ("Office Open XML (Strict)",)
    assert "strict" in {finding.name for finding in judged.findings}


def test_names_of_parts_do_not_mind_capitals(tmp_path: Path) -> None:
    held = parts()
    held["Word/Document.xml"] = held.pop("word/document.xml")
    path = tmp_path / "capitals.docx"
    path.write_bytes(zipped(held))
    assert package(path).main == "Word/Document.xml"


def test_the_least_that_a_word_file_has_is_judged(tmp_path: Path) -> None:
    path = tmp_path / "least.docx"
    path.write_bytes(zipped(parts()))
    assert {"title", "language", "compatibility"} <= {finding.name for finding in verdict(path).findings}
