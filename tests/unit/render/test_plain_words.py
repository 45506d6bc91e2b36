"""What markup says where there is none."""

import pytest

from mappe.render.plain_words import plain_words

SAID = {
    "<p>One</p>\n<p>two <em>three</em></p>": "One\ntwo three",
    '<p>Text<span class="footnote">a note</span>.</p>': "Text (a note).",
    '<p><a href="https://example.org/">here</a></p>': "here (https://example.org/)",
    '<p><a href="https://example.org/">https://example.org/</a></p>': "https://example.org/",
    '<p>see <a href="#week">the week</a></p>': "see the week",
    "<dl><dt>Host</dt><dd>Anna\u00a0M.</dd></dl>": "Host: Anna M.",
    "<dl><dt>A</dt><dd>dark\u2011blue</dd><dt>B</dt><dd>c</dd></dl>": "A: dark-blue\nB: c",
    "<p>a<br/>b</p><dl>\n\n</dl>": "a\nb",
    "<p>A &amp; B &lt;C&gt;</p>": "A & B <C>",
    '<p><svg xmlns="http://www.w3.org/2000/svg"><text>mark</text></svg>Talks</p>': "Talks",
    "": "",
}


@pytest.mark.parametrize(("markup", "words"), SAID.items())
def test_words_and_their_parting_stay(markup: str, words: str) -> None:
    assert plain_words(markup) == words
