"""Which element is written in which style: what a stylesheet's selectors are for HTML, as tables."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal

Frame = Literal["", "Table", "Box", "Internal"]
"""What text can stand in: nothing in particular, a cell of a table, a box, a box for internal readers."""

STYLES: Mapping[str, str] = MappingProxyType(
    {
        # the cover
        "h1": "Document Title",
        "h1.cities": "Title",
        "span.city-a": "City A",
        "span.city-b": "City B",
        "p.issuer": "Issuer",
        "p.pill": "Audience Mark",
        "internal p.pill": "Audience Mark Internal",
        "cover p.kind": "Document Kind",
        "p.subtitle": "Subtitle",
        "p.recipient": "Recipient",
        "p.visit": "Visit Date",
        "p.version": "Version",
        "cover p.sample": "Cover Note",
        "masthead p.kind": "Masthead Line",
        "masthead p.issuer": "Masthead Line",
        "masthead p.subtitle": "Masthead Words",
        "masthead p.visit": "Masthead Words",
        "masthead p.recipient": "Masthead Words",
        "masthead p.sample": "Masthead Last",
        "masthead h1": "Masthead Title",
        # the running head and foot
        "p.running-names": "Running Names",
        "p.running-title": "Running Words",
        "p.running-kind": "Running Words",
        "p.running-issuer": "Running Words",
        "p.running-mark": "Running Mark",
        "internal p.running-mark": "Running Mark Internal",
        "p.page-number": "Running Words",
        # headings
        "contents h2": "TOC Heading",
        "h2": "Heading 1",
        "h3": "Heading 2",
        "programme h3": "Day",
        "span.day-number": "Day Label",
        "city h3": "City Name",
        "city-a h3": "City A Name",
        "city-b h3": "City B Name",
        "h4": "Heading 3",
        "pairs h3": "Pair Subheading",
        "facing h3": "Pair Subheading",
        "pairs span.day-number": "Pair Label",
        "pairs span.value": "Pair Value",
        # paragraphs
        "p.lead": "Lead",
        "p.salutation": "Salutation",
        "p.note": "Side Note",
        "p.sample": "Sample",
        "p.zone": "Zone",
        "pairs p.sample": "Pair Note",
        "pairs p.zone": "Pair Note",
        "p.kind": "Kind",
        "p.remark": "Remark",
        "p.other-name": "Other Name",
        "p.role": "Role",
        "p.details": "Body Text",
        "p.person-name": "Name",
        "p.function": "Function",
        "p.address": "Address",
        "p.slot-kind": "Slot Kind",
        "p.slot-title": "Slot Title",
        "transfer p.slot-title": "Transfer Title",
        "p.place": "Place",
        "p.event-title": "Event Title",
        "p.project-title": "Project Title",
        "p.status": "Status",
        "p.phrase": "Phrase",
        "p.pronunciation": "Pronunciation",
        "p.term": "Term",
        "p.card-name": "Card Name",
        "city-a p.card-name": "Card A Name",
        "city-b p.card-name": "Card B Name",
        "card p.details": "Contact",
        "td p.details": "Other Script",
        "figcaption": "Caption",
        # lists
        "ul li": "List Bullet",
        "ol li": "List Number",
        "figures li": "Key Figure",
        "numbers li": "Call Number",
        "sources li": "Source",
        "facts dd": "Fact",
        "facts dt": "Label",
        "details dd": "Detail",
        "details dt": "Detail Label",
        # tables
        "generic caption": "Caption",
        "th": "Table Head",
        "th.numeric": "Table Head Numeric",
        "td.numeric": "Table Numeric",
        "programme td.time": "Time",
        "timeline td.when": "Event Date",
        # words within a paragraph
        "a": "Hyperlink",
        "span.other-name": "Other Name Words",
        "span.value": "Value",
        "span.unit": "Unit",
        "span.label": "Value Label",
        "span.note": "Note Words",
        "span.remark-label": "Remark Label",
        "strong.label": "Label",
        "strong.remark-label": "Remark Label",
        "strong.change": "Change",
        "span.credit": "Credit",
        "span.pair-number": "Pair Number",
        "span.time": "Leading Words",
        "span.when": "Leading Words",
        "span.version": "Leading Words",
        "span.source-title": "Source Title",
        "span.fallback": "Fallback",
        "span.stale": "Out of Date",
        "span.caption-label": "Caption Label",
        "sup": "Superscript",
        "sup.citation": "Citation",
    }
)
"""Element, with its class and with the class or element around it where they matter → style in Word.

