"""What a page can hold, and what it cannot because not every reader and no archive could use it."""

import pytest

from mappe.model.vocabulary import read

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true"><text>a</text></svg>'
RAGGED = "row 2 of <table> has 3 columns, but the first one 2: write as many cells in every row, or a colspan"
PLACE = "write it in a paragraph, an entry or a cell"
HEAD = '<thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>'


def faults(markup: str) -> tuple[str, ...]:
    return read(markup).faults


def table(rows: str, head: str = HEAD) -> str:
    return f"<table>{head}<tbody>{rows}</tbody></table>"


@pytest.mark.parametrize(
    "markup",
    [
        "<ul><li>a<ol><li>b</li></ol></li><li><p>c</p><dl><dt>d</dt><dd><ul><li>e</li></ul></dd></dl></li></ul>",
        table("<tr><td>a</td><td>b</td></tr>"),
        table('<tr><th scope="row">a</th><td></td></tr><tr><td colspan="2"><ul><li>a</li></ul></td></tr>'),
        table(
            "<tr><td>a</td></tr>",
            '<colgroup><col span="1"/></colgroup><thead><tr><th scope="col">a</th></tr></thead>',
        ),
        '<p><em><a href="#a" lang="ru">а</a></em> <a href="tel:1"><img src="asset:a" alt="a"/></a></p>',
        '<h2><img src="asset:a" alt="a"/></h2><h3><span>a</span></h3>',
        '<p><img class="decorative" src="asset:a" alt=""/></p>',
        '<p>a<span class="footnote">b <em>c</em> <a href="#d">d</a></span></p>',
        '<ul><li><em>a<span class="footnote">b</span></em></li></ul>',
        '<dl><dt>a</dt><dd>b<span class="footnote">c</span></dd></dl>',
        '<figure><figcaption>b<span class="footnote">c</span></figcaption></figure>',
        table('<tr><td rowspan="2">a</td><td>b<span class="footnote">c</span></td></tr><tr><td>d</td></tr>'),
        '<div class="running-head"><p class="running-title"><span class="running-section"></span></p></div>',
    ],
)
def test_what_everybody_can_read_is_right(markup: str) -> None:
    assert faults(markup) == ()


@pytest.mark.parametrize(
    ("markup", "fault"),
    [
        ("<dl></dl>", "<dl> is a list without entries: write {% if … %} around it"),
        ("<li>a</li>", "<body> cannot hold <li>: write it in <ul> or <ol>"),
        ("<ol><li>a</li>b</ol>", "words stand loose in <ol>: write them in <li>"),
        ("<ol><ul><li>a</li></ul></ol>", "<ol> cannot hold <ul>"),
        ("<p><li>a</li></p>", "<p> cannot hold <li>: write it in <ul> or <ol>"),
        (f"<ul>{DRAWING}<li>a</li></ul>", "<ul> cannot hold <svg>"),
        ("<h3> \u00a0<br/></h3>", "<h3> is a heading without words: write {% if … %} around it"),
        (
            f"<h3>{DRAWING}</h3>",
            "<h3> is a heading without words: write {% if … %} around it",
        ),
        (
            '<p><a href="#a"><img class="decorative" src="asset:a" alt=""/></a></p>',
            "<a> is a link without words: write where it leads, or an image that says it",
        ),
        ("<p><a>a</a></p>", '<a> leads nowhere: write href="…"'),
        ("<table>" + HEAD + "</table>", "<table> is a table without rows: write {% if … %} around it"),
        (
            table("<tr><td>a</td><td>b</td></tr>", ""),
            '<table> is a table without a header cell: write <th scope="col"> or <th scope="row">',
        ),
        (
            table('<tr><td colspan="2">a</td><td>b</td></tr>'),
            RAGGED,
        ),
        (
            table('<tr><th scope="colgroup">a</th><td>b</td></tr>'),
            '<th> does not say what it heads: write scope="col" or scope="row"',
        ),
        (
            table('<tr><td colspan="two">a</td><td>b</td></tr>'),
            "<td> spans 'two' columns: write a number from 1 to 99",
        ),
        (
            table("<tr><td>a</td><td>b</td></tr>", "<colgroup><col/></colgroup>" + HEAD),
            "<table> has 2 columns, but 1 as <col>: write one <col> a column",
        ),
        (
            table('<tr><td>a</td><td rowspan="0">b</td></tr>'),
            "<td> spans '0' rows: write a number from 1 to 99",
        ),
        *(
            (markup.format('<span class="footnote">b</span>'), f"{holder} cannot hold a footnote: {PLACE}")
            for markup, holder in (
                ("<h2>a{}</h2>", "<h2>"),
                ("<h3><em>a{}</em></h3>", "<h3>"),
                (table("<tr><td>a</td><td>b</td></tr>", HEAD.replace("a</th>", "a{}</th>", 1)), "<th>"),
                (
                    f"<table><caption>a{{}}</caption>{HEAD}<tbody><tr><td>a</td><td>b</td></tr></tbody></table>",
                    "<caption>",
                ),
                ('<p><a href="#a"><em>a{}</em></a></p>', "<a>"),
                ("<dl><dt>a{}</dt><dd>b</dd></dl>", "<dt>"),
                ("<nav><p>a{}</p></nav>", "<nav>"),
                ("<div>a{}</div>", "<div>"),
                ('<div class="cover"><p>a{}</p></div>', '<div class="cover">'),
                ('<div class="running-foot"><p>a{}</p></div>', '<div class="running-foot">'),
                ('<p><span class="footnote">a{}</span></p>', '<span class="footnote">'),
            )
        ),
        (
            '<p><span class="footnote"> </span></p>',
            '<span class="footnote"> is a footnote without words: write {% if … %} around it',
        ),
        (
            "<select></select>",
            "<select> makes a form, and no archive keeps one: write a line to fill in by hand",
        ),
    ],
)
def test_what_somebody_could_not_read_is_told_once(markup: str, fault: str) -> None:
    assert faults(markup) == (fault,)
