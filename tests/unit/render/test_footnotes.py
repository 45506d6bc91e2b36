"""Footnotes in texts: pandoc's inline notes, and no other form."""

from pathlib import Path

import pytest

from mappe.diagnostics import Place
from mappe.errors import ContentError
from mappe.model.text import Wording
from mappe.model.vocabulary import read
from mappe.render.inline_markup import blocks, line, refuse_notes

TITLE = "a footnote cannot stand in a heading, a label or a caption of a table"


def wording(text: str) -> Wording:
    written = f"    text: {text}".split("\n")[0]
    return Wording(text, "de", Place(Path("content/visit/document.yaml"), 5, 11, written, len(text)))


def noted(words: str) -> str:
    return f'<span class="footnote">{words}</span>'


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("eins^[zwei] drei", f"eins{noted('zwei')} drei"),
        ("eins^[zwei]^[drei]", f"eins{noted('zwei')}{noted('drei')}"),
        ("^[*eins* **zwei**]", noted("<em>eins</em> <strong>zwei</strong>")),
        ("^[a [b](https://b.de) [c]]", noted('a <a href="https://b.de">b</a> [c]')),
        ("*a^[b*] c*", f"<em>a{noted('b*')} c</em>"),
        (r"\^[eins] und ^\[zwei]", "^[eins] und ^[zwei]"),
        ("2^10 [^1] ^(a)", "2^10 [^1] ^(a)"),
        ("^[eins\nzwei]", noted("eins\nzwei")),
        ("^[a < b]", noted("a &lt; b")),
    ],
)
def test_words_in_brackets_behind_a_caret_are_a_footnote(text: str, markup: str) -> None:
    assert line(wording(text)) == markup
    assert blocks(wording(text)) == f"<p>{markup}</p>\n"
    assert read(f"<p>{markup}</p>").faults == ()


def test_an_entry_of_a_list_may_have_one() -> None:
    assert f"<li>eins{noted('zwei')}</li>" in blocks(wording("- eins^[zwei]\n- drei"))


@pytest.mark.parametrize(
    ("text", "message", "column", "length"),
    [
        ("eins^[zwei", "a footnote is not closed", 15, 2),
        ("eins^[zwei [drei](https://b.de)", "a footnote is not closed", 15, 2),
        ("^[]", "a footnote has no words", 11, 2),
        ("^[ ]", "a footnote has no words", 11, 3),
        ("a^[b ^[c] d]", "a footnote cannot stand in another one", 16, 3),
        ("[a^[b]](https://b.de)", "a footnote cannot stand in a link", 13, 3),
        ("*[a*^[b]*](https://b.de)*", "a footnote cannot stand in a link", 15, 3),
    ],
)
def test_what_is_no_footnote_is_told_where_it_stands(
    text: str, message: str, column: int, length: int
) -> None:
    for markup in (line, blocks):
        with pytest.raises(ContentError) as refused:
            markup(wording(text))
        (told,) = refused.value.diagnostics
        assert told.place
        assert (told.message, told.place.column, told.place.length) == (message, column, length)


def test_a_heading_a_label_and_a_caption_of_a_table_have_none() -> None:
    with pytest.raises(ContentError, match=TITLE):
        refuse_notes(wording("eins^[zwei]"))
    with pytest.raises(ContentError, match=TITLE):
        line(wording("*eins*^[zwei]"), notes=False)
    refuse_notes(wording("eins^zwei [drei]"))
    assert line(wording("*eins* ^ [zwei]"), notes=False) == "<em>eins</em> ^ [zwei]"
