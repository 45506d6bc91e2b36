"""What an author allows in a comment behind a value, for this line alone."""

import re

from mappe.diagnostics import Place

ALLOW = re.compile(r"(?:^|\s)#\s*allow:([^\"{}\[\]]*)$")


def allowed(place: Place | None) -> frozenset[str]:
    """The words in `# allow: one, another` behind the value that stands at this place."""
    comment = ALLOW.search(_behind(place)) if place else None
    return (
        frozenset(word.strip() for word in comment[1].split(",") if word.strip()) if comment else frozenset()
    )


def is_allowed(words: str, place: Place | None) -> bool:
    """Whether these words are allowed at this place; of those with a comma in them, each part alone."""
    return {part.strip() for part in words.split(",")} <= allowed(place)


def _behind(place: Place) -> str:
    """The rest of the line; nothing where quotation marks that open in it are closed in another one."""
    rest = place.text[place.column - 1 :]
    if rest[:1] in {'"', "'"} and place.length == 1:
        return ""
    return rest if rest[:1] in {"|", ">"} else rest[place.length :]
