"""How far the translations of a project have come, and which are open."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.table import Table

from mappe.diagnostics import Diagnostic, Place, Severity
from mappe.errors import RequestError
from mappe.model.located import place_of
from mappe.model.project import Project
from mappe.model.text import Text
from mappe.model.translations import Pair, State

SPOT = re.compile(r"(?P<file>.+?)(:(?P<line>[0-9]+)(:(?P<column>[0-9]+))?)?")
"""A place as people type it, and as diagnostics show it."""

WIDEST = 60
"""Characters of a wording in a list."""

HEADS = ("texts", "translated", *(state.value for state in State if state is not State.TRANSLATED), "oldest")


@dataclass(frozen=True)
class Standing:
    """A document or register in one language.

    `counts` are {state: texts}; `oldest` is the day of the last confirmation that lies furthest back, of
    translations that are stale or unsure.
    """

    name: str
    language: str
    counts: Mapping[State, int]
    oldest: str

    @property
    def texts(self) -> int:
        return sum(self.counts.values())

    @property
    def per_cent(self) -> int:
        """Of the texts that are translated, rounded down: 100 are all."""
        return 100 * self.counts[State.TRANSLATED] // self.texts


@dataclass(frozen=True)
class Open:
    """A text that waits for its translation, where that is written, and the day of its last confirmation."""

    name: str
    text: Text
    language: str
    state: State
    place: Place | None
    since: str


def waiting(project: Project) -> Iterator[Open]:
    """What is missing, stale or unsure."""
    known = project.translations
    for name, text in project.texts():
        for language in project.office.languages:
            state = known.state(text, language)
            if state not in {None, State.TRANSLATED}:
                place = place_of(text.wording(language)) or text.place
                yield Open(name, text, language, state, place, known.since(text, language))


def standings(project: Project) -> Sequence[Standing]:
    """Each document and register in each language, without those that have nothing to translate."""
    counts: dict[tuple[str, str], Counter[State]] = defaultdict(Counter)
    for name, text in project.texts():
        for language in project.office.languages:
            if state := project.translations.state(text, language):
                counts[name, language][state] += 1
    days: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in waiting(project):
        days[one.name, one.language].append(one.since)
    oldest = {key: min(filter(None, since), default="") for key, since in days.items()}
    return tuple(Standing(*key, states, oldest.get(key, "")) for key, states in counts.items())


def behind(project: Project) -> Iterator[Diagnostic]:
    """How many translations may not say what their sources say."""
    states = Counter(one.state for one in waiting(project))
    counts = [(states[state], state.value) for state in (State.STALE, State.UNSURE) if states[state]]
    if counts:
        said = " and ".join(f"{count} {state}" for count, state in counts)
        message = f"{said} {'translation' if counts == [(1, counts[0][1])] else 'translations'}"
        yield Diagnostic(message, None, "'mappe status --list' shows where", Severity.WARNING)


def acceptable(project: Project, places: Iterable[str]) -> Sequence[tuple[Open, Pair]]:
    """The translations that wait at these places, and what confirms each.

    Raises `RequestError` for a place where nothing does.
    """
    pairs = [(one, project.translations.pair(one.text, one.language)) for one in waiting(project)]
    there = [(one, pair) for one, pair in pairs if pair]
    hint = "'mappe status --list' shows what does"
    faults = [
        Diagnostic(f"no translation waits at '{place}'", None, hint)
        for place in places
        if not any(_is_at(one, place) for one, _ in there)
    ]
    if faults:
        raise RequestError(faults)
    return [(one, pair) for one, pair in there if any(_is_at(one, place) for place in places)]


def _is_at(one: Open, place: str) -> bool:
    spot = SPOT.fullmatch(place)
    if spot is None or one.place is None or Path(spot["file"]) != one.place.file:
        return False
    line, column = spot["line"], spot["column"]
    return line in {None, str(one.place.line)} and column in {None, str(one.place.column)}


def table(rows: Sequence[Standing]) -> Table:
    """One line a language; names are shown whole, however narrow the console says it is."""
    shown = Table(box=None, pad_edge=False, header_style="dim")
    shown.add_column("document", min_width=max((len(row.name) for row in rows), default=0))
    shown.add_column("language")
    for head in HEADS:
        shown.add_column(head, justify="right")
    before = ""
    for row in rows:
        numbers = (str(row.counts[state] or "") for state in State if state is not State.TRANSLATED)
        name = "" if row.name == before else row.name
        shown.add_row(name, row.language, str(row.texts), f"{row.per_cent} %", *numbers, row.oldest)
        before = row.name
    return shown


def line(one: Open) -> str:
    """Where it is, what it is, and what it says, or what the text says in another language."""
    words = one.text.wording(one.language) or next(iter(one.text.wordings.values()))
    said = " ".join(str(words).split())
    cut = said if len(said) <= WIDEST else f"{said[: WIDEST - 1]}…"
    since = f" since {one.since}" if one.since else ""
    return f"{one.place}: {one.language} is {one.state.value}{since}: {cut}"


def rank(one: Open) -> tuple[str, int, int]:
    """In the order of files, from top to bottom."""
    return (str(one.place.file), one.place.line, one.place.column) if one.place else ("", 0, 0)
