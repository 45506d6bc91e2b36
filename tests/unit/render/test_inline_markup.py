"""Authors may write paragraphs, emphasis, links and lists; all else is words."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappe.diagnostics import Place
from mappe.errors import ContentError
from mappe.model.text import Wording
from mappe.model.vocabulary import read
from mappe.render import inline_markup
from mappe.render.inline_markup import blocks, line

FILE = Path("content/visit/document.yaml")


def wording(text: str, place: Place | None = None) -> Wording:
    return Wording(text, "de", place)


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("eins", "eins"),
        (
            "*eins* _zwei_ **drei** __vier__",
            "<em>eins</em> <em>zwei</em> <strong>drei</strong> <strong>vier</strong>",
        ),
        (r"\*eins\* \[zwei]", "*eins* [zwei]"),
        ("[eins](https://example.org/a?b=c&d=e)", '<a href="https://example.org/a?b=c&amp;d=e">eins</a>'),
        ("[eins](mailto:a@example.org)", '<a href="mailto:a@example.org">eins</a>'),
        ("[eins](tel:+495111234)", '<a href="tel:+495111234">eins</a>'),
        ("[*eins*](https://example.org)", '<a href="https://example.org"><em>eins</em></a>'),
        ('eins < zwei & drei > "vier"', "eins &lt; zwei &amp; drei &gt; &quot;vier&quot;"),
        ("<b>eins</b>", "&lt;b&gt;eins&lt;/b&gt;"),
        ("&lt; &amp; &nbsp;", "&amp;lt; &amp;amp; &amp;nbsp;"),
        ("# eins", "# eins"),
        ("> eins", "&gt; eins"),
        ("`eins` ~~zwei~~", "`eins` ~~zwei~~"),
        ("https://example.org <https://example.org>", "https://example.org &lt;https://example.org&gt;"),
        ("| eins | zwei |", "| eins | zwei |"),
        ("{{7*7}}", "{{7*7}}"),
    ],
)
def test_a_line_has_emphasis_and_links_and_nothing_more(text: str, markup: str) -> None:
    assert line(wording(text)) == markup
    assert blocks(wording(text)) == f"<p>{markup}</p>\n"


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("eins\n\nzwei", "<p>eins</p>\n<p>zwei</p>\n"),
        ("eins  \nzwei", "<p>eins<br />\nzwei</p>\n"),
        ("- eins\n- zwei", "<ul>\n<li>eins</li>\n<li>zwei</li>\n</ul>\n"),
        ("3. eins\n4. zwei", '<ol start="3">\n<li>eins</li>\n<li>zwei</li>\n</ol>\n'),
        ("- eins\n  - zwei", "<ul>\n<li>eins\n<ul>\n<li>zwei</li>\n</ul>\n</li>\n</ul>\n"),
        ("    eins", "<p>eins</p>\n"),
        ("---", "<p>---</p>\n"),
        ("```\neins\n```", "<p>```\neins\n```</p>\n"),
        ("[eins]: https://example.org", "<p>[eins]: https://example.org</p>\n"),
    ],
)
def test_prose_has_paragraphs_and_lists(text: str, markup: str) -> None:
    assert blocks(wording(text)) == markup


ADDRESSES = [
    "javascript:alert%281%29",
    "JaVaScRiPt:alert",
    "java&#115;cript:alert",
    "vbscript:a",
    "data:text/html,a",
    "file:///etc/passwd",
    "http://example.org",
    "ftp://example.org",
    "//example.org/a",
    "///example.org",
    "/etc/passwd",
    "../../etc/passwd",
    "images/a.png",
    "#",
    "?a=b",
    "",
    "https:",
    "https://",
    "https:///a",
    "HTTPS",
    "mailto:",
    "mailto:a",
    "mailto:a@",
    "tel:",
    "tel:abc",
    "blob:https://example.org",
    "\\\\server\\a",
    "C:/a",
]


def test_more_than_twenty_addresses_are_tried() -> None:
    assert len(ADDRESSES) > 20


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_link_that_a_dossier_cannot_hold_is_refused(address: str) -> None:
    for markup in (line, blocks):
        with pytest.raises(ContentError) as refused:
            markup(wording(f"eins [zwei]({address}) drei", Place(FILE, 5, 9, "    text: …", 1)))
        (told,) = refused.value.diagnostics
        assert told.message.startswith("a link cannot lead to '")
        assert told.place


@pytest.mark.parametrize("words", ["", " ", "\u00a0"])
def test_a_link_has_words(words: str) -> None:
    for markup in (line, blocks):
        with pytest.raises(ContentError, match="a link has no words"):
            markup(wording(f"eins *[{words}](https://a.de)* [zwei](https://b.de)"))
    assert "zwei" in line(wording("[*zwei*](https://b.de)"))


def test_all_bad_links_of_a_text_are_told_each_at_its_address() -> None:
    text = "[a](ftp://a) [b](https://b) [c](file:///c)"
    with pytest.raises(ContentError) as refused:
        line(wording(text, Place(FILE, 5, 9, f"    de: {text}", len(text))))
    assert str(refused.value) == (
        "content/visit/document.yaml:5:13: a link cannot lead to 'ftp://a'\n"
        f"    5 |     de: {text}\n"
        "      |             ^^^^^^^ write https://…, mailto:…, tel:… or #id\n"
        "content/visit/document.yaml:5:41: a link cannot lead to 'file:///c'\n"
        f"    5 |     de: {text}\n"
        "      |                                         ^^^^^^^^^ write https://…, mailto:…, tel:… or #id"
    )


def test_an_image_of_markdown_is_no_image() -> None:
    assert line(wording("![a](https://example.org/a.png)")) == '!<a href="https://example.org/a.png">a</a>'


@given(st.text(alphabet=st.sampled_from("ab *_[]()<>&\"'\\`#-+.!|~\n1:/{}^"), max_size=60))
def test_whatever_is_typed_makes_elements_of_the_vocabulary_or_is_refused(text: str) -> None:
    for markup in (line, blocks):
        try:
            made = markup(wording(text))
        except ContentError:
            continue
        assert read(f"<div>{made}</div>" if markup is blocks else f"<p>{made}</p>").faults == ()


@pytest.mark.parametrize(
    "text", ["plain words", "a – b", "„Anführung“", "50 %", "it’s 5 o’clock (sharp)!", "#5 `x`"]
)
def test_a_line_without_marks_is_what_the_parser_would_make_of_it(text: str) -> None:
    assert not inline_markup.MARKS.search(text)
    parser = inline_markup._PARSER  # noqa: SLF001  # the shortcut must agree with it
    assert str(inline_markup.line(Wording(text, "de"))) == parser.renderInline(text)


@pytest.mark.parametrize(
    "text", ["*a*", "_a_", "[a](https://a.de)", "a\\*b", "a & b", "a < b", '"a"', "a\n*b*", "a^[b]"]
)
def test_a_line_with_marks_is_read(text: str) -> None:
    assert inline_markup.MARKS.search(text)
    assert str(inline_markup.line(Wording(text, "de"))) != text
