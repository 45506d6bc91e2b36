"""Footnotes."""

from pathlib import Path

import pytest

from mappe.errors import FormatError
from mappe.formats.docx import write_docx
from mappe.model.page import Part
from tests.unit.formats.docx.test_write_docx import audit
from tests.unit.formats.docx.word_files import FOOT, NAMES, W, WordFile, page_of, section, words_of, written

NOTE = '<span class="footnote">Nach <em>Angabe</em> <a href="https://a.b">des Amts</a>.</span>'


def notes(file: WordFile) -> list[str]:
    """Words of the footnotes, without what sets them off."""
    found = file.find("w:footnote", "footnotes")
    return [words_of(note).strip() for note in found if note.get(f"{W}type") is None]


def test_a_footnote_is_called_in_the_text_and_stands_in_its_own_part() -> None:
    file = written(f"<p>Die Stadt{NOTE} wächst.</p>")
    assert file.paragraphs[1] == ("BodyText", "Die Stadt wächst.")
    (call,) = file.find(".//w:footnoteReference")
    (note,) = file.find(f"w:footnote[@w:id='{call.get(f'{W}id')}']", "footnotes")
    assert words_of(note) == " Nach Angabe des Amts."
    assert [len(note.findall(f".//w:{name}", NAMES)) for name in ("footnoteRef", "hyperlink")] == [1, 1]
    assert file.values("w:footnote[@w:id='1']/w:p/w:pPr/w:pStyle", "footnotes") == ["FootnoteText"]


def test_the_call_stands_between_the_words_around_it() -> None:
    (paragraph,) = written(f"<p>eins{NOTE} zwei</p>").find(".//w:body/w:p[2]")
    children = ["".join(str(text.text) for text in run.iter(f"{W}t")) for run in paragraph.iter(f"{W}r")]
    assert children == ["eins", "", " zwei"]


def test_a_link_in_a_footnote_is_a_relation_of_the_footnotes() -> None:
    file = written(f'<p>a{NOTE} <a href="https://c.d">e</a></p>')
    for part, address in (("footnotes", "https://a.b"), ("document", "https://c.d")):
        (link,) = file.find(".//w:hyperlink", part)
        targets = {r.get("Id"): r.get("Target") for r in file.root(f"word/_rels/{part}.xml.rels")}
        assert targets[link.get(f"{{{NAMES['r']}}}id")] == address


def test_lines_set_footnotes_off_as_word_draws_them() -> None:
    file = written(f"<p>a{NOTE}</p>")
    kinds = {note.get(f"{W}id"): note.get(f"{W}type") for note in file.find("w:footnote", "footnotes")}
    assert kinds == {"-1": "separator", "0": "continuationSeparator", "1": None}
    named = [note.get(f"{W}id") for note in file.find("w:footnotePr/w:footnote", "settings")]
    assert named == ["-1", "0"]


def test_a_file_without_footnotes_has_no_part_for_them() -> None:
    file = written("<p>a</p>")
    assert "word/footnotes.xml" not in file.names
    assert not file.find("w:footnotePr", "settings")


def test_every_run_of_a_footnote_has_its_language() -> None:
    file = written('<p lang="ru">а<span class="footnote">б <em lang="en-GB">c</em></span></p>')
    runs = file.find("w:footnote[@w:id='1']//w:r", "footnotes")
    assert [run.find("w:rPr/w:lang", NAMES).get(f"{W}val") for run in runs] == [  # type: ignore[union-attr]
        "ru-RU",
        "ru-RU",
        "ru-RU",
        "en-GB",
    ]


def test_a_footnote_looks_like_none_of_the_words_around_it() -> None:
    file = written('<p><strong>laut<span class="footnote">leise</span></strong></p>')
    styles = file.values("w:footnote[@w:id='1']//w:rStyle", "footnotes")
    assert styles == ["FootnoteReference"]
    assert file.values(".//w:rStyle") == ["Strong", "FootnoteReference"]


@pytest.mark.parametrize(
    ("markup", "holder"),
    [
        (f"<h3>a{NOTE}</h3>", "<h3>"),
        (f'<p><a href="#first">a{NOTE}</a></p>', "<a>"),
        (f'<p>a<span class="footnote">b{NOTE}</span></p>', '<span class="footnote">'),
        (
            f'<table class="generic"><caption>a{NOTE}</caption><tr><td>b</td></tr></table>',
            "<caption>",
        ),
    ],
)
def test_a_footnote_where_word_has_none_stops_by_name(markup: str, holder: str) -> None:
    with pytest.raises(FormatError, match=f"no rule for a footnote in {holder} in Word files"):
        written(markup)


def test_a_footnote_in_the_running_foot_stops_by_name() -> None:
    foot = Part("running_foot", "foot", FOOT.replace("Intern", f"Intern{NOTE}"))
    with pytest.raises(FormatError, match='a footnote in <div class="running-foot">'):
        write_docx(page_of(parts=(foot,)))


def test_footnotes_in_lists_cells_and_captions_pass_the_audit(tmp_path: Path) -> None:
    markup = (
        f'<ul><li>a{NOTE}</li></ul><table class="generic"><tr><td>b{NOTE}</td></tr></table>'
        f"<dl><dt>c</dt><dd>d{NOTE}</dd></dl><figure><figcaption>e{NOTE}</figcaption></figure>"
    )
    content = write_docx(page_of(section(markup)))
    assert len(notes(WordFile(content))) == 4
    assert audit(content, tmp_path) == []
