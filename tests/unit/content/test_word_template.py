"""An office's Word file is taken whole, or its author is told at its name what is wrong with it."""

import io
import os
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from mappe.content.faults import Faults
from mappe.content.source import read
from mappe.content.word_package import BOUNDS, DEEPEST, MOST_XML
from mappe.content.word_template import LARGEST, word_template
from mappe.formats.docx.template import STYLES
from mappe.model.word import WordTemplate
from tests.letterheads import Parts, exchange, letterhead, logo, packed

NAME = "briefkopf.dotx"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

Looked = tuple[WordTemplate | None, list[tuple[str, int, int, str]]]
Look = Callable[..., Looked]


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """What becomes of a file, or of what lies in the folder: template, and message, line, column and hint."""

    def at_it(
        content: bytes | None = None, name: str = NAME, *, styles: str = "", office: str = ""
    ) -> Looked:
        folder = tmp_path / "content"
        folder.mkdir(exist_ok=True)
        if content is not None:
            (folder / name).write_bytes(content)
        text = office or f"word_template: {name}\n" + (f"word_styles: {{{styles}}}\n" if styles else "")
        (tmp_path / "office.yaml").write_text(text, "utf-8")
        faults = Faults()
        typed = read(tmp_path, Path("office.yaml"), Path("office.yaml"))
        template = word_template(typed, folder, lambda: STYLES, faults)
        places = [(each.message, each.place, each.hint) for each in faults]
        return template, [(said, at.line, at.column, hint) for said, at, hint in places if at]

    return at_it


def refusal(looked: Looked, name: str = NAME) -> tuple[str, str]:
    """What is said of the one thing that is wrong, behind the file's name, and the hint."""
    template, ((message, line, column, hint),) = looked
    assert template is None
    assert (line, column) == (1, 16)
    begin = f"the Word template '{name}' "
    assert message.startswith(begin)
    return message.removeprefix(begin), hint


def test_a_template_is_opened_with_all_its_parts(look: Look) -> None:
    template, faults = look(packed(letterhead()))
    assert faults == []
    assert template is not None
    assert template.main == "/word/document.xml"
    assert template.parts["/word/media/wappen.png"].content == logo()
    assert [relation.target for relation in template.parts["/word/header1.xml"].relations] == [
        "/word/media/wappen.png",
        "https://www.musterhausen.example",
    ]
    assert template.styles == {}


def test_an_office_without_a_template_has_none(look: Look) -> None:
    assert look(office="languages: [de]\n") == (None, [])


def test_an_ordinary_word_file_will_do(look: Look) -> None:
    parts = letterhead()
    exchange(parts, "[Content_Types].xml", "template.main", "document.main")
    assert look(packed(parts), "Briefkopf neu.docx", office="word_template: Briefkopf neu.docx\n")[0]


def test_a_template_may_lie_in_a_folder_of_the_content(look: Look, tmp_path: Path) -> None:
    (tmp_path / "content/office").mkdir(parents=True)
    assert look(packed(letterhead()), "office/briefkopf.dotx")[0]


@pytest.mark.parametrize(
    ("typed", "identifier"),
    [
        ("Kapitel", "Kapitel"),
        ("KAPITEL", "Kapitel"),
        ("Abschnitt", "Kapitel"),
        ("heading 1", "berschrift1"),
        ("berschrift1", "berschrift1"),
        ("Überschrift 1", "berschrift1"),
        ("Заголовок 1", "berschrift1"),
        ("Textkörper", "Textkrper"),
        ("Основной текст", "Textkrper"),
        ("Vermerk", "Lead"),
    ],
)
def test_a_style_is_found_by_whatever_name_an_office_sees(look: Look, typed: str, identifier: str) -> None:
    template, faults = look(packed(letterhead()), styles=f"lead: {typed}")
    assert faults == []
    assert template is not None
    assert template.styles == {"Lead": identifier}


def test_styles_for_words_and_tables_are_chosen_too(look: Look) -> None:
    template, _ = look(packed(letterhead()), styles="Emphasis: Fett, Mappe Table: Tabellenraster")
    assert template is not None
    assert template.styles == {"Emphasis": "Fett", "Mappe Table": "Tabellenraster"}


@pytest.mark.parametrize(
    ("styles", "fault"),
    [
        (
            "Headng 1: Kapitel",
            ("Mappe has no style 'Headng 1' in its Word files", 2, 15, "did you mean 'Heading 1'?"),
        ),
        (
            "Heading 1: Kapitell",
            (
                "there is no style 'Kapitell' for paragraphs in briefkopf.dotx",
                2,
                26,
                "did you mean 'Kapitel'?",
            ),
        ),
        (
            "Emphasis: Kapitel",
            (
                "'Kapitel' in briefkopf.dotx is not for words",
                2,
                25,
                "write one of: Default Paragraph Font, Strong",
            ),
        ),
    ],
)
def test_a_style_that_nobody_has_is_told_at_its_place(
    look: Look, styles: str, fault: tuple[str, int, int, str]
) -> None:
    assert look(packed(letterhead()), styles=styles) == (None, [fault])


