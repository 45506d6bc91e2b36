"""From located YAML values to records: pydantic's findings, told with place and in the words of an author."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from mappe.diagnostics import Diagnostic, did_you_mean, nearest
from mappe.errors import ContentError
from mappe.model.fields import CODES, Identifier
from mappe.model.located import REFUSED, Items, Keys, Scalar, Value, place_of, place_of_key
from mappe.model.record import IDS, Record
from mappe.model.text import LANGUAGES

AnyRecord = TypeVar("AnyRecord", bound=Record)

IDENTIFIER: TypeAdapter[str] = TypeAdapter(Identifier)


@dataclass(frozen=True)
class Known:
    """What may be named: languages of the project, {register: its ids}, {what codes mean: those with a name}.

    A register that cannot be read is left out, so that no reference to it is called wrong.
    """

    languages: Sequence[str]
    ids: Mapping[str, Collection[str]]
    codes: Mapping[str, Collection[str]]


NOTHING = Known((), MappingProxyType({}), MappingProxyType({}))


def record(model: type[AnyRecord], value: Value, known: Known = NOTHING) -> AnyRecord:
    """The value as a record. Raises `ContentError` with every fault that the schema finds in it."""
    try:
        return model.model_validate(
            value, context={LANGUAGES: known.languages, IDS: known.ids, CODES: known.codes}
        )
    except ValidationError as error:
        raise _told(error, value) from None


def identifier(word: Scalar) -> str:
    """The word, if a record may be called so. Raises `ContentError`."""
    try:
        return IDENTIFIER.validate_python(word)
    except ValidationError as error:
        raise _told(error, word) from None


@dataclass(frozen=True)
class Spot:
    """What pydantic's location means: the innermost value there is, what holds it, and the last step."""

    value: Value
    holder: Value | None
    step: str


def _told(error: ValidationError, root: Value) -> ContentError:
    details = error.errors(include_url=False)
    return ContentError(fault for detail in details for fault in _faults(detail, root))


def _faults(detail: ErrorDetails, root: Value) -> Iterator[Diagnostic]:
    spot = _spot(root, detail["loc"])
    told = WORDINGS.get(detail["type"], _as_pydantic_says)
    for fault in told(spot, {"message": detail["msg"], **detail.get("ctx", {})}):
        yield fault if fault.place else replace(fault, place=place_of(spot.value))


def _spot(root: Value, location: Sequence[int | str]) -> Spot:
    value, holder, last, in_list = root, None, "", False
    for step in location:
        if step == "[key]" and isinstance(holder, Keys):
            return Spot(Scalar(last, holder.key_places[last]), holder, last)
        if in_list and isinstance(value, Keys) and value.get("type") == step:
            in_list = False  # pydantic names the member of a union here, which is no key
            continue
        in_list = isinstance(step, int)
        value, holder, last = _inside(value, step), value, str(step)
    return Spot(value, holder, last)


def _inside(value: Value, step: int | str) -> Value:
    """A key's value or a list's entry; the value itself where there is none."""
    if isinstance(value, Keys) and step in value:
        return value[str(step)]
    if isinstance(value, Items) and isinstance(step, int) and step < len(value):
        return value[step]
    return value


Facts = Mapping[str, Any]
"""pydantic's context of an error, and its message."""


def _unknown_key(spot: Spot, _facts: Facts) -> Iterator[Diagnostic]:
    known = spot.holder.known if isinstance(spot.holder, Keys) else ()
    hint = did_you_mean(spot.step, known) or f"known here: {', '.join(known)}"
    yield Diagnostic(f"unknown key '{spot.step}'", place_of_key(spot.holder, spot.step), hint)


def _missing_key(spot: Spot, _facts: Facts) -> Iterator[Diagnostic]:
    """Nothing where the key is only misspelled, which its unknown key tells."""
    keys = spot.value
    misspelled = isinstance(keys, Keys) and any(
        nearest(key, keys.known) == spot.step for key in keys if key not in keys.known
    )
    if not misspelled:
        yield Diagnostic(f"the key '{spot.step}' is missing here")


def _expected(what: str) -> Callable[[Spot, Facts], Iterator[Diagnostic]]:
    def told(spot: Spot, _facts: Facts) -> Iterator[Diagnostic]:
        hint = "begin each entry with '- '" if what == A_LIST and isinstance(spot.value, Scalar) else ""
        yield Diagnostic(f"{what} expected here, not {_noun(spot.value)}", None, hint)

    return told


