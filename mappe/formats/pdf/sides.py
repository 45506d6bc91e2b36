"""What a two-sided page has of its own: margins that change sides, and the page number always outside."""

from collections.abc import Iterator
from dataclasses import replace

from mappe.formats.pdf.spreads import spread
from mappe.model.page import Page, Part


def facing(page: Page) -> Page:
    """The page with a second running foot, for left-hand pages; languages that face each other, on sheets."""
    return replace(page, parts=tuple(_parts(spread(page)))) if page.two_sided else page


def _parts(page: Page) -> Iterator[Part]:
    for part in page.parts:
        yield part
        if part.kind == "running_foot" or (part.kind == "running_head" and page.layout == "facing"):
            yield replace(part, markup=part.markup.replace('class="', 'class="left ', 1))


def sides(page: Page) -> str:
    """Rules to stand behind those of the theme; the first page is a right-hand one."""
    if not page.two_sided:
        return ""
    sheet = page.theme.tokens.sheet
    inner, outer = sheet.left + sheet.binding, sheet.right - sheet.binding
    return (
        f"@page:right{{margin-left:{inner}mm;margin-right:{outer}mm}}\n"
        f"@page:left{{margin-left:{outer}mm;margin-right:{inner}mm;@bottom-left{{content:element(left-foot)}}}}\n"
        ".left.running-foot{position:running(left-foot)}\n"
        f"{_facing(page) if page.layout == 'facing' else ''}"
    )


def _facing(page: Page) -> str:
    """Where sheets of two languages begin; both count the sections, and say at their head which one it is."""
    _, other = page.languages
    return (
        ".contents,.recto{break-before:right}.verso{break-before:left}\n"
        ".verso,.recto,:is(.verso,.recto)>:first-child{margin-top:0!important}\n"
        "@page:left{@top-left{content:element(left-head)}}\n"
        "@page:blank{@top-left{content:none}@bottom-left{content:none}}\n"
        ".left.running-head{position:running(left-head)}\n"
        ".left .running-section::after{content:string(left-section)}\n"
        "section>h2{string-set:left-section content()}\n"
        f'section[lang="{other}"]>h2{{string-set:running-section content()}}\n'
        "body{counter-reset:section other-section}\n"
        f'section[lang="{other}"]{{counter-increment:other-section}}\n'
        f'section[lang="{other}"]>h2::before{{content:counter(other-section)}}\n'
        "section.continued{counter-increment:none}\n"
    )
