"""The names of Russians in Latin letters: what is missing is proposed, what is unusual is asked about."""

import re
from collections.abc import Iterator, Sequence

from mappe.checks.permissions import is_allowed
from mappe.checks.subject import Subject
from mappe.diagnostics import Diagnostic, Severity
from mappe.locales.romanisation import PASSPORT, RUSSIAN, SCHEMES, Scheme
from mappe.model.located import place_of
from mappe.model.registers import Person
from mappe.model.sections import Delegation
from mappe.model.text import NameParts

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)

ASKED = frozenset({"de"})
"""Languages with a rule so firm that another form is asked about; in English people write as they like."""


def romanised_names(subject: Subject) -> Iterator[Diagnostic]:
    """Of each person whose own name is Russian: the forms in other languages, and that in a passport."""
    guests = {*_guests(subject)}
    for identifier, person in subject.project.registers.get("people", {}).items():
        if isinstance(person, Person) and person.native == RUSSIAN:
            own = person.name.wording(RUSSIAN)
            if own is not None and CYRILLIC.search(str(own)):
                for tag in subject.project.office.languages:
                    if tag in SCHEMES:
                        yield from _form(tag, own, person)
                yield from _passport(own, person, travels=identifier in guests)


def _form(tag: str, own: str | NameParts, person: Person) -> Iterator[Diagnostic]:
    """What is said of a name in one language."""
    scheme, typed = SCHEMES[tag], person.name.wordings.get(tag)
    if typed is None:
        yield _proposal(scheme, own, person, f"write {tag}: {_yaml(own, scheme)}")
    elif tag in ASKED and (odd := [*_odd(typed, own, scheme)]):
        form = f"the {scheme.name} form of the Russian name, '{scheme.write(_short(own))}'"
        message = f"the {scheme.language} name is not {form}: intended?"
        hint = f"if so, write '# allow: {', '.join(odd)}' behind it"
        yield Diagnostic(message, place_of(odd[0]) or person.name.place, hint, Severity.NOTICE)


def _proposal(scheme: Scheme, own: str | NameParts, person: Person, hint: str) -> Diagnostic:
    proposal = scheme.write(_short(own))
    message = f"no {scheme.language} form of this name: {scheme.name} would write '{proposal}'"
    return Diagnostic(message, person.name.place, hint, Severity.NOTICE)


def _passport(own: str | NameParts, person: Person, *, travels: bool) -> Iterator[Diagnostic]:
    """What is said of the name in a passport, which need be known of those who travel only."""
    typed, place = person.passport, person.where("passport")
    if typed is None and travels:
        yield _proposal(PASSPORT, own, person, "write passport: as the passport has it")
    elif typed and not _is_in_passport(typed, own) and not is_allowed(typed, place):
        message = f"{PASSPORT.name} would write '{PASSPORT.write(_short(own))}': the passport decides"
        hint = f"if it says so, write '# allow: {typed}' behind it"
        yield Diagnostic(message, place, hint, Severity.NOTICE)


def _is_in_passport(typed: str, own: str | NameParts) -> bool:
    """With the family name first or last, with the patronymic or without."""
    orders = [str(own), _short(own)]
    if isinstance(own, NameParts):
        orders += [f"{own.family} {own.given}", f"{own.family} {own.given} {own.patronymic}"]
    return any(PASSPORT.fits(order, typed.replace(",", " ")) for order in orders)


def _odd(typed: str | NameParts, own: str | NameParts, scheme: Scheme) -> Iterator[str]:
    """The parts of a typed name that the scheme would write otherwise, unless they are allowed."""
    for latin, russian in _pairs(typed, own):
        if not any(scheme.fits(name, latin) for name in russian) and not is_allowed(latin, place_of(latin)):
            yield latin


def _pairs(typed: str | NameParts, own: str | NameParts) -> Iterator[tuple[str, Sequence[str]]]:
    """Each part of a typed name, with the parts of the own name of which it may be the form."""
    if isinstance(typed, str):
        yield typed, (str(own), _short(own))
        return
    for part in ("given", "patronymic", "family"):
        latin, russian = getattr(typed, part), getattr(own, part, "")
        if latin and isinstance(own, str):
            yield latin, own.split()
        elif latin and russian:
            yield latin, (russian,)


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
