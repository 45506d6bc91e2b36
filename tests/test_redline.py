"""What changed since the last issue, as tracked changes that a reader can accept or reject."""

import io
import json
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, partial, reduce
from itertools import count
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from PIL import Image, ImageOps

from mappe.builder import Wanted, finished, prepare
from mappe.cli import template_folders
from mappe.formats.docx import written
from mappe.formats.docx.redline import Changes, UnfitError, redline
from mappe.formats.pagination import Pagination
from mappe.model.page import Page
from mappe.model.word import WordFiles
from tests.conftest import judge
from tests.editions import EVERY_SECTION, SAMPLE, pages_of
from tests.tracked_changes import W, accepted, changes_in, meaning, parts_of, rejected, root_of, zipped

WHO, WHEN = "Büro für Internationale Angelegenheiten", "2018-06-04T00:00:00Z"
DOCUMENT = Path("content/visit/document.yaml")


def _section(kind: str, text: str) -> re.Match[str]:
    """The lines of the first section of this type."""
    found = re.search(rf"(?ms)^  - type: {kind}\n.*?(?=^  - type: |\Z)", text)
    assert found is not None
    return found


def _without_table(text: str) -> str:
    return text.replace(_section("table", text)[0], "").replace(", [](#table) und [](#glossary)", "").replace(
        ", [](#table) and [](#glossary)", ""
    ).replace(": [](#table) и [](#glossary)", "")  # fmt: skip


def _with_timeline_first(text: str) -> str:
    timeline = _section("timeline", text)[0]
    return text.replace(timeline, "").replace("  - type: summary\n", f"{timeline}  - type: summary\n", 1)


def _with_slot_on_another_day(text: str) -> str:
    slot = re.search(r"(?ms)^          - id: fahrt\n.*?(?=^          - id: empfang\n)", text)
    assert slot is not None
    last = "          - {start: 10:00, end: 11:00, kind: culture"
    return text.replace(slot[0], "").replace(last, slot[0] + last)


def _with_sources_earlier(text: str) -> str:
    sources = _section("sources", text)[0]
    return text.replace(sources, "").replace("  - type: timeline\n", f"{sources}  - type: timeline\n")


def _replaced(*pairs: tuple[str, str]) -> Callable[[str], str]:
    def edited(text: str) -> str:
        for before, now in pairs:
            assert before in text, before
            text = text.replace(before, now)
        return text

    return edited


NEW_SECTION = """  - type: prose
    id: weather
    audience: public
    title: {de: Wetter, en: Weather, ru: Погода}
    text:
      de: "Es wird *warm*.^[Sagt man.]"
      en: "It will be *warm*.^[They say.]"
      ru: "Будет *тепло*.^[Говорят.]"
"""

EDITS: Mapping[str, Callable[[str], str]] = {
    "a slot moved": _with_slot_on_another_day,
    "a time changed": _replaced(("start: 09:00\n", "start: 09:15\n")),
    "a sentence changed": _replaced(("de: Man tauscht aus.", "de: Man tauscht sich jedes Jahr aus.")),
    "a person added": _replaced(
        ("      - person: mueller\n", "      - person: mueller\n      - person: jolkina\n")
    ),
    "a person gone": _replaced(("participants: [jolkina]", "participants: [mueller]")),
    "a section removed": _without_table,
    "a section added": lambda text: text.replace(
        "  - type: timeline\n", f"{NEW_SECTION}  - type: timeline\n"
    ),
    "a section moved": _with_timeline_first,
    "another last section": _with_sources_earlier,
    "a table row changed": _replaced(('ru: Яблоки}, "12"]', 'ru: Яблоки}, "13"]')),
    "a table row added": _replaced(
        ("    rows:\n", '    rows:\n      - [{de: Quitten, en: Quinces, ru: Айва}, "1"]\n')
    ),
    "a table with another grid": _replaced(
        ("numeric: true}\n", "numeric: true}\n      - {title: {de: Wo, en: Where, ru: Где}}\n"),
        (', "12"]', ', "12", "A"]'),
        (', "7"]', ', "7", "B"]'),
    ),
    "a picture replaced": _replaced(("images/square.png", "images/other.png")),
    "the title changed": _replaced(
        ("de: Ein Besuch,", "de: Zwei Besuche,"), ("en: A visit", "en: Two visits")
    ),
    "a list item inserted": _replaced(
        ("        1. erstens\n", "        1. erstens\n        1. dazwischen\n"),
        ("        1. firstly\n", "        1. firstly\n        1. in between\n"),
        ("        1. первое\n", "        1. первое\n        1. между\n"),
    ),
    "a footnote changed": _replaced(
        ("Eine Fußnote", "Eine lange Fußnote"), ("A footnote", "A long footnote")
    ),
    "a footnote gone": _replaced(
        ("^[Auch eine Zelle hat eine.]", ""), ("^[A cell has one too.]", ""), ("^[И в ячейке.]", "")
    ),
    "a footnote added": _replaced(
        ("Auch eine Zelle hat eine.", "Auch eine Zelle hat eine.] und Äpfel^[Oft."),
        ("A cell has one too.", "A cell has one too.] and apples^[Often."),
        ("И в ячейке.", "И в ячейке.] и яблоки^[Часто."),
    ),
    "all footnotes gone": lambda text: re.sub(r"(?s)\^\[(?:[^\[\]]|\[\])*\]", "", text),
    "a link gone": _replaced(("[Verweis](https://example.org/a?b=1&c=2)", "Verweis")),
    "upright for landscape": _replaced(("    orientation: landscape\n", "")),
    "a new date": _replaced(
        ("as_of: 2018-06-04\n", "as_of: 2018-06-07\n"), ('version: "1.2"\n', 'version: "1.3"\n')
    ),
}