def test_a_style_that_is_like_no_other_is_told_with_those_there_are(look: Look) -> None:
    _, ((_, _, _, hint),) = look(packed(letterhead()), styles="Lead: Ganz Anderes")
    assert hint.startswith("it has Normal, heading 1, Body Text, ")


def test_styles_without_a_template_are_told_at_their_key(look: Look) -> None:
    told = ("there is no word_template here", 1, 1, "name the office's own Word file with 'word_template:'")
    assert look(office="word_styles: {Lead: Kapitel}\n") == (None, [told])


def test_every_style_of_ours_may_be_named() -> None:
    assert STYLES["Heading 1"] == STYLES["TOC 1"] == STYLES["Box Bullet"] == "paragraph"
    assert STYLES["Strong"] == STYLES["Citation"] == "character"
    assert STYLES["Mappe Table"] == "table"


def test_a_file_that_is_not_there_is_missed(look: Look) -> None:
    assert refusal(look()) == ("is missing", "")
    look(packed(letterhead()), "brifkopf.dotx")
    assert refusal(look()) == ("is missing", "did you mean 'brifkopf.dotx'?")


@pytest.mark.parametrize("name", ["../briefkopf.dotx", "a/../../briefkopf.dotx", "/etc/briefkopf.dotx"])
def test_a_file_outside_of_the_content_is_not_read(look: Look, tmp_path: Path, name: str) -> None:
    (tmp_path / "briefkopf.dotx").write_bytes(packed(letterhead()))
    assert refusal(look(name=name), name) == ("lies outside content/", "copy it into content/")


def test_a_link_that_leads_out_of_the_content_is_not_followed(look: Look, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.dotx").write_bytes(packed(letterhead()))
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / NAME).symlink_to(tmp_path / "elsewhere.dotx")
    assert refusal(look()) == ("lies outside content/", "copy it into content/")


def test_a_folder_is_no_file(look: Look, tmp_path: Path) -> None:
    (tmp_path / "content" / NAME).mkdir(parents=True)
    assert refusal(look()) == ("is no file", "")


def test_a_file_that_is_too_large_is_not_read(look: Look) -> None:
    assert refusal(look(b"PK" + bytes(LARGEST)))[0] == "is larger than 10,000 kB"


ANEW = "open it in Word and save it anew"
AS_TEMPLATE = "save it in Word as a template (.dotx)"
UNLOCK = "take the password off in Word: File, Info, Protect Document"
WITHOUT_MACROS = "save it in Word as a template without macros (.dotx)"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("briefkopf.dotm", packed(letterhead()), ("may hold macros", WITHOUT_MACROS)),
        ("briefkopf.odt", packed(letterhead()), ("is no .docx and no .dotx", AS_TEMPLATE)),
        ("briefkopf", packed(letterhead()), ("is no .docx and no .dotx", AS_TEMPLATE)),
        (NAME, logo(), ("is no Word file", AS_TEMPLATE)),
        (NAME, b"", ("is no Word file", AS_TEMPLATE)),
        (NAME, b"PK", ("is damaged", ANEW)),
        (NAME, packed(letterhead())[:-400], ("is damaged", ANEW)),
        (
            NAME,
            packed({"mimetype": b"application/vnd.oasis.opendocument.text"}),
            ("is no Word file", AS_TEMPLATE),
        ),
        (NAME, OLD_WORD, ("is a Word file of the old kind (.doc)", AS_TEMPLATE)),
        (NAME, OLD_WORD + "EncryptedPackage".encode("utf-16-le"), ("is protected by a password", UNLOCK)),
    ],
)
def test_what_is_no_word_file_is_told(look: Look, name: str, content: bytes, told: tuple[str, str]) -> None:
    assert refusal(look(content, name), name) == told


def test_a_part_that_was_changed_behind_the_back_of_its_checksum_is_damage(look: Look) -> None:
    content = packed({**letterhead(), "word/media/rest.png": os.urandom(2_000)})
    spoilt = bytearray(content)
    spoilt[len(content) - content[::-1].index(b"gnp.tser/aidem/drow") - 900] ^= 255
    assert refusal(look(bytes(spoilt)))[0].startswith("is damaged")


