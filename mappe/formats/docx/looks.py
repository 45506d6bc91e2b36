"""How each style looks, in the words of a theme's tokens: data for `styles.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal

from mappe.formats.docx.style_names import FRAMED, Frame

Measure = str | float
"""The name of one of the theme's measures, or millimetres."""


@dataclass(frozen=True)
class Rule:
    """A line along one side of a paragraph; `width` names a measure."""

    side: Literal["top", "left", "bottom", "right", "between"]
    width: Measure
    colour: str
    gap: int = 0
    """Points between line and text, 31 at most: ISO/IEC 29500-1, pBdr (Paragraph Borders)."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """A paragraph style.

    `type` and `colour` name tokens; `before` and `after` are points; the text begins at `indent` and
    `padding`, and from the second line on further in by `hanging`.
    """

    type: str
    based_on: str = "Normal"
    following: str = ""
    colour: str = ""
    bold: bool = False
    before: float = 0
    after: float = 0
    indent: Measure = 0
    hanging: Measure = 0
    padding: float = 0
    line: Literal["atLeast", "exact", "auto"] = "atLeast"
    rules: tuple[Rule, ...] = ()
    shade: str = ""
    word_shade: str = ""
    """Behind the words alone, not across the column; so is the line of `word_rule`."""
    word_rule: str = ""
    right_edge: bool = False
    """A tab leads to the right edge of the text."""
    right: bool = False
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    """Level in the navigation, from 0."""


@dataclass(frozen=True, kw_only=True)
class WordLook:
    """A character style; what is empty stays as it is in the paragraph."""

    type: str = ""
    colour: str = ""
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    raised: bool = False
    shade: str = ""


AXIS = "label-column"
"""Where text begins: to its left stand numbers and labels."""

PADDING = 3.0
"""Millimetres between the edge of a box and its text."""

LIST_STEP = 5.0
"""Millimetres by which a list is indented."""


def _card(colour: str, gap: int = 5) -> tuple[Rule, ...]:
    return (Rule("top", "rule-card", colour, gap),)


_HEADING = Look(type="subheading", keep_next=True, keep_lines=True, following="Body Text", indent=AXIS)
_CITY = replace(
    _HEADING,
    type="city",
    based_on="Heading 2",
    outline=1,
    following="Other Name",
    indent=0,
    before=26,
    after=2,
)
_CARD = Look(type="item", following="Contact", indent=AXIS, keep_next=True, before=16)
_LABEL = Look(type="label", keep_next=True)
_RUNNING = Look(type="furniture", right_edge=True)
_ROWS: tuple[Rule, ...] = tuple(Rule(side, "rule", "line", 4) for side in ("between", "bottom"))
_LIST = Look(type="body", after=4, indent=AXIS, hanging=LIST_STEP)

_LOOKS: Mapping[str, Look] = {
    "Normal": Look(type="body"),
    "Body Text": Look(type="body", after=6, indent=AXIS),
    "Lead": Look(type="lead", after=14, indent=AXIS, following="Body Text", keep_next=True),
    "Salutation": Look(type="item", after=8, indent=AXIS, following="Body Text", keep_next=True),
    # cover
    "Title": Look(type="cover-city", line="auto", following="Subtitle", keep_lines=True),
    "Document Title": Look(
        type="cover-title", based_on="Title", line="auto", following="Subtitle", keep_lines=True
    ),
    "Issuer": Look(type="cover-note", colour="ink", after=8),
    "Audience Mark": Look(type="cover-label", colour="petrol", after=12, word_rule="petrol"),
    "Audience Mark Internal": Look(type="cover-label", colour="paper", after=12, word_shade="plum"),
    "Document Kind": Look(type="cover-label", after=6),
    "Cover Drawing": Look(type="body", before=10, after=2, following="Subtitle"),
    "Subtitle": Look(type="cover-subtitle", before=12, after=8),
    "Recipient": Look(type="cover-label", colour="ink", before=6, after=8),
    "Visit Date": Look(type="time", colour="brick", after=10),
    "Version": Look(type="cover-note"),
    "Cover Note": Look(type="cover-note", before=6),
    # a title on top of the first page
    "Masthead Line": Look(type="note"),
    "Masthead Title": Look(
        type="city", line="exact", before=8, after=4, following="Masthead Words", keep_next=True
    ),
    "Masthead Words": Look(type="lead"),
    "Masthead Last": Look(type="note", rules=(Rule("bottom", "rule-card", "petrol", 5),)),
    # headings
    "TOC Heading": Look(type="section-title", line="exact", indent=AXIS, after=20, keep_next=True),
    "Heading 1": replace(
        _HEADING, type="section-title", line="exact", hanging=AXIS, indent=0, before=36, after=18, outline=0
    ),
    "Heading 2": replace(_HEADING, before=16, after=4, outline=1),
    "Heading 3": replace(_HEADING, colour="ink", before=10, after=3, outline=2),
    "Day": replace(
        _HEADING,
        type="day",
        based_on="Heading 2",
        following="Zone",
        indent=0,
        hanging=AXIS,
        before=24,
        after=5,
        rules=(Rule("bottom", "rule-day", "petrol", 5),),
        outline=1,
    ),
    "Pair Subheading": replace(
        _HEADING, type="item", based_on="Heading 2", indent=0, before=12, after=2, outline=1
    ),
    "City Name": replace(_CITY, rules=_card("ink")),
    "City A Name": replace(_CITY, based_on="City Name", rules=_card("petrol")),
    "City B Name": replace(_CITY, based_on="City Name", rules=_card("brick")),
    # contents
    "TOC 1": Look(type="lead", indent=AXIS, hanging=8, right_edge=True, rules=_ROWS, after=5),
    # paragraphs
    "Side Note": Look(type="note", after=6, indent=AXIS),
    "Sample": Look(type="note", after=6, indent=AXIS, keep_next=True),
    "Zone": Look(type="note", after=6, indent=AXIS, keep_next=True),
    "Pair Note": Look(type="note", after=4, keep_next=True),
    "Kind": replace(_LABEL, indent=AXIS, after=4),
    "Other Name": Look(type="other-name", following="Role"),
    "Role": Look(type="note", before=2, after=8),
    "Key Figure": Look(type="table", hanging=AXIS, after=4, rules=_ROWS, keep_lines=True),
    "Call Number": Look(type="table", hanging=56, after=2, keep_lines=True),
    "Fact": Look(type="body", hanging=AXIS, after=4),
    "Drawing": Look(type="body", after=3, keep_next=True),
    "Picture": Look(type="body", before=6, after=4, keep_next=True, following="Caption"),
    "Caption": Look(type="note", after=8),
    "Source": Look(type="table", indent=AXIS, hanging=LIST_STEP + 2, after=3),
    # cards
    "Card Name": replace(_CARD, rules=_card("ink", 4)),
    "Card A Name": replace(_CARD, based_on="Card Name", rules=_card("petrol", 4)),
    "Card B Name": replace(_CARD, based_on="Card Name", rules=_card("brick", 4)),
    "Function": Look(type="table", bold=True, indent=AXIS, after=3),
    "Address": Look(type="table", indent=AXIS),
    "Contact": Look(type="table", indent=AXIS),
    # in tables
    "Table Text": Look(type="table"),
    "Table Head": Look(type="table-head", keep_next=True),
    "Table Numeric": Look(type="table", based_on="Table Text", right=True),
    "Table Head Numeric": Look(type="table-head", based_on="Table Head", right=True, keep_next=True),
    "Table Note": Look(type="note"),
    "Table Kind": _LABEL,
    "Time": Look(type="time"),
    "Event Date": Look(type="table", bold=True),
    "Slot Kind": replace(_LABEL, before=2),
    "Slot Title": Look(type="item"),
    "Transfer Title": Look(type="body", based_on="Slot Title"),
    "Place": Look(type="table"),
    "Event Title": Look(type="item"),
    "Project Title": Look(type="item"),
    "Status": Look(type="table", bold=True),
    "Name": Look(type="item"),
    "Other Script": Look(type="note"),
    "Detail": Look(type="table", hanging=18),
    "Table Fact": Look(type="table", hanging=32),
    "Table Call": Look(type="table", hanging=42),
    "Phrase": Look(type="phrase"),
    "Pronunciation": Look(type="note"),
    "Term": Look(type="item"),
    # lists
    "List Bullet": _LIST,
    "List Number": _LIST,
    "List Continue": _LIST,
    # notes, head and foot
    "Footnote Text": Look(type="note", colour="ink", after=2, indent=AXIS),
    "Header": _RUNNING,
    "Footer": replace(_RUNNING, rules=(Rule("top", "rule", "line", 5),)),
}


def _boxed(frame: Frame, base: str) -> Look:
    """A style inside a box: all of a kind have the same edges, so that Word draws one box around them."""
    colour, bar = ("rose", Rule("left", "rule-card", "plum", 6)) if frame == "Internal" else ("sand", None)
    look = _LOOKS[base]
    edges = tuple(Rule(side, "rule", colour, 4) for side in ("top", "bottom", "right"))
    return replace(
        look,
        # LibreOffice loses the indents of a list whose style stands on that of another list.
        based_on=base if base in ("Body Text", "Heading 2", "Heading 3") else frame,
        following="",
        indent=AXIS,
        hanging=34 if look.hanging == AXIS else look.hanging,
        padding=PADDING,
        rules=(*edges, bar or Rule("left", "rule", colour, 6)),
        shade=colour,
    )


_IN_TABLES: Mapping[str, Look] = {
    name: replace(_LIST, type="table", based_on="Table Text", indent=0, after=0)
    for name in ("Table Bullet", "Table Number", "Table Continue")
}

_BOXED: Mapping[str, Look] = {
    name: _boxed(frame, base)
    for frame in ("Box", "Internal")
    for base, name in FRAMED[frame].items()
    if base != "Remark"
}

LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        **_LOOKS,
        **_IN_TABLES,
        **_BOXED,
        "Remark": replace(_BOXED["Internal"], type="table", before=4, after=8),
        "Table Remark": replace(_BOXED["Internal"], type="note", colour="ink", indent=0, before=5, after=3),
    }
)
"""Paragraph styles by name."""

WORD_LOOKS: Mapping[str, WordLook] = MappingProxyType(
    {
        "Strong": WordLook(bold=True),
        "Emphasis": WordLook(italic=True),
        "Hyperlink": WordLook(colour="petrol", underlined=True),
        "City A": WordLook(type="cover-other", colour="petrol"),
        "City B": WordLook(type="cover-other", colour="brick"),
        "Other Name Words": WordLook(colour="grey", italic=True),
        "Day Label": WordLook(type="label"),
        "Label": WordLook(type="label"),
        "Detail Label": WordLook(type="note"),
        "Value": WordLook(type="figure"),
        "Unit": WordLook(type="table"),
        "Value Label": WordLook(type="table"),
        "Note Words": WordLook(type="note"),
        "Remark Label": WordLook(type="label", colour="plum"),
        "Change": WordLook(type="label", colour="brick"),
        "Credit": WordLook(colour="grey"),
        "Pair Label": WordLook(type="label"),
        "Pair Value": WordLook(type="item"),
        "Pair Number": WordLook(type="table-head", colour="brick"),
        "Leading Words": WordLook(type="table", colour="ink", bold=True),
        "Source Title": WordLook(bold=True),
        "Fallback": WordLook(colour="grey", italic=True),
        "Out of Date": WordLook(colour="brick", italic=True),
        "Superscript": WordLook(raised=True),
        "Citation": WordLook(colour="petrol", raised=True),
        "Footnote Reference": WordLook(colour="petrol", raised=True),
        "Caption Label": WordLook(colour="petrol", bold=True),
        "Contents Number": WordLook(colour="brick"),
        "Contents Page": WordLook(type="table"),
        "Running Names": WordLook(type="furniture", colour="ink", bold=True),
        "Running Words": WordLook(type="furniture"),
        "Running Mark": WordLook(type="furniture", bold=True, colour="petrol"),
        "Running Mark Internal": WordLook(type="furniture", bold=True, colour="paper", shade="plum"),
    }
)
"""Character styles by name."""
