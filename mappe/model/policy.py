"""What becomes of texts that are not translated, for each audience and language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from mappe.diagnostics import Diagnostic, Place
from mappe.model.audience import Audience, Shown
from mappe.model.fields import LanguageTag, Whole
from mappe.model.record import Lowest, Record

Missing = Literal["error", "fallback"]
Stale = Literal["warning", "mark", "error"]

DECISIONS = ("complete", "missing", "stale")


class Rule(Record):
    """What an office decides for some readers; what it leaves out, the next rule that fits decides."""

    audience: Shown[Lowest | None] = None
    """Whose editions; all, when left out."""
    languages: Shown[tuple[LanguageTag, ...]] = ()
    """In which of them; in all, when empty."""
    complete: Shown[Annotated[Whole, Field(le=100)] | None] = None
    """How many of a hundred texts an edition must have in its language to be published."""
    missing: Shown[Missing | None] = None
    stale: Shown[Stale | None] = None

    def faults(self) -> Iterator[Diagnostic]:
        if all(getattr(self, name) is None for name in DECISIONS):
            hint = f"write {', '.join(f'{name}:' for name in DECISIONS[:-1])} or {DECISIONS[-1]}:"
            yield Diagnostic("this rule decides nothing", self.written_at, hint)

    def fits(self, audience: Audience, language: str) -> bool:
        is_theirs = self.audience is None or self.audience is audience
        return is_theirs and (not self.languages or language in self.languages)


@dataclass(frozen=True)
class Policy:
    """What was decided for one audience and language; `place` is where `complete` was."""

    complete: int
    missing: Missing
    stale: Stale
    place: Place | None


def policy(rules: Sequence[Rule], fallback: str | None, audience: Audience, language: str) -> Policy:
    """The first rule that fits and decides something decides it.

    Where none does, readers outside the house get nothing half translated, and a project with a fallback
    language prints that.
    """
    fitting = [rule for rule in rules if rule.fits(audience, language)]
    complete = next((rule for rule in fitting if rule.complete is not None), None)
    whole = 0 if audience is Audience.INTERNAL else 100
    return Policy(
        complete=whole if complete is None or complete.complete is None else complete.complete,
        missing=next((rule.missing for rule in fitting if rule.missing), "fallback" if fallback else "error"),
        stale=next((rule.stale for rule in fitting if rule.stale), "warning"),
        place=complete.where("complete") if complete else None,
    )
