"""The phrases that templates and Mappe itself say, whatever their words are in a language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from mappe.diagnostics import Place

Key = tuple[str, str | None]
"""What a catalog knows a phrase by: its English words and their context."""


@dataclass(frozen=True)
class Phrase:
    """One entry that a catalog needs; the comment is for who translates it."""

    words: str
    context: str | None = None
    plural: str = ""
    comment: str = ""
    places: tuple[Place, ...] = ()

    @property
    def key(self) -> Key:
        return self.words, self.context


@dataclass(frozen=True)
class Phrases:
    """All phrases of a project.

    `open` are the contexts in which templates look up values that Mappe does not know: their words stand in
    the catalogs alone.
    """

    known: Sequence[Phrase]
    open: frozenset[str] = frozenset()


def gathered(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Each phrase once, with all its places, in the order in which it is met first."""
    found: dict[Key, Phrase] = {}
    for phrase in phrases:
        known = found.get(phrase.key, phrase)
        found[phrase.key] = replace(
            known,
            plural=known.plural or phrase.plural,
            comment=known.comment or phrase.comment,
            places=tuple(dict.fromkeys((*known.places, *phrase.places))),
        )
    return tuple(found.values())


class Own(Enum):
    """The phrases that Mappe says itself, and no template."""

    WEEKDAY_AND_DAY = Phrase(
        "weekday and day",
        "date pattern",
        comment="A CLDR pattern, words in '…'. The day of a programme: EEEE d MMMM y, Tuesday 12 June 2018.",
    )
    DAY_IN_A_TABLE = Phrase(
        "day in a table",
        "date pattern",
        comment="A CLDR pattern. A day in a table, always with its year: d MMM y, 2 Jun 2018.",
    )
    LAST_OF_TWO_YEARS = Phrase(
        "last of two years",
        "date pattern",
        comment="A CLDR pattern. The second year in 2017–2018: y, with a word for years where they have one.",
    )
    TIME_AMONG_WORDS = Phrase(
        "among words",
        "time pattern",
        comment="A CLDR pattern, words in '…'. A time among words: HH:mm, with a word for o'clock.",
    )
    QUOTED = Phrase(
        "“%(words)s”", "reference", comment="A reference to a section: its title as it is quoted."
    )
    SEASONS = Phrase(
        "%(summer)s in summer, %(winter)s in winter (%(year)s)",
        comment="How many hours two cities are apart.",
    )
    SAMPLE = Phrase("Sample: people and appointments are invented.")
    QUOTATION_MARKS = Phrase(
        "quotation marks",
        "typography",
        comment="Four: outer and inner, opening and closing.",
    )
    DASH = Phrase(
        "dash in a sentence",
        "typography",
        comment="One sign; a space stands on both sides.",
    )
    APOSTROPHE = Phrase(
        "apostrophe",
        "typography",
        comment="One sign, or – where the language has none.",
    )
    INITIALS = Phrase(
        "initials hang on what follows",
        "typography",
        comment="+ if they always do, – if only behind a form of address.",
    )
    ABBREVIATIONS = Phrase(
        "abbreviations of several words",
        "typography",
        comment="With a bar between two, each with a space between its words; – for none.",
    )
    BEFORE_NUMBERS = Phrase(
        "before a number",
        "typography",
        comment="What no line ends behind when a number follows, with bars between; – for none.",
    )
    AFTER_NUMBERS = Phrase(
        "after a number",
        "typography",
        comment="Units and the like, with bars between; – for none.",
    )
    BEFORE_NAMES = Phrase(
        "before a name",
        "typography",
        comment="Titles and the like, with bars between; – for none.",
    )
    FORMS_OF_ADDRESS = Phrase(
        "forms of address",
        "typography",
        comment="Behind these an initial hangs on the name, with bars between; – for none.",
    )
    BEFORE_WORDS = Phrase(
        "before any word",
        "typography",
        comment="Short words that end no line, with bars between; – for none.",
    )
    SHORT_WORDS = Phrase(
        "before a word that stands free",
        "typography",
        comment="The same, unless the next word hangs on another one; – for none.",
    )
    AFTER_WORDS = Phrase(
        "after any word",
        "typography",
        comment="Words that begin no line, with bars between; – for none.",
    )
    ENDINGS = Phrase(
        "endings",
        "inflection",
        comment="What may stand behind a stem, with bars between; – where a dictionary knows all forms.",
    )
    HYPHENATION = Phrase(
        "exceptions",
        "hyphenation",
        comment="Words that break wrongly, with a hyphen at each break and bars between words; – for none.",
    )
    OUT_OF_DATE = Phrase(
        "out of date",
        "translation",
        comment="Behind a wording whose source has changed since it was translated.",
    )