TOGETHER = (
    *("a slot moved", "a section added", "a section moved", "a table row changed", "a table row added"),
    *("a list item inserted", "a footnote changed", "a picture replaced", "a new date", "a person added"),
)


def _many_edits(text: str) -> str:
    return reduce(lambda said, name: EDITS[name](said), TOGETHER, text)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(EVERY_SECTION, tmp_path_factory.mktemp("redline") / "project"))
    picture = folder / "content/visit/images/square.png"
    (picture.parent / "other.png").write_bytes(_other(picture.read_bytes()))
    return folder


def _other(png: bytes) -> bytes:
    """The same picture in the opposite colours."""
    turned = io.BytesIO()
    ImageOps.invert(Image.open(io.BytesIO(png)).convert("RGB")).save(turned, "PNG")
    return turned.getvalue()


def _word_file(folder: Path, edit: Callable[[str], str], language: str) -> bytes:
    """The guests' edition with an edit of its document."""
    file = folder / DOCUMENT
    before = (EVERY_SECTION / DOCUMENT).read_text(encoding="utf-8")
    after = edit(before)
    file.write_text(after, encoding="utf-8")
    try:
        workshop = prepare(folder, template_folders(folder), Wanted((), (language,), ("docx",)))
        return _written(finished(workshop, workshop.work[0][0]))
    finally:
        file.write_text(before, encoding="utf-8")


def _written(page: Page) -> bytes:
    """The page as a Word file, each section on a page of its own; no layout is needed for that."""
    pages = defaultdict[str, str](partial(next, map(str, count(3))))
    return written(replace(page, word=WordFiles(embed_fonts=False)), Pagination(pages, 20))


@cache
def _unedited(folder: Path, language: str) -> bytes:
    return _word_file(folder, str, language)


def _sound(previous: bytes, today: bytes) -> bytes:
    """A redline that does what it says."""
    made = redline(previous, today, WHO, WHEN).content
    assert meaning(accepted(made)) == meaning(today)
    assert meaning(rejected(made)) == meaning(previous)
    return made


def _errors(content: bytes, folder: Path) -> list[str]:
    (folder / "judged.docx").write_bytes(content)
    return [str(error) for error in OpenXmlValidator().validate(folder / "judged.docx").errors]


@pytest.mark.parametrize("edit", EDITS)
def test_accepting_all_gives_todays_file_and_rejecting_all_the_previous_one(
    edit: str, folder: Path, tmp_path: Path
) -> None:
    before, after = _unedited(folder, "de"), _word_file(folder, EDITS[edit], "de")
    made = _sound(before, after)
    assert changes_in(made)
    assert not _errors(made, tmp_path)
    _sound(after, before)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_it_does_so_in_every_language_for_many_edits_together(language: str, folder: Path) -> None:
    _sound(_unedited(folder, language), _word_file(folder, _many_edits, language))


def test_it_does_so_for_files_that_have_little_in_common() -> None:
    pages = pages_of(SAMPLE)
    names = ("delegation-visit.de", "partnership.de")
    visit, partnership = (_relabelled(_written(pages[name])) for name in names)
    _sound(visit, partnership)
    _sound(partnership, visit)


def _relabelled(content: bytes, edition: str = "x.de", readers: str = "guest") -> bytes:
    """The same file, which says that it is this edition."""
    parts = parts_of(content)
    said = re.sub(rb"(?<=lpwstr>)(internal|guest)(?=<)", readers.encode(), parts["docProps/custom.xml"])
    parts["docProps/custom.xml"] = re.sub(rb"(?<=lpwstr>)[a-z-]+\.[a-z.]+(?=<)", edition.encode(), said)
    return zipped(parts)


def test_where_nothing_changed_it_is_todays_file(folder: Path) -> None:
    today = _unedited(folder, "de")
    made = redline(today, today, WHO, WHEN)
    assert made.content == today
    assert made.changes == Changes(0, 0, 0)
    assert changes_in(made.content) == 0


