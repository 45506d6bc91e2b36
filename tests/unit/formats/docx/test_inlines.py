"""Words within a line."""

import re

import pytest

from mappe.formats.docx.anchors import bookmark_name
from tests.unit.formats.docx.word_files import NAMES, W, WordFile, style_of, words_of, written


def runs(file: WordFile) -> list[tuple[str, str]]:
    """Character style and words of the runs behind the heading."""
    found = []
    for run in file.find(".//w:body/w:p[2]//w:r"):
        style = run.find("w:rPr/w:rStyle", NAMES)
        found.append(
            (
                "" if style is None else str(style.get(f"{W}val")),
                "".join(str(t.text) for t in run.iter(f"{W}t")),
            )
        )
    return found


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("a <em>b</em> c", "a b c"),
        ("a<em> b </em> c", "a b c"),
        ("  a\n\t<strong>b <em> c</em></strong> ", "a b c"),
        ("a <br/> b", "a b"),
        ("a\u00a0 <em>b</em>", "a\u00a0 b"),
        ("<em>a</em><strong>b</strong>", "ab"),
    ],
)
def test_white_space_is_that_of_html(markup: str, words: str) -> None:
    assert written(f"<p>{markup}</p>").paragraphs[1] == ("BodyText", words)


def test_emphasis_is_a_style_and_may_be_nested() -> None:
    file = written("<p>a <em>b</em> <strong>c <em>d</em></strong></p>")
    assert runs(file) == [("", "a "), ("Emphasis", "b"), ("", " "), ("Strong", "c "), ("Strong", "d")]
    assert len(file.find(".//w:p[2]/w:r/w:rPr/w:i")) == 1


def test_a_class_gives_words_their_style() -> None:
    assert runs(written('<p><strong class="change">neu</strong></p>')) == [("Change", "neu")]


def test_signs_that_word_keeps_as_elements_are_elements() -> None:
    file = written("<p>E\u2011Mail Kinder\u00adgarten</p>")
    assert [len(file.find(f".//w:r/w:{name}")) for name in ("noBreakHyphen", "softHyphen")] == [1, 1]
    assert file.paragraphs[1][1] == "E\u2011Mail Kinder\u00adgarten"


def test_a_link_out_of_the_file_has_a_relation() -> None:
    file = written('<p><a href="https://example.org/a?b=1&amp;c">hier <em>und</em> da</a></p>')
    (link,) = file.find(".//w:hyperlink")
    (relation,) = [r for r in file.root("word/_rels/document.xml.rels") if r.get("TargetMode") == "External"]
    assert relation.get("Target") == "https://example.org/a?b=1&c"
    assert relation.get("Id") == link.get(f"{{{NAMES['r']}}}id")
    assert words_of(link) == "hier und da"


def test_the_same_address_has_one_relation() -> None:
    file = written('<p><a href="https://a.b">c</a> <a href="https://a.b">d</a></p>')
    assert len({link.get(f"{{{NAMES['r']}}}id") for link in file.find(".//w:hyperlink")}) == 1


def test_a_citation_is_raised_and_leads_to_its_section() -> None:
    file = written('<p>a<sup class="citation"><a href="#first">1</a></sup></p>')
    (link,) = file.find(".//w:hyperlink")
    assert link.get(f"{W}anchor") == file.find(".//w:bookmarkStart")[0].get(f"{W}name") == "_first"
    assert runs(file)[1] == ("Citation", "1")
    assert "superscript" in file.values("w:style[@w:styleId='Citation']/w:rPr/w:vertAlign", "styles")


def test_a_long_id_makes_a_short_bookmark_of_its_own() -> None:
    names = ["a" * 50 + end for end in ("b", "c")]
    parts = "".join(f'<section id="{name}"><h2>x</h2></section>' for name in names)
    bookmarks = [str(mark.get(f"{W}name")) for mark in written(parts).find(".//w:bookmarkStart")]
    assert len({*bookmarks}) == 3
    assert max(map(len, bookmarks)) <= 40


def test_a_link_may_lead_to_a_heading_a_row_or_a_card() -> None:
    places = (
        '<h3 id="a-2018-06-12">x</h3>'
        '<table class="generic"><tbody><tr id="a-talk"><th scope="row">y</th><td>z</td></tr></tbody></table>'
        '<div class="cards"><div id="a-weiss" class="card"><p>w</p></div></div>'
    )
    names = ("a-2018-06-12", "a-talk", "a-weiss")
    file = written(places + "".join(f'<p><a href="#{name}">b</a></p>' for name in names))
    anchors = [link.get(f"{W}anchor") for link in file.find(".//w:hyperlink")]
    marked = {
        mark.get(f"{W}name"): words_of(paragraph)
        for paragraph in file.find(".//w:p")
        for mark in paragraph.iterfind("w:bookmarkStart", NAMES)
    }
    assert anchors == ["_a_2018_06_12", "_a_talk", "_a_weiss"]
    assert [marked[anchor] for anchor in anchors] == ["x", "y", "w"]


def test_ids_that_word_would_take_for_the_same_have_bookmarks_of_their_own() -> None:
    ids = ["a-b", "a_b", "A-b", "a--b", "a.b", "ä-b", "a-", "a" * 45, "a" * 46]
    names = {bookmark_name(name).casefold() for name in ids}
    assert len(names) == len(ids)
    assert all(re.fullmatch(r"_\w{1,39}", name, re.ASCII) for name in names)


def test_words_in_columns_are_set_off_by_a_tab() -> None:
    file = written(
        '<ul class="figures"><li><span class="value">6</span> <span class="label">Partner</span></li></ul>'
    )
    assert file.paragraphs[1] == ("KeyFigure", "6|Partner")


def test_a_break_is_as_tall_as_the_words_before_it() -> None:
    file = written('<p><span class="value">6</span><br/>b</p>')
    (line_break,) = file.find(".//w:br")
    assert style_of(file.find(".//w:p")[1]) == "BodyText"
    assert line_break.getparent().find("w:rPr/w:rStyle", NAMES).get(f"{W}val") == "Value"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Deutsche Messe AG", "de-DE"),
        ("Trammplatz 2", "de-DE"),
        ("выставка CEBIT", "ru-RU"),
        ("14:30", "ru-RU"),
        ('<span lang="en-GB">job shadowing</span>', "en-GB"),
    ],
)
def test_a_name_in_latin_letters_is_not_checked_as_russian(words: str, language: str) -> None:
    file = written(f"<p>{words}</p>", language="ru", latin_in={"ru": "de"})
    assert file.values(".//w:body/w:p[2]/w:r/w:rPr/w:lang") == [language]


def test_on_a_page_in_latin_letters_names_are_of_its_language() -> None:
    file = written("<p>Deutsche Messe AG</p>", language="en-GB", latin_in={"ru": "en-GB"})
    assert file.values(".//w:body/w:p[2]/w:r/w:rPr/w:lang") == ["en-GB"]
