"""What authors may not write in a text, each with its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from markdown_it.token import Token

from mappe.diagnostics import Diagnostic, Place, did_you_mean
from mappe.model.text import FOOTNOTE, Wording

LINK = re.compile(r"#.|https://[^/]|mailto:[^@]+@[^@]+$|tel:\+?[0-9]")
"""How an address begins that a dossier may lead to."""


def faults_of(tokens: Sequence[Token], wording: Wording) -> Iterator[Diagnostic]:
    """Links, references and footnotes in these tokens that no page can hold."""
    around: list[str] = []
    for position, token in enumerate(tokens):
        match token.type:
            case "link_open":
                inside = takewhile(lambda other: other.type != "link_close", tokens[position + 1 :])
                yield from _link_faults(token, "".join(other.content for other in inside), wording)
            case "footnote_open":
                yield from _note_faults(token, around, wording)
            case "unclosed_footnote":
                yield Diagnostic("a footnote is not closed", _place(FOOTNOTE, wording), "write ^[words]")
        around += [token.type] if token.nesting > 0 else []
        del around[len(around) + min(token.nesting, 0) :]
        yield from faults_of(token.children or (), wording)


def _note_faults(note: Token, around: Sequence[str], wording: Wording) -> Iterator[Diagnostic]:
    place = _place(f"{FOOTNOTE}{note.content}".split("\n")[0], wording)
    for kind, shown in (("footnote_open", "another one"), ("link_open", "a link")):
        if kind in around:
            yield Diagnostic(f"a footnote cannot stand in {shown}", place, "write it behind")
    if not note.content.strip():
        yield Diagnostic("a footnote has no words", place, "write ^[words]")


def _link_faults(link: Token, words: str, wording: Wording) -> Iterator[Diagnostic]:
    address = str(link.attrGet("href"))
    place = _place(address, wording)
    if not LINK.match(address):
        hint = "write https://…, mailto:…, tel:… or #id"
        yield Diagnostic(f"a link cannot lead to '{address}'", place, hint)
    elif address.startswith("#"):
        yield from _reference_faults(address[1:], words, wording, place)
    if link.attrGet("title"):
        hint = "write [words](address) and nothing more"
        yield Diagnostic("a link has no words behind its address", place, hint)
    if not words.strip() and (words or not address.startswith("#")):
        yield Diagnostic("a link has no words", place, "write [words](address)")


def _reference_faults(name: str, words: str, wording: Wording, place: Place | None) -> Iterator[Diagnostic]:
    targets = wording.targets
    if name in targets.seen:
        if not words.strip() and not targets.seen[name].words:
            hint = f"write [words](#{name})"
            yield Diagnostic(f"'{name}' is inside a section, and has no title to refer by", place, hint)
    elif name in targets.lost and words.strip():
        return
    elif name in targets.unseen:
        hint = "keep this text from them too, or let them see the section"
        message = f"the readers of the {targets.audience} edition do not see the section '{name}'"
        yield Diagnostic(message, place, hint)
    elif name in targets.shared:
        hint = "give the section that you mean an id"
        yield Diagnostic(f"'{name}' may be another section for other readers", place, hint)
    else:
        hint = did_you_mean(name, targets.seen) or "write the id of a section"
        yield Diagnostic(f"no section '{name}' in this document", place, hint)


def misplaced(wording: Wording) -> Diagnostic:
    """A footnote where there can be none."""
    hint = "write it in a text"
    return Diagnostic(
        "a footnote cannot stand in a heading, a label or a caption of a table",
        _place(FOOTNOTE, wording),
        hint,
    )


def _place(written: str, wording: Wording) -> Place | None:
    """Where these words stand, if they stand in the first line of the text; the text otherwise."""
    place = wording.place
    column = place.text.find(written) if place and written else -1
    return replace(place, column=column + 1, length=len(written)) if place and column >= 0 else place