def _words(content: bytes, change: str) -> list[str]:
    """What is said in changes of this kind, in order."""
    root = root_of(parts_of(content)["word/document.xml"])
    texts = ("t", "delText")
    return [
        "".join(text.text or "" for text in one.iter(*(W + tag for tag in texts)))
        for one in root.iter(W + change)
    ]


def _said(content: bytes, change: str) -> list[str]:
    return [words for words in _words(content, change) if words.strip()]


def test_a_sentence_shows_its_new_words_only(folder: Path) -> None:
    after = _word_file(folder, EDITS["a sentence changed"], "de")
    made = redline(_unedited(folder, "de"), after, WHO, WHEN)
    assert _said(made.content, "ins") == ["sich jedes Jahr "]
    assert _said(made.content, "del") == []
    assert made.changes == Changes(0, 1, 0)


def test_a_time_changes_as_a_whole(folder: Path) -> None:
    made = _sound(_unedited(folder, "de"), _word_file(folder, EDITS["a time changed"], "de"))
    assert "09:00" in _said(made, "del")
    assert "09:15" in _said(made, "ins")


def test_a_row_that_is_new_is_a_new_row(folder: Path) -> None:
    made = _sound(_unedited(folder, "de"), _word_file(folder, EDITS["a table row added"], "de"))
    root = root_of(parts_of(made)["word/document.xml"])
    rows = [mark.getparent().getparent() for mark in root.iterfind(f".//{W}trPr/{W}ins")]
    assert ["".join(row.itertext(W + "t")) for row in rows] == ["Quitten1"]


def test_a_footnote_that_stays_shows_what_is_new_in_it(folder: Path) -> None:
    made = _sound(_unedited(folder, "de"), _word_file(folder, EDITS["a footnote changed"], "de"))
    root = root_of(parts_of(made)["word/footnotes.xml"])
    assert ["".join(one.itertext()) for one in root.iter(W + "ins")] == ["lange "]
    assert _said(made, "ins") == []


def test_the_running_head_shows_it_too(folder: Path) -> None:
    made = _sound(_unedited(folder, "de"), _word_file(folder, EDITS["a new date"], "de"))
    heads = [root_of(content) for name, content in parts_of(made).items() if name.startswith("word/header")]
    assert "1.3" in ["".join(one.itertext()) for head in heads for one in head.iter(W + "ins")]


def test_a_section_that_is_new_is_one_from_its_heading_to_its_end(folder: Path) -> None:
    made = redline(_unedited(folder, "de"), _word_file(folder, EDITS["a section added"], "de"), WHO, WHEN)
    assert _said(made.content, "ins")[-2:] == ["Wetter", "Es wird warm."]
    assert made.changes.gone == 0


def test_who_and_when_is_the_office_and_the_day_of_the_content(folder: Path) -> None:
    made = _sound(_unedited(folder, "de"), _word_file(folder, EDITS["a section moved"], "de"))
    root = root_of(parts_of(made)["word/document.xml"])
    marks = list(root.iter(W + "ins", W + "del", W + "pPrChange"))
    assert {(mark.get(W + "author"), mark.get(W + "date")) for mark in marks} == {(WHO, WHEN)}
    ids = [mark.get(W + "id") for mark in marks]
    assert len({*ids}) == len(ids)


def test_the_same_two_files_give_the_same_bytes(folder: Path) -> None:
    before, after = _unedited(folder, "de"), _word_file(folder, EDITS["a section moved"], "de")
    assert redline(before, after, WHO, WHEN) == redline(before, after, WHO, WHEN)


@pytest.mark.parametrize(
    ("edition", "readers"),
    [("visit.de.internal", "internal"), ("visit.de", "internal"), ("visit.en", "guest")],
)
def test_no_redline_is_made_of_what_others_read(edition: str, readers: str, folder: Path) -> None:
    today = _unedited(folder, "de")
    other = _relabelled(today, edition, readers)
    for previous, now in ((other, today), (today, other)):
        with pytest.raises(UnfitError, match="is of the edition"):
            redline(previous, now, WHO, WHEN)


MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Judge"
  script:language="StarBasic">
Sub Settle
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim plain(1) As New com.sun.star.beans.PropertyValue
  plain(0).Name = "FilterName"
  plain(0).Value = "Text (encoded)"
  plain(1).Name = "FilterOptions"
  plain(1).Value = "UTF8,LF"
  For Each task In Array(TASKS)
    words = Split(task, "|")
    opened = StarDesktop.loadComponentFromURL(words(0), "_blank", 0, hidden())
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    dispatcher.executeDispatch(opened.CurrentController.Frame, ".uno:" + words(1), "", 0, Array())
    opened.storeToURL(words(2), plain())
    opened.close(True)
  Next
