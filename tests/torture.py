"""A page with everything that is hard to tag, most of which Mappe's own templates would never write."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from PIL import Image

from mappe.model.page import Asset, Page, Part
from tests.editions import SAMPLE, pages_of

STYLES = """
.torture table { width: 100%; border-collapse: collapse; margin: 4mm 0 }
.torture th, .torture td { border-bottom: .2mm solid #888; padding: 1mm; text-align: left }
.torture tr { break-inside: avoid }
.torture .long p { margin-bottom: 2mm; text-align: justify }
.torture .columns { columns: 2; column-gap: 8mm; text-align: justify }
.torture .narrow { width: 34mm; text-align: justify }
.torture h3::before { content: counter(part) ". "; counter-increment: part }
.torture .quoted::before { content: "„" } .torture .quoted::after { content: "“" }
.torture .flexed { display: flex; justify-content: space-between }
.torture .alone { break-before: page; break-after: page }
.torture img { max-width: 60mm }
.torture pre { white-space: pre-wrap; font: 9pt/12pt "Source Sans 3", sans-serif }
.torture ul { list-style: disc } .torture ol ol { list-style: lower-alpha }
.torture li, .torture dd { margin-left: 5mm }
nav.dotted a::after { content: leader('.') target-counter(attr(href), page); float: none; margin: 0 }
nav.plain a::after { content: " " target-counter(attr(href), page) }
.torture.wide { page: landscape; break-before: page; break-after: page }
@page :right { @top-right { content: string(chapter) " · " counter(page) "/" counter(pages) } }
.torture h2 { string-set: chapter content() }
"""

GERMAN = """Die Donaudampfschifffahrtsgesellschaft übernimmt Verwaltungsgebührenangelegenheiten und
Gemeinderatssitzungsprotokolle, Bundesverfassungsgerichtsentscheidungen und
Straßenbeleuchtungserneuerungsvorhaben der Stadtverwaltung."""
RUSSIAN = """Достопримечательности административно-территориального образования и
взаимоотношения представительств, благоустройство водопроводно-канализационного хозяйства,
сотрудничество муниципалитетов."""
ENGLISH = """Representatives of both municipalities acknowledged the considerable responsibility that
international cooperation entails, notwithstanding administrative complications."""

Sections = Mapping[str, tuple[str, str]]
"""{name: title and markup}."""

LANGUAGES = """
<p>Das Wort <span lang="ru">соотечественник</span> heißt auf Englisch <em lang="en">compatriot</em>,
und <span lang="ru">слово <q lang="en">mayor <strong lang="de">(Bürgermeister)</strong></q>
непереводимо</span>.</p>
"""

LISTS = """
<ul><li>erstens<ol><li>nummeriert<ul><li>tief darin</li><li><p>als Absatz</p><p>und noch einer</p></li></ul>
</li><li>weiter</li></ol></li><li lang="ru">второй пункт<ol><li>вложенный</li></ol></li></ul>
<ol start="7"><li>ab sieben</li><li>acht mit <code>Code</code></li></ol>
<ul style="list-style: none"><li>ohne Zeichen</li></ul>
<dl><dt>Rathaus</dt><dd>Sitz der Verwaltung</dd>
<dt lang="ru">ратуша</dt><dd lang="ru">здание городского совета</dd><dd>zweite Erklärung</dd></dl>
"""

LINKS = """
<p><a href="https://example.org/"><em>hervorgehoben</em> und <span lang="en">in English</span></a>,
<a href="#tables"><img src="asset:dot.png" alt="ein Punkt"/> zu den Tabellen</a>,
<a href="mailto:post@example.org" title="an die Poststelle">post@example.org</a>,
<a href="https://example.org/lang" lang="ru">русская ссылка</a>.</p>
<p>Vor einem langen Verweis steht noch etwas Text, damit er umbricht:
<a href="https://example.org/two-lines">ein Verweis, der so lang ist, dass er sicher über das Ende der Zeile
hinausreicht und auf der nächsten weitergeht</a>, danach geht es weiter.</p>
<div class="flexed"><span>links</span><span><a href="#lists">rechts</a></span></div>
"""

PICTURES = """
<figure><img src="asset:photo.png" alt="Ein Farbverlauf von Blau nach Rot"/>
<figcaption>Ein Bild mit <em>Unterschrift</em> und <span lang="ru">по-русски</span>.</figcaption></figure>
<p><img src="asset:dot.png" alt=""/> Das Bild davor ist Schmuck.</p>
<p>Eine Zeichnung, die niemand vermisst:
<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" viewBox="0 0 20 10" width="40" height="20">
<rect width="20" height="10" fill="#cde"/>
<text x="2" y="7" font-size="6" font-family="Source Sans 3">abc</text></svg></p>
<figure><img src="asset:drawing.svg" alt="Ein Kreis in einem Quadrat"/>
<figcaption>Eine Zeichnung.</figcaption></figure>
"""

SIGNS = """
<p>H<sub>2</sub>O und m<sup>2</sup>, <abbr title="zum Beispiel">z.&#160;B.</abbr> <code>printf()</code>, ein
<span class="quoted">Zitat aus der Stilvorlage</span>.</p>
<pre>erste Zeile
  zweite Zeile</pre>
<blockquote><p lang="en">A quotation in English.</p></blockquote>
"""

DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="120" height="120">
<rect width="20" height="20" fill="#eee"/><circle cx="10" cy="10" r="8" fill="#a33"/></svg>"""


@cache
def torture() -> Page:
    """All of it, over a dozen sheets."""
    return _page(rows=90, notes=6)


@cache
def one_of_each() -> Page:
    """The same things, fewer of each: to be written in no time."""
    return _page(rows=2, notes=1)


def _page(rows: int, notes: int) -> Page:
    """The page in the look of the sample, and more."""
    sections = _sections(rows, notes)
    usual = pages_of(SAMPLE)["partnership.de"]
    theme = replace(usual.theme, name="torture", stylesheet=usual.theme.stylesheet + STYLES)
    return replace(
        usual,
        title="Was schwer auszuzeichnen ist",
        description="Eine Seite für die Prüfer",
        keywords=("Prüfung", "Barrierefreiheit"),
        theme=theme,
        parts=(*_edges(), _contents(sections), *_parts(sections)),
        assets={
            "asset:photo.png": _png(240, 160),
            "asset:dot.png": _png(12, 12),
            "asset:drawing.svg": Asset("image/svg+xml", DRAWING.encode(), 120, 120),
        },
    )


def _edges() -> Iterable[Part]:
    yield Part("cover", "cover", "<h1>Was schwer auszuzeichnen ist</h1>")
    head = '<p class="running-names">Kopfzeile <a href="#lists">mit Verweis</a></p>'
    yield Part("running_head", "running-head", f'<div class="running-head">{head}</div>')
    foot = '<div class="running-foot"><p class="page-number"><span class="page"></span></p></div>'
    yield Part("running_foot", "running-foot", foot)


def _contents(sections: Sections) -> Part:
    entries = "".join(f'<li><a href="#{name}">{title}</a></li>' for name, (title, _) in sections.items())
    inner = '<li><a href="#tables">Große Dinge</a><ol><li><a href="#tables">Tabellen</a></li></ol></li>'
    markup = (
        f'<nav class="contents dotted"><h2>Inhalt mit Punkten</h2><ol>{entries}</ol></nav>'
        f'<nav class="contents plain"><h2>Inhalt ohne</h2><ul>{inner}</ul></nav>'
    )
    return Part("contents", "contents", markup)


def _parts(sections: Sections) -> Iterable[Part]:
    for name, (title, markup) in sections.items():
        kind = "torture wide" if name == "wide" else "torture"
        yield Part("section", name, f'<section id="{name}" class="{kind}"><h2>{title}</h2>{markup}</section>')


WIDE = """
<table><caption><span class="caption-label">Tabelle <span class="table-number">1</span></span>: Wer was tut
</caption>
<thead><tr><th scope="col">Stadt</th><th scope="col">Stelle</th><th scope="col">Aufgabe</th></tr></thead>
<tbody><tr><th scope="row" rowspan="2">Hannover</th><td>Rathaus</td><td rowspan="3">Austausch<span
class="footnote">Mit <a class="reference" href="#wide">Tabelle 1</a>.</span></td></tr>
<tr><td>Messe</td></tr>
<tr><th scope="row" lang="ru">Екатеринбург</th><td lang="ru">ратуша</td></tr></tbody></table>
"""


def _table(rows: int) -> str:
    """A head of two rows and three columns, heads of rows, joined cells."""
    head = (
        '<thead><tr><th scope="col" rowspan="2">Jahr</th><th scope="colgroup" colspan="2">Städte</th></tr>'
        '<tr><th scope="col" lang="en">First</th><th scope="col" lang="ru">Второй</th></tr></thead>'
    )
    body = "".join(
        f'<tr><th scope="row">{1900 + number}</th>'
        f"<td>Besuch {number}: {GERMAN if number % 9 == 0 else 'kurz'}</td>"
        f'<td lang="ru">визит {number}</td></tr>'
        for number in range(rows)
    )
    total = f'<tr><th scope="row">Summe</th><td colspan="2">zusammen {rows}</td></tr>'
    return f"<table><caption>Alle Besuche</caption>{head}<tbody>{body}{total}</tbody></table>"


def _notes(count: int) -> str:
    """Footnotes, the longest of which goes to the next page where there are many."""
    short = "".join(
        f'<p>{GERMAN}<span class="footnote">Anmerkung {number} mit <a href="#links">Verweis</a>.</span></p>'
        for number in range(count)
    )
    long = f'<p>{GERMAN}<span class="footnote" lang="ru">{RUSSIAN * 2 * count}</span> {GERMAN * count}</p>'
    return f'<div class="long">{short}{long}{short}</div>'


def _columns() -> str:
    narrow = "".join(
        f'<p class="narrow" lang="{language}">{text}</p>'
        for language, text in (("de", GERMAN), ("ru", RUSSIAN), ("en", ENGLISH))
    )
    columns = (
        f'<p>{GERMAN * 4}</p><h3>In Spalten</h3><p lang="ru">{RUSSIAN * 6}</p><ul><li>{GERMAN * 2}</li></ul>'
    )
    return f'{narrow}<div class="columns">{columns}</div>'


def _sections(rows: int, notes: int) -> Sections:
    return {
        "languages": ("Drei Sprachen in einem Satz", LANGUAGES),
        "lists": ("Listen in Listen", LISTS),
        "links": ("Verweise", LINKS),
        "pictures": ("Bilder", PICTURES),
        "signs": ("Zeichen", SIGNS),
        "tables": ("Tabellen über Seiten", _table(rows)),
        "wide": ("Eine breite Tabelle", WIDE),
        "notes": ("Fußnoten", _notes(notes)),
        "columns": ("Spalten und Trennungen", _columns()),
        "picture-alone": (
            "Ein Bild allein",
            '<p class="alone"><img src="asset:photo.png" alt="Noch einmal der Farbverlauf"/></p><p>Ende.</p>',
        ),
    }


def _png(width: int, height: int) -> Asset:
    image = Image.new("RGB", (width, height))
    image.putdata([(x % 256, 40, y % 256) for y in range(height) for x in range(width)])
    content = io.BytesIO()
    image.save(content, "PNG")
    return Asset("image/png", content.getvalue(), width, height)
