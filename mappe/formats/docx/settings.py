"""Settings, and the properties that python-docx does not write."""

from lxml import etree

from mappe.formats.docx.notes import SEPARATORS
from mappe.formats.docx.ooxml import Element, w
from mappe.model.page import Page

_WORD = "http://schemas.microsoft.com/office/word"

APPLICATION = b"""\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">\
<Application>Microsoft Office Word</Application><AppVersion>16.0000</AppVersion></Properties>
"""
"""Who wrote the file, in the words by which Word decides how to treat it."""

_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What every custom property is declared to be: [MS-OSHARED], FMTID_UserDefinedProperties."""


EDITION, AUDIENCE = "Mappe Edition", "Mappe Audience"
"""The custom properties by which a file says what it is."""


def custom_properties(page: Page) -> Element:
    """Which edition the file is, for programs: ISO/IEC 29500-1, custom file properties."""
    marks = {EDITION: page.name, AUDIENCE: page.audience.name.lower()}
    root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={None: _CUSTOM, "vt": _VALUES})
    # The ids 0 and 1 are taken: [MS-OLEPS], property identifiers.
    for number, (name, value) in enumerate(marks.items(), 2):
        mark = etree.SubElement(root, f"{{{_CUSTOM}}}property", fmtid=_FORMAT, pid=str(number), name=name)
        etree.SubElement(mark, f"{{{_VALUES}}}lpwstr").text = value
    return root


def settings(page: Page, language: str, *, notes: bool = False) -> Element:
    """ISO/IEC 29500-1, settings (Document Settings). Nothing in it makes Word ask when it opens the file.

    `notes` says that there are footnotes.
    """
    accents = {f"accent{number}": f"accent{number}" for number in range(1, 7)}
    return w(
        "settings",
        w("zoom", percent=100),
        *([w("embedTrueTypeFonts"), w("saveSubsetFonts")] if page.word.embed_fonts else []),
        *([w("mirrorMargins")] if page.two_sided else []),
        w("defaultTabStop", val=720),
        w("autoHyphenation"),
        w("consecutiveHyphenLimit", val=2),
        w("hyphenationZone", val=284),
        w("doNotHyphenateCaps"),
        *([w("evenAndOddHeaders")] if page.two_sided else []),
        w("characterSpacingControl", val="doNotCompress"),
        *([w("footnotePr", *(w("footnote", id=number) for number in SEPARATORS))] if notes else []),
        w("compat", *(w("compatSetting", name=name, uri=_WORD, val=value) for name, value in _COMPATIBILITY)),
        w("themeFontLang", val=language),
        w("clrSchemeMapping", bg1="light1", t1="dark1", bg2="light2", t2="dark2", **accents,
          hyperlink="hyperlink", followedHyperlink="followedHyperlink"),
        w("decimalSymbol", val=page.decimal_symbol),
        w("listSeparator", val="," if page.decimal_symbol == "." else ";"),
    )  # fmt: skip


_COMPATIBILITY = (
    ("compatibilityMode", 15),
    ("overrideTableStyleFontSizeAndJustification", 1),
    ("enableOpenTypeFeatures", 1),
    ("doNotFlipMirrorIndents", 1),
    ("differentiateMultirowTableHeaders", 1),
)
