"""The programmes of a chosen document → what stands in a calendar."""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from mappe.diagnostics import Place
from mappe.locales import Locale
from mappe.model.audience import Audience
from mappe.model.calendar import Appointment, Calendar, Geo, Words
from mappe.model.choose import Chosen
from mappe.model.dates import PartialDate, WallTime
from mappe.model.project import Dossier
from mappe.model.sections import Programme, Slot
from mappe.model.text import Mark, Wording
from mappe.render.filters import remark

IDENTITIES = UUID("2975be3c-287d-4746-9b03-d5ca3ea8ba48")
"""The namespace of Mappe's names (RFC 9562, 5.5)."""

FIRST_STATE = datetime.date(2000, 1, 1)

LARGEST = 2**31 - 1
"""RFC 5545, 3.3.8."""

Identities = Mapping[Place | None, str]
"""Where a slot is written → the UID of its appointment."""


def identities(dossier: Dossier) -> Identities:
    """The UIDs of all slots that are written, whoever may read them.

    One is the same in every language, audience and recipient's pack, so that an appointment that comes twice
    is kept once. It is made of the id of the slot, and so outlasts a new title, time or day; without id, of
    the day and the time, and of the place among those that begin then.
    """
    issuer = dossier.document.issuer.id
    return {
        slot.written_at: str(uuid5(IDENTITIES, f"{issuer}/{dossier.name}/{name}"))
        for slot, name in _named(dossier)
    }


def _named(dossier: Dossier) -> Iterator[tuple[Slot, str]]:
    met: Counter[str] = Counter()
    for section in dossier.document.sections:
        for day in section.days if isinstance(section, Programme) else ():
            for slot in day.slots:
                moment = f"{day.date}T{slot.start}"
                met[moment] += not slot.id
                yield slot, slot.id or f"{moment}/{met[moment]}"


@dataclass(frozen=True)
class Diary:
    """The slots that a reader may see, each with its appointment, in one language of an edition."""

    slots: tuple[Chosen, ...]
    appointments: tuple[Appointment, ...]


def diary(document: Chosen, known: Identities, locale: Locale) -> Diary:
    """Without descriptions."""
    found = [
        (slot, _appointment(slot, day.date, programme.zone, known[slot.written_at], locale))
        for programme in document.sections
        if programme.type == "programme"
        for day in programme.days
        for slot in day.slots
    ]
    return Diary(tuple(slot for slot, _ in found), tuple(appointment for _, appointment in found))


def _appointment(slot: Chosen, day: PartialDate, zone: ZoneInfo, uid: str, locale: Locale) -> Appointment:
    kind = Words(locale.pgettext("slot kind", slot.kind), locale.html_lang)
    coordinates = slot.place and slot.place.coordinates
    return Appointment(
        uid=uid,
        zone=zone,
        start=_moment(day, slot.start, zone),
        end=slot.end and _moment(day, slot.end, zone),
        summary=_words(slot.title, locale) if slot.title else kind,
        category=kind,
        location=_location(slot, locale),
        description=None,
        tentative=slot.status == "tentative",
        geo=coordinates and Geo(float(coordinates.latitude), float(coordinates.longitude)),
    )


def _words(wording: Wording, locale: Locale) -> Words:
    """A wording that is printed as it is, marked as on a page."""
    language = wording.language if wording.mark is Mark.FALLBACK else locale.html_lang
    mark = f" [{remark(wording, {locale.tag: locale})}]" if wording.mark is not Mark.NONE else ""
    return Words(f"{wording}{mark}", language)


def _moment(day: PartialDate, time: WallTime, zone: ZoneInfo) -> datetime.datetime:
    """Where clocks are put back, the first of two; where they are put forward, as if they were not."""
    # RFC 5545, 3.3.5, says the same of a local time that comes twice or never.
    return datetime.datetime.combine(day.first_day, datetime.time(time.hour, time.minute), zone)


def _location(slot: Chosen, locale: Locale) -> Words | None:
    """From the place to the city, so that a map finds it."""
    place = slot.place
    parts = [place and place.name, slot.room]
    if place and place.address:
        address = place.address
        parts += [address.street, " ".join(filter(None, (address.postcode, address.city)))]
    elif place and place.city:
        parts.append(place.city.name)
    named = dict.fromkeys(str(part) for part in parts if part)
    return Words(", ".join(named), locale.html_lang) if named else None


def described(book: Diary, describe: Callable[[Chosen], Words]) -> tuple[Appointment, ...]:
    """The appointments with what else a page says of each."""
    pairs = zip(book.slots, book.appointments, strict=True)
    return tuple(replace(appointment, description=describe(slot)) for slot, appointment in pairs)


def calendar(
    document: Chosen, locale: Locale, audience: Audience, tongues: Sequence[Sequence[Appointment]]
) -> Calendar | None:
    """The calendar of an edition, of the same appointments in each of its languages; none without any."""
    first, *others = tongues
    if not first:
        return None
    internal = audience is Audience.INTERNAL
    mark = f" · {locale.pgettext('audience', 'internal')}" if internal else ""
    return Calendar(
        name=f"{document.title}{mark}",
        appointments=tuple(_in_all(same) for same in zip(first, *others, strict=True)),
        modified=document.as_of.first_day,
        sequence=sequence(document.as_of, document.version),
        confidential=internal,
    )


def _in_all(same: Sequence[Appointment]) -> Appointment:
    """An appointment in its first language, with a description in all."""
    first, *others = same
    if not others or first.description is None:
        return first
    parts = (f"{one.summary.text}\n{one.description.text}" for one in others if one.description)
    return replace(first, description=Words("\n\n".join((first.description.text, *parts)), ""))


def sequence(as_of: PartialDate, version: str) -> int:
    """A number that grows with the day and, within a day, with the first two numbers of the version."""
    major, minor, *_ = (*(min(int(number), 99) for number in re.findall(r"[0-9]{1,9}", version)), 0, 0)
    days = max(0, (as_of.first_day - FIRST_STATE).days)
    return min(days * 10_000 + major * 100 + minor, LARGEST)