def _own_words(_spot: Spot, facts: Facts) -> Iterator[Diagnostic]:
    """A model's sentence and, behind a colon that is in no quoted value, what would be right."""
    message, _, hint = str(facts["error"]).rpartition(": ")
    if not message or hint.count("'") % 2:
        message, hint = str(facts["error"]), ""
    yield Diagnostic(message, None, hint)


def _refused(_spot: Spot, facts: Facts) -> Iterator[Diagnostic]:
    yield from facts["faults"]


def _not_one_of(spot: Spot, facts: Facts) -> Iterator[Diagnostic]:
    yield _choice(spot.value, re.findall(r"'([^']*)'", facts["expected"]))


def _no_such_type(spot: Spot, facts: Facts) -> Iterator[Diagnostic]:
    known = re.findall(r"'([^']*)'", facts["expected_tags"])
    yield _choice(_inside(spot.value, "type"), known)


def _choice(value: Value, known: Sequence[str]) -> Diagnostic:
    hint = did_you_mean(str(value), known) if isinstance(value, Scalar) else ""
    return Diagnostic(f"{_noun(value)} is not one of {', '.join(known)}", place_of(value), hint)


def _no_type(spot: Spot, _facts: Facts) -> Iterator[Diagnostic]:
    if isinstance(spot.value, Keys):
        yield Diagnostic("the key 'type' is missing here", None, "say what sort of section this is")
    else:
        message = f"a section is expected here, not {_noun(spot.value)}"
        yield Diagnostic(message, None, "begin it with 'type:'")


def _too_few(spot: Spot, facts: Facts) -> Iterator[Diagnostic]:
    """Nothing where there are enough, of which pydantic counts only the right ones."""
    least, actual = facts["min_length"], len(spot.value)
    if actual < least:
        yield Diagnostic(f"at least {_entries(least)} needed here, not {actual}")


def _too_many(spot: Spot, facts: Facts) -> Iterator[Diagnostic]:
    most = facts["max_length"]
    message = f"at most {_entries(most)} allowed here, not {len(spot.value)}"
    yield Diagnostic(message, place_of(_inside(spot.value, most)))


def _too_long(spot: Spot, facts: Facts) -> Iterator[Diagnostic]:
    most = facts["max_length"]
    yield Diagnostic(f"at most {most} characters are possible here, not {len(spot.value)}")


def _entries(count: int) -> str:
    return "1 entry is" if count == 1 else f"{count} entries are"


def _too_small(spot: Spot, facts: Facts) -> Iterator[Diagnostic]:
    yield Diagnostic(f"{spot.value} is too small: at least {facts['ge']} is possible here")


def _too_large(spot: Spot, facts: Facts) -> Iterator[Diagnostic]:
    yield Diagnostic(f"{spot.value} is too large: at most {facts['le']} is possible here")


def _as_pydantic_says(_spot: Spot, facts: Facts) -> Iterator[Diagnostic]:
    yield Diagnostic(facts["message"][:1].lower() + facts["message"][1:])


def _noun(value: Value) -> str:
    if isinstance(value, Keys):
        return "keys and values"
    return "a list" if isinstance(value, Items) else f"'{value}'"


A_LIST = "a list is"
TEXT = _expected("text is")
A_NUMBER = _expected("a number is")
KEYS = _expected("keys and values are")

WORDINGS: Mapping[str, Callable[[Spot, Facts], Iterator[Diagnostic]]] = MappingProxyType(
    {
        REFUSED: _refused,
        "bool_type": _expected("true or false is"),
        "decimal_type": A_NUMBER,
        "dict_type": KEYS,
        "enum": _expected("internal, guest or public is"),
        "extra_forbidden": _unknown_key,
        "greater_than_equal": _too_small,
        "int_type": A_NUMBER,
        "less_than_equal": _too_large,
        "literal_error": _not_one_of,
        "mapping_type": KEYS,
        "missing": _missing_key,
        "model_type": KEYS,
        "string_too_long": _too_long,
        "string_type": TEXT,
        "too_long": _too_many,
        "too_short": _too_few,
        "tuple_type": _expected(A_LIST),
        "union_tag_invalid": _no_such_type,
        "union_tag_not_found": _no_type,
        "value_error": _own_words,
        "zoneinfo_str": _expected("a time zone is"),
    }
)
"""pydantic's type of error → how an author is told; a fault without a place stands at the value."""
