"""What a two-sided page has of its own: margins that change sides, and the page number always outside."""

from collections.abc import Iterator
from dataclasses import replace

from mappe.model.page import Page, Part


def facing(page: Page) -> Page:
    """The page with a second running foot, for left-hand pages."""
    return replace(page, parts=tuple(_parts(page))) if page.two_sided else page


def _parts(page: Page) -> Iterator[Part]:
    for part in page.parts:
        yield part
        if part.kind == "running_foot":
            yield replace(part, markup=f'<div class="left">{part.markup}</div>')


def sides(page: Page) -> str:
    """Rules to stand behind those of the theme; the first page is a right-hand one."""
    if not page.two_sided:
        return ""
    sheet = page.theme.tokens.sheet
    inner, outer = sheet.left + sheet.binding, sheet.right - sheet.binding
    return (
        f"@page:right{{margin-left:{inner}mm;margin-right:{outer}mm}}\n"
        f"@page:left{{margin-left:{outer}mm;margin-right:{inner}mm;@bottom-left{{content:element(left-foot)}}}}\n"
        ".left .running-foot{position:running(left-foot)}\n"
    )
