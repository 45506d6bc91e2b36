"""From located YAML values to records: pydantic's findings, told with place and in the words of an author."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from mappe.diagnostics import Diagnostic, Place, did_you_mean
from mappe.errors import ContentError
from mappe.model.located import Items, Keys, Value, place_of
from mappe.model.record import Record
from mappe.model.text import LANGUAGES

AnyRecord = TypeVar("AnyRecord", bound=Record)


def record(model: type[AnyRecord], value: Value, languages: Sequence[str]) -> AnyRecord:
    """The value as a record. Raises `ContentError` with every fault that the schema finds in it."""
    try:
        return model.model_validate(value, context={LANGUAGES: tuple(languages)})
    except ValidationError as error:
        raise ContentError(_diagnostic(detail, value) for detail in error.errors()) from None


def _diagnostic(detail: ErrorDetails, root: Value) -> Diagnostic:
    parent, found, key = _spot(root, detail["loc"])
    told = WORDINGS.get(detail["type"], _as_pydantic_says)
    message, hint = told(detail, parent if detail["type"] == "extra_forbidden" else found, key)
    context = detail.get("ctx", {})
    place = context.get("place") or _place(detail["type"], parent, found, key)
    return Diagnostic(message, place, hint)


def _spot(root: Value, loc: Sequence[int | str]) -> tuple[Value, Value | None, str]:
    """The container and the value that pydantic's location means; it also names union members, which are no keys."""
    parent: Value = root
    found: Value | None = root
    key = ""
    for step in loc:
        if isinstance(found, Keys) and step in found:
            parent, found, key = found, found[str(step)], str(step)
        elif isinstance(found, Items) and isinstance(step, int) and step < len(found):
            parent, found = found, found[step]
        elif isinstance(step, str):
            key = step
    return parent, found, key


def _place(kind: str, parent: Value, found: Value | None, key: str) -> Place | None:
    if kind == "extra_forbidden" and isinstance(parent, Keys):
        return parent.key_places.get(key)
    return place_of(found)


Told = tuple[str, str]


def _unknown_key(_detail: ErrorDetails, keys: Keys, key: str) -> Told:
    return f"unknown key '{key}'", did_you_mean(key, keys.known) or f"known here: {', '.join(keys.known)}"


def _missing_key(_detail: ErrorDetails, _found: object, key: str) -> Told:
    return f"the key '{key}' is missing", ""


def _no_mapping(_detail: ErrorDetails, _found: object, _key: str) -> Told:
    return "keys and values are expected here", ""


def _no_list(_detail: ErrorDetails, _found: object, _key: str) -> Told:
    return "a list is expected here", "begin each entry with '- '"


def _no_text(_detail: ErrorDetails, _found: object, _key: str) -> Told:
    return "text is expected here", ""


def _own_words(detail: ErrorDetails, _found: object, _key: str) -> Told:
    message, _, hint = str(detail["ctx"]["error"]).partition(": ")
    return message, hint


def _located(detail: ErrorDetails, _found: object, _key: str) -> Told:
    return detail["msg"], detail.get("ctx", {}).get("hint", "")


def _not_one_of(detail: ErrorDetails, found: object, _key: str) -> Told:
    return _choice(str(found), re.findall(r"'([^']*)'", detail["ctx"]["expected"]))


def _no_such_type(detail: ErrorDetails, _found: object, _key: str) -> Told:
    return _choice(str(detail["ctx"]["tag"]), re.findall(r"'([^']*)'", detail["ctx"]["expected_tags"]), "type ")


def _choice(word: str, known: Sequence[str], what: str = "") -> Told:
    return f"{what}'{word}' is not one of {', '.join(known)}", did_you_mean(word, known)


def _no_type(_detail: ErrorDetails, _found: object, _key: str) -> Told:
    return "the key 'type' is missing", "say what sort of section this is"


def _too_few(detail: ErrorDetails, _found: object, _key: str) -> Told:
    return f"at least {detail['ctx']['min_length']} is needed here", ""


def _too_many(detail: ErrorDetails, _found: object, _key: str) -> Told:
    return f"at most {detail['ctx']['max_length']} fit here, not {detail['ctx']['actual_length']}", ""


def _as_pydantic_says(detail: ErrorDetails, _found: object, _key: str) -> Told:
    return detail["msg"][:1].lower() + detail["msg"][1:], ""


WORDINGS: Mapping[str, Callable[[ErrorDetails, Any, str], Told]] = MappingProxyType(
    {
        "extra_forbidden": _unknown_key,
        "missing": _missing_key,
        "model_type": _no_mapping,
        "dict_type": _no_mapping,
        "mapping_type": _no_mapping,
        "model_attributes_type": _no_mapping,
        "tuple_type": _no_list,
        "string_type": _no_text,
        "value_error": _own_words,
        "text": _located,
        "literal_error": _not_one_of,
        "union_tag_invalid": _no_such_type,
        "union_tag_not_found": _no_type,
        "too_short": _too_few,
        "too_long": _too_many,
    }
)
"""pydantic's type of error → how an author is told."""
