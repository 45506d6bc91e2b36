"""The names of Russians in Latin letters: what is missing is proposed, what is unusual is asked about."""

import re
from collections.abc import Iterator

from mappe.checks.permissions import allowed
from mappe.checks.subject import Subject
from mappe.diagnostics import Diagnostic, Severity
from mappe.locales.romanisation import PASSPORT, RUSSIAN, SCHEMES, Scheme
from mappe.model.located import place_of
from mappe.model.registers import Person
from mappe.model.sections import Delegation
from mappe.model.text import NameParts

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


def romanised_names(subject: Subject) -> Iterator[Diagnostic]:
    """Of each person whose own name is Russian: the forms in other languages, and that in a passport."""
    guests = {*_guests(subject)}
    for identifier, person in subject.project.registers.get("people", {}).items():
        if isinstance(person, Person) and person.native == RUSSIAN:
            own = person.name.wording(RUSSIAN)
            if own is not None and CYRILLIC.search(str(own)):
                for tag in subject.project.office.languages:
                    yield from _form(tag, own, person)
                yield from _passport(own, person, travels=identifier in guests)


def _form(tag: str, own: str | NameParts, person: Person) -> Iterator[Diagnostic]:
    """What is said of a name in one language."""
    scheme, typed = SCHEMES.get(tag), person.name.wordings.get(tag)
    if scheme is None:
        return
    proposal = scheme.write(_short(own))
    if typed is None:
        message = f"no {scheme.language} form of this name: {scheme.name} would write '{proposal}'"
        yield Diagnostic(message, person.name.place, f"write {tag}: {_yaml(own, scheme)}", Severity.NOTICE)
    elif scheme.asks and (odd := [part for part in _odd(typed, own, scheme) if part not in _allowed(part)]):
        message = (
            f"the {scheme.language} name is not the {scheme.name} form of the Russian name, '{proposal}': "
            f"intended?"
        )
        hint = f"if so, write '# allow: {', '.join(odd)}' behind it"
        yield Diagnostic(message, place_of(odd[0]) or person.name.place, hint, Severity.NOTICE)


def _passport(own: str | NameParts, person: Person, *, travels: bool) -> Iterator[Diagnostic]:
    """What is said of the name in a passport, which need be known of those who travel only."""
    proposal, typed = PASSPORT.write(_short(own)), person.passport
    place = person.where("passport")
    if typed is None and travels:
        message = f"no passport form of this name: {PASSPORT.name} would write '{proposal}'"
        hint = "write passport: as the passport has it"
        yield Diagnostic(message, person.name.place, hint, Severity.NOTICE)
    elif typed and not _is_in_passport(typed, own) and typed not in allowed(place):
        message = f"{PASSPORT.name} would write '{proposal}': the passport decides"
        hint = f"if it says so, write '# allow: {typed}' behind it"
        yield Diagnostic(message, place, hint, Severity.NOTICE)


def _is_in_passport(typed: str, own: str | NameParts) -> bool:
    """With the family name first or last, with the patronymic or without."""
    orders = [str(own), _short(own)]
    if isinstance(own, NameParts):
        orders += [f"{own.family} {own.given}", f"{own.family} {own.given} {own.patronymic}"]
    return any(PASSPORT.fits(order, typed.replace(",", " ")) for order in orders)


def _odd(typed: str | NameParts, own: str | NameParts, scheme: Scheme) -> Iterator[str]:
    """The parts of a typed name that the scheme would write otherwise."""
    if isinstance(typed, NameParts) and isinstance(own, NameParts):
        pairs = ((getattr(typed, part), getattr(own, part)) for part in ("given", "patronymic", "family"))
        yield from (
            latin for latin, russian in pairs if latin and russian and not scheme.fits(russian, latin)
        )
    elif not any(scheme.fits(russian, str(typed)) for russian in (str(own), _short(own))):
        yield str(typed) if isinstance(typed, NameParts) else typed


def _allowed(part: str) -> frozenset[str]:
    return allowed(place_of(part))


def _short(own: str | NameParts) -> str:
    """Without the patronymic, which other languages leave out."""
    return f"{own.given} {own.family}" if isinstance(own, NameParts) else own


def _yaml(own: str | NameParts, scheme: Scheme) -> str:
    if isinstance(own, NameParts):
        return f"{{given: {scheme.write(own.given)}, family: {scheme.write(own.family)}}}"
    return scheme.write(own)


def _guests(subject: Subject) -> Iterator[str]:
    for dossier in subject.project.dossiers:
        for section in dossier.document.sections:
            if isinstance(section, Delegation) and section.side == "guest":
                yield from (member.person.id for member in section.members)