End Sub
</script:module>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
  library:readonly="false" library:passwordprotected="false">
<library:element library:name="Judge"/></library:library>
"""


LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library"
  xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"
  library:link="false"/></library:libraries>
"""


def _in_libreoffice(files: Mapping[str, tuple[bytes, str]], folder: Path) -> Mapping[str, list[str]]:
    """The lines of each file after a command, without empty ones: {name: (file, command)}."""
    profile = folder / "profile"
    office = [
        judge("soffice", package="libreoffice-writer-nogui"),
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore"),
    ]
    # A new profile is made first: what is in it before that is not looked at.
    subprocess.run([*office, "--terminate_after_init"], check=True, capture_output=True, timeout=180)
    tasks = []
    for name, (content, command) in files.items():
        (folder / f"{name}.docx").write_bytes(content)
        tasks.append(f'"{(folder / name).as_uri()}.docx|{command}|{(folder / name).as_uri()}.txt"')
    basic = profile / "user/basic"
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    (basic / "Standard/Judge.xba").write_text(MACRO.replace("TASKS", ", _\n".join(tasks)), encoding="utf-8")
    (basic / "Standard/script.xlb").write_text(LIBRARY, encoding="utf-8")
    (basic / "script.xlc").write_text(LIBRARIES, encoding="utf-8")
    settle = [*office, "macro:///Standard.Judge.Settle()"]
    subprocess.run(settle, check=True, capture_output=True, timeout=300)
    return {name: _lines((folder / f"{name}.txt").read_text(encoding="utf-8-sig")) for name in files}


def _lines(text: str) -> list[str]:
    """Lines without the numbers of headings: LibreOffice keeps an empty one before a table that is gone."""
    lines = (re.sub(r"^[0-9]+\.?(\s+|$)", "", line.strip()) for line in text.splitlines())
    return [line for line in lines if line]


def _pairs_for_judges(folder: Path) -> list[tuple[bytes, bytes]]:
    """Many edits at once, and two editions that differ in much."""
    visit, pages = (_unedited(folder, "ru"), _word_file(folder, _many_edits, "ru")), pages_of(SAMPLE)
    names = ("delegation-visit.de.internal", "delegation-visit.de")
    guests = tuple(_relabelled(_written(pages[name])) for name in names)
    return [visit, visit[::-1], (guests[0], guests[1]), (guests[1], guests[0])]


@pytest.mark.slow
def test_libreoffice_shows_todays_words_after_accepting_and_the_previous_after_rejecting(
    folder: Path, tmp_path: Path
) -> None:
    files: dict[str, tuple[bytes, str]] = {}
    for number, (previous, today) in enumerate(_pairs_for_judges(folder)):
        made = redline(previous, today, WHO, WHEN).content
        files |= {
            f"{number}-today": (today, "SelectAll"),
            f"{number}-previous": (previous, "SelectAll"),
            f"{number}-accepted": (made, "AcceptAllTrackedChanges"),
            f"{number}-rejected": (made, "RejectAllTrackedChanges"),
        }
    lines = _in_libreoffice(files, tmp_path)
    for number in range(4):
        assert lines[f"{number}-accepted"] == lines[f"{number}-today"]
        assert lines[f"{number}-rejected"] == lines[f"{number}-previous"]


@pytest.mark.slow
@pytest.mark.parametrize("number", range(4))
def test_the_open_xml_sdk_finds_no_fault_in_it(number: int, folder: Path, tmp_path: Path) -> None:
    previous, today = _pairs_for_judges(folder)[number]
    path = tmp_path / "redline.docx"
    path.write_bytes(redline(previous, today, WHO, WHEN).content)
    done = subprocess.run(
        [judge("ooxml-validator"), str(path), "Microsoft365"], capture_output=True, check=False, timeout=300
    )
    assert json.loads(done.stdout)["errors"] == []


@pytest.mark.slow
def test_a_file_that_libreoffice_saved_again_is_compared_by_its_words(folder: Path, tmp_path: Path) -> None:
    office = judge("soffice", package="libreoffice-writer-nogui")
    before = tmp_path / "sent.docx"
    before.write_bytes(_unedited(folder, "de"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    words = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(tmp_path / "saved"),
    ]
    subprocess.run([*words, str(before)], check=True, capture_output=True, timeout=180)
    saved = (tmp_path / "saved/sent.docx").read_bytes()
    assert saved != before.read_bytes()
    assert redline(saved, _unedited(folder, "de"), WHO, WHEN).changes == Changes(0, 0, 0)
    made = redline(saved, _word_file(folder, EDITS["a sentence changed"], "de"), WHO, WHEN)
    assert made.changes == Changes(0, 1, 0)
    assert _said(made.content, "ins") == ["sich jedes Jahr "]