def test_an_entry_with_a_password_is_told_so(look: Look) -> None:
    content = bytearray(packed(letterhead()))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + place] |= 1
    assert refusal(look(bytes(content))) == ("is protected by a password", UNLOCK)


def bomb(name: str, size: int, kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A template with so many zeros in it."""
    written = io.BytesIO(packed(letterhead()))
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr(zipfile.ZipInfo(name), bytes(size), kind)
    return written.getvalue()


def test_a_file_that_unpacks_to_more_than_a_machine_should_hold_is_not_unpacked(look: Look) -> None:
    content = bomb("word/media/null.bmp", BOUNDS.bytes)
    assert len(content) < 100_000
    assert refusal(look(content))[0] == "unpacks to more than 1,000 parts or 50 MB"


def test_what_an_entry_says_of_its_size_is_not_believed(look: Look) -> None:
    content = bytearray(bomb("word/media/null.bmp", BOUNDS.bytes))
    for start in (content.rindex(b"PK\x03\x04") + 22, content.rindex(b"PK\x01\x02") + 24):
        content[start : start + 4] = struct.pack("<I", 10)
    assert refusal(look(bytes(content)))[0].startswith(("is damaged", "unpacks to more"))


def test_other_ways_of_packing_are_not_word_s(look: Look) -> None:
    told = refusal(look(bomb("word/media/null.bmp", 10, zipfile.ZIP_LZMA)))
    assert told == ("is damaged: it is packed as no Word file is", ANEW)


def test_an_entry_without_a_name_is_damage(look: Look) -> None:
    content = packed(letterhead()).replace(b"[Content_Types].xml", b"/" + bytes(18))
    assert refusal(look(content))[0].startswith("is ")


def test_entries_that_lie_on_each_other_are_not_unpacked(look: Look) -> None:
    content = bytearray(bomb("word/media/null.bmp", 1_000_000))
    at = content.rindex(b"PK\x01\x02") + 20
    content[at : at + 4] = struct.pack("<I", len(content))
    assert refusal(look(bytes(content)))[0].startswith("unpacks to more")


def test_more_parts_than_a_letterhead_has_are_not_unpacked(look: Look) -> None:
    many = {f"word/media/{number}.png": b"" for number in range(BOUNDS.files)}
    assert refusal(look(packed({**letterhead(), **many})))[0].startswith("unpacks to more")


def test_a_part_that_is_there_twice_is_damage(look: Look) -> None:
    parts = letterhead()
    told = refusal(look(packed({**parts, "WORD/styles.xml": parts["word/styles.xml"]})))
    assert told == ("is damaged: it holds a part twice", ANEW)


def with_markup(markup: bytes) -> bytes:
    return packed({**letterhead(), "word/header2.xml": markup})


BILLION = b'<!DOCTYPE h [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><h>&b;</h>'


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        (b"<w:hdr", "is damaged: word/header2.xml is no whole XML"),
        (b"", "is damaged: word/header2.xml is no whole XML"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "is damaged: word/header2.xml is no whole XML"),
        (BILLION, "is damaged: it declares entities, which no Word file has"),
        (b"<a>" * 300 + b"</a>" * 300, f"is damaged: it is nested more than {DEEPEST} deep"),
        (b"<a>" + b" " * MOST_XML + b"</a>", "holds more than 8 MB of markup in word/header2.xml"),
    ],
)
def test_markup_that_no_word_program_writes_is_refused(look: Look, markup: bytes, told: str) -> None:
    assert refusal(look(with_markup(markup)))[0] == told


def changed(name: str, old: str, new: str) -> bytes:
    parts = letterhead()
    exchange(parts, name, old, new)
    return packed(parts)


MICROSOFT = "application/vnd.ms-office"
VBA = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
ELSEWHERE = 'Target="file:///C:/a.dotm" TargetMode="External"'
TYPES, DOCUMENT, HEADER = "[Content_Types].xml", "word/_rels/document.xml.rels", "word/_rels/header1.xml.rels"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


@pytest.mark.parametrize(
    ("content", "told", "hint"),
    [
        (
            changed(TYPES, MAIN, "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
            "may hold macros",
            WITHOUT_MACROS,
        ),
        (
            changed(
                TYPES,
                'Extension="png" ContentType="image/png"',
                f'Extension="png" ContentType="{MICROSOFT}.vbaProject"',
            ),
            "holds macros",
            WITHOUT_MACROS,
        ),
        (changed(DOCUMENT, f"{OFFICE}/fontTable", VBA), "holds macros", WITHOUT_MACROS),
        (
            changed(HEADER, f"{OFFICE}/image", f"{OFFICE}/control"),
            "holds an ActiveX control",
            "take the control out in Word",
        ),
        (
            changed(HEADER, f"{OFFICE}/image", f"{OFFICE}/oleObject"),
            "holds an embedded object",
            "take the object out in Word, or paste it as a picture",
        ),
        (
            changed(
                HEADER,
                'Target="media/wappen.png"',
                'Target="https://example.com/wappen.png" TargetMode="External"',
            ),
            "needs a file that is not in it, 'https://example.com/wappen.png' (image)",
            "break the link in Word, so that the picture is saved in the file",
        ),
        (
            changed(
                DOCUMENT,
                f'{OFFICE}/fontTable" Target="fontTable.xml"',
                f'{OFFICE}/attachedTemplate" {ELSEWHERE}',
            ),
            "needs a file that is not in it, 'file:///C:/a.dotm' (attachedTemplate)",
            "attach the template 'Normal' to it in Word: Developer, Document Template",
        ),
        (
            changed(HEADER, "https://www.musterhausen.example", "file://server/share"),
            "leads to 'file://server/share' from its letterhead",
            "let the link lead to an address that begins with https://",
        ),
        (
            changed(
                "word/footer1.xml",
                "<w:r>",
                '<w:fldSimple w:instr=" includepicture &quot;http://a.example/b.png&quot; "/><w:r>',
            ),
            "has a field INCLUDEPICTURE in its letterhead",
            "turn the field into what it shows in Word: Ctrl+Shift+F9",
        ),
        (
            changed(
                "word/footer1.xml",
                "<w:r>",
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DDE</w:instrText></w:r>'
                '<w:r><w:instrText>AUTO c:\\\\a "b"</w:instrText></w:r><w:r>',
            ),
            "has a field DDEAUTO in its letterhead",
            "turn the field into what it shows in Word: Ctrl+Shift+F9",
        ),
        (
            changed("_rels/.rels", f"{OFFICE}/officeDocument", STRICT),
            "is saved as Strict Open XML",
            "save it in Word as 'Word Document' or 'Word Template', not as 'Strict Open XML'",
        ),
        (changed(TYPES, MAIN, SHEET), "is no Word file", AS_TEMPLATE),
        (changed("_rels/.rels", "word/document.xml", "word/nowhere.xml"), "is no Word file", AS_TEMPLATE),
        (
            changed("word/document.xml", "w:document", "w:dokument"),
            "is damaged: word/document.xml is no document",
            ANEW,
        ),
    ],
)
def test_what_runs_and_what_is_fetched_is_refused(look: Look, content: bytes, told: str, hint: str) -> None:
    assert refusal(look(content)) == (told, hint)


def test_paper_without_room_for_text_is_told(look: Look) -> None:
    narrow = changed("word/document.xml", 'w:left="1418"', 'w:left="8000"')
    assert refusal(look(narrow)) == (
        "leaves 48 mm of a line for text",
        "make its paper wider or its margins smaller: 80 mm",
    )
    assert look(changed("word/document.xml", 'w:left="1418"', 'w:left="14mm"'))[0]


def test_links_and_fields_of_the_sample_text_do_no_harm(look: Look) -> None:
    parts: Parts = letterhead()
    link = f'<Relationship Id="rId99" Type="{OFFICE}/hyperlink" Target="file:///a" TargetMode="External"/>'
    exchange(parts, DOCUMENT, "</Relationships>", f"{link}</Relationships>")
    exchange(parts, "word/document.xml", "<w:r>", '<w:fldSimple w:instr="INCLUDETEXT a"/><w:r>')
    assert look(packed(parts))[0]


def test_a_relation_to_a_part_that_is_not_there_is_left_out(look: Look) -> None:
    parts: Mapping[str, bytes] = {name: part for name, part in letterhead().items() if "wappen" not in name}
    template, _ = look(packed(parts))
    assert template is not None
    assert [each.id for each in template.parts["/word/header1.xml"].relations] == ["rId2"]


def test_nothing_is_written_into_the_template(look: Look, tmp_path: Path) -> None:
    content = packed(letterhead())
    look(content)
    assert (tmp_path / "content" / NAME).read_bytes() == content
    assert [path.name for path in (tmp_path / "content").iterdir()] == [NAME]


def test_what_makes_a_difference_to_a_file_is_in_the_digest(look: Look) -> None:
    first, _ = look(packed(letterhead()))
    again, _ = look(packed(letterhead()))
    mapped, _ = look(packed(letterhead()), styles="Lead: Kapitel")
    other, _ = look(changed("word/footer1.xml", "Rathausplatz 1", "Rathausplatz 2"))
    digests = [each and each.digest for each in (first, again, mapped, other)]
    assert digests[0] == digests[1]
    assert len({*digests}) == 3
