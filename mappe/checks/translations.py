"""Texts that are missing in a language, or behind their source."""

from collections.abc import Iterator

from mappe.checks.subject import Subject
from mappe.content.translations import kept
from mappe.diagnostics import Diagnostic, Severity
from mappe.errors import ContentError
from mappe.model.choose import choose
from mappe.model.translations import State
from mappe.plan import plan
from mappe.standing import Open, waiting

SAID = {
    State.STALE: ("the source of this translation has changed", Severity.WARNING),
    State.UNSURE: ("this translation belongs to another source, too", Severity.NOTICE),
}


def untranslated(subject: Subject) -> Iterator[Diagnostic]:
    """What keeps an edition from being published, by its office's policy; lines that confirm nothing."""
    yield from kept(subject.project.root).damaged
    typeset = {tag: locale.typeset for tag, locale in subject.locales.items()}
    for edition, _ in plan(subject.project):
        for language in edition.languages:
            try:
                choose(subject.project, edition, language, typeset)
            except ContentError as error:
                yield from error.diagnostics


def behind(subject: Subject) -> Iterator[Diagnostic]:
    """Translations that may not say what their sources say."""
    return (_told(one) for one in waiting(subject.project) if one.state in SAID)


def _told(one: Open) -> Diagnostic:
    message, severity = SAID[one.state]
    hint = f"translate it anew, or accept it: mappe confirm {one.place}"
    return Diagnostic(message, one.place, hint, severity)
