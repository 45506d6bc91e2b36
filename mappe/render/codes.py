"""What a telephone reads from paper: QR codes, ISO/IEC 18004; the only home of segno."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

import segno

from mappe.diagnostics import Diagnostic
from mappe.errors import ContentError
from mappe.model.calendar import Appointment
from mappe.model.choose import Chosen, slots_of
from mappe.model.contact_card import vcard
from mappe.model.content_lines import content_line
from mappe.model.page import Asset
from mappe.render.calendar import Diary
from mappe.render.contact_cards import Card

SIDE = 132
"""Of a printed code with its quiet zone, in CSS pixels: 35 mm."""

QUIET = 4
"""Modules of white around a code (ISO/IEC 18004, 6.3.8)."""

CAPACITY = 560
"""Bytes at level M in version 18 (ISO/IEC 18004, table 7), the last that has modules of 0.35 mm on this side.

What is finer, few telephones tell apart on office paper.
"""


def codes(document: Chosen, book: Diary, cards: Sequence[Card]) -> Mapping[str, Asset]:
    """The code of each section that is one, by the section's id.

    Raises `ContentError` for what is too long.
    """
    sections = [section for section in document.sections if section.type == "code"]
    faults = [fault for section in sections if (fault := _fault(section, _content(section, book, cards)))]
    if faults:
        raise ContentError(faults)
    return {section.id: _drawn(_content(section, book, cards)) for section in sections}


def without_lost(sections: Sequence[Chosen]) -> tuple[Chosen, ...]:
    """The sections but for codes of appointments that their readers do not see."""
    slots = {slot.id for slot in slots_of(sections)}
    return tuple(section for section in sections if section.type != "code" or section.slot in (None, *slots))


def _content(section: Chosen, book: Diary, cards: Sequence[Card]) -> str:
    if section.address:
        return str(section.address)
    if section.slot:
        pairs = zip(book.slots, book.appointments, strict=True)
        lines = _event(next(appointment for slot, appointment in pairs if slot.id == section.slot))
    else:
        person, organisation = section.person, section.organisation
        whose = ("people", person.id) if person else ("organisations", organisation.id)
        card = next(card.card for card in cards if (card.register, card.id) == whose)
        # What the page says beside it is not worth the room.
        lines = vcard(replace(card, address=None, note=""))
    return "\r\n".join(lines)


def _event(appointment: Appointment) -> Iterator[str]:
    """In UTC: the rules of a zone would need more room than all the rest."""
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:Mappe", "BEGIN:VEVENT")
    yield content_line("UID", appointment.uid)
    yield content_line("SUMMARY", appointment.summary.text)
    if appointment.location:
        yield content_line("LOCATION", appointment.location.text)
    yield f"DTSTART:{_utc(appointment.start)}"
    if appointment.end:
        yield f"DTEND:{_utc(appointment.end)}"
    yield from ("END:VEVENT", "END:VCALENDAR")


def _utc(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def _fault(section: Chosen, content: str) -> Diagnostic | None:
    size = len(content.encode())
    if size <= CAPACITY:
        return None
    message = f"this code would hold {size} bytes, and a telephone reads {CAPACITY} from paper"
    return Diagnostic(message, section.written_at, "write address: where it can be fetched")


def _drawn(content: str) -> Asset:
    """Level M stands a fold and a spot of coffee. Readers guess UTF-8, and few know what announces it."""
    made = segno.make_qr(content, error="m", encoding="utf-8", eci=False, boost_error=False)
    rows = [*made.matrix_iter(border=QUIET)]
    side = len(rows)
    shapes = "".join(_bars(row, number) for number, row in enumerate(rows))
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIDE}" height="{SIDE}"'
        f' viewBox="0 0 {side} {side}"><rect width="{side}" height="{side}" fill="#ffffff"/>'
        f'<path fill="#000000" d="{shapes}"/></svg>'
    )
    return Asset("image/svg+xml", drawing.encode(), SIDE, SIDE)


def _bars(row: Iterable[int], number: int) -> str:
    """The dark modules of a row that lie side by side, as one bar each."""
    column, bars = 0, ""
    for dark, modules in groupby(row):
        width = len([*modules])
        bars += f"M{column} {number}h{width}v1h-{width}z" if dark else ""
        column += width
    return bars
