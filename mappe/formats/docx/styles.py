"""The styles part: every style that `looks.py` describes, made from a theme's tokens."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from mappe.formats.docx.faces import coloured, font, line, millimetres, shade, switch
from mappe.formats.docx.looks import LOOKS, WORD_LOOKS, Look, Rule, WordLook
from mappe.formats.docx.numbering import HEADING, LISTS, heading_level
from mappe.formats.docx.ooxml import Element, paragraph_properties, style_id, twentieths, twips, w
from mappe.model.theme import Tokens

BUILT_IN: Mapping[str, str] = MappingProxyType(
    {
        **{
            name: name
            for name in ("Normal", "Title", "Subtitle", "Strong", "Emphasis", "Hyperlink", "Body Text")
        },
        **{name: name for name in ("List Bullet", "List Number", "List Continue", "TOC Heading")},
        **{name: name.lower() for name in ("Heading 1", "Heading 2", "Heading 3", "TOC 1")},
        **{name: name.lower() for name in ("Caption", "Header", "Footer")},
        **{name: name.lower() for name in ("Footnote Text", "Footnote Reference")},
    }
)
"""Styles that Word knows by itself → how their names are stored."""

TABLE_STYLE = "Mappe Table"

CELL_MARGINS: Mapping[str, float] = MappingProxyType({"top": 1.4, "left": 0.0, "bottom": 1.4, "right": 3.0})
"""Millimetres between the edges of a cell and its text."""


def styles(tokens: Tokens, language: str) -> Element:
    """ISO/IEC 29500-1, styles (Style Definitions). `language` is a tag with region."""
    return w(
        "styles",
        _defaults(tokens, language),
        # What is not here stays out of sight in Word's lists of styles.
        w("latentStyles", defUIPriority=99, defSemiHidden=1, defUnhideWhenUsed=1, defQFormat=0),
        *(_paragraph_style(name, look, tokens) for name, look in LOOKS.items()),
        w("style", w("name", val="Default Paragraph Font"), w("semiHidden"), type="character", default=1,
          styleId="DefaultParagraphFont"),
        *(_character_style(name, look, tokens) for name, look in WORD_LOOKS.items()),
        w("style", w("name", val="No List"), w("semiHidden"), type="numbering", default=1, styleId="NoList"),
        *_table_styles(tokens),
    )  # fmt: skip


def _defaults(tokens: Tokens, language: str) -> Element:
    *look, size, complex_size = font(tokens.type["body"], tokens)
    kerned = w("kern", val=2)  # from a point of size on, as in the PDF; Word by itself kerns nothing
    spoken = w("lang", val=language, eastAsia=language, bidi="ar-SA")
    run = w("rPr", *look, kerned, size, complex_size, spoken)
    return w("docDefaults", w("rPrDefault", run), w("pPrDefault"))


def _head(kind: str, name: str) -> Element:
    style = w("style", type=kind, styleId=style_id(name))
    if name == "Normal":
        style = w("style", type=kind, default=1, styleId=style_id(name))
    elif name not in BUILT_IN:
        style = w("style", type=kind, customStyle=1, styleId=style_id(name))
    style.append(w("name", val=BUILT_IN.get(name, name)))
    return style


def _paragraph_style(name: str, look: Look, tokens: Tokens) -> Element:
    style = _head("paragraph", name)
    if name != "Normal":
        style.append(w("basedOn", val=style_id(look.based_on)))
    if look.following:
        style.append(w("next", val=style_id(look.following)))
    style.extend([w("uiPriority", val=1), w("qFormat")])
    style.append(paragraph_properties(_paragraph_properties(name, look, tokens)))
    style.append(w("rPr", *_run_properties(look, tokens)))
    return style


def _paragraph_properties(name: str, look: Look, tokens: Tokens) -> Iterator[Element]:
    yield w("keepNext", val=int(look.keep_next))
    yield w("keepLines", val=int(look.keep_lines))
    yield w("widowControl")
    if (level := heading_level(name)) is not None:
        yield w("numPr", w("ilvl", val=level), w("numId", val=LISTS[HEADING]))
    elif name in LISTS:
        yield w("numPr", w("numId", val=LISTS[name]))
    elif heading_level(look.based_on) is not None:
        yield w("numPr", w("numId", val=0))  # in the navigation like the heading, but in no list
    if look.rules:
        yield w("pBdr", *_borders(look, tokens))
    if look.shade:
        yield shade(look.shade, tokens)
    if stops := [*_tab_stops(look, tokens)]:
        yield w("tabs", *stops)
    if look.outline is not None or look.line != "atLeast":
        yield w("suppressAutoHyphens")
    yield _spacing(look, tokens)
    yield _indent(look, tokens)
    if look.right:
        yield w("jc", val="right")
    if look.outline is not None:
        yield w("outlineLvl", val=look.outline)


def _borders(look: Look, tokens: Tokens) -> Iterator[Element]:
    for side in ("top", "left", "bottom", "right", "between"):
        yield from (line(side, rule, tokens) for rule in look.rules if rule.side == side)


def _tab_stops(look: Look, tokens: Tokens) -> Iterator[Element]:
    if look.hanging:
        yield w("tab", val="left", pos=twips(_start(look, tokens)))
    if look.right_edge:
        yield w("tab", val="right", pos=twips(tokens.sheet.text_width))


def _start(look: Look, tokens: Tokens) -> float:
    """Millimetres from the margin to the second line."""
    return millimetres(look.indent, tokens) + look.padding + millimetres(look.hanging, tokens)


def _spacing(look: Look, tokens: Tokens) -> Element:
    leading = tokens.type[look.type].leading
    height = _TIGHT if look.line == "auto" else twentieths(leading)
    before, after = twentieths(look.before), twentieths(look.after)
    return w("spacing", before=before, after=after, line=height, lineRule=look.line)


_TIGHT = 216
"""Nine tenths of a line, in 240ths: ISO/IEC 29500-1, spacing (Spacing Between Lines)."""


def _indent(look: Look, tokens: Tokens) -> Element:
    hanging = twips(millimetres(look.hanging, tokens))
    # The edge of a box, not its text, stands at the margin.
    right = sum(twentieths(rule.gap) for rule in look.rules if rule.side == "right")
    return w("ind", left=twips(_start(look, tokens)), right=right, hanging=hanging)


def _run_properties(look: Look, tokens: Tokens) -> Iterator[Element]:
    yield from font(tokens.type[look.type], tokens, look.colour, bold=look.bold)
    if look.word_rule:
        yield line("bdr", Rule("top", "rule", look.word_rule, 4), tokens)
    if look.word_shade:
        yield shade(look.word_shade, tokens)


def _character_style(name: str, look: WordLook, tokens: Tokens) -> Element:
    style = _head("character", name)
    style.extend([w("basedOn", val="DefaultParagraphFont"), w("uiPriority", val=1), w("qFormat")])
    style.append(w("rPr", *_word_properties(look, tokens)))
    return style


def _word_properties(look: WordLook, tokens: Tokens) -> Iterator[Element]:
    if look.type:
        yield from font(tokens.type[look.type], tokens, look.colour, bold=look.bold)
    else:
        yield from _changes(look, tokens)
    if look.underlined:
        yield w("u", val="single")
    if look.shade:
        yield shade(look.shade, tokens)
    if look.raised:
        yield w("vertAlign", val="superscript")


def _changes(look: WordLook, tokens: Tokens) -> Iterator[Element]:
    """What is different from the paragraph around."""
    if look.bold:
        yield from switch("b")
    if look.italic:
        yield from switch("i")
    if look.colour:
        yield coloured(look.colour, tokens)


def _table_styles(tokens: Tokens) -> Iterator[Element]:
    margins = w("tblCellMar", *(w(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")))
    normal = w("style", type="table", default=1, styleId="TableNormal")
    normal.extend(
        [w("name", val="Normal Table"), w("semiHidden"), w("tblPr", w("tblInd", w=0, type="dxa"), margins)]
    )
    yield normal
    row = Rule("bottom", "rule", "line")
    borders = w("tblBorders", line("bottom", row, tokens), line("insideH", row, tokens))
    house = _head("table", TABLE_STYLE)
    house.extend([w("basedOn", val="TableNormal"), w("uiPriority", val=1), w("qFormat")])
    house.append(w("tblPr", w("tblInd", w=0, type="dxa"), borders, _cell_margins()))
    head = w("tcBorders", line("bottom", Rule("bottom", "rule-head", "ink"), tokens))
    house.append(w("tblStylePr", w("tcPr", head, w("vAlign", val="bottom")), type="firstRow"))
    yield house


def _cell_margins() -> Element:
    return w("tblCellMar", *(w(side, w=twips(size), type="dxa") for side, size in CELL_MARGINS.items()))
