"""The theme part: the house's colours and faces, as Word offers them to whoever goes on writing."""

from xml.sax.saxutils import quoteattr

from mappe.formats.docx.faces import PALETTE, THEME_FACES, rgb
from mappe.model.theme import Tokens

_PLACES = {"text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2"}
"""What the same colour is called in styles and in the theme: ISO/IEC 29500-1, ST_ThemeColor, clrScheme."""

_LINKS = {"hlink": "petrol", "folHlink": "plum"}

_ORDER = ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), *_LINKS)

_PLAIN_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_PLAIN_LINE = f'<a:ln w="9525">{_PLAIN_FILL}</a:ln>'
_NO_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"

_THEME = """\
<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Mappe"><a:themeElements>\
<a:clrScheme name="Mappe">{colours}</a:clrScheme>\
<a:fontScheme name="Mappe"><a:majorFont>{major}</a:majorFont>\
<a:minorFont>{minor}</a:minorFont></a:fontScheme>\
<a:fmtScheme name="Mappe"><a:fillStyleLst>{fills}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>\
<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{fills}</a:bgFillStyleLst></a:fmtScheme>\
</a:themeElements></a:theme>
"""


def theme(tokens: Tokens) -> bytes:
    """ISO/IEC 29500-1, theme (Theme)."""
    places = {_PLACES.get(place, place): name for name, place in PALETTE.items()} | _LINKS
    values = {place: rgb(places[place], tokens) for place in _ORDER}
    colours = "".join(f'<a:{place}><a:srgbClr val="{value}"/></a:{place}>' for place, value in values.items())
    return _THEME.format(
        colours=colours,
        major=_faces(tokens.typefaces[THEME_FACES["majorHAnsi"]]),
        minor=_faces(tokens.typefaces[THEME_FACES["minorHAnsi"]]),
        fills=_PLAIN_FILL * 3,
        lines=_PLAIN_LINE * 3,
        effects=_NO_EFFECT * 3,
    ).encode()


def _faces(family: str) -> str:
    return f'<a:latin typeface={quoteattr(family)}/><a:ea typeface=""/><a:cs typeface=""/>'
