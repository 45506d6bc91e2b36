"""How the words of a language are set: quotation marks, dashes, and spaces at which no line ends.

Sources: DIN 5008 and Duden for German, New Hart's Rules for English, GOST R 7.0.97-2016 for Russian.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from types import MappingProxyType

from mappe.locales.phrases import Own
from mappe.locales.spaces import NO_BREAK

NOTHING = "–"
"""What a catalog says of a list that is empty in its language."""

EN_DASH, ELLIPSIS = "–", "…"

MASK = "\ufffc"
"""Stands for what is not to be touched."""

UNTOUCHED = re.compile(
    r"""
      \\.                                                          # an escaped sign
    | \]\([^()\n]*\)                                               # the address of a link
    | [^@\s<>"'()]+@[\w-]+(?:\.[\w-]+)+                            # an e-mail address
    | (?:https?://|www\.)[^\s<>"'()]*[^\s<>"'().,;:!?]             # a web address
    | (?<![\w.-])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}/[^\s<>"'()]*      # one without its scheme
    | (?<![\w.,:])(?:\+|0)[0-9][0-9\ ()/\u00a0\u2011-]{5,}[0-9]    # a telephone number
    | (?<![\w.-])[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![\w-])          # a date as in content (ISO 8601)
    """,
    re.VERBOSE,
)

WRAPPED = re.compile(r"(?<=[^\s\\])\n(?=[^\s*+-])(?![0-9]+[.)]\s)")
"""The end of a line that is a space like any other: no paragraph, list or hard break begins there."""

SPACE = rf"[ {NO_BREAK}]"
CAPITAL = "[A-ZÀ-ÖØ-ÞА-ЯЁ]"
NUMBER = r"(?<![\w,.])(?:[0-9]+(?:[.,:][0-9]+)*|[IVXLC]+)"

Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


@dataclass(frozen=True)
class Typography:
    """What a catalog says of a language (context "typography"), and what CLDR does.

    `quotation_marks` are four: outer and inner, opening and closing. `months` are names behind a day.
    """

    quotation_marks: str
    dash: str
    apostrophe: str
    initials: bool
    abbreviations: Sequence[str]
    before_numbers: Sequence[str]
    after_numbers: Sequence[str]
    before_names: Sequence[str]
    forms_of_address: Sequence[str]
    before_words: Sequence[str]
    short_words: Sequence[str]
    after_words: Sequence[str]
    months: Sequence[str]
    percent: str

    def typeset(self, words: str) -> str:
        """The words as they are printed; what is set already stays as it is."""
        return _typeset(self, words)

    @cached_property
    def rules(self) -> Sequence[Rule]:
        """In their order: what a later one looks at, an earlier one may have made."""
        return (*_spaces(self), *_dashes(self), *_bound_words(self))


def typography(phrase: Callable[[Own], str], months: Sequence[str], percent: str) -> Typography:
    """What a catalog says, asked by `PHRASES`, and what CLDR does."""
    said = {field: phrase(own) for field, own in PHRASES.items()}
    words = {field: listed(said[field]) for field in LISTS}
    return Typography(
        quotation_marks=said["quotation_marks"],
        dash=said["dash"],
        apostrophe="" if said["apostrophe"] == NOTHING else said["apostrophe"],
        initials=said["initials"] != NOTHING,
        months=tuple(months),
        percent=percent,
        **words,
    )


def listed(said: str) -> tuple[str, ...]:
    """The words of a list in a catalog."""
    return () if said == NOTHING else tuple(word.strip() for word in said.split("|"))


ROUNDS = 4
"""After which nothing is left to be set, whatever was typed; two are enough for what people type."""


@lru_cache(maxsize=20_000)
def _typeset(language: Typography, words: str) -> str:
    for _ in range(ROUNDS):  # a space that one rule sets may be what another one looks for
        before, words = words, _once(language, words)
        if words == before:
            break
    return words


def _once(language: Typography, words: str) -> str:
    unwrapped = WRAPPED.sub(" ", unicodedata.normalize("NFC", words))
    kept: list[str] = []

    def mask(found: re.Match[str]) -> str:
        kept.append(found[0])
        return MASK

    masked = UNTOUCHED.sub(mask, unwrapped.replace(MASK, ""))
    for pattern, replacement in language.rules:
        masked = pattern.sub(replacement, masked)
    paragraphs = (_quoted(paragraph, language) for paragraph in re.split(r"(\n\s*\n)", masked))
    rest = iter(kept)
    return re.sub(MASK, lambda _: next(rest), "".join(paragraphs))


def _spaces(language: Typography) -> Iterable[Rule]:
    months, abbreviations = _any(language.months), language.abbreviations
    yield re.compile(r"(?<=\S) {2,}(?=\S)"), " "
    yield re.compile(r"(?<!\.)\.\.\.(?!\.)"), ELLIPSIS
    for words in sorted(abbreviations, key=len, reverse=True):
        parts = words.split()
        typed = rf"{SPACE}?".join(map(re.escape, parts))
        yield re.compile(rf"(?<![\w.]){typed}(?!\w)"), NO_BREAK.join(parts)
    yield re.compile(rf"(?<![\w.])([0-9]{{1,2}}\.?){SPACE}+(?={months}(?!\w))"), rf"\1{NO_BREAK}"
    yield re.compile(rf"({NUMBER}){SPACE}*%"), rf"\g<1>{language.percent}"
    yield re.compile(rf"({NUMBER}){SPACE}*({_any(language.after_numbers)})(?!\.?\w)"), rf"\1{NO_BREAK}\2"
    signs = [word for word in language.before_numbers if not word[-1].isalpha() and word[-1] != "."]
    yield re.compile(rf"(?<!\w)({_any(signs)}){SPACE}*(?=[0-9])"), rf"\1{NO_BREAK}"
    yield re.compile(rf"(?<![\w.])({_any(language.before_numbers)}){SPACE}+(?=[0-9])"), rf"\1{NO_BREAK}"
    name, initial = f"(?={CAPITAL})", rf"{CAPITAL}\."
    yield (
        re.compile(rf"(?<![\w.])((?:{_any(language.forms_of_address)}){SPACE}{initial}){SPACE}+{name}"),
        rf"\1{NO_BREAK}",
    )
    before = _any([*language.before_names, *language.forms_of_address])
    yield re.compile(rf"(?<![\w.])(?<![0-9]{SPACE})({before}){SPACE}+{name}"), rf"\1{NO_BREAK}"
    if language.initials:
        yield re.compile(rf"(?<![\w.])({initial}){SPACE}*(?={initial})"), rf"\1{NO_BREAK}"
        yield re.compile(rf"(?<![\w.])({initial}){SPACE}*{name}"), rf"\1{NO_BREAK}"


def _dashes(language: Typography) -> Iterable[Rule]:
    day = rf"[0-9]{{1,2}}\.?{SPACE}(?:{_any(language.months)})(?!\w)"
    ends = rf"(?:[0-9]|{_any([*language.after_numbers, *language.months])})"
    yield re.compile(rf"({ends}){SPACE}(?:--?|{EN_DASH})(?= {day})"), rf"\1{NO_BREAK}{EN_DASH}"
    yield re.compile(rf"(?<=\S){SPACE}--?(?= \S)"), f"{NO_BREAK}{language.dash}"
    yield re.compile(r"(?<=\S) (?=[–—] \S)"), NO_BREAK
    time = r"[0-9]{1,2}:[0-9]{2}"
    yield re.compile(rf"(?<![\w.,:-])({time})-(?={time}(?![\w:-]))"), rf"\1{EN_DASH}"
    yield re.compile(r"(?<![\w.,:-])([0-9]{1,4})(\.?)-([0-9]{1,4})(?![\w,:-])(?!\.[0-9])"), _range


def _range(found: re.Match[str]) -> str:
    """From a smaller to a larger number: what falls is a code."""
    first, dot, last = found.groups()
    return f"{first}{dot}{EN_DASH}{last}" if int(first) < int(last) else found[0]


def _bound_words(language: Typography) -> Iterable[Rule]:
    yield re.compile(rf" (?=(?:{_any(language.after_words)})(?![\w-]))"), NO_BREAK
    yield re.compile(rf"(?i:(?<![\w-])({_any(language.before_words)})) (?=\S)"), rf"\1{NO_BREAK}"
    # A longer one does not hang on what hangs on the next word already: lines must end somewhere.
    free = rf"(?=[^\s{NO_BREAK}]+(?:[ \n]|$))"
    yield re.compile(rf"(?i:(?<![\w-])({_any(language.short_words)})) {free}"), rf"\1{NO_BREAK}"


def _any(words: Iterable[str]) -> str:
    """A pattern for each of the words, the longest first; one that nothing matches where there are none."""
    longest = sorted({*words}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", SPACE) for word in longest) or r"(?!)"


STRAIGHT, EMPHASIS = "\"'", "*_"

OPENING = frozenset("([{„“‚‘«–—-/")
"""Behind these a quotation begins."""


def _quoted(paragraph: str, language: Typography) -> str:
    """Straight marks as those of the language, if each that opens is closed; else they stay as they are."""
    if not ({'"', "'"} & {*paragraph}):
        return paragraph
    marks = _marks(paragraph, language)
    return "".join(marks.get(position, sign) for position, sign in enumerate(paragraph))


def _marks(paragraph: str, language: Typography) -> Mapping[int, str]:
    """{position of a straight mark: what takes its place}."""
    marks: dict[int, str] = {}
    open_at: list[int] = []
    quoted: set[int] = set()
    for position, sign in enumerate(paragraph):
        if sign == "'" and open_at:
            quoted.add(position)
        if sign != '"':
            continue
        if _opens(paragraph, position):
            open_at.append(position)
        elif open_at:
            level = 2 * min(len(open_at) - 1, 1)
            marks[open_at.pop()] = language.quotation_marks[level]
            marks[position] = language.quotation_marks[level + 1]
        else:
            return _singles(paragraph, (), language)
    if open_at:
        return _singles(paragraph, (), language)
    return {**marks, **_singles(paragraph, quoted, language)}


def _singles(paragraph: str, quoted: Collection[int], language: Typography) -> Mapping[int, str]:
    """Single marks: inside a quotation another one, between letters an apostrophe; others are not guessed."""
    singles = [position for position, sign in enumerate(paragraph) if sign == "'"]
    marks: dict[int, str] = {}
    paired: set[int] = set()
    for begin, end in pairwise(singles):
        is_decade = paragraph[begin + 1].isdigit()  # the '90s
        if begin in paired or is_decade or not (_opens(paragraph, begin) and _closes(paragraph, end)):
            continue
        paired |= {begin, end}
        if begin in quoted and end in quoted:
            marks |= {begin: language.quotation_marks[2], end: language.quotation_marks[3]}
    if language.apostrophe:
        marks |= {
            at: language.apostrophe for at in singles if at not in paired and _is_apostrophe(paragraph, at)
        }
    return marks


def _opens(text: str, position: int) -> bool:
    before, behind = _before(text, position), text[position + 1 : position + 2]
    if not behind or behind.isspace():
        return False
    return not before or before.isspace() or before in OPENING or (before in STRAIGHT and behind.isalnum())


def _closes(text: str, position: int) -> bool:
    before, behind = _before(text, position), text[position + 1 : position + 2]
    return bool(before) and not before.isspace() and not behind.isalnum()


def _before(text: str, position: int) -> str:
    """The character before a mark, whatever signs of emphasis stand between; nothing at the beginning."""
    while position and text[position - 1] in EMPHASIS:
        position -= 1
    return text[position - 1] if position else ""


def _is_apostrophe(text: str, position: int) -> bool:
    """it's, the '90s, the cities' friendship."""
    before, behind = _before(text, position), text[position + 1 : position + 2]
    if before.isalpha():
        return behind.isalpha() or before in "sxzßSXZ"
    return (not before or before.isspace()) and behind.isdigit()


PHRASES: Mapping[str, Own] = MappingProxyType(
    {
        "quotation_marks": Own.QUOTATION_MARKS,
        "dash": Own.DASH,
        "apostrophe": Own.APOSTROPHE,
        "initials": Own.INITIALS,
        "abbreviations": Own.ABBREVIATIONS,
        "before_numbers": Own.BEFORE_NUMBERS,
        "after_numbers": Own.AFTER_NUMBERS,
        "before_names": Own.BEFORE_NAMES,
        "forms_of_address": Own.FORMS_OF_ADDRESS,
        "before_words": Own.BEFORE_WORDS,
        "short_words": Own.SHORT_WORDS,
        "after_words": Own.AFTER_WORDS,
    }
)
"""Field of `Typography` → the phrase that says it; several words stand between bars."""

LISTS = tuple(PHRASES)[4:]
"""Fields that hold several words."""