No style may be named as an element of PDF is, such as Figure or Note: programs that make a tagged PDF of the
file would take one for the other.
"""

_UNSTYLED: Mapping[str, str] = {
    "div": """
        basis box card cards city city-a city-b cover cover-art fallback guest internal light masthead public
        running-foot running-head side stale
    """,
    "a": "reference",
    "nav": "contents",
    "section": """
        changes city-profile code contacts continued delegation emergency figure gifts glossary internal
        landscape new-page pairs personal phrases practical programme projects prose recto sources summary
        table talking-points timeline verso
    """,
    "dl": "details facts",
    "ul": "figures numbers points",
    "ol": "points sources",
    "img": "decorative",
    "li": "unsourced",
    "p": "done planned running suspended",
    "span": "between figure-number footnote page pages running-section side table-number",
    "table": "changes generic glossary pairs people phrases programme projects timeline",
    "tr": "continued transfer",
    "col": "details event function numeric remark side status time version what when",
    "th": "details event function remark status time version what when",
    "td": "box details event function remark status time version what when",
}
"""Element → classes that give it no style."""

CLASSES = frozenset(
    [f"{tag}.{name}" for tag, names in _UNSTYLED.items() for name in names.split()]
    + [selector.split()[-1] for selector in STYLES]
)
"""Every element with a class that Word files know."""

DRAWINGS = frozenset({"clock", "strip"})
"""Classes of drawings that Word files show where the page has them.

The globe has a place of its own on the cover. Left out are marks, which stand in tables before words that say
the same, and the scale, which would only come again at the foot of every page.
"""

FRAMES: Mapping[str, Frame] = MappingProxyType(
    {
        "td": "Table",
        "th": "Table",
        "div.side": "Table",
        "div.box": "Box",
        "section.internal": "Internal",
    }
)

_BOXED = (
    "Heading 2",
    "Heading 3",
    "Side Note",
    "Kind",
    "Fact",
    "Call Number",
    "List Bullet",
    "List Number",
    "List Continue",
)

FRAMED: Mapping[Frame, Mapping[str, str]] = MappingProxyType(
    {
        "": {},
        "Table": {
            "Body Text": "Table Text",
            "Side Note": "Table Note",
            "Kind": "Table Kind",
            "Remark": "Table Remark",
            "List Bullet": "Table Bullet",
            "List Number": "Table Number",
            "List Continue": "Table Continue",
            "Call Number": "Table Call",
            "Card A Name": "Name",
            "Card B Name": "Name",
            "Card Name": "Name",
            "Address": "Table Text",
            "Contact": "Table Text",
            "Fact": "Table Fact",
            "Function": "Table Text",
            "Key Figure": "Table Text",
            "Lead": "Table Text",
            "Salutation": "Name",
            "Sample": "Table Note",
            "Source": "Table Number",
            "Zone": "Table Note",
        },
        "Box": {"Body Text": "Box"} | {name: f"Box {name.removeprefix('List ')}" for name in _BOXED},
        "Internal": {"Body Text": "Internal", "Remark": "Internal"}
        | {name: f"Internal {name.removeprefix('List ')}" for name in _BOXED},
    }
)
"""Frame → style → the style that stands for it there."""


@cache
def style_name(tag: str, classes: str, around: tuple[str, ...]) -> str | None:
    """The style of an element: the last of its classes first, and the nearest of what is around it.

    `classes` is the attribute; `around` holds the classes and tags of the elements around, nearest first.
    """
    for own in (*(f"{tag}.{name}" for name in reversed(classes.split())), tag):
        for name in around:
            if found := STYLES.get(f"{name} {own}"):
                return found
        if found := STYLES.get(own):
            return found
    return None


def frame_of(tag: str, classes: str, frame: Frame) -> Frame:
    """What text in this element stands in; a box for internal readers stays one."""
    for own in (*(f"{tag}.{name}" for name in reversed(classes.split())), tag):
        if found := FRAMES.get(own):
            return frame if (frame, found) == ("Internal", "Box") else found
    return frame
